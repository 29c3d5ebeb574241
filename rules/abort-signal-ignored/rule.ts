import { chargedAt, defineRule, few, groupBy, oneByOne, type CallFact, type HandlerFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'abort-signal-ignored',
    title: 'A call that a client cancels ends what it has begun.',
    category: 'operations',
    severity: 'info',
    why: 'A person stops the agent, or a client gives a slow tool up: it sends `notifications/cancelled`, or closes the stream, and the SDK aborts a signal. A handler that does not pass it on works until the end, holds its connections, spends what the service costs and writes what nobody waits for, while the agent tries again beside it.',
    hint: 'Take it from the second argument and give it to each call: `async (args, extra) => fetch(url, { signal: AbortSignal.any([extra.signal, AbortSignal.timeout(10_000)]) })`; in version 2 of the SDK it is `ctx.mcpReq.signal`.',
    messages: {
      one: '`{callees}` goes on when the client cancels `{tools}`: nobody asks for the signal of the request.',
      many: '{count} calls go on when the client cancels, `{callees}`{rest}: nobody asks for the signal of the request.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/cancellation',
      'https://github.com/modelcontextprotocol/typescript-sdk/blob/main/docs/servers/tools.md',
    ],
    realCase:
      'olostep/olostep-mcp-server at 1509be2: none of 15 calls of its service is given the signal, and a crawl that was cancelled is waited for',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      if (!code) return;
      const byTool = groupBy(code.handlers.facts, ({ tool }) => keyOf(tool));
      const ignores = (tool: HandlerFact['tool']): boolean =>
        (byTool.get(keyOf(tool)) ?? []).some(({ signal }) => signal === 'ignored');
      const all = code.outbound.facts.filter((call) => isHeld(call) && call.tools.every(ignores));
      for (const [first, ...more] of oneByOne(all)) {
        const { names: callees, rest } = few([...new Set([first!, ...more].map(({ callee }) => callee))], 3);
        yield {
          ...chargedAt(first!, ...more),
          ...(more.length > 0
            ? { message: 'many', data: { count: more.length + 1, callees, rest } }
            : {
                message: 'one',
                data: {
                  callees,
                  tools: few(
                    first!.tools.map(({ name }) => name),
                    3,
                  ).names,
                },
              }),
        };
      }
    },
  },
);

const keyOf = ({ name, nth }: HandlerFact['tool']): string => `${nth} ${name}`;

/** Clients whose calls take a signal. */
const TAKES = new Set(
  'fetch node-fetch cross-fetch node-fetch-native undici axios got ky ofetch node:http node:https openai @anthropic-ai/sdk octokit @aws-sdk @notionhq/client'.split(
    ' ',
  ),
);

/** Somebody waits for it, and nothing ends it from outside. */
const isHeld = ({ client, signal, background, tools }: CallFact): boolean =>
  TAKES.has(client) && signal === 'none' && !background && tools.length > 0;
