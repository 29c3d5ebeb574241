import type { Module } from '../../machine/modules.ts';
import { bare } from '../follow/callee.ts';
import { roundOf } from './exits.ts';
import type { Outside } from '../outbound/outside.ts';
import type { Repeat } from './repeats.ts';
import { isFunction } from '../follow/signature.ts';
import { calledName } from '../follow/tested.ts';
import type { CallSite, Unit } from '../follow/unit.ts';

/** Libraries that do again what they are given; how often, they bound by themselves. */
const LIBRARIES =
  /^(?:p-retry|async-retry|exponential-backoff|ts-retry-promise|retry-as-promised|promise-retry|@lifeomic\/attempt|cockatiel)$/;
const NAMED = /retry|retries|backoff|reattempt/i;
const FOREVER = /forever:\s*true|retries:\s*Infinity/;
const LONGEST = 5_000;

/** A call of something that is not followed, which does again what it is given. */
export function retryWrapper(site: CallSite, unit: Unit, outside: Outside): Repeat | undefined {
  const { node, scope, owner, units } = site;
  const fn = units.length === 0 ? node.arguments?.map(bare).find(isFunction) : undefined;
  if (!fn) return undefined;
  const isImported = [...(scope.module as Module).imports.values()].some(({ specifier }) => LIBRARIES.test(specifier));
  const isKnown = isImported && LIBRARIES.test(outside.origins.of({ node: node.expression, scope })?.from ?? '');
  if (!isKnown && !NAMED.test(calledName(node))) return undefined;
  const { file } = scope.module;
  const isForever = FOREVER.test(file.text.slice(node.pos, Math.min(node.end, node.pos + LONGEST)));
  return {
    node,
    unit,
    owner,
    scope,
    kind: 'retry',
    bound: isForever ? 'none' : isKnown ? 'count' : 'unknown',
    region: fn,
    after: 'any',
    round: roundOf([], file, false),
    waits: [],
  };
}
