import type { Claim } from '../language/claims/claim.ts';
import type { Parameter } from './parameters.ts';
import type { Bound, Stated } from './stated.ts';

/** What a schema says to a claim. */
export type Verdict =
  | { readonly is: 'agreed' }
  /** The text and the schema cannot both be right. */
  | { readonly is: 'contradicted'; readonly schema: Clause }
  /** Only the text says it: the keywords that would say it in the schema. */
  | { readonly is: 'unwritten'; readonly keywords: Readonly<Record<string, unknown>> }
  /** It cannot be told. */
  | { readonly is: 'open' };

/** What the schema says, with the data for the names in braces. */
export interface Clause {
  readonly say: string;
  readonly data: Readonly<Record<string, string | number>>;
}

const OPEN: Verdict = { is: 'open' };
const AGREED: Verdict = { is: 'agreed' };
const contradicted = (say: string, value: unknown = ''): Verdict => ({
  is: 'contradicted',
  schema: { say, data: { value: shown(value) } },
});
const unwritten = (keywords: Readonly<Record<string, unknown>>): Verdict => ({ is: 'unwritten', keywords });

type Of<Kind extends Claim['kind']> = Extract<Claim, { kind: Kind }>;

export function verdictOn(claim: Claim, parameter: Parameter): Verdict {
  switch (claim.kind) {
    case 'default':
      return onDefault(claim, parameter);
    case 'values':
      return onValues(claim, parameter.stated());
    case 'type':
      return onType(claim, parameter.stated());
    case 'required':
      return onRequired(claim, parameter);
    case 'bounds':
      return onBounds(claim, parameter.stated());
    case 'format':
      return onFormat(claim, parameter.stated());
  }
}

function onDefault({ value: { value, quoted } }: Of<'default'>, parameter: Parameter): Verdict {
  const { types, values, preset, bounds, mixed } = parameter.stated();
  if (types === undefined || !fits(value, types)) return OPEN;
  if (preset !== undefined && preset !== null) {
    if (typeof preset === 'object' || lower(preset) === lower(value)) return AGREED;
    return quoted || typeof value !== 'string' || values?.includes(preset)
      ? contradicted('its default is `{value}`', preset)
      : OPEN;
  }
  if (values && !values.some((each) => lower(each) === lower(value))) {
    if (SETTING.test(String(value)) && !values.some((each) => SETTING.test(written(each)))) return OPEN;
    return quoted && !mixed && !parameter.required ? contradicted('it allows only `{value}`', values) : OPEN;
  }
  if (typeof value === 'number' && !mixed && value > (bounds.maximum ?? Infinity))
    return contradicted('its `maximum` is `{value}`', bounds.maximum);
  if (typeof value === 'number' && !mixed && value < (bounds.minimum ?? -Infinity))
    return contradicted('its `minimum` is `{value}`', bounds.minimum);
  const allowed = values?.find((each) => lower(each) === lower(value));
  if (parameter.required || mixed || (!quoted && typeof value === 'string' && allowed === undefined)) return OPEN;
  if (value === false) return AGREED; // so is what is left out
  return typeof value === 'string' && /[<>{}]/.test(value) ? OPEN : unwritten({ default: allowed ?? value });
}

/** A value of the schema may be an object, even one without a prototype, which `String` does not take. */
const written = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const lower = (value: unknown): string => written(value).toLowerCase();

/** The name of a setting that has the value: `GARDEN_LITRES`. */
const SETTING = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;

/** Whether a value of the text may be meant for one of these types. */
const fits = (value: string | number | boolean, types: ReadonlySet<string>): boolean =>
  typeof value === 'number'
    ? types.has('number') || (types.has('integer') && Number.isInteger(value))
    : types.has(typeof value);

function onValues({ values, loose }: Of<'values'>, stated: Stated): Verdict {
  const isList = stated.types?.size === 1 && stated.types.has('array');
  const of = isList ? stated.elements : stated;
  if (of?.types === undefined || of.mixed) return OPEN;
  const said = values.map(({ value }) => value);
  if (of.values) {
    const known = new Set(of.values.map((value) => lower(value)));
    const strange = said.filter((value) => !known.has(lower(value)));
    if (strange.length === 0) return AGREED;
    if (loose && strange.length === said.length) return OPEN;
    // nothing in common: the text speaks of something else, or the types tell already
    return strange.length < said.length || of.types.has('string')
      ? contradicted('it does not allow `{value}`', strange)
      : OPEN;
  }
  if (loose || of.shown || of.formats.size > 0) return OPEN;
  const isText = of.types.size === 1 && of.types.has('string') && said.every((value) => typeof value === 'string');
  const isNumber =
    of.types.size === 1 &&
    (of.types.has('integer') || of.types.has('number')) &&
    said.every((value) => typeof value === 'number');
  if (!isText && !isNumber) return OPEN;
  return unwritten(isList ? { items: { type: [...of.types][0], enum: said } } : { enum: said });
}

function onType({ type }: Of<'type'>, { types, mixed, elements }: Stated): Verdict {
  if (types === undefined || types.size !== 1 || mixed) return OPEN;
  const [only] = types;
  if (type === 'separated')
    return only === 'array' && elements?.types?.has('array') !== true
      ? contradicted('its type is `{value}`', only)
      : only === 'string'
        ? AGREED
        : OPEN;
  if (type === 'json')
    return only === 'array' || only === 'object' ? contradicted('its type is `{value}`', only) : AGREED;
  if (type === 'array') return only === 'array' ? AGREED : contradicted('its type is `{value}`', only);
  return OPEN;
}

function onRequired({ required }: Of<'required'>, parameter: Parameter): Verdict {
  if (required === parameter.required) return AGREED;
  const { preset, nullable } = parameter.stated();
  // may be left out, whatever the generator wrote; or is, by `null`
  if (preset !== undefined || (nullable && !required)) return OPEN;
  return contradicted(required ? 'it is not in `required`' : 'it is in `required`');
}

const SIDES = {
  number: ['minimum', 'maximum'],
  string: ['minLength', 'maxLength'],
  array: ['minItems', 'maxItems'],
} as const;

function onBounds({ low, high, of }: Of<'bounds'>, { types, mixed, bounds, values, formats }: Stated): Verdict {
  if (types === undefined || types.size !== 1 || mixed || values || formats.size > 0) return OPEN;
  const [only] = types;
  const type = only === 'integer' ? 'number' : only;
  if ((type === 'string') !== (of === 'length') || (type !== 'number' && type !== 'string' && type !== 'array'))
    return OPEN;
  const [least, most] = SIDES[type];
  const step = only === 'integer' ? 1 : 0;
  const written: Readonly<Record<'low' | 'high', number | undefined>> = {
    low:
      bounds[least] ??
      (type === 'number' && bounds.exclusiveMinimum !== undefined ? bounds.exclusiveMinimum + step : undefined),
    high:
      bounds[most] ??
      (type === 'number' && bounds.exclusiveMaximum !== undefined ? bounds.exclusiveMaximum - step : undefined),
  };
  if (high !== undefined && written.high !== undefined && high !== written.high)
    return contradicted(`its \`${most}\` is \`{value}\``, written.high);
  if (low !== undefined && written.low !== undefined && low !== written.low)
    return contradicted(`its \`${least}\` is \`{value}\``, written.low);
  const keywords: Partial<Record<Bound, number>> = {};
  if (low !== undefined && written.low === undefined) keywords[least] = low;
  if (high !== undefined && written.high === undefined) keywords[most] = high;
  return Object.keys(keywords).length > 0 ? unwritten(keywords) : AGREED;
}

function onFormat({ format }: Of<'format'>, { types, mixed, values, formats, shown }: Stated): Verdict {
  if (types === undefined || mixed || values) return OPEN;
  if (formats.size > 0 || shown) return formats.has(format) ? AGREED : OPEN;
  return types.size === 1 && types.has('string') ? unwritten({ format }) : OPEN;
}

/** A value, or several, as JSON; a text without its quotes. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `${value.slice(0, 5).map(shown).join(', ')}${value.length > 5 ? ' …' : ''}`;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 60);
}
