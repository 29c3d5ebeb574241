import { chargedAt, defineRule, groupBy, isCoded, type ErrorResult } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-shape-inconsistent',
    title: 'The errors of one server have one shape.',
    category: 'errors',
    severity: 'info',
    why: 'A client that reads `retryable` from the errors of one tool finds `can_retry` in those of the next, and a third has a bare sentence under `error`: whoever acts on errors has to know each tool, and who does not, treats all of them as final or none.',
    hint: 'Make every error with one helper, such as `fail(code, message, { retryable })`.',
    messages: {
      other: 'This error has `{fields}`, where others of the server have `{usual}`.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'https://www.rfc-editor.org/rfc/rfc9457',
    ],
    realCase: 'Guards against: `{ error, code }` in one handler and `{ ok, errorCategory, isRetryable }` in the next',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server(_, { facts }) {
      const shaped = facts
        .errorResults()
        .filter(({ shape: { isError, text } }) => isError === 'yes' && text.fields.some(isCoded));
      const shapes = [...groupBy(shaped, shapeOf)].toSorted(([, a], [, b]) => b.length - a.length);
      const [usual, ...others] = shapes.map(([, same]) => same);
      if (usual === undefined) return;
      const known = codesOf(usual[0]!);
      for (const same of others) {
        const own = codesOf(same[0]!);
        // more or fewer of the same keys are the same shape
        if (own.some((field) => known.includes(field))) continue;
        const [first, ...more] = same;
        yield { ...chargedAt(first!, ...more), message: 'other', data: { fields: own, usual: known } };
      }
    },
  },
);

/** The keys to decide by; the others are what the error is about. */
const codesOf = ({ shape: { text } }: ErrorResult): readonly string[] =>
  [...new Set(text.fields.filter(isCoded))].toSorted();
const shapeOf = (result: ErrorResult): string => codesOf(result).join('\0');
