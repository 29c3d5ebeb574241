import { printable } from '../../text/printable.ts';
import type { Boundary } from './boundary.ts';
import { LiveProblem, NetworkProblem } from './problem.ts';
import { shownUrl } from './spec.ts';

/** What is told of an answer. */
export type Told = Pick<Response, 'status' | 'headers'>;

/** An answer whose headers may be quoted. */
export const quotable = ({ status, headers }: Told, clean: Boundary): Told => ({
  status,
  headers: new Headers([...headers].map(([name, value]): [string, string] => [name, clean.text(value)])),
});

/** The reason for an HTTP answer that carries no MCP message. `body` is the beginning of what the server said. */
export function statusProblem(
  response: Told,
  url: URL,
  method: string,
  body: string,
  hasAuthorization: boolean,
): LiveProblem {
  const { status } = response;
  const answer = `HTTP ${status} from ${shownUrl(url)}`;
  if (status === 401 || status === 403) return deniedProblem(response, answer, hasAuthorization);
  if (status >= 300 && status < 400) return redirectProblem(response, url, answer);
  if (status === 404)
    return new LiveProblem(`${answer}: no MCP endpoint there`, {
      status,
      hint: 'Check the path: many servers answer at `/mcp`, older ones at `/sse`.',
    });
  if (status === 405)
    return new LiveProblem(`${answer}: it does not accept ${method}, so it is no MCP endpoint`, {
      status,
      hint: 'Check the path: many servers answer at `/mcp`, older ones at `/sse`.',
    });
  if (status === 429) return new LiveProblem(`${answer}: too many requests`, { status, hint: 'Wait and try again.' });
  return new LiveProblem(`${answer}${saying(response, body)}`, { status });
}

/** RFC 9110 section 11.6.1 and, for `resource_metadata`, RFC 9728 section 5.1. */
function deniedProblem(response: Told, answer: string, hasAuthorization: boolean): LiveProblem {
  const { status } = response;
  const challenge = readChallenge(response.headers.get('www-authenticate') ?? '');
  const asks = challenge.scheme
    ? `the server asks for \`${challenge.scheme}\` authorization`
    : status === 401
      ? 'the server asks for authorization without naming a scheme'
      : 'the server refuses access';
  const details = [
    challenge.error && `error \`${challenge.error}\``,
    challenge.scope && `scope \`${challenge.scope}\``,
    /^https?:\/\//i.test(challenge.resourceMetadata ?? '') && `OAuth metadata at ${challenge.resourceMetadata}`,
  ].filter(Boolean);
  const scheme = challenge.scheme && !/^bearer$/i.test(challenge.scheme) ? challenge.scheme : 'Bearer';
  return new LiveProblem(
    `${answer}: ${hasAuthorization ? 'the `Authorization` header that was given is not accepted; ' : ''}${asks}${details.length > 0 ? ` (${details.join(', ')})` : ''}`,
    {
      status,
      hint: hasAuthorization
        ? 'Check that the token is right, still valid and allows this.'
        : `Pass what it asks for: \`--header 'Authorization: ${scheme} …'\`.`,
    },
  );
}

export interface Challenge {
  readonly scheme?: string;
  readonly resourceMetadata?: string;
  readonly scope?: string;
  readonly error?: string;
}

/** The first challenge of a `WWW-Authenticate` header. Everything in it is text by a stranger. */
export function readChallenge(header: string): Challenge {
  const text = header.slice(0, 2000);
  const parameter = (name: string): string | undefined =>
    new RegExp(`\\b${name}=(?:"([^"]*)"|([^\\s,"]+))`, 'i').exec(text)?.slice(1).find(Boolean);
  const found = {
    scheme: /^\s*([\w-]+)(?=\s|,|$)/.exec(text)?.[1],
    resourceMetadata: parameter('resource_metadata'),
    scope: parameter('scope'),
    error: parameter('error'),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]) => (value === undefined ? [] : [[key, printable(value, 300)]])),
  );
}

function redirectProblem(response: Told, url: URL, answer: string): LiveProblem {
  const { status } = response;
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, url.href))
    return new LiveProblem(`${answer}: a redirect that names no address`, { status });
  const target = new URL(location, url);
  if (!/^https?:$/.test(target.protocol))
    return new LiveProblem(`${answer}: a redirect to something that is no web address`, { status });
  return new LiveProblem(`${answer}: a redirect to ${shownUrl(target)}, which is not followed`, {
    status,
    hint: `If that is the server you mean, pass its URL: ${shownUrl(target)}`,
  });
}

/** For an answer that is no message although its status says success. */
export function contentProblem(response: Told, url: URL, body: string): LiveProblem {
  const type = (response.headers.get('content-type') ?? '').split(';')[0]!.trim();
  if (isHtml(type, body))
    return new LiveProblem(`${shownUrl(url)} answered with an HTML page, not with MCP`, {
      status: response.status,
      hint: 'Check the path, many servers answer at `/mcp`; a sign-in page means that a header is missing.',
    });
  return new LiveProblem(
    `${shownUrl(url)} answered with ${type === '' ? 'no content type' : `\`${printable(type, 80)}\``}, not with a JSON-RPC message${saying(response, body)}`,
    { status: response.status },
  );
}

const isHtml = (type: string, body: string): boolean => type === 'text/html' || /^\s*<(?:!doctype|html)/i.test(body);

function saying(response: Told, body: string): string {
  const type = response.headers.get('content-type') ?? '';
  if (isHtml(type.split(';')[0]!, body)) return ' with an HTML page';
  return body.trim() === '' ? '' : `: ${printable(body.trim(), 200)}`;
}

const NETWORK: Record<string, string> = {
  ECONNREFUSED: 'connection refused: nothing listens there',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the host name cannot be looked up now',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_SOCKET: 'the server closed the connection without an answer',
  UND_ERR_HEADERS_TIMEOUT: 'the server sent no answer',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS is spoken there',
  EPROTO: 'no TLS is spoken there',
};

/** For a request that got no answer at all: what `fetch` threw. */
export function networkProblem(error: unknown, url: URL): NetworkProblem {
  const { code, message } = causeOf(error);
  const where = shownUrl(url);
  if (/CERT|SIGNATURE|SELF_SIGNED|TLS_ALTNAME/i.test(code)) {
    return new NetworkProblem(`cannot connect to ${where}: its TLS certificate is not accepted (${code})`, {
      hint: 'For a certificate of your own authority, set NODE_EXTRA_CA_CERTS to its file.',
    });
  }
  const why = whyBroken(code, message);
  const hint =
    code === 'ECONNREFUSED'
      ? 'Start the server first, and check the port.'
      : why === NETWORK['EPROTO']
        ? 'Try `http://` instead of `https://`.'
        : undefined;
  return new NetworkProblem(`cannot connect to ${where}: ${why}`, { hint });
}

/** For an answer that began and could not be read to its end. */
export function brokenProblem(error: unknown, url: URL): NetworkProblem {
  const { code, message } = causeOf(error);
  const why = code.startsWith('Z_')
    ? 'it is not compressed as it says'
    : code === 'UND_ERR_SOCKET'
      ? 'the server closed the connection'
      : whyBroken(code, message);
  return new NetworkProblem(`the answer of ${shownUrl(url)} broke off: ${why}`);
}

const whyBroken = (code: string, message: string): string =>
  NETWORK[code] ??
  (code.startsWith('HPE_') ? 'what answers there does not speak HTTP' : printable(code || message, 200));

function causeOf(error: unknown): { code: string; message: string } {
  let deepest = error;
  let code = '';
  for (let depth = 0; deepest instanceof Error && depth < 5; depth++) {
    if ('code' in deepest && typeof deepest.code === 'string') ({ code } = deepest);
    if (!(deepest.cause instanceof Error)) break;
    deepest = deepest.cause;
  }
  return { code, message: deepest instanceof Error ? deepest.message : String(deepest) };
}
