import type { EndpointFact, HttpFact } from '../../model/wire.ts';
import { isObject } from '../../model/schema.ts';
import { MAX_MESSAGE, MAX_RECEIVED, TOO_LARGE, TOO_MUCH, type Listener } from './channel.ts';
import { readEvents } from './events.ts';
import { brokenProblem, contentProblem, networkProblem, quotable, statusProblem, type Told } from './http-problems.ts';
import { readMessages, type Message } from './message.ts';
import { LiveProblem, RpcError } from './problem.ts';
import type { Trace } from './redact.ts';

/** Enough of an error page to say what it is. */
const MAX_PAGE = 64 << 10;

/**
 * The `fetch` that the SDK's transports get. Messages are read here, before the SDK sees them, because its message
 * schema drops some that are only slightly wrong (`_meta: null`) and its errors do not say what the server asked for.
 * The SDK gets no body but an event stream: it would read any of them to the end, however long.
 */
export class Exchange {
  readonly facts: HttpFact[] = [];
  received = 0;
  /** The last reason why an exchange failed; the SDK hands on only the text of some. */
  problem: LiveProblem | undefined;
  /** What each GET by which the SDK opens its event stream was answered, but for failures and redirects that it follows. */
  readonly openings: Promise<EndpointFact | undefined>[] = [];
  private readonly kind: 'http' | 'sse';
  private readonly listener: () => Listener | undefined;
  private readonly trace: Trace;

  constructor(kind: 'http' | 'sse', listener: () => Listener | undefined, trace: Trace) {
    this.kind = kind;
    this.listener = listener;
    this.trace = trace;
  }

  readonly fetch = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address);
    const method = init.method ?? 'GET';
    const stop = linked(init.signal);
    try {
      const answer = fetch(url, { ...init, redirect: 'manual', signal: stop.signal });
      if (method === 'GET') this.openings.push(answer.then((got) => this.openingOf(got, url)).catch(() => undefined));
      const response = await answer.catch((error: unknown) => {
        throw networkProblem(error, url);
      });
      this.facts.push({ method, path: url.pathname, status: response.status });
      this.trace.note(`HTTP ${response.status} ${method} ${url.pathname}`);
      const request = method === 'POST' && this.kind === 'http' ? requestIn(init) : undefined;
      if (response.ok && mediaType(response) === 'text/event-stream' && (request ?? method) !== 'POST')
        return this.share(response, method, stop);
      const taken = await this.take(response, url, { ...init, method }, request);
      stop.unlink();
      return taken;
    } catch (error) {
      stop.unlink();
      if (error instanceof LiveProblem) this.problem = error;
      throw error;
    }
  };

  private told(response: Response): Told {
    return quotable(response, this.trace.clean);
  }

  private openingOf(response: Response, url: URL): EndpointFact | undefined {
    if (isFollowed(response, url, 'GET')) return undefined;
    return { status: response.status, type: mediaType(this.told(response)) };
  }

  private async take(
    response: Response,
    url: URL,
    init: RequestInit & { method: string },
    request: Message | undefined,
  ): Promise<Response> {
    const { status, headers } = response;
    const { method } = init;
    if (isFollowed(response, url, method)) {
      await response.body?.cancel();
    } else if (!response.ok) {
      throw await this.refusal(response, url, init, request);
    } else if (method === 'GET') {
      throw contentProblem(this.told(response), url, this.trace.redact(await this.textOf(response, MAX_PAGE)));
    } else if (request === undefined || status === 202) {
      await response.body?.cancel();
    } else {
      const { messages, noise } = readMessages(await this.textOf(response, MAX_MESSAGE));
      if (messages.length === 0)
        throw contentProblem(this.told(response), url, this.trace.redact(noise?.slice(0, MAX_PAGE) ?? ''));
      for (const message of messages) this.listener()?.message(message);
      return new Response(null, { status: 202, headers });
    }
    return new Response(null, { status, headers });
  }

  /** Servers put JSON-RPC errors into 4xx answers too; those keep their code. */
  private async refusal(
    response: Response,
    url: URL,
    init: RequestInit & { method: string },
    request: Message | undefined,
  ): Promise<LiveProblem> {
    const { status } = response;
    const body = await this.textOf(response, MAX_PAGE).catch(() => '');
    const error = status === 401 || status === 403 ? undefined : readMessages(body).messages[0]?.['error'];
    if (isObject(error) && request) return new RpcError(String(request['method']), error, this.trace, status);
    return statusProblem(
      this.told(response),
      url,
      init.method,
      this.trace.redact(body),
      new Headers(init.headers).has('authorization'),
    );
  }

  /** Reads an event stream beside the SDK, which keeps the connection and resumes it. */
  private share(response: Response, method: string, stop: Linked): Response {
    const data = (text: string): void => {
      for (const message of readMessages(text).messages) this.listener()?.message(message);
    };
    const tooLarge = (): void => {
      stop.abort(); // at once: a copy cannot be cancelled before its original
      this.listener()?.lost(`sent an event of ${TOO_LARGE}`);
    };
    readEvents(this.counted(response.clone(), stop.abort), { data, tooLarge, max: MAX_MESSAGE })
      .catch(() => undefined) // ended by us, or the connection broke: the transport or the deadline tells whoever waits
      .finally(() => {
        stop.unlink();
        if (method === 'GET' && this.kind === 'sse') this.listener()?.lost('closed the event stream');
      });
    return response;
  }

  private async textOf(response: Response, max: number): Promise<string> {
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const part of this.counted(response)) {
        size += part.length;
        if (size > max && max === MAX_MESSAGE) throw new LiveProblem(`the server sent an answer of ${TOO_LARGE}`);
        if (size > max) break;
        parts.push(part);
      }
    } catch (error) {
      throw error instanceof LiveProblem ? error : brokenProblem(error, new URL(response.url));
    }
    return new TextDecoder().decode(Buffer.concat(parts));
  }

  private async *counted(response: Response, stop?: () => void): AsyncGenerator<Uint8Array> {
    if (!response.body) return;
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      this.received += part.length;
      if (this.received > MAX_RECEIVED) {
        stop?.();
        this.listener()?.lost(`sent ${TOO_MUCH}`);
        return;
      }
      yield part;
    }
  }
}

export const mediaType = (response: Told): string =>
  (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();

interface Linked {
  readonly signal: AbortSignal;
  abort(): void;
  unlink(): void;
}

/** A signal that also ends with another one, until it is unlinked: Node warns of signals that gather listeners. */
function linked(outer: AbortSignal | null | undefined): Linked {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, abort, unlink: () => outer?.removeEventListener('abort', abort) };
}

/** A redirect that the SDK follows: to the same origin, and without turning a POST into a GET. */
function isFollowed(response: Response, url: URL, method: string): boolean {
  const location = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || location === null || !URL.canParse(location, url.href))
    return false;
  return (
    new URL(location, url).origin === url.origin &&
    (method === 'GET' || response.status === 307 || response.status === 308)
  );
}

/** The request in the body of a POST; a notification or an answer of ours expects nothing back. */
function requestIn(init: RequestInit): Message | undefined {
  const [message] = typeof init.body === 'string' ? readMessages(init.body).messages : [];
  return message && 'id' in message && 'method' in message ? message : undefined;
}
