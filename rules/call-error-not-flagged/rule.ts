import { atHandler, calledTools, defineRule, opensAsFailure, type ProbedCall } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'call-error-not-flagged',
    title: 'A call that fails is answered with `isError`.',
    category: 'errors',
    severity: 'info',
    why: 'Seen from outside: a client and an agent take an answer without `isError` for a success, go on with its text as if it were the result, and do not try again. A tool that takes arguments which its own schema rejects works on what it never declared, and the agent learns nothing of its mistake.',
    hint: 'Check the arguments before anything else and answer `{ content: [{ type: "text", text: "`id` is missing" }], isError: true }`. `McpServer` does it by the schema a tool is registered with; a handler of `tools/call` has to do it itself.',
    messages: {
      told: '`{tool}` was called with `{arguments}` and answers a failure as a success, without `isError`: `{text}`.',
      taken: '`{tool}` answers `{arguments}` as a success, without `isError`, though its own schema rejects that.',
      empty: '`{tool}` answers `{arguments}`, which its own schema rejects, as a success that holds nothing.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'https://modelcontextprotocol.io/seps/1303-input-validation-errors-as-tool-execution-errors',
      'obra/superpowers-chrome#44',
      'glazperle/kimai_mcp#18',
    ],
    realCase:
      'makenotion/notion-mcp-server at 1d38420: every error of the API is returned as text with `"status": "error"` and no `isError`',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      for (const { tool, calls } of calledTools(server, server.wire?.calls)) {
        const call = calls.find(isTold) ?? calls.find(isTaken);
        if (!call) continue;
        const { arguments: sent, text, empty } = call;
        yield {
          ...atHandler(server, tool),
          message: isTold(call) ? 'told' : empty ? 'empty' : 'taken',
          data: { tool: tool.name, arguments: sent, text: text.slice(0, 120) },
        };
      }
    },
  },
);

const isTaken = ({ kind, outcome, isError }: ProbedCall): boolean =>
  kind === 'invalid' && outcome === 'result' && isError === false;

/** It may also name the parameter that it misses. */
const isTold = (call: ProbedCall): boolean =>
  call.outcome === 'result' &&
  call.isError === false &&
  (opensAsFailure(call.text) ||
    (isTaken(call) && call.named.length > 0 && /\b(?:required|missing|invalid|must be|error)\b/i.test(call.text)));
