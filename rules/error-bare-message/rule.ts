import { byMaker, chargedAt, defineRule, isCoded, tellsNext, together, type ErrorResult } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-bare-message',
    title: 'An error says what to do about it.',
    category: 'errors',
    severity: 'info',
    why: 'The message of an exception was written for a log: "Request failed with status code 404", "fetch failed". The agent that reads it has one move left, the same call again. An error that names the argument to change, or says whether and when to try again, is acted on; the documentation of the SDK asks for that hint in the text.',
    hint: 'Say what the caller can do: which argument to change and to what, whether to try again and after how long, or that a person has to act. Beside the text, `{ "code": …, "retryable": … }` serves programs.',
    messages: {
      bare: 'What fails is told by the message of the exception alone: nothing says what to do next.',
      many: 'In {count} places what fails is told by the message of the exception alone: nothing says what to do next.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'exileum/meta-mcp#114',
    ],
    realCase: 'exileum/meta-mcp#114: 57 handlers answered with `error.message` and nothing else',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server(_, { facts }) {
      for (const [first, ...more] of together(byMaker(facts.errorResults().filter(isBare))))
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'many' : 'bare',
          data: { count: more.length + 1 },
        };
    },
  },
);

/** Parts that say no more than the exception does. */
const BARE = new Set(['message', 'error', 'words']);

function isBare({ shape: { isError, text } }: ErrorResult): boolean {
  const { from, fields, words } = text;
  if (isError !== 'yes' || !from.every((part) => BARE.has(part)) || from.every((part) => part === 'words'))
    return false;
  return !fields.some(isCoded) && !tellsNext(words);
}
