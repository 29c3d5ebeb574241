import type { Defaults } from './numbers.ts';

/** The defaults of a schema, and whether anybody asked for one. */
export class Asked implements Defaults {
  asked = 0;
  readonly #of: ReadonlyMap<string, number>;
  readonly #names: ReadonlySet<string>;

  /** `names`: what any tool has a default for; of what none has, all tools say the same. */
  constructor(of: ReadonlyMap<string, number>, names: ReadonlySet<string>) {
    this.#of = of;
    this.#names = names;
  }

  get(name: string): number | undefined {
    if (this.#names.has(name)) this.asked++;
    return this.#of.get(name);
  }
}

/** What is taken for the parameters that a caller leaves out. */
export function defaultsIn(schema: unknown): ReadonlyMap<string, number> {
  const { properties } = (schema ?? {}) as { readonly properties?: Readonly<Record<string, unknown>> };
  return new Map(
    Object.entries(properties ?? {}).flatMap(([name, of]): [string, number][] => {
      const { default: value } = (of ?? {}) as { readonly default?: unknown };
      return typeof value === 'number' ? [[name, value]] : [];
    }),
  );
}
