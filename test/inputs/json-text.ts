import { fc } from '../../src/testing/properties.ts';

/** Keys that trip readers: inherited names, pointer escapes, array indices, nothing at all. */
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  '01',
  'a/b',
  'm~n',
  '~1',
  ' ',
  '\u{1F600}',
  '\uFEFF',
  'name',
  'tools',
];
const key = fc.oneof(fc.constantFrom(...KEYS), fc.string({ unit: 'binary', maxLength: 4 }));

/** The text of any JSON value, with any white space, and with repeated keys; strings hold astral characters and lone surrogates. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const gap = fc.constantFrom('', '', '', ' ', '\n', '\r\n', '\r', '\t', '\n    ');
  const padded = fc.tuple(gap, tie('value'), gap).map((parts) => parts.join(''));
  const string = fc.string({ unit: 'binary', maxLength: 8 }).map((text) => JSON.stringify(text));
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc.constantFrom('-0', '1e999', '-1E+400', '1e-999', '12345678901234567890', '0.10', '5E1'),
  );
  const member = fc
    .tuple(gap, key, gap, padded)
    .map(([before, name, after, value]) => `${before}${JSON.stringify(name)}${after}:${value}`);
  return {
    value: fc.oneof(
      { depthSize: 'small' },
      string,
      number,
      fc.constantFrom('true', 'false', 'null', '[]', '{}', '[ ]', '{\n}'),
      fc.array(padded, { minLength: 1, maxLength: 5 }).map((parts) => `[${parts.join(',')}]`),
      fc.array(member, { minLength: 1, maxLength: 5 }).map((parts) => `{${parts.join(',')}}`),
    ),
  };
}).value;

/** A tool list whose tools may be anything at all, each under a name of its own. */
export const anyTools: fc.Arbitrary<readonly unknown[]> = fc
  .uniqueArray(
    fc.string({ unit: 'binary', maxLength: 6 }).map((name) => name.toWellFormed()),
    { minLength: 1, maxLength: 6 },
  )
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          description: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
          inputSchema: fc.oneof(
            fc.record({
              type: fc.constant('object'),
              properties: fc.dictionary(
                fc.string({ unit: 'binary', maxLength: 5 }),
                fc.constantFrom<unknown>({ type: 'array' }, { type: ['array', 'null'] }, { type: 'string' }, true, 5),
              ),
            }),
            fc.jsonValue(),
          ),
        }),
      ),
    ),
  );
