import {
  byMaker,
  chargedAt,
  defineRule,
  tellsFailure,
  tellsNothing,
  together,
  type Address,
  type ErrorResult,
  type Phrase,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-swallowed',
    title: 'A tool that fails says so with `isError`.',
    category: 'errors',
    severity: 'warning',
    why: 'Without `isError` a failure is a success to everything but a careful reader: clients count it as one, agents go on with the text as if it were the result, and one of them repeated a failing call about 300 times because nothing told it that it had failed. The specification has tools report failures in results with `isError: true`.',
    hint: 'Add `isError: true` beside `content`{or}.',
    advice:
      'Add `isError: true` beside `content`. With `McpServer` it is enough to throw: the SDK makes such a result of it.',
    messages: {
      catch: 'A failure is answered as a success: what this `catch` returns has no `isError`.',
      callback: 'A failure is answered as a success: what is returned when the promise fails has no `isError`.',
      branch: 'A failure is told in the text alone: what is returned here has no `isError`.',
      inside: 'A failure is answered as a success: `isError` stands in an item of `content`, where nobody reads it.',
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
    *server({ code }, { facts }) {
      const dispatched = new Set(
        code?.handlers.facts.filter(({ by }) => by === 'dispatch').map(({ tool }) => keyOf(tool)),
      );
      for (const [first, ...more] of together(byMaker(facts.errorResults().filter(isSwallowed))))
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'many' : first!.shape.isError === 'inside' ? 'inside' : first!.form,
          data: {
            count: more.length + 1,
            // what leaves a handler of `tools/call` becomes a protocol error
            or: [first!, ...more].some(({ tools }) => tools.some((tool) => dispatched.has(keyOf(tool)))) ? NONE : THROW,
          },
        };
    },
  },
);

const NONE: Phrase = { say: '', data: {} };
const THROW: Phrase = { say: ', or throw: `McpServer` makes such a result of it', data: {} };
const keyOf = ({ name, nth }: Address): string => `${nth}\0${name}`;

function isSwallowed({ form, narrow, outbound, shape: { isError, structured, text } }: ErrorResult): boolean {
  if (isError === 'inside') return true;
  if (isError !== 'no') return false;
  // what conforms to the schema of the tool is an answer, if it says that there is none
  if (form === 'branch' && structured === 'yes') return false;
  const { from, fields, words } = text;
  if (from.includes('message') || from.includes('stack')) return true;
  if (fields.some((field) => /^errors?$/i.test(field))) return true;
  // for one kind of failure "there is none", or what was printed before it, may be the answer
  if (narrow) return tellsFailure(words) && !tellsNothing(words);
  if (from.includes('error') || tellsFailure(words)) return true;
  // `if (!answer.ok) return …`: the test says that it failed, whatever the answer is
  return form === 'branch' && outbound && from.some((part) => part !== 'words');
}
