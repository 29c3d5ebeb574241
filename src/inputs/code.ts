import type { Address } from '../model/address.ts';
import { coverageAt } from '../model/charged.ts';
import type { CodeFacts, Family } from '../model/code.ts';
import type { Quirk } from '../model/server.ts';

/** What was not followed to its end, one for each kind. */
export function unreadCode(code: CodeFacts, server: string): Quirk[] {
  return (Object.keys(code) as (keyof CodeFacts)[]).flatMap((family): Quirk[] => {
    const { facts, complete, gaps } = code[family];
    if (complete) return [];
    const [first, ...more] = gaps;
    const reason = first
      ? `${first.reason}${more.length > 0 ? `, and ${more.length} more` : ''}`
      : facts.length === 0
        ? 'nothing is seen that says so'
        : 'not followed to the end';
    return [{ at: coverageAt(server, family), what: 'opaque', reason }];
  });
}

/**
 * The same facts at other addresses. Facts of tools that have none there are left out; `isAll` says whether the tools named
 * are all there are, without which nothing is known to be absent.
 */
export function movedCode(
  code: CodeFacts,
  move: (at: Address) => Address | undefined,
  { isAll = true, reason = (said: string) => said } = {},
): CodeFacts {
  const family = <F>({ facts, complete, gaps }: Family<F>): Family<F> => ({
    facts: facts.flatMap((fact) => moved(fact, move) ?? []),
    complete: complete && isAll,
    gaps: gaps.flatMap((gap) => moved({ ...gap, reason: reason(gap.reason) }, move) ?? []),
  });
  return {
    handlers: family(code.handlers),
    failures: family(code.failures),
    outbound: family(code.outbound),
    stdout: family(code.stdout),
    throws: family(code.throws),
    loops: family(code.loops),
    state: family(code.state),
    transports: family(code.transports),
    routes: family(code.routes),
    process: family(code.process),
    probes: family(code.probes),
  };
}

export const isAddress = (value: object): value is Address => 'kind' in value && 'pointer' in value && 'nth' in value;

/** All addresses in plain data; `undefined` where one that it cannot do without has none, or all that it listed are gone. */
function moved<T>(value: T, move: (at: Address) => Address | undefined): T | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (isAddress(value)) return move(value) as T | undefined;
  if (Array.isArray(value)) {
    const kept = value.map((each) => moved<unknown>(each, move)).filter((each) => each !== undefined);
    return (kept.length === 0 && value.length > 0 ? undefined : kept) as T | undefined;
  }
  const out: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const there = moved<unknown>(member, move);
    if (there === undefined && member !== undefined) return undefined;
    out[key] = there;
  }
  return out as T;
}
