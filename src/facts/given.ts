import type { ArchetypeName } from '../model/archetypes.ts';

/** What is said of a server by those who run it: how it is used and how long it takes, which no server says itself. */
export interface Given {
  readonly workflows?: readonly GivenWorkflow[];
  /** Milliseconds for each call of a workflow. */
  readonly turnBudget?: number;
  /** By the names of tools, as measured in production. */
  readonly latencies?: ReadonlyMap<string, Latency>;
  readonly archetype?: ArchetypeName;
  /** In the order of the configuration: the first with a pattern that fits a tool has it. */
  readonly toolsets?: readonly GivenToolset[];
}

/** Tools that belong together: `*` and `?` in patterns stand for any characters and for one. */
export interface GivenToolset {
  readonly name: string;
  readonly patterns: readonly string[];
}

/** Tools that an agent calls one after the other in one turn. */
export interface GivenWorkflow {
  readonly tools: readonly string[];
  /** Milliseconds for all of it. */
  readonly budget?: number;
}

/** Milliseconds that half of the calls stay below, and 99 of 100. */
export interface Latency {
  readonly p50?: number;
  readonly p99: number;
}
