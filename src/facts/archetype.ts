import { itemKey, type Address, type Item } from '../model/address.ts';
import type { ArchetypeName } from '../model/archetypes.ts';
import type { CallFact, CodeFact, CodeFacts } from '../model/code.ts';
import type { Tool, ToolServer } from '../model/server.ts';

/** Which kind of server it is in production, and what shows it. */
export interface Archetype {
  readonly name: ArchetypeName | 'unknown';
  /** What it rests on; the list of tools shows little. */
  readonly by: 'configuration' | 'source' | 'tools';
  /** In words, each with where the first of it stands; none where it was said or nothing shows. */
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  readonly says: string;
  readonly at: Address;
}

/** Clients of what keeps the data of others: what is asked of them is the server's own. */
const STORES = new Set([
  '@influxdata/influxdb-client',
  '@neondatabase/serverless',
  '@supabase/supabase-js',
  'ioredis',
  'mongodb',
  'mssql',
  'mysql2',
  'pg',
  'redis',
  'snowflake-sdk',
]);

/** Of all tools, those that must do what an archetype is known for. */
const MOST = 0.5;
/** Few tools of an orchestrator are the workflows. */
const SOME = 0.25;
/** One change, and another that undoes it or makes room for it, is still one call passed on. */
const CHAIN = 3;

export function archetypeOf(server: ToolServer, said: ArchetypeName | undefined): Archetype {
  if (said) return { name: said, by: 'configuration', evidence: [] };
  return server.code ? ofCode(server.tools, server.code) : ofTools(server.tools);
}

/** Keeping weighs more than changing, and changing more than passing on: what is harder to run decides. */
function ofCode(tools: readonly Item<Tool>[], { outbound, state }: CodeFacts): Archetype {
  const total = tools.length;
  const calls = outbound.facts.filter(({ background }) => !background);
  const kept = state.facts.filter(({ what }) => what === 'session' || what === 'result');
  const stores = calls.filter(({ client }) => STORES.has(client));
  const services = calls.filter(({ client }) => !STORES.has(client));
  const inMemory = reachedBy(kept);
  const inStores = reachedBy(stores);
  const chained = chainsOf(tools, calls);
  const passing = reachedBy(services);
  const evidence = (count: number, says: string, facts: readonly CodeFact[]): Evidence[] => {
    const [first] = facts.filter((fact) => fact.tools.length > 0).toSorted((a, b) => b.tools.length - a.tools.length);
    return count === 0 || !first
      ? []
      : [{ says: `${says} ${count} of ${total} ${total === 1 ? 'tool' : 'tools'}`, at: first.at }];
  };
  if (new Set([...inMemory, ...inStores]).size >= total * MOST && total > 0)
    return {
      name: 'stateful-backend',
      by: 'source',
      evidence: [
        ...evidence(inStores.size, `a database (${namesOf(stores)}) is used by`, stores),
        ...evidence(inMemory.size, 'something is kept in memory for a later call by', kept),
      ],
    };
  if (chained.tools >= Math.max(1, total * SOME))
    return {
      name: 'workflow-orchestrator',
      by: 'source',
      evidence: evidence(chained.tools, `${CHAIN} or more different changes are made in one call by`, chained.writes),
    };
  if (passing.size >= total * MOST && total > 0)
    return {
      name: 'api-wrapper',
      by: 'source',
      evidence: evidence(passing.size, 'another service is called by', services),
    };
  return { name: 'unknown', by: 'source', evidence: [] };
}

const reachedBy = (facts: readonly CodeFact[]): ReadonlySet<string> =>
  new Set(facts.flatMap(({ tools }) => tools.map(itemKey)));

const namesOf = (calls: readonly CallFact[]): string =>
  [...new Set(calls.map(({ client }) => client))].slice(0, 3).join(', ');

/** The tools that change several things; what many tools do, such as opening a session, is no step of theirs. */
function chainsOf(
  tools: readonly Item<Tool>[],
  calls: readonly CallFact[],
): { readonly tools: number; readonly writes: readonly CallFact[] } {
  const writes = calls.filter(
    (call) => call.method === 'write' && call.tools.length <= Math.max(2, tools.length * SOME),
  );
  const counts = new Map<string, number>();
  for (const tool of writes.flatMap((call) => call.tools))
    counts.set(itemKey(tool), (counts.get(itemKey(tool)) ?? 0) + 1);
  const isChained = (tool: Address): boolean => (counts.get(itemKey(tool)) ?? 0) >= CHAIN;
  return {
    tools: tools.filter(({ address }) => isChained(address)).length,
    writes: writes.filter((call) => call.tools.some(isChained)),
  };
}

/** Tools say of themselves that they reach out into the world; of what they keep they say nothing. */
function ofTools(tools: readonly Item<Tool>[]): Archetype {
  const open = tools.filter(({ data }) => data.annotations?.['openWorldHint'] === true);
  const [first] = open;
  if (!first || open.length < tools.length * MOST) return { name: 'unknown', by: 'tools', evidence: [] };
  const says = `\`openWorldHint: true\` is said by ${open.length} of ${tools.length} tools`;
  return { name: 'api-wrapper', by: 'tools', evidence: [{ says, at: first.at('annotations', 'openWorldHint') }] };
}
