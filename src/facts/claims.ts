import { argumentsIn } from '../language/claims/arguments.ts';
import type { Claim } from '../language/claims/claim.ts';
import { claimsIn } from '../language/claims/claims.ts';
import { namedParameters } from '../language/claims/named.ts';
import type { Sentence } from '../language/sentences.ts';
import type { Address, Item } from '../model/address.ts';
import type { Tool } from '../model/server.ts';
import type { SchemaNode } from '../model/schema.ts';
import { verdictOn, type Verdict } from './claim-verdict.ts';
import type { Parameter } from './parameters.ts';

/** What the prose of a tool claims of one of its parameters, and what the schema says to that. */
export interface Claimed {
  readonly claim: Claim;
  /** The words of the text. */
  readonly quote: string;
  readonly parameter: Parameter;
  /** The text: the description of the parameter or of the tool. */
  readonly at: Address;
  readonly verdict: Verdict;
}

/** A name that the tool's description gives as one of its parameters, and that the schema does not have. */
export interface Unknown {
  readonly name: string;
  readonly quote: string;
  readonly at: Address;
}

export interface Claims {
  readonly all: readonly Claimed[];
  readonly unknown: readonly Unknown[];
}

/** Reads each parameter's own description and, where it says nothing of that kind, the list of parameters in the tool's. */
export function claimsOf(
  tool: Item<Tool>,
  parameters: readonly Parameter[],
  nodes: readonly SchemaNode[],
  sentences: readonly Sentence[],
): Claims {
  const names = new Set(parameters.map(({ name }) => name));
  const all: Claimed[] = [];
  const read = (parameter: Parameter, text: string, at: Address): void => {
    for (const claim of claimsIn(text)) {
      if (claim.kind === 'values' && claim.values.every(({ value }) => names.has(String(value)))) continue; // "one of `id` or `url`"
      const quote = text
        .slice(claim.start, claim.end)
        .replaceAll(/\s+/g, ' ')
        .replace(/^[\s.,;]+/, '');
      all.push({ claim, quote, parameter, at, verdict: verdictOn(claim, parameter) });
    }
  };
  for (const parameter of parameters)
    if (parameter.description !== '') read(parameter, parameter.description, parameter.node.at('description'));
  const listed = sentences.some(({ section }) => section === 'parameters') ? argumentsIn(sentences) : [];
  const at = tool.at('description');
  if (listed.length > 0) {
    const top = new Map(parameters.flatMap((each) => (each.top ? [[each.name, each] as const] : [])));
    for (const { name, text } of listed) {
      const parameter = top.get(name);
      if (parameter) read(parameter, text, at);
    }
  }
  return {
    all,
    unknown: isClosed(nodes)
      ? [...unknownIn(tool, listed, names, valuesIn(nodes))].map((each) => ({ ...each, at }))
      : [],
  };
}

/** Whether every argument is declared: an object that takes anything may hold what the text names. */
const isClosed = (nodes: readonly SchemaNode[]): boolean =>
  nodes.length > 0 &&
  nodes.every(({ data, depth, via }) => {
    if (typeof data === 'boolean') return via !== 'properties' || !data;
    if (
      data['additionalProperties'] !== undefined &&
      data['additionalProperties'] !== false &&
      typeof data['additionalProperties'] !== 'boolean'
    )
      return false;
    if (data['additionalProperties'] === true || data['patternProperties'] !== undefined) return false;
    const isOpenObject =
      data['type'] === 'object' &&
      data['properties'] === undefined &&
      data['anyOf'] === undefined &&
      data['oneOf'] === undefined &&
      data['allOf'] === undefined &&
      data['$ref'] === undefined;
    return depth === 0 || !isOpenObject;
  });

function* unknownIn(
  { data }: Item<Tool>,
  listed: ReturnType<typeof argumentsIn>,
  names: ReadonlySet<string>,
  values: ReadonlySet<string>,
): Iterable<{ name: string; quote: string }> {
  const known = new Set([...names, ...values].map(plain));
  const seen = new Set<string>();
  const isKnown = (name: string): boolean =>
    known.has(plain(name)) ||
    known.has(plain(name.slice(name.lastIndexOf('.') + 1))) ||
    (name.includes('.') && known.has(plain(name.split('.')[0]!)));
  const headed = listed.filter((each) => each.headed && /^[a-z_]/.test(each.name));
  const isList = headed.some(({ name }) => names.has(name));
  for (const { name } of isList ? headed : [])
    if (!isKnown(name) && !seen.has(name)) {
      seen.add(name);
      yield { name, quote: name };
    }
  for (const { name, quote } of namedParameters((data.description ?? '').slice(0, LONGEST)))
    if (!isKnown(name) && !seen.has(name)) {
      seen.add(name);
      yield { name, quote };
    }
}

/** The texts that parameters may have as values: a list of them under a parameter is none of parameters. */
const valuesIn = (nodes: readonly SchemaNode[]): ReadonlySet<string> =>
  new Set(
    nodes.flatMap(({ data }) => {
      if (typeof data === 'boolean') return [];
      const { enum: values, const: only } = data;
      return [...(Array.isArray(values) ? values : []), only].filter((value) => typeof value === 'string');
    }),
  );

const LONGEST = 20_000;
/** `pageSize`, `page_size` and `PageSize` are one name to a reader. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[_.-]/g, '');
