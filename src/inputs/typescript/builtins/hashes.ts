import { createHash } from 'node:crypto';

import {
  birth,
  type Call,
  HostValue,
  type Mutable,
  Opaque,
  Primitive,
  type Undecided,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { fns, moduleOf, textArg } from './native.ts';
import { dependsOn, LONGEST_TEXT } from './operands.ts';

const ALGORITHMS = new Set(['md5', 'sha1', 'sha256', 'sha384', 'sha512']);

/** The text a hash has been given so far: versions of resources are named by such. */
class HashData implements Mutable {
  readonly born = birth();
  readonly algorithm: string;
  text: string | Opaque = '';

  constructor(algorithm: string) {
    this.algorithm = algorithm;
  }

  save(): unknown {
    return this.text;
  }

  restore(state: unknown): void {
    this.text = state as string | Opaque;
  }

  merge(_before: unknown, yes: unknown, no: unknown, { yes: test }: Undecided): void {
    this.text = yes === no ? (yes as string) : dependsOn(test);
  }
}

const dataOf = (value: Value): HashData | undefined =>
  value.kind === 'host' && value.data instanceof HashData ? value.data : undefined;

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>(
  fns('Hash.prototype.', {
    update(call) {
      const { machine, self = UNDEFINED, spot } = call;
      const data = dataOf(self);
      const text = textArg(call, 0);
      if (!data || data.text instanceof Opaque) return self;
      machine.touch(data);
      if (text.kind === 'opaque') data.text = text;
      else if (text.assumed !== undefined) data.text = new Opaque(text.assumed, spot);
      else
        data.text =
          data.text.length + text.value.length > LONGEST_TEXT
            ? new Opaque('a very long text', spot)
            : data.text + text.value;
      return self;
    },
    digest({ machine, self = UNDEFINED, args: [encoding], spot }: Call) {
      const data = dataOf(self);
      if (!data || data.text instanceof Opaque) return (data?.text as Opaque | undefined) ?? new Opaque('a hash', spot);
      const name = encoding?.kind === 'primitive' ? encoding.value : undefined;
      if (name !== 'hex' && name !== 'base64' && name !== 'base64url') return new Opaque('the bytes of a hash', spot);
      machine.step(data.text.length >> 6);
      return new Primitive(createHash(data.algorithm).update(data.text).digest(name), spot);
    },
  }),
);

/** The module `crypto`: hashes of known texts, and nothing else. */
export const CRYPTO: HostValue = moduleOf(
  'crypto',
  fns('crypto.', {
    createHash({ args: [algorithm = UNDEFINED], spot }) {
      const name = algorithm.kind === 'primitive' ? String(algorithm.value) : '';
      return ALGORITHMS.has(name)
        ? new HostValue('Hash', { get: (key) => METHODS.get(key), set: () => undefined }, new HashData(name), spot)
        : new Opaque('a hash', spot);
    },
  }),
  {},
  (key) => new Opaque(`\`crypto.${key}\``),
);
