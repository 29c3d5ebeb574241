import { itemKey, type Address } from './address.ts';
import type { CodeFact, CodeFacts } from './code.ts';
import { groupBy } from './group.ts';
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

/**
 * Where one fact, or several that are one finding, are reported. A helper that many tools share is one report, where it
 * stands: every tool that reaches it loses points. Related are the other places, else the tools; 20 at most.
 */
export function chargedAt({ at, tools }: CodeFact, ...more: readonly CodeFact[]): ChargedAt {
  const all = more.length === 0 ? tools : distinct([tools, ...more.map((fact) => fact.tools)].flat());
  const reached = all.length > 0 ? { shared: all } : {};
  return more.length === 0
    ? { at, ...reached, related: all.slice(0, MOST).map((tool) => ({ at: tool, note: `reached by ${nameOf(tool)}` })) }
    : {
        at,
        ...reached,
        parts: [at, ...more.map((fact) => fact.at)],
        related: more.slice(0, MOST).map((fact) => ({ at: fact.at, note: reachedBy(fact) })),
      };
}

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
