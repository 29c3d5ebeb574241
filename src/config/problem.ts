import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { Path, Source } from './source.ts';

/** A mistake in a configuration, before its line is known. */
export interface Problem {
  readonly message: string;
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly hints: readonly string[];
}

/** The mistakes of one file as one error, in the order they stand; `undefined` where there is none. */
export function errorOf(problems: readonly Problem[], source: Source): UserError | undefined {
  const [first, ...others] = problems
    .map((problem) => ({ ...problem, place: source.place(problem.path, problem.part) }))
    .toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0));
  if (first === undefined) return undefined;
  return new UserError(first.message, {
    ...first,
    others: others.map(({ message, place, hints }) => new UserError(message, { place, hints })),
  });
}

/** `targets[0].env.KEY`, in backticks. */
export function show(path: Path): string {
  const parts = path.map((part) =>
    typeof part === 'number'
      ? `[${part}]`
      : /^[\w$-]+$/.test(part)
        ? `.${part}`
        : `[${printable(JSON.stringify(part), 80).replaceAll('`', "'")}]`,
  );
  return parts.length === 0 ? 'the configuration' : `\`${parts.join('').replace(/^\./, '')}\``;
}

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
    root,
  );
}

/** What stands in a configuration, between backticks of ours. */
export const quotable = (text: string): string => printable(text, 80).replaceAll('`', "'");

/** The name that was meant, as a hint. */
export function didYouMean(word: string, known: Iterable<string>): string[] {
  const close = nearest(word, known);
  return close === undefined ? [] : [`did you mean \`${quotable(close)}\`?`];
}

/** All names there are, as a hint. */
export const knownAre = (known: readonly string[]): string =>
  `known are ${known.map((each) => `\`${quotable(each)}\``).join(', ')}`;
