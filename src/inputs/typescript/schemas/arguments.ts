import type { Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import type { Call, Value } from '../values.ts';
import { ARKTYPE_REGEX, mayHoldRegex } from './arktype-regex.ts';
import type { Target } from './call.ts';
import { Callbacks } from './callbacks.ts';
import { typeOf } from './kinds.ts';
import {
  ENUMS,
  FREE_FORMS,
  GETTERS,
  KEYWORDS,
  LISTS,
  MESSAGE_FIRST,
  METADATA,
  PARSERS,
  SCHEMAS,
  SHAPES,
  SUPPLIERS,
  TESTS,
  WORDING,
} from './positions.ts';
import { LEFT_OUT, toReal, type Conversion, type Way } from './reals.ts';
import { bareMark, remember, type SchemaData } from './schema-value.ts';
import { anyOf, Unread } from './stand-in.ts';

/** The arguments of one call for the real library, and what of them could not be read. */
export class Arguments {
  readonly real: unknown[];
  /** Set when nothing of the result is known: why. */
  whole: string | undefined;
  /** Set when the call would only set what could not be read: what stands for its result. */
  skip: 'same' | 'optional' | undefined;
  /** JSON Schema keywords that could not be read. */
  readonly parts = new Map<string, Trail>();
  /** Properties of a shape that could not be read. */
  readonly keys = new Map<string, Trail>();
  /** The first thing that could not be read. */
  unread: string | undefined;
  inert: boolean;
  /** Schemas among the arguments. */
  readonly schemas: SchemaData[] = [];
  readonly #target: Target;
  readonly #call: Call;
  readonly #callbacks: Callbacks;
  /** How many arguments come before those a method of that name would have. */
  readonly #shift: number;

  constructor(target: Target, call: Call) {
    this.#target = target;
    this.#call = call;
    this.#callbacks = new Callbacks(target, call);
    this.inert = target.owner?.mark.inert ?? target.name === 'templateLiteral'; // makes one that is not bounded
    this.#shift = !target.owner && FREE_FORMS.has(target.name) && call.args.length > 0 ? 1 : 0;
    const conversion: Conversion = {
      within: new Set(),
      machine: call.machine,
      spot: call.spot,
      hole: (way, reason, spot) => this.#hole(way, reason, spot),
      incomplete: (way, reason) => this.#incomplete(way, reason),
      callback: (way, callee) => this.#callback(way, callee),
      schema: (data) => {
        this.schemas.push(data);
        this.inert ||= data.mark.inert;
      },
      regex: () => {
        this.inert ||= !target.library.startsWith('zod'); // which asks the expression, and that is bounded
        if (target.library === 'arktype') this.#nothing(ARKTYPE_REGEX);
      },
    };
    this.real = call.args.map((value, i) => {
      const real = toReal(value, conversion, [i]);
      return real === LEFT_OUT ? undefined : real;
    });
    if (target.library === 'arktype' && mayHoldRegex(target.name, this.real)) this.#nothing(ARKTYPE_REGEX);
  }

  /** `z.any()`, marked as standing for something unread. */
  standIn(reason?: string, spot?: Spot): unknown {
    const { library } = this.#target;
    const made = anyOf(library, this.#library());
    this.inert = true;
    if (reason !== undefined)
      remember(library === 'arktype' ? 'arktype' : 'zod4', made, { ...bareMark(spot), opaque: reason, inert: true });
    return made;
  }

  /** What stands for the result of a factory whose data could not be read. */
  placeholder(): unknown {
    const { library, name } = this.#target;
    if (!library.startsWith('zod') || !['enum', 'nativeEnum'].includes(name)) return this.standIn();
    return this.#library<{ string(): unknown }>().string();
  }

  #library<T>(): T {
    return this.#call.machine.world.library<T>(this.#target.library);
  }

  #hole(way: Way, reason: string, spot: Spot | undefined): unknown {
    const { name } = this.#target;
    const [first, ...rest] = way as [number, ...(string | number)[]];
    if (PARSERS.has(name)) {
      this.unread ??= reason;
      return LEFT_OUT;
    }
    const index = first - this.#shift;
    if (index < 0) return this.#nothing(reason);
    if (SHAPES[name]?.includes(index)) {
      if (rest.length > 0) return this.standIn(reason, spot);
      this.#open(reason, spot);
      return name === 'merge' ? this.#library<{ object(shape: object): unknown }>().object({}) : {};
    }
    if (name === 'check' || name === 'with') return this.#nothing(reason);
    if (SCHEMAS[name]?.includes(index)) {
      // zod 3 looks for the discriminator in each option at once
      if (rest.length === 0 ? LISTS.has(name) : name === 'discriminatedUnion') return this.#nothing(reason);
      return this.standIn(reason, spot);
    }
    this.unread ??= reason;
    const last = rest.at(-1);
    if (typeof last === 'string' && WORDING.has(last)) return LEFT_OUT;
    if ((METADATA.has(name) || this.#target.library.includes('typebox')) && typeof rest[0] === 'string') {
      this.parts.set(rest[0], { spot, opaque: reason });
      return LEFT_OUT;
    }
    if (index > 0) return LEFT_OUT;
    const keywords = KEYWORDS[name];
    if (keywords) {
      // what lies deeper is found again where the trail of the whole argument is made
      if (rest.length === 0 || ENUMS.has(name)) {
        this.#unknown(keywords, reason, spot);
        if (rest.length === 0) this.skip = 'same';
      }
      if (rest.length > 0 || !SUPPLIERS.has(name)) return LEFT_OUT;
      // that there is a default makes the field optional, whatever it is; zod 3 would try whether null is one
      this.skip = this.#target.owner?.family === 'zod3' ? 'optional' : undefined;
      return null;
    }
    return MESSAGE_FIRST.has(name) && rest.length === 0 ? LEFT_OUT : this.#nothing(reason);
  }

  #incomplete(way: Way, reason: string): void {
    const { name } = this.#target;
    const index = (way[0] as number) - this.#shift;
    this.unread ??= reason;
    if (SHAPES[name]?.includes(index) && way.length === 1) this.#open(reason, this.#call.spot);
    else if (SCHEMAS[name]?.includes(index)) this.#nothing(reason);
    else if (index === 0 && KEYWORDS[name]) this.#unknown(KEYWORDS[name], reason, undefined);
    else if (way.length === 1 && index === 0 && !MESSAGE_FIRST.has(name)) this.#nothing(reason);
  }

  #open(reason: string, spot: Spot | undefined): void {
    for (const keyword of ['properties', 'required']) this.parts.set(keyword, { spot, opaque: reason });
  }

  #nothing(reason: string): typeof LEFT_OUT {
    this.whole ??= reason;
    return LEFT_OUT;
  }

  /** Marks those of the keywords that a schema of this type can have. */
  #unknown(keywords: readonly string[], reason: string, spot: Spot | undefined): void {
    const { owner } = this.#target;
    const type = owner ? typeOf(owner.family, owner.schema).toLowerCase() : '';
    const suffix = /string/.test(type)
      ? 'Length'
      : /array|set|tuple/.test(type)
        ? 'Items'
        : /number|int/.test(type)
          ? 'imum'
          : '';
    const fitting = keywords.length > 1 && suffix ? keywords.filter((keyword) => keyword.endsWith(suffix)) : keywords;
    for (const keyword of fitting) this.parts.set(keyword, { spot, opaque: reason });
  }

  #callback(way: Way, callee: Value): unknown {
    const { name } = this.#target;
    if (way.length === 1 && way[0] === this.#shift) {
      if (SUPPLIERS.has(name)) return this.#supply(way, callee);
      if (GETTERS.has(name)) return this.#callbacks.getter(callee, (reason, spot) => this.standIn(reason, spot));
      if (name === 'instanceof') return Unread;
    }
    const index = (way[0] as number) - this.#shift;
    if (SHAPES[name]?.includes(index) || (name !== 'check' && SCHEMAS[name]?.includes(index)))
      return this.#hole(way, 'a function where a schema belongs', callee.spot);
    this.inert = true;
    return this.#callbacks.inert(callee, TESTS.has(name));
  }

  /** `default(() => value)`. */
  #supply(way: Way, callee: Value): unknown {
    const value = this.#callbacks.run(callee, []);
    const { machine, spot } = this.#call;
    if (value.kind === 'primitive' && value.assumed !== undefined)
      this.parts.set('default', { spot: value.spot, assumed: value.assumed });
    const hole = (_: Way, reason: string, at: Spot | undefined): unknown => this.#hole(way, reason, at ?? spot);
    const none = (): void => undefined;
    const ignored = { incomplete: none, callback: () => LEFT_OUT, schema: none, regex: none };
    const real = toReal(value, { machine, spot, within: new Set(), hole, ...ignored }, way);
    return () => (real === LEFT_OUT ? undefined : real);
  }
}
