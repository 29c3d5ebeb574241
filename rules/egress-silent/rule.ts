import { atHandler, calledTools, defineRule, type Address, type CutCall, type ToolServer } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'egress-silent',
    title: 'Without its network a tool fails; it does not answer that there is nothing.',
    category: 'errors',
    severity: 'error',
    why: 'The server was started with its network cut, and a read answered with an empty success. In production that is the outage nobody sees: the upstream is gone, every check is green, and agents report "there are none" as a fact. One such server ran for two days. The specification wants a failure reported as one, in a result with `isError`.',
    hint: 'Let what the upstream call throws out of the handler, or answer with `isError: true` and what to do next. Check the status before the body: `if (!response.ok) throw new Error(…)`.',
    messages: {
      silent:
        'Without a network `{tool}`, called with `{arguments}`, answers with a success that holds nothing; with one it has an answer. It was cut off by {how}.',
      failing:
        'Without a network `{tool}`, called with `{arguments}`, answers with a success that holds nothing; with one it fails. It was cut off by {how}.',
      alone: {
        text: 'Without a network `{tool}`, called with `{arguments}`, answers with a success that holds nothing. What it answers with one was not asked. It was cut off by {how}.',
        severity: 'info',
        hint: 'Run it with `--probe` as well: then the same call with a network shows whether there is nothing, or nobody asked.',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'stackql/stackql#670',
    ],
    realCase:
      'bytebase/dbhub at d91080f: a schema whose tables cannot be listed is left out of the search, so a database that is down has no tables',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      for (const { tool, calls } of calledTools(server, server.wire?.egress?.calls)) {
        const call = calls.find(isSilent);
        if (!call) continue;
        const { related = [], ...place } = atHandler(server, tool);
        yield {
          ...place,
          message: MESSAGES[call.before ?? 'none'],
          data: { tool: tool.name, arguments: call.arguments, how: HOW[server.wire!.egress!.cut] },
          related: [...related, ...emptyEnds(server, tool)],
        };
      }
    },
  },
);

const MESSAGES = { filled: 'silent', failed: 'failing', none: 'alone', same: 'alone', empty: 'alone' } as const;

const HOW = {
  namespace: 'a network namespace without interfaces',
  variables: 'proxies that lead nowhere and, in Node.js, connections that fail',
} as const;

/** What is empty either way may well be nothing, or be at home on this machine. */
const isSilent = ({ outcome, isError, empty, before }: CutCall): boolean =>
  outcome === 'result' && isError !== true && empty && before !== 'same' && before !== 'empty';

/** Where the source turns a failure into nothing. */
const emptyEnds = ({ code }: ToolServer, tool: Address): readonly { readonly at: Address; readonly note: string }[] =>
  (code?.failures.facts ?? [])
    .filter(({ tools }) => tools.some(({ name, nth }) => name === tool.name && nth === tool.nth))
    .flatMap(({ ends }) => ends.filter(({ does, shape }) => does === 'returns' && shape?.kind === 'empty'))
    .slice(0, 5)
    .map(({ at }) => ({ at, note: 'here a failure becomes nothing' }));
