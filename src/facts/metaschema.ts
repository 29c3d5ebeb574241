import type { Address } from '../model/address.ts';
import { segments } from '../model/pointer.ts';
import { isObject, type SchemaNode, type SchemaObject } from '../model/schema.ts';
import { kindOf } from '../text/kind.ts';
import { dialectOf, type DialectName } from './dialect.ts';
import { dialects, type KeywordError, type KeywordValidator } from './metaschema.generated.js';

/** One thing a metaschema says against a schema. */
export interface MetaProblem {
  readonly at: Address;
  readonly keyword: string;
  /** A clause that follows the keyword: "is a boolean, not an array"; `{value}` stands for what was sent. */
  readonly message: string;
  readonly value: string;
  readonly node: SchemaNode;
  /**
   * The dialects in which it is wrong: the declared one, or, where none is declared, those of draft-07 and 2020-12 that
   * agree. Protocol revisions before 2025-11-25 name no default; since then it is 2020-12.
   */
  readonly dialects: readonly DialectName[];
}

/** What judges the value of one keyword, and for which dialects it speaks: most keywords have not changed between them. */
interface Judge {
  readonly validate: KeywordValidator;
  readonly dialects: DialectName[];
}

/** By keyword, the judges for a schema that declares one of these dialects, or none. */
const JUDGES = new Map(
  Object.entries({
    'draft-07': ['draft-07'],
    '2019-09': ['2019-09'],
    '2020-12': ['2020-12'],
    default: ['draft-07', '2020-12'],
  } satisfies Record<string, DialectName[]>).map(([name, candidates]) => {
    const judges = new Map<string, Judge[]>();
    for (const dialect of candidates) {
      for (const [keyword, validate] of Object.entries(dialects[dialect])) {
        const known = judges.get(keyword) ?? [];
        judges.set(keyword, known);
        const same = known.find((judge) => judge.validate === validate);
        if (same) same.dialects.push(dialect);
        else known.push({ validate, dialects: [dialect] });
      }
    }
    return [name, { candidates, judges }] as const;
  }),
);

/** More than anyone reads, and a bound on what a hostile schema can make us hold. */
const MOST = 200;

/**
 * What the metaschema of the declared dialect says against one root schema and its subschemas, given as nodes, the root
 * first; nothing when the dialect is unknown. Each keyword of each node is judged once, so the work is linear in the schema.
 * Not judged here: formats and patterns (rules of their own), repeated `enum` values (no dialect in use forbids them).
 */
export function checkMetaschema(nodes: readonly SchemaNode[]): MetaProblem[] {
  const out: MetaProblem[] = [];
  const { name } = dialectOf(nodes[0]?.data);
  const dialect = JUDGES.get(name);
  if (dialect === undefined) return out;
  for (const node of nodes) {
    if (typeof node.data === 'boolean') continue;
    for (const keyword of Object.keys(node.data)) {
      const judges = dialect.judges.get(keyword);
      const found = judges && problemOf(node, keyword, judges, dialect.candidates);
      if (found && out.push(found) >= MOST) return out;
    }
  }
  return out;
}

function problemOf(
  node: SchemaNode,
  keyword: string,
  judges: readonly Judge[],
  candidates: readonly DialectName[],
): MetaProblem | undefined {
  const value = (node.data as SchemaObject)[keyword];
  const against = judges.filter(({ validate }) => !validate(value));
  if (against.length > 0) {
    const error = against.at(-1)!.validate.errors!.at(-1)!; // of the later dialect, which is the default
    return {
      at: node.at(keyword, ...segments(error.instancePath)),
      keyword,
      ...say(keyword, value, error),
      node,
      dialects: against.flatMap((judge) => judge.dialects),
    };
  }
  const twice = UNIQUE.has(keyword) ? repeated(value) : undefined;
  return twice === undefined
    ? undefined
    : {
        at: node.at(keyword, ...twice.path),
        keyword,
        message: 'names `{value}` twice',
        value: twice.name,
        node,
        dialects: candidates,
      };
}

/** Lists whose entries must differ. ajv compares each with each; a set does it in one pass. */
const UNIQUE = new Set(['required', 'type', 'dependentRequired', 'dependencies']);

function repeated(value: unknown): { readonly name: string; readonly path: readonly (string | number)[] } | undefined {
  if (isObject(value)) {
    for (const [key, list] of Object.entries(value)) {
      const found = Array.isArray(list) ? repeated(list) : undefined;
      if (found) return { name: found.name, path: [key, ...found.path] };
    }
    return undefined;
  }
  const seen = new Set<unknown>();
  for (const [i, name] of Array.isArray(value) ? value.entries() : []) {
    if (seen.has(name)) return { name: String(name), path: [i] };
    seen.add(name);
  }
  return undefined;
}

const EITHER: Readonly<Record<string, string>> = {
  type: 'a type name of JSON Schema or a list of them',
  items: 'a schema or a list of schemas',
  dependencies: 'a schema or a list of names',
};

function say(
  keyword: string,
  value: unknown,
  { instancePath, keyword: failed, params }: KeywordError,
): { readonly message: string; readonly value: string } {
  const path = segments(instancePath);
  const culprit = path.reduce<unknown>((at, segment) => (at as Record<string, unknown>)[segment], value);
  const quoted = typeof culprit === 'string' || typeof culprit === 'number' ? String(culprit).slice(0, 40) : '';
  return { message: clause(keyword, culprit, path.length === 0, failed, params), value: quoted };
}

function clause(
  keyword: string,
  culprit: unknown,
  isWhole: boolean,
  failed: string,
  params: KeywordError['params'],
): string {
  const found = foundAt(culprit);
  switch (failed) {
    case 'type':
      return isWhole
        ? `is ${found}, not ${oneOf(params['type'])}`
        : `holds ${found} where ${oneOf(params['type'])} belongs`;
    case 'minimum':
      return `is {value}, but must be ${String(params['limit'])} or more`;
    case 'exclusiveMinimum':
      return `is {value}, but must be more than ${String(params['limit'])}`;
    case 'minItems':
      return 'is an empty list';
    case 'pattern':
      return keyword === '$id' ? 'has a fragment, which is not allowed there' : 'is no name that an anchor can have';
    default:
      return `${isWhole ? 'is' : 'holds'} ${typeof culprit === 'string' ? '`{value}`' : found}, not ${EITHER[keyword] ?? 'what JSON Schema allows there'}`;
  }
}

/** What was found, a short value as it is. */
function foundAt(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'number') return `the number ${value}`;
  return typeof value === 'boolean' ? String(value) : kindOf(value);
}

const NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'a string',
};

/** ajv names the expected types by string or list; the pair of object and boolean stands for a schema. */
const oneOf = (expected: unknown): string =>
  Array.isArray(expected) ? 'a schema' : (NAMES[String(expected)] ?? 'that');
