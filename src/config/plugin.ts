import type { Rule } from '../rule.ts';

/** What a package with rules exports by default: `export default { name: 'acme', rules: [...] } satisfies Plugin`. */
export interface Plugin<C = unknown> {
  /** What the ids of its rules begin with: in `acme` the rule `no-delete` is `acme/no-delete`. */
  readonly name: string;
  /** Made by `defineRule`, as those of mcp-audit. */
  readonly rules: readonly Rule[];
  /** Configurations that can be extended, as `acme/PRESET`. */
  readonly presets?: Readonly<Record<string, C>>;
}
