import type { Address } from '../../../model/address.ts';
import type { CodeFacts } from '../../../model/code.ts';
import type { Stretch } from '../assemble/grip.ts';
import type { Program } from '../assemble/servers.ts';
import type { Machine } from '../machine/machine.ts';
import { Exhausted } from '../machine/signals.ts';
import type { SourceFile } from '../syntax.ts';
import { Addresses } from './addresses.ts';
import { Follower } from './follow.ts';
import { family, handlerFamily, holesIn } from './gaps.ts';
import { callFacts, writeFacts } from './calls.ts';
import { failureFacts, failuresOf, handlerFacts, type Reading } from './merge.ts';
import { Outside } from './outside.ts';
import { Reach } from './reach.ts';
import { rootsOf } from './roots.ts';
import { Shapes } from './shapes.ts';

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
  (machine: Machine, root: string) =>
  (program: Program, tools: readonly Address[], server: string): CodeReading => {
    const addresses = new Addresses(server, root);
    const facts = factsOf(machine, program, tools, addresses);
    return { facts, stretchOf: (at) => addresses.stretchOf(at), files: addresses.files };
  };

function factsOf(machine: Machine, program: Program, tools: readonly Address[], addresses: Addresses): CodeFacts {
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
  const reading: Reading = { follower, addresses, outside, roots, reach, shapes, failures };
  const found = {
    handlers: within(READING, [], () => handlerFacts(reading)),
    failures: within(READING, [], () => failureFacts(reading)),
    outbound: within(READING, [], () => callFacts(reading)),
    stdout: within(READING, [], () => writeFacts(reading)),
  };
  const holes = within(READING, { program: [], packages: [] }, () => holesIn(reading));
  return {
    handlers: handlerFamily(found.handlers, tools.length),
    failures: family(reading, found.failures, holes.program),
    outbound: family(reading, found.outbound, [...holes.program, ...holes.packages]),
    stdout: family(reading, found.stdout, holes.program),
  };
}
