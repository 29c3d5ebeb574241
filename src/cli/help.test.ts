import { expect, it } from 'vitest';

import { LAST } from './help.ts';
import type { Io } from './io.ts';
import { buildProgram } from './program.ts';

const program = buildProgram(undefined, { stdout: {}, stderr: {} } as unknown as Io, () => undefined);

it('every flag of the audit stands under a heading', () => {
  const loose = program.options.filter(({ helpGroupHeading }) => helpGroupHeading === undefined);
  expect(loose.map(({ long }) => long)).toEqual(['--version']);
});

it('every command stands under a heading', () => {
  const last = program.commands.filter((command) => command.helpGroup() === LAST);
  expect(last.map((each) => each.name())).toEqual(['serve', 'rules', 'explain']);
});
