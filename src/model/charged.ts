import { itemKey, type Address } from './address.ts';
import type { CodeFact, CodeFacts, HandlerFact } from './code.ts';
import { groupBy } from './group.ts';
import type { ToolServer } from './server.ts';
import { oneByOne } from './spread.ts';

/** The parts of a report that say where it stands and whose it is. */
export interface ChargedAt {
  readonly at: Address;
  /** Left out where no tool reaches it: then it is the server's. */
  readonly shared?: readonly Address[];
  readonly parts?: readonly Address[];
  readonly related: readonly { readonly at: Address; readonly note: string }[];
}

const MOST = 20;

/**
 * What is reported together: of one kind in one file, few each for itself, many at the first of them, so that a file in which
 * everything is done in one way is one finding.
 */
export const together = <F extends CodeFact>(facts: readonly F[]): readonly (readonly F[])[] =>
  [...groupBy(facts, ({ at }) => at.name).values()].flatMap((same) => oneByOne(same));

/** Several that are made in one place, of which each is a use. */
export interface AtMaker extends CodeFact {
  readonly uses?: readonly CodeFact[];
}

/** What one function makes for many is one, where it is made. */
export function byMaker<F extends CodeFact & { readonly made?: Address }>(
  facts: readonly F[],
): readonly (F & AtMaker)[] {
  const groups = groupBy(facts, ({ at, made = at }) => `${made.name}\0${made.pointer}`);
  return [...groups.values()].map((uses) => {
    const [first] = uses as [F, ...F[]];
    if (first.made === undefined) return first;
    return { ...first, at: first.made, tools: distinct(uses.flatMap(({ tools }) => tools)), uses };
  });
}

/**
 * Where one fact, or several that are one finding, are reported. A helper that many tools share is one report, where it
 * stands: every tool that reaches it loses points. Related are the places and the uses of what is made in one, else the
 * tools; 20 of them are named.
 */
export function chargedAt(first: AtMaker, ...more: readonly AtMaker[]): ChargedAt {
  const { at, tools } = first;
  const all = more.length === 0 ? tools : distinct([first, ...more].flatMap((fact) => fact.tools));
  const reached = all.length > 0 ? { shared: all } : {};
  const places = [...(more.length > 0 ? [first, ...more] : []), ...[first, ...more].flatMap(({ uses = [] }) => uses)];
  const related =
    places.length > 0
      ? places.map((fact) => ({ at: fact.at, note: reachedBy(fact) }))
      : all.map((tool) => ({ at: tool, note: `reached by ${nameOf(tool)}` }));
  return {
    at,
    ...reached,
    ...(more.length > 0 ? { parts: [at, ...more.map((fact) => fact.at)] } : {}),
    related: more.length > 0 ? related.slice(0, MOST) : counted(related),
  };
}

/** The first of many, and at the next one how many there are besides; what has parts is counted by them. */
const counted = (related: ChargedAt['related']): ChargedAt['related'] =>
  related.length > MOST + 1
    ? [...related.slice(0, MOST), { at: related[MOST]!.at, note: `and ${related.length - MOST} more` }]
    : related;

const nameOf = ({ name }: Address): string => name || '(no name)';
const distinct = (all: readonly Address[]): Address[] => [...new Map(all.map((at) => [itemKey(at), at])).values()];

function reachedBy({ tools: [first, ...others] }: CodeFact): string {
  if (first === undefined) return 'here';
  return `here, reached by ${nameOf(first)}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

/** Where it is said that one kind of facts is not complete: what rests on an absence of them rests on this. */
export const coverageAt = (server: string, family: keyof CodeFacts): Address => ({
  server,
  kind: 'code',
  name: '',
  nth: 1,
  pointer: `/coverage/${family}`,
});

/** Where a report on what a call of a tool showed stands, and whose it is. */
export interface AtHandler {
  readonly at: Address;
  /** The tool, where the report stands in its code: two tools may have one function behind them. */
  readonly key?: string;
  readonly shared?: readonly Address[];
  readonly related?: readonly { readonly at: Address; readonly note: string }[];
}

/**
 * The code behind a tool, for what a call of it has shown: its handler, or, where one function answers for several tools,
 * the first of its returns that is for this tool alone. The tool itself where its code was not read.
 */
export function atHandler({ code }: ToolServer, tool: Address): AtHandler {
  const { byTool, times } = code ? (known.get(code) ?? indexOf(code)) : NONE;
  const handler = byTool.get(itemKey(tool));
  if (!handler) return { at: tool };
  const own = [handler, ...handler.returns].find(({ at }) => times.get(placeKey(at)) === 1);
  return {
    at: (own ?? handler).at,
    key: tool.nth > 1 ? `${tool.name}[${tool.nth}]` : tool.name,
    shared: [tool],
    related: [{ at: tool, note: `the tool ${nameOf(tool)}` }],
  };
}

interface Index {
  readonly byTool: ReadonlyMap<string, HandlerFact>;
  /** For how many tools each handler and each return is. */
  readonly times: ReadonlyMap<string, number>;
}

const NONE: Index = { byTool: new Map(), times: new Map() };
const known = new WeakMap<CodeFacts, Index>();
const placeKey = ({ name, pointer }: Address): string => `${name}\0${pointer}`;

function indexOf(code: CodeFacts): Index {
  const times = new Map<string, number>();
  const { facts } = code.handlers;
  for (const handler of facts)
    for (const key of new Set([handler, ...handler.returns].map(({ at }) => placeKey(at))))
      times.set(key, (times.get(key) ?? 0) + 1);
  const made = { byTool: new Map(facts.map((fact) => [itemKey(fact.tool), fact])), times };
  known.set(code, made);
  return made;
}

/** The kind of facts whose coverage stands at an address. */
export const coverageOf = ({ kind, pointer }: Address): keyof CodeFacts | undefined =>
  kind === 'code' && pointer.startsWith('/coverage/') ? (pointer.slice(10) as keyof CodeFacts) : undefined;
