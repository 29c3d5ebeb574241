import { unescapeToken } from '../../../model/pointer.ts';
import { Opaque } from '../values.ts';

type Members = Record<string, unknown>;

/** How many references one may lead through. */
const MOST_HOPS = 50;
/** Members of parts that are written out beside others; each reference may do so with the largest part there is. */
const MOST_COPIES = 200_000;

const isObject = (data: unknown): data is Members => typeof data === 'object' && data !== null;

const referenceIn = (data: unknown): string | undefined =>
  isObject(data) && Object.hasOwn(data, '$ref') && typeof data['$ref'] === 'string' ? data['$ref'] : undefined;

/** Sets a member of any name, `__proto__` too. */
const put = (members: Members, name: string, value: unknown): void => {
  Object.defineProperty(members, name, { value, writable: true, enumerable: true, configurable: true });
};

/**
 * The document with every `$ref` replaced by what it names: the same part in every place, so that a schema that
 * contains itself is a circle. What lies in another document is `Opaque`. Changes what it is given.
 */
export function dereferenced(document: unknown): unknown {
  const references = new References(document);
  const root = references.followed(document);
  const walked = new Set<unknown>();
  const open = [root];
  while (open.length > 0) {
    const data = open.pop();
    if (!isObject(data) || data instanceof Opaque || walked.has(data)) continue;
    walked.add(data);
    for (const [name, member] of Object.entries(data)) {
      const target = references.followed(member);
      if (target !== member) put(data, name, target);
      open.push(target);
    }
  }
  return root;
}

class References {
  readonly #document: unknown;
  readonly #known = new Map<unknown, unknown>();
  #copies = 0;

  constructor(document: unknown) {
    this.#document = document;
  }

  /** What stands in the place of `data`: what it names, if it is a reference. */
  followed(data: unknown, hops = 0): unknown {
    const pointer = referenceIn(data);
    if (pointer === undefined) return data;
    if (!this.#known.has(data)) this.#known.set(data, this.#beside(data as Members, this.#named(pointer, hops)));
    return this.#known.get(data);
  }

  #named(pointer: string, hops: number): unknown {
    if (hops > MOST_HOPS) return new Opaque('a `$ref` that leads round in a circle');
    if (!/^#(?:$|\/)/.test(pointer)) return new Opaque('what a `$ref` names in another document');
    let part = this.#document;
    for (const [i, token] of pointer.split('/').entries()) {
      const name = i > 0 ? nameOf(token) : undefined;
      if (name !== undefined) part = isObject(part) && Object.hasOwn(part, name) ? part[name] : undefined;
      if (part !== this.#document) part = this.followed(part, hops + 1);
    }
    return part === undefined ? new Opaque('what a `$ref` names, which is not there') : part;
  }

  /** What a reference says beside its `$ref` goes before what the part it names says. */
  #beside(reference: Members, target: unknown): unknown {
    const said = Object.entries(reference).filter(([name]) => name !== '$ref');
    if (said.length === 0 || !isObject(target) || Array.isArray(target) || target instanceof Opaque) return target;
    if (this.#copies > MOST_COPIES) return new Opaque('a document with very many `$ref`');
    const members = Object.entries(target);
    this.#copies += members.length;
    const merged: Members = {};
    for (const [name, value] of [...said, ...members]) if (!Object.hasOwn(merged, name)) put(merged, name, value);
    return merged;
  }
}

/** A part of a JSON pointer in an address. */
function nameOf(token: string): string {
  try {
    return unescapeToken(decodeURIComponent(token));
  } catch {
    return unescapeToken(token); // a `%` that encodes nothing
  }
}
