import { mediaType } from './exchange.ts';
import { within, type Limit } from './limit.ts';

/** The answer to one GET. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  /** Its beginning, where it was asked for. */
  readonly body: string;
  /** Milliseconds until all that was read had come. */
  readonly took: number;
  /** A redirect led to another origin; nothing was asked there. */
  readonly away: boolean;
}

interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of the body that are read; none by default, the rest is never fetched. */
  readonly most?: number;
}

/** Redirects that are followed, all within the origin that was asked. */
const FOLLOWED = 2;

/** One GET, bounded in time and size. Rejects where no answer came, with the `Stop` of the limit where that ended first. */
export async function ask(address: URL, { headers = {}, most = 0 }: Asked, limit: Limit): Promise<Answer> {
  const began = performance.now();
  for (let url = address, followed = 0; ; followed++) {
    const response = await within(fetch(url, { headers, redirect: 'manual', signal: limit.signal }), limit);
    const target = redirectOf(response, url);
    if (target?.origin === url.origin && followed < FOLLOWED) {
      await response.body?.cancel();
      url = target;
      continue;
    }
    const body = most === 0 ? await dropped(response) : await within(beginningOf(response, most), limit);
    return {
      status: response.status,
      type: mediaType(response),
      headers: response.headers,
      body,
      took: performance.now() - began,
      away: target !== undefined && target.origin !== url.origin,
    };
  }
}

function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get('location');
  return status >= 300 && status < 400 && location !== null && URL.canParse(location, from.href)
    ? new URL(location, from)
    : undefined;
}

async function dropped(response: Response): Promise<string> {
  await response.body?.cancel();
  return '';
}

async function beginningOf(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (response.body)
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      parts.push(part);
      size += part.length;
      if (size >= most) break; // which cancels the rest
    }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, most));
}
