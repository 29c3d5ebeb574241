import { argumentsIn } from '../language/claims/arguments.ts';
import type { Claim } from '../language/claims/claim.ts';
import { claimsIn, type Role } from '../language/claims/claims.ts';
import { namedParameters } from '../language/claims/named.ts';
import { spokenOf, type Spoken } from '../language/claims/spoken.ts';
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

/**
 * Reads each parameter's own description, then the tool's: its list of parameters, and the sentences that speak of one. What
 * was said before is not said again, and of what the schema lacks the first word counts.
 */
export function claimsOf(
  tool: Item<Tool>,
  parameters: readonly Parameter[],
  nodes: readonly SchemaNode[],
  sentences: readonly Sentence[],
): Claims {
  const everyName = new Set(parameters.map(({ name }) => name));
  let known: ReadonlySet<string> | undefined;
  const values = (): ReadonlySet<string> => (known ??= valuesIn(nodes));
  let depends: boolean | undefined;
  const all: Claimed[] = [];
  const said = new Set<string>();
  const read = (
    parameter: Parameter,
    text: string,
    at: Address,
    role: Role = 'description',
    spoken: Pick<Spoken, 'subject' | 'subjectAt'> = OWN,
  ): void => {
    for (const claim of claimsIn(text, parameter.name, role)) {
      if (claim.kind === 'values' && claim.values.every(({ value }) => everyName.has(String(value)))) continue; // "one of `id` or `url`"
      if (claim.kind === 'required' && role === 'predicate' && (depends ??= isByCase(nodes))) continue;
      const verdict = verdictOn(claim, parameter);
      const kind = `${parameter.path} ${claim.kind}`;
      if (said.has(`${kind} ${verdict.is}`) || (verdict.is === 'unwritten' && said.has(kind))) continue;
      said.add(kind).add(`${kind} ${verdict.is}`);
      const quote = quoteOf(text, claim, spoken);
      all.push({ claim, quote, parameter, at, verdict });
    }
  };
  for (const parameter of parameters)
    if (parameter.description !== '') read(parameter, parameter.description, parameter.node.at('description'));
  const listed = sentences.some(({ section }) => section === 'parameters') ? argumentsIn(sentences) : [];
  const at = tool.at('description');
  const top = new Map(parameters.flatMap((each) => (each.top ? [[each.name, each] as const] : [])));
  for (const { name, text } of listed) {
    const parameter = top.get(name);
    if (parameter) read(parameter, text, at);
  }
  // a word that is a value as well is no name for sure
  const names = { has: (word: string) => top.has(word) && !values().has(word) };
  for (const spoken of spokenOf(sentences, names))
    read(top.get(spoken.name)!, spoken.text, at, spoken.asSubject ? 'predicate' : 'aside', spoken);
  return {
    all,
    unknown: isClosed(nodes) ? [...unknownIn(tool, listed, everyName, values())].map((each) => ({ ...each, at })) : [],
  };
}

/** A text that is the parameter's own names it nowhere. */
const OWN = { subject: '', subjectAt: 0 };
/** How much of a sentence is shown between its subject and what is claimed. */
const GAP = 40;

/** The words of the sentence, with the name where it stood. */
function quoteOf(
  text: string,
  { start, end }: Claim,
  { subject, subjectAt }: Pick<Spoken, 'subject' | 'subjectAt'>,
): string {
  const isNear = subject !== '' && start - subjectAt <= GAP;
  const from = isNear ? Math.min(start, subjectAt) : start;
  const close = isNear && text[from] === '(' ? text.indexOf(')', from) + 1 : 0;
  const to = Math.max(end, close, isNear ? subjectAt : 0);
  const words = isNear
    ? `${text.slice(from, subjectAt)}${subject}${text.slice(Math.max(from, subjectAt), to)}`
    : `${subject}${subject === '' ? '' : '… '}${text.slice(from, to)}`;
  return words
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.,;]+/, '')
    .trimEnd();
}

/** Names of a parameter that chooses what the tool does. */
const CHOOSES = new Set(['action', 'operation', 'mode', 'method', 'command', 'op', 'type', 'kind']);
const BRANCHES = ['anyOf', 'oneOf', 'allOf', 'if', 'dependentRequired', 'dependentSchemas', 'dependencies'];

/** Whether what must be given depends on the rest of the call, so that "required" may be said of one case of several. */
const isByCase = (nodes: readonly SchemaNode[]): boolean =>
  nodes.some(
    ({ data, depth, property, parent }) =>
      typeof data === 'object' &&
      (depth === 0
        ? BRANCHES.some((key) => data[key] !== undefined)
        : parent?.depth === 0 && CHOOSES.has(property?.name ?? '') && data['enum'] !== undefined),
  );

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
