import { chargedAt, defineRule, few, together, type CallFact, type Phrase } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'outbound-no-timeout',
    title: 'Every call to another service has a timeout.',
    category: 'errors',
    severity: 'warning',
    why: 'A call without a timeout waits as long as the other side likes: `axios` and `node:https` for ever, `fetch` of Node.js for five minutes. The agent, the person and every later step of the chain wait with it, and most clients give the tool up first, so that nobody learns what hung.',
    hint: 'Give it one that the chain can afford: {how}. The signal of the request, by which a client cancels, can go along with `AbortSignal.any`.',
    advice:
      'Give it one that the chain can afford: `fetch(url, { signal: AbortSignal.timeout(10_000) })`, `axios.create({ timeout: 10_000 })`; and pass on the signal of the request with `AbortSignal.any`.',
    messages: {
      none: '`{callee}` has no timeout: the tool waits until the other side answers or the library gives up.',
      many: '{count} calls have no timeout, `{callees}`{rest}: the tools wait until the other side answers or the library gives up.',
    },
    references: [
      'heroui-inc/heroui-mcp#85',
      'https://axios-http.com/docs/req_config',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#timeouts',
    ],
    realCase:
      'heroui-inc/heroui-mcp#85: a service that accepts the connection and never answers blocks the call, and the conversation with it',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      for (const [first, ...more] of together((code?.outbound.facts ?? []).filter(isUnbounded))) {
        const { names: callees, rest } = few([...new Set([first!, ...more].map(({ callee }) => callee))], 3);
        yield {
          ...chargedAt(first!, ...more),
          ...(more.length > 0
            ? { message: 'many', data: { count: more.length + 1, callees, rest, how: howFor(first!) } }
            : { message: 'none', data: { callee: first!.callee, how: howFor(first!) } }),
        };
      }
    },
  },
);

const FETCH = '`fetch(url, { signal: AbortSignal.timeout(10_000) })`';
const HOW: Readonly<Record<string, string>> = {
  fetch: FETCH,
  'node-fetch': FETCH,
  'cross-fetch': FETCH,
  'node-fetch-native': FETCH,
  undici: '`request(url, { headersTimeout: 10_000, bodyTimeout: 10_000 })`',
  axios: '`axios.create({ timeout: 10_000 })`, or `timeout` among the options of the call',
  got: '`got(url, { timeout: { request: 10_000 } })`',
  ofetch: '`ofetch(url, { timeout: 10_000 })`',
  'node:http': '`timeout: 10_000` among the options, and `request.destroy()` on its `timeout` event',
  'node:https': '`timeout: 10_000` among the options, and `request.destroy()` on its `timeout` event',
  pg: '`new Pool({ connectionTimeoutMillis: 5_000, query_timeout: 10_000 })`',
};
const OF_CLIENT = 'the timeout of `{client}` where the client is made, or a race with a timer where it has none';

const howFor = ({ client }: CallFact): Phrase => ({ say: HOW[client] ?? OF_CLIENT, data: { client } });

/** A signal that is handed over may be that of the request, which the client ends. */
const isUnbounded = ({ timeout, signal, background, tools }: CallFact): boolean =>
  timeout === 'none' && signal === 'none' && !background && tools.length > 0;
