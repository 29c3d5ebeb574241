import {
  chargedAt,
  defineRule,
  few,
  tellsFailure,
  tellsNothing,
  together,
  type Address,
  type CodeFacts,
  type FailureEnd,
  type FailureFact,
  type TextFact,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-as-empty',
    title: 'A failure is not answered as if there were nothing.',
    category: 'errors',
    severity: 'info',
    why: 'An empty list is an answer: there is nothing. When it also stands for "the other side did not answer", an agent reports the absence as a fact, and nobody looks for the cause: with its way out cut, such a server ran for days with every check green.',
    hint: 'Let the failure out (`throw`), or return `{ content: […], isError: true }`; where a part may be missing, say in the result which part is, and why.',
    messages: {
      empty:
        'When {any}`{calls}`{rest} fails, it counts as nothing: the answer does not tell a failure from an absence.',
      told: 'When {any}`{calls}`{rest} fails, the answer says that there is nothing.',
      ignored: {
        text: 'When {any}`{calls}`{rest} fails, that is left out of the answer, which does not say so.',
        severity: 'info',
      },
      many: {
        text: 'In {count} places what fails is left out of the answer, which does not say so: `{calls}`{rest}.',
        severity: 'info',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'stackql/stackql#670',
    ],
    realCase:
      'bytebase/dbhub at d91080f: a schema whose tables cannot be listed is left out of the search, so a database that is down has no tables',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      if (code === undefined) return;
      const waits = waiterOf(code);
      const isRetried = retrierOf(code);
      const found = code.failures.facts.flatMap((failure) => {
        const { tools, outbound, narrow, kept, guards } = failure;
        if (!outbound || narrow || kept || tools.length === 0 || guards.every(isParse) || !waits(guards)) return [];
        if (isRetried(failure)) return [];
        const [verdict] = failure.ends.flatMap((end) => verdictOf(failure, end) ?? []);
        return verdict ? [{ ...failure, ...verdict }] : [];
      });
      const passed = found.filter(({ message }) => message === 'ignored');
      const answered = found.filter(({ message }) => message !== 'ignored').map((one) => [one]);
      for (const [first, ...more] of [...answered, ...together(passed)]) {
        const { names, rest } = few([...new Set([first!, ...more].flatMap(({ guards }) => guards))], 2);
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'many' : first!.message,
          data: { any: names.length > 1 ? 'one of ' : '', calls: names, rest, count: more.length + 1 },
        };
      }
    },
  },
);

type Verdict = { readonly at: FailureEnd['at']; readonly message: 'empty' | 'told' | 'ignored' };

/** A body that is no JSON is no failure of the service: it has answered. */
const isParse = (name: string): boolean => /(?:^|\.)(?:json|text|parse|arrayBuffer|blob|formData)$/.test(name);

function verdictOf({ form, reaches, at }: FailureFact, end: FailureEnd): Verdict | undefined {
  if (reaches === 'tested' || reaches === 'unknown') return undefined;
  // of a loop or a step that goes on, the clause itself is the place
  if (end.does === 'goes-on') return reaches === 'nothing' ? undefined : { at, message: 'ignored' };
  const { kind, isError, text } = end.shape ?? {};
  if (end.does === 'throws' || reaches === 'nothing' || isError === 'yes') return undefined;
  if (kind === 'empty') return { at: end.at, message: 'empty' };
  const isAnswer =
    form !== 'branch' && kind === 'result' && reaches === 'result' && text !== undefined && isError === 'no';
  return isAnswer && saysNone(text) ? { at: end.at, message: 'told' } : undefined;
}

/** `[]`, `{}`, `null`, or no text at all. */
const BARE = /^(?:\[\s*\]|\{\s*\}|null|undefined|""|'')?$/;

/** Whether an answer is that there is nothing: by its words, or because it holds none. */
function saysNone({ from, fields, words }: TextFact): boolean {
  if (!from.every((part) => part === 'words')) return false;
  if (fields.length === 0 && BARE.test(words.trim())) return true;
  return tellsNothing(words) && !tellsFailure(words);
}

/** Whether anybody waits for one of these calls: what is sent in the background, as telemetry is, may fail unseen. */
function waiterOf({ outbound }: CodeFacts): (guards: readonly string[]) => boolean {
  const unwatched = new Set(outbound.facts.filter(({ background }) => background).map(({ callee }) => callee));
  const watched = new Set(outbound.facts.filter(({ background }) => !background).map(({ callee }) => callee));
  return (guards) => guards.length > 0 && !guards.every((name) => unwatched.has(name) && !watched.has(name));
}

/** Whether a failure is only what a loop tries again after, and the last one leaves it. */
function retrierOf({ loops }: CodeFacts): (failure: FailureFact) => boolean {
  const functionOf = ({ name, pointer }: Address): string => `${name}#${pointer.slice(0, pointer.lastIndexOf('/'))}`;
  const retrying = new Set(loops.facts.filter(({ kind }) => kind === 'retry').map(({ at }) => functionOf(at)));
  return ({ at, ends }) =>
    retrying.has(functionOf(at)) &&
    ends.some(({ does }) => does === 'throws') &&
    ends.every(({ does }) => does !== 'returns');
}
