/** ArkType tries the regular expressions of a definition on its defaults, and both come from strangers. */
export const ARKTYPE_REGEX = 'a regular expression in an ArkType definition';

/** Calls whose texts are no definitions. */
const WORDS: ReadonlySet<string> = new Set(['describe', 'configure', 'default']);

/** Whether a definition may hold an expression: `/` stands for little else in one. */
export const mayHoldRegex = (name: string, args: readonly unknown[]): boolean => !WORDS.has(name) && hasSlash(args);

const hasSlash = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('/')
    : typeof value === 'object' && value !== null && Object.values(value).some(hasSlash);
