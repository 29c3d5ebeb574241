/** What a keyword is in zod 3 and 4: a call behind the type. */
const CALLS: Readonly<Record<string, string>> = {
  minimum: 'min',
  maximum: 'max',
  exclusiveMinimum: 'gt',
  exclusiveMaximum: 'lt',
  minLength: 'min',
  maxLength: 'max',
  minItems: 'min',
  maxItems: 'max',
  default: 'default',
};
const FORMATS: Readonly<Record<string, string>> = {
  date: 'date',
  'date-time': 'datetime',
  time: 'time',
  email: 'email',
  uri: 'url',
  uuid: 'uuid',
};

/** The same keywords as zod writes them, such as `.min(1).max(50)`; `undefined` where zod has no plain word for one of them. */
export function zodOf(keywords: Readonly<Record<string, unknown>>): string | undefined {
  const { enum: values, items, ...rest } = keywords;
  const type = listOf(values) ?? arrayOf(items);
  if (type === undefined && (values !== undefined || items !== undefined)) return undefined;
  const calls = Object.entries(rest)
    .toSorted(([a], [b]) => Number(a === 'default') - Number(b === 'default')) // nothing of a type may follow it
    .map(([keyword, value]) => callOf(keyword, value));
  return calls.includes(undefined) ? undefined : `${type ?? ''}${calls.join('')}` || undefined;
}

const listOf = (values: unknown): string | undefined =>
  Array.isArray(values) && values.every((value) => typeof value === 'string')
    ? `z.enum(${JSON.stringify(values)})`
    : undefined;

function arrayOf(items: unknown): string | undefined {
  const list = typeof items === 'object' && items !== null && 'enum' in items ? listOf(items.enum) : undefined;
  return list && `z.array(${list})`;
}

function callOf(keyword: string, value: unknown): string | undefined {
  if (keyword === 'format') {
    const name = typeof value === 'string' && Object.hasOwn(FORMATS, value) ? FORMATS[value] : undefined;
    return name && `.${name}()`;
  }
  return Object.hasOwn(CALLS, keyword) ? `.${CALLS[keyword]!}(${JSON.stringify(value)})` : undefined;
}
