import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';

import type { EndpointFact } from '../../model/wire.ts';
import { ask } from './ask.ts';
import type { Channel, Listener } from './channel.ts';
import { Exchange, mediaType } from './exchange.ts';
import { quotable } from './http-problems.ts';
import { atMost, Stop, within, type Limit } from './limit.ts';
import { LiveProblem } from './problem.ts';
import type { Trace } from './redact.ts';
import type { HttpSpec } from './spec.ts';

/** A polite goodbye may take so many milliseconds. */
const GRACE = 250;
/** The SDK and we read the same stream; it may see the end so many milliseconds before we have read the last event. */
const LAG = 50;

/** Throws a `LiveProblem` for a URL or headers that cannot be used. Nothing given is echoed but the address itself. */
export function checkHttp({ url, headers = {} }: HttpSpec): void {
  const web = 'Give an address such as `https://example.com/mcp`.';
  if (!URL.canParse(url)) throw new LiveProblem('the target is no valid URL', { hint: web });
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new LiveProblem(`the URL begins with \`${protocol}\`, which is no web address`, { hint: web });
  if (username !== '' || password !== '')
    throw new LiveProblem('the URL holds a user name or a password', {
      hint: "Pass them as a header: `--header 'Authorization: Basic …'`.",
    });
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers().set(name, value);
    } catch {
      throw new LiveProblem('a header has a name or a value that HTTP does not allow', {
        hint: "Write it as `--header 'Name: value'`, on one line and in plain characters.",
      });
    }
  }
}

/** Opens a connection through the SDK's transports: `http` is Streamable HTTP, `sse` its predecessor of revision 2024-11-05. */
export async function openHttp(spec: HttpSpec, kind: 'http' | 'sse', trace: Trace, limit: Limit): Promise<Channel> {
  const { StreamableHTTPClientTransport, SSEClientTransport } = await import('@modelcontextprotocol/client');
  let listener: Listener | undefined;
  const exchange = new Exchange(kind, () => listener, trace);
  const options = { fetch: exchange.fetch, requestInit: { headers: { ...spec.headers } } };
  const url = new URL(spec.url);
  const transport: Transport =
    kind === 'http' ? new StreamableHTTPClientTransport(url, options) : new SSEClientTransport(url, options);
  try {
    await within(transport.start(), limit);
  } catch (error) {
    await transport.close();
    throw error instanceof Stop ? error.while('open its event stream') : (exchange.problem ?? error);
  }
  return {
    transport: kind,
    stdout: [],
    stderr: '',
    http: exchange.facts,
    get received() {
      return exchange.received;
    },
    listen: (one) => void (listener = one),
    agree: (revision) => transport.setProtocolVersion?.(revision),
    send: (message) =>
      transport.send(message as JSONRPCMessage, {
        onRequestStreamEnd: () => setTimeout(() => listener?.unanswered(message), LAG).unref(),
      }),
    ...(transport instanceof StreamableHTTPClientTransport
      ? {
          opening: async (until: Limit) =>
            (await openingSeen(exchange, until)) ?? openingOf(spec, transport, until, trace),
        }
      : {}),
    async close(how) {
      if (how === 'politely' && transport instanceof StreamableHTTPClientTransport)
        await atMost(GRACE, transport.terminateSession());
      await transport.close();
    },
  };
}

/** What the SDK was answered when it opened its stream, as it does in the `initialize` era. */
async function openingSeen({ openings }: Exchange, limit: Limit): Promise<EndpointFact | undefined> {
  for (const opening of openings) {
    const seen = await within(opening, limit);
    if (seen) return seen;
  }
  return undefined;
}

/** Asks as a client would, with the headers that were given: it is the endpoint that they are for. */
async function openingOf(
  { url, headers }: HttpSpec,
  {
    sessionId,
    protocolVersion,
  }: { readonly sessionId?: string | undefined; readonly protocolVersion?: string | undefined },
  limit: Limit,
  { clean }: Trace,
): Promise<EndpointFact> {
  const own = {
    accept: 'text/event-stream',
    ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
    ...(protocolVersion === undefined ? {} : { 'mcp-protocol-version': protocolVersion }),
  };
  const answer = await ask(new URL(url), { headers: { ...headers, ...own } }, limit);
  return { status: answer.status, type: mediaType(quotable(answer, clean)) };
}
