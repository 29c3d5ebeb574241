import type { RouteFact } from '../../../../model/operations.ts';
import { textAt } from './text-at.ts';
import type { Written } from './written.ts';

/** Words by which probes are known, as Kubernetes, cloud platforms and frameworks write them. */
const LIVENESS =
  /(?:^|\/)_{0,2}(?:health(?:z|[-_]?checks?)?|healthy|livez?|liveness|alive|ping|status(?:z)?|heartbeat|up|uptime)(?:\/(?:live|liveness|check|status|ping))?\/?$/i;
const READINESS = /(?:^|\/)_{0,2}(?:ready(?:z|[-_]?check)?|readiness|startupz?)\/?$/i;
const ENDPOINT = /(?:^|\/)(?:mcp|sse|messages?|rpc|stream)(?:\/|$|\*)|\/mcp\b(?![\w-]*\.\w)/i;

/** What hands a request to a transport. */
const HANDS_ON =
  /\b(?:handleRequest|handlePostMessage|handleMcpRequest|handleMessage)\s*\(|\bnew\s+(?:Node|WebStandard)?(?:StreamableHTTP|SSE)ServerTransport\b|\bmcp\w*Handler\s*\(|\bcreateMcpHandler\s*\(/i;

/** An answer that says all is well. */
const WELL =
  /\bstatus["']?\s{0,4}:\s{0,4}["'`](?:ok|healthy|up|running|alive|ready|active|online|success)["'`]|["'`](?:ok|pong|healthy|alive|up|running)[\s.!\\n]{0,4}["'`]|\b(?:ok|healthy|alive)["']?\s{0,4}:\s{0,4}true\b|is running|\buptime\b/i;

/** In characters: what is looked at of an answer. */
const MOST = 6_000;

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === '*';

/** What a route is for, by its path and by what it does. */
export function roleOf({ path, method, body }: Written): RouteFact['role'] {
  const does = body ? textAt(body.source, body.node, MOST) : '';
  if (HANDS_ON.test(does)) return 'mcp';
  if (path === undefined) return 'other';
  const way = path.replace(/\*+$/, '').replace(/\/:[^/]+$/, '');
  if (isRead(method)) {
    if (READINESS.test(way)) return 'readiness';
    if (LIVENESS.test(way)) return 'liveness';
    // the front door, where it says that all is well
    const isFront = way === '/' || way === '';
    if ((isFront || (!ENDPOINT.test(way) && does.length < 1_500)) && WELL.test(does)) return 'liveness';
  }
  return ENDPOINT.test(way) ? 'mcp' : 'other';
}

/** Whether a text is the path of a probe. */
export const isProbePath = (path: string): boolean =>
  path.startsWith('/') && (LIVENESS.test(path) || READINESS.test(path));
