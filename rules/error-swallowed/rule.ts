import { chargedAt, defineRule, tellsFailure, tellsNothing, together, type ErrorResult } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-swallowed',
    title: 'A tool that fails says so with `isError`.',
    category: 'errors',
    severity: 'warning',
    why: 'Without `isError` a failure is a success to everything but a careful reader: clients count it as one, agents go on with the text as if it were the result, and one of them repeated a failing call about 300 times because nothing told it that it had failed. The specification has tools report failures in results with `isError: true`.',
    hint: 'Add `isError: true` beside `content`. With `McpServer` it is enough to throw: the SDK makes such a result of it.',
    messages: {
      catch: 'A failure is answered as a success: what this `catch` returns has no `isError`.',
      callback: 'A failure is answered as a success: what is returned when the promise fails has no `isError`.',
      branch: 'A failure is told in the text alone: what is returned here has no `isError`.',
      many: 'In {count} places a failure is answered as a success: what is returned has no `isError`.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'obra/superpowers-chrome#44',
      'https://modelcontextprotocol.io/seps/1303-input-validation-errors-as-tool-execution-errors',
    ],
    realCase:
      'makenotion/notion-mcp-server at 1d38420: every error of the API is returned as text with `"status": "error"` and no `isError`',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server(_, { facts }) {
      for (const [first, ...more] of together(facts.errorResults().filter(isSwallowed)))
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'many' : first!.form,
          data: { count: more.length + 1 },
        };
    },
  },
);

function isSwallowed({ form, narrow, outbound, shape: { isError, structured, text } }: ErrorResult): boolean {
  if (isError !== 'no') return false;
  // what conforms to the schema of the tool is an answer, if it says that there is none
  if (form === 'branch' && structured === 'yes') return false;
  const { from, fields, words } = text;
  if (from.includes('message') || from.includes('stack')) return true;
  // for one kind of failure "there is none", or what was printed before it, may be the answer
  if (narrow) return tellsFailure(words) && !tellsNothing(words);
  if (from.includes('error') || tellsFailure(words) || fields.some((field) => /^errors?$/i.test(field))) return true;
  // `if (!answer.ok) return …`: the test says that it failed, whatever the answer is
  return form === 'branch' && outbound && from.some((part) => part !== 'words');
}
