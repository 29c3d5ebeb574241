import { byMaker, chargedAt, defineRule, type Address, type ErrorResult } from '../../src/rule.ts';

/** The worst first. */
const LEAKS = ['headers', 'environment', 'stack'] as const;

export default defineRule(
  {
    id: 'error-stack-leak',
    title: 'An error shows nothing of the inside of the server.',
    category: 'errors',
    severity: 'info',
    why: 'What a tool returns goes into the context of a model, its logs and its provider. A stack trace shows paths and versions and costs tokens; headers of a failed request and variables of the environment hold the credentials of the user.',
    hint: 'Write it to stderr, and return a sentence that says what failed and what to do.',
    messages: {
      stack: 'The text of an error has the stack trace in it.',
      headers: 'The text of an error has the headers of a request or an answer in it.',
      environment: 'The text of an error has the value of an environment variable in it.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#security-considerations',
      'https://owasp.org/www-community/Improper_Error_Handling',
    ],
    realCase:
      'Guards against: a handler that returns `error.stack`, or `JSON.stringify(error)` of an HTTP client whose errors hold the request with its headers',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server(_, { facts }) {
      for (const part of LEAKS)
        for (const result of leaking(facts.errorResults(), part)) yield { ...chargedAt(result), message: part };
    },
  },
);

const worstOf = ({ shape }: ErrorResult): (typeof LEAKS)[number] | undefined =>
  LEAKS.find((part) => shape.text.from.includes(part));
const keyOf = ({ name, pointer }: Address): string => `${name}\0${pointer}`;

/** What all uses of a function leak is in the function; what one leaks is in what it is given there. */
function leaking(results: readonly ErrorResult[], part: (typeof LEAKS)[number]): readonly ErrorResult[] {
  const tight = new Set(results.flatMap((each) => (each.made && worstOf(each) !== part ? [keyOf(each.made)] : [])));
  const own = results
    .filter((each) => worstOf(each) === part)
    .map(({ made, ...each }) => (made && !tight.has(keyOf(made)) ? { ...each, made } : each));
  return byMaker(own);
}
