/** `api-key` and `api_key` as yargs writes them in camel case; what is mixed already stays. */
export function camelCase(name: string): string {
  const plain = name === name.toUpperCase() ? name.toLowerCase() : name;
  if (!/[-_]/.test(plain)) return plain;
  return plain
    .replace(/^-+/, '')
    .replace(/[-_]+(.?)/g, (_, next: string, at: number) => (at === 0 ? next : next.toUpperCase()));
}

/** `apiKey` with dashes. */
export const kebabCase = (name: string): string =>
  name.replace(/./gs, (char, at: number) => (at > 0 && char !== char.toLowerCase() ? `-${char.toLowerCase()}` : char));

/** Names of one option: `-p`, `--port`, and how the program may write them. */
export class Aliases {
  readonly #groups = new Map<string, Set<string>>();
  /** Names that were said to stand for another. */
  readonly seconds: Set<string>;

  constructor(from?: Aliases) {
    this.seconds = new Set(from?.seconds);
    for (const group of from ? new Set(from.#groups.values()) : []) {
      const copy = new Set(group);
      for (const name of copy) this.#groups.set(name, copy);
    }
  }

  add(name: string, alias: string): void {
    this.seconds.add(alias);
    const [one, two] = [this.#groupOf(name), this.#groupOf(alias)];
    if (one === two) return;
    const [into, from] = one.size < two.size ? [two, one] : [one, two];
    for (const each of from) {
      into.add(each);
      this.#groups.set(each, into);
    }
  }

  /** All names of the option, itself included. */
  of(name: string): readonly string[] {
    return [...(this.#groups.get(name) ?? [name])];
  }

  #groupOf(name: string): Set<string> {
    const group = this.#groups.get(name) ?? new Set([name]);
    this.#groups.set(name, group);
    return group;
  }
}
