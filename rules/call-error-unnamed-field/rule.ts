import { atHandler, calledTools, defineRule, type ProbedCall } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'call-error-unnamed-field',
    title: 'An error about an argument names it.',
    category: 'errors',
    severity: 'info',
    why: 'The specification has errors of the input answered so that a model can correct itself and call again. "Invalid input" tells it nothing: it changes something else, or gives up. The name of the parameter and what it takes make the second call right.',
    hint: 'Name the parameter and what it takes: "`days` is `soon`, but has to be a whole number from 1 to 14". Answer it as a result with `isError: true`, which the model gets to read; a protocol error ends at the client.',
    messages: {
      unnamed: '`{tool}` was called with `{arguments}`, and its error does not name `{fields}`: `{text}`.',
      wordless: '`{tool}` was called with `{arguments}`, and its error says nothing.',
      internal:
        '`{tool}` was called with `{arguments}` and answers with the protocol error {code}, which says that the server is at fault.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'https://modelcontextprotocol.io/seps/1303-input-validation-errors-as-tool-execution-errors',
    ],
    realCase: 'exileum/meta-mcp#114: 57 handlers answered with the bare message of what was thrown',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      for (const { tool, calls } of calledTools(server, server.wire?.calls)) {
        const call = calls.find(isUnnamed);
        if (!call || calls.some(isDown) || ELSEWHERE.test(call.text)) continue;
        const { arguments: sent, fields, text, code, outcome } = call;
        const message =
          outcome === 'error' && code !== INVALID_PARAMS ? 'internal' : text === '' ? 'wordless' : 'unnamed';
        yield {
          ...atHandler(server, tool),
          message,
          data: { tool: tool.name, arguments: sent, fields, text: text.slice(0, 120), code: String(code) },
        };
      }
    },
  },
);

const INVALID_PARAMS = -32602;

/** With valid arguments it fails as well: what is wrong comes before them. */
const isDown = ({ kind, outcome, isError }: ProbedCall): boolean =>
  kind === 'valid' && (outcome !== 'result' || isError === true);

/** The server lacks something that has nothing to do with the call. */
const ELSEWHERE =
  /\b(?:api[ _-]?keys?|tokens?|credentials?|unauthori[sz]ed|authenticat\w*|log(?:ged)? ?in|not (?:configured|initiali[sz]ed|connected|installed|set)|ECONN\w+|ENOTFOUND|ENETUNREACH|fetch failed|timed? ?out|network|environment variables?)\b/i;

function isUnnamed({ kind, outcome, isError, code, named, status = 0 }: ProbedCall): boolean {
  if (kind !== 'invalid' || status >= 500) return false;
  if (outcome === 'result') return isError === true && named.length === 0;
  return outcome === 'error' && (code !== INVALID_PARAMS || named.length === 0);
}
