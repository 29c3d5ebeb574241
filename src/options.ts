/** What a user may set of a rule. `describe` says what it does, in a sentence without a subject: "The most characters that are not too long." */
export type RuleOption =
  | {
      readonly type: 'integer';
      readonly default: number;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly describe: string;
    }
  | { readonly type: 'boolean'; readonly default: boolean; readonly describe: string }
  | { readonly type: 'strings'; readonly default: readonly string[]; readonly describe: string };
export type RuleOptions = Readonly<Record<string, RuleOption>>;
export type OptionValue = number | boolean | readonly string[];

/** The values of options, by their names. */
export type OptionValues<O extends RuleOptions = RuleOptions> = {
  readonly [K in keyof O]: { integer: number; boolean: boolean; strings: readonly string[] }[O[K]['type']];
};

/** The values that hold where nothing is set. */
export const defaultsOf = (options: RuleOptions = {}): OptionValues =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));

/** All values of the options of a rule, or `undefined` where each of those that are set is the default anyway. */
export function setOptions(options: RuleOptions = {}, set: OptionValues = {}): OptionValues | undefined {
  const defaults = defaultsOf(options);
  const other = Object.entries(set).filter(
    ([name, value]) => Object.hasOwn(options, name) && !isSame(value, defaults[name]!),
  );
  return other.length === 0 ? undefined : { ...defaults, ...Object.fromEntries(other) };
}

const isSame = (a: OptionValue, b: OptionValue): boolean =>
  typeof a === 'object' && typeof b === 'object'
    ? a.length === b.length && a.every((each, i) => each === b[i])
    : a === b;
