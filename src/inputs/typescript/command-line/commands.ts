import { fn } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import { Exited } from '../machine/signals.ts';
import { negated } from '../conditions.ts';
import type { Spot } from '../syntax.ts';
import { UNDEFINED } from '../values.ts';

/** A command of a program: `serve` in `npx server serve`. */
export interface Command {
  readonly name: string;
  readonly run: () => void;
}

/** As much work as a statement of a module may be: a command starts a whole program. */
const COMMAND_BUDGET = 1_500_000;

/**
 * Runs what runs without arguments, `main`; the other commands run when somebody asks for them, which is unlikely. A
 * program that does nothing without a command runs all of them; when there is only one, at once.
 */
export function runCommands(machine: Machine, spot: Spot, commands: readonly Command[], main?: () => void): void {
  const [only] = commands;
  if (!main && only && commands.length === 1) {
    try {
      only.run();
    } catch (error) {
      if (!(error instanceof Exited)) throw error; // the command has ended, not what is read here
    }
    return;
  }
  for (const command of commands) {
    const run = main ? () => unlikely(machine, spot, command) : command.run;
    const label = `the command ${command.name}`;
    machine.later(
      fn(label, () => (machine.task(COMMAND_BUDGET, run), UNDEFINED)),
      [],
      spot,
    );
  }
  main?.();
}

function unlikely(machine: Machine, spot: Spot, { name, run }: Command): void {
  const text = `the command ${name} is given`;
  machine.branch(
    { yes: { text, spot, unlikely: true }, no: { text: negated(text), spot }, preferred: 'no' },
    () => (run(), UNDEFINED),
    () => UNDEFINED,
  );
}
