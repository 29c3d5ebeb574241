import type { PlannedCall } from '../model/calls.ts';
import { isObject, isSchema, typesOf, type JsonSchema, type SchemaNode, type SchemaObject } from '../model/schema.ts';
import { isDeedValue, isDeedWord } from '../language/change-names.ts';
import { wordSet } from '../text/word-set.ts';
import type { Facts } from './facts.ts';

type Arguments = PlannedCall['arguments'];

/** Arguments that a schema rejects, and what is wrong with them. */
type Rejected = Required<Pick<PlannedCall, 'arguments' | 'fields' | 'why'>>;

/** Parameters with nothing but a page or a number of things in them. */
const AMOUNTS = wordSet(
  'limit page count size offset top n max min first per_page perpage page_size pagesize max_results maxresults num_results numresults number_of_results skip days hours k',
);
/** Something to look for: a word that stands in most things. */
const QUERIES = wordSet(
  'query q search search_query searchquery keyword keywords term search_term searchterm question',
);
const WORD = 'test';
const MOST = 50;

/** The least that a schema asks for, of values that it names itself; `undefined` where some would have to be invented. */
export function validArguments(schema: SchemaNode | undefined, facts: Facts): Arguments | undefined {
  if (schema === undefined || !isObject(schema.data)) return {};
  const { properties, required } = schema.data;
  if (required !== undefined && (!Array.isArray(required) || required.length > MOST)) return undefined;
  const args: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const name of required ?? []) {
    if (typeof name !== 'string' || !isObject(properties) || !Object.hasOwn(properties, name)) return undefined;
    const value = sample(name, properties[name]);
    if (value === undefined) return undefined;
    args[name] = value;
  }
  return facts.violation(args, schema) === undefined ? args : undefined;
}

function sample(name: string, schema: unknown): unknown {
  if (!isObject(schema)) return undefined;
  const { const: fixed, default: usual, examples, example, enum: choices, minimum, maximum } = schema;
  const given = [
    fixed,
    usual,
    ...(Array.isArray(examples) ? examples : []),
    example,
    ...(Array.isArray(choices) ? choices : []),
  ];
  const value = given.slice(0, MOST).find(isHarmless);
  if (value !== undefined) return value;
  const [type] = typesOf(schema) ?? [];
  const plain = name.toLowerCase();
  if ((type === 'integer' || type === 'number') && AMOUNTS.has(plain)) {
    const least = typeof minimum === 'number' && minimum > 1 ? minimum : 1;
    return typeof maximum === 'number' && maximum < least ? undefined : least;
  }
  return type === 'string' && QUERIES.has(plain) && choices === undefined ? WORD : undefined;
}

/** A value that names no deed, and nothing that a system keeps its own things in: words, a number, a page of a site. */
const isHarmless = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' &&
    value.length <= 200 &&
    (PLAIN.test(value) || PAGE.test(value)) &&
    !isDeedValue(value, true) &&
    !(value.match(/[a-z]+/gi) ?? []).some((word) => isDeedWord(word.toLowerCase())));

/** No code, no command, no path that leads out of a folder. */
const PLAIN = /^(?!.*\.\.)[\p{L}\p{N}_][\p{L}\p{N}_ .,:@#+-]*$/u;
/** No address of a machine, and nothing that a page is asked to do. */
const PAGE = /^https?:\/\/(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[\w.~/-]*)?$/i;

/** Arguments that the schema surely rejects: what is required left out, and one of a kind that nothing converts. */
export function rejectedArguments(
  schema: SchemaNode | undefined,
  facts: Facts,
  valid: Arguments | undefined,
): readonly Rejected[] {
  if (schema === undefined || !isObject(schema.data)) return [];
  const { properties, required } = schema.data;
  const out: Rejected[] = [];
  const names = Array.isArray(required) ? required.filter((name) => typeof name === 'string').slice(0, MOST) : [];
  if (names.length > 0) out.push({ arguments: {}, fields: names, why: `${listed(names)} missing` });
  for (const [name, each] of Object.entries(isObject(properties) ? properties : {}).slice(0, MOST)) {
    const wrong = isSchema(each) ? unlike(each) : undefined;
    if (wrong === undefined) continue;
    const others = names.filter((other) => other !== name && valid === undefined);
    out.push({
      arguments: { ...valid, [name]: wrong.value },
      fields: [name, ...others],
      why: `\`${name}\` is ${wrong.what}`,
    });
    break;
  }
  return out.filter((each) => facts.violation(each.arguments, schema) !== undefined);
}

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `${shown.join(', ')}${more} ${names.length === 1 ? 'is' : 'are'}`;
};

/** A value that is surely not of a schema. A text is converted from anything, so it is left alone unless its choices are known. */
function unlike(schema: JsonSchema): { readonly value: unknown; readonly what: string } | undefined {
  if (typeof schema === 'boolean') return undefined;
  const { enum: choices } = schema as SchemaObject;
  if (Array.isArray(choices) && choices.length > 0) return { value: 'no-such-choice', what: 'none of its choices' };
  const types = typesOf(schema) ?? [];
  if (types.length !== 1) return undefined;
  const [type] = types;
  if (type === 'integer' || type === 'number') return { value: 'not a number', what: `no ${type}` };
  if (type === 'array') return { value: 7, what: 'no list' };
  return type === 'object' ? { value: 7, what: 'no object' } : undefined;
}
