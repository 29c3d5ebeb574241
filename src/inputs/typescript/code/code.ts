import type { Address } from '../../../model/address.ts';
import type { CodeFacts } from '../../../model/code.ts';
import type { Stretch } from '../assemble/grip.ts';
import type { Program } from '../assemble/servers.ts';
import type { Machine } from '../machine/machine.ts';
import { Exhausted } from '../machine/signals.ts';
import type { SourceFile } from '../syntax.ts';
import { Addresses } from './addresses.ts';
import { Follower } from './follow/follow.ts';
import { family, handlerFamily, holesIn } from './gaps.ts';
import { callFacts, writeFacts } from './outbound/calls.ts';
import { failureFacts, failuresOf, handlerFacts, type Reading } from './merge.ts';
import { cappedIn } from './capped.ts';
import { longestOf } from './time/longest.ts';
import { loopFacts } from './time/loops.ts';
import { CallsOf } from './outbound/calls-of.ts';
import { OutboundCalls } from './outbound/outbound.ts';
import { repeatsOf } from './time/repeats.ts';
import { Waits } from './time/waits.ts';
import { operationFacts } from './operations/operations.ts';
import { loadAll } from './operations/start.ts';
import { Outside } from './outbound/outside.ts';
import { Reach } from './follow/reach.ts';
import { rootsOf } from './follow/roots.ts';
import { Shapes } from './outcomes/shapes.ts';
import { stateFacts } from './state/state.ts';
import { throwFacts } from './outcomes/throws.ts';

/** What was read of the code behind the tools of one server, and where it stands. */
export interface CodeReading {
  readonly facts: CodeFacts;
  stretchOf(at: Address): Stretch | undefined;
  readonly files: ReadonlySet<SourceFile>;
}

/** Work on the code behind the tools of one program, beside what its evaluation took: to follow it, and for each kind of facts. */
const FOLLOWING = 2_000_000;
const READING = 500_000;

const UNFINISHED = 'more work than is done here without running the program';

/** Reads the code of a program that was evaluated; `root` is the folder of its package. */
export const codeReader =
  (machine: Machine, root: string, entries: readonly string[]) =>
  (program: Program, tools: readonly Address[], server: string): CodeReading => {
    const addresses = new Addresses(server, root);
    const starts = [...program.starts, ...entries];
    const facts = factsOf(machine, program, tools, addresses, root, starts);
    return { facts, stretchOf: (at) => addresses.stretchOf(at), files: addresses.files };
  };

function factsOf(
  machine: Machine,
  program: Program,
  tools: readonly Address[],
  addresses: Addresses,
  root: string,
  starts: readonly string[],
): CodeFacts {
  const follower = new Follower(machine);
  /** What is not finished leaves what was found so far, and a hole. */
  const within = <T>(units: number, otherwise: T, read: () => T): T => {
    machine.work.grant(units);
    try {
      return read();
    } catch (error) {
      // what is listed is read: a mistake here must not take it away
      const isOver = error instanceof Exhausted || error instanceof RangeError;
      follower.end(isOver ? UNFINISHED : `a mistake of mcp-audit: ${String(error)}`, undefined, undefined);
      return otherwise;
    }
  };
  within(READING, undefined, () => loadAll(machine, follower.names, starts));
  const roots = within(FOLLOWING, [], () => rootsOf(follower, program, tools));
  within(FOLLOWING, undefined, () => follower.run());
  const outside = new Outside(follower);
  within(READING, undefined, () => outside.spread(follower.units));
  const shapes = new Shapes(follower);
  const reach = new Reach(
    follower.units,
    roots.map(({ units }) => units),
  );
  const failures = within<Reading['failures']>(READING, new Map(), () => failuresOf(follower, shapes, outside));
  const waits = new Waits(follower, outside);
  const calls = new CallsOf(new OutboundCalls(follower, outside));
  const repeats = within<Reading['repeats']>(READING, [], () => repeatsOf(follower, outside, waits));
  const reading: Reading = { follower, addresses, outside, roots, reach, shapes, failures, calls, waits, repeats };
  const found = {
    handlers: within(READING, [], () => handlerFacts(reading)),
    failures: within(READING, [], () => failureFacts(reading)),
    outbound: within(READING, [], () => callFacts(reading)),
    stdout: within(READING, [], () => writeFacts(reading)),
    throws: within(READING, [], () => throwFacts(reading)),
    loops: within(READING, [], () => loopFacts(reading)),
    state: within(READING, [], () => stateFacts(reading)),
  };
  const capped = within(READING, new Set<number>(), () => cappedIn(reading));
  const longest = within(READING, [], () => longestOf(reading));
  const around = operationFacts(reading, within, root, starts);
  const holes = within(READING, { program: [], packages: [] }, () => holesIn(reading));
  return {
    handlers: handlerFamily(
      found.handlers.map((fact, i) => ({ ...fact, ...longest[i], capped: capped.has(i) })),
      tools.length,
    ),
    failures: family(reading, found.failures, holes.program),
    outbound: family(reading, found.outbound, [...holes.program, ...holes.packages]),
    stdout: family(reading, found.stdout, holes.program),
    throws: family(reading, found.throws, holes.program),
    loops: family(reading, found.loops, holes.program),
    state: family(reading, found.state, holes.program),
    ...around,
  };
}
