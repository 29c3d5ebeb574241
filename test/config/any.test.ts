import { expect, it } from 'vitest';

import { givenConfig } from '../../src/config/config.ts';
import { configSchema, PARTS } from '../../src/config/schema.ts';
import { TARGETS } from '../../src/config/targets.ts';
import { fc } from '../../src/testing/properties.ts';
import { UserError } from '../../src/user-error.ts';
import { rules } from './support.ts';

const words = [
  ...Object.keys(configSchema.shape),
  ...Object.values(PARTS).flatMap(({ shape }) => Object.keys(shape)),
  ...Object.values(TARGETS).flatMap(({ shape }) => Object.keys(shape)),
  ...rules.map(({ meta }) => meta.id),
  'strict',
  'off',
  'error',
  'acme/x',
  '__proto__',
  'constructor',
  '',
  '\u001B[31m',
  './x',
  '2026-12-31',
  '5%',
];
const word = fc.oneof(fc.constantFrom(...words), fc.string());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 5 }),
  ),
}));
/** What has the keys of a configuration, and anything below them. */
const config = fc.dictionary(fc.constantFrom(...Object.keys(configSchema.shape)), value, { maxKeys: 5 });

it('whatever stands in a configuration, it is read, or a mistake with something to do is said, on one printable line', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(config, value), async (written) => {
      try {
        await givenConfig(written, { root: import.meta.dirname, rules, name: 'any.json' });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        for (const { message, hints } of [error, ...error.others]) {
          expect(hints.length).toBeGreaterThan(0);
          // oxlint-disable-next-line no-control-regex -- that is what must not be there
          expect([message, ...hints].join('')).not.toMatch(/[\u0000-\u001F\u007F]|Invalid|undefined/);
        }
      }
    }),
    { numRuns: 400 },
  ));
