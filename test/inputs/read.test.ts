import { describe, expect, it } from 'vitest';

import { MAX_DEPTH, readJson, type Document } from '../../src/inputs/json/read.ts';
import { JsonProblem } from '../../src/inputs/json/scanner.ts';
import { reach, repeatedKeys, type Spot } from '../../src/inputs/json/spots.ts';
import { join, resolve } from '../../src/model/pointer.ts';
import { positionAt } from '../../src/text/lines.ts';
import { jsonText } from './json-text.ts';
import { fc } from '../../src/testing/properties.ts';

const keysOf = ({ root }: Document): string[] => repeatedKeys(root);

/** `line:column message | what stands there`. */
function problem(text: string): string {
  try {
    readJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return `${error.position.line}:${error.position.column} ${error.message.replace('not valid JSON: ', '')} | ${error.found}`;
  }
  return 'no problem';
}

function pointersOf(spot: Spot, pointer = ''): string[] {
  const below = Array.isArray(spot.parts)
    ? (spot.parts as readonly Spot[]).map((part, i) => [String(i), part] as const)
    : Object.entries(spot.parts ?? {});
  return [pointer, ...below.flatMap(([name, part]) => pointersOf(part, join(pointer, name)))];
}

describe('any JSON text', () => {
  it('has the value that JSON.parse gives it, keys in the same order', () =>
    fc.assert(
      fc.property(jsonText, (text) => {
        const { value } = readJson(text);
        expect(value).toEqual(JSON.parse(text));
        expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 500 },
    ));

  it('has every value where its span says, and every key', () =>
    fc.assert(
      fc.property(jsonText, (text) => {
        const { value, root } = readJson(text);
        for (const pointer of pointersOf(root)) {
          const { spot, exact } = reach(root, pointer);
          expect(exact).toBe(true);
          expect(JSON.parse(text.slice(spot.start, spot.end))).toEqual(resolve(value, pointer));
          if (spot.key)
            expect(join('', JSON.parse(text.slice(spot.key.start, spot.key.end)) as string)).toBe(
              pointer.slice(pointer.lastIndexOf('/')),
            );
        }
      }),
      { numRuns: 500 },
    ));

  it('cut anywhere is a problem with a place in the text, or another JSON value', () =>
    fc.assert(
      fc.property(jsonText, fc.nat(), (text, n) => {
        const cut = text.slice(0, n % (text.length + 1));
        const whole = (() => {
          try {
            return JSON.parse(cut) as unknown;
          } catch {
            return undefined;
          }
        })();
        if (whole === undefined) expect(problem(cut)).toMatch(/^\d+:\d+ [a-z`J]/);
        else expect(readJson(cut).value).toEqual(whole);
      }),
    ));

  it('agrees with JSON.parse on what is no JSON', () =>
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            ',',
            ':',
            '"',
            '\\',
            'a',
            'u',
            '0',
            '1',
            '-',
            '.',
            'e',
            ' ',
            '\n',
            'true',
            'null',
            '"a"',
          ),
          maxLength: 8,
        }),
        (text) => {
          const valid = (() => {
            try {
              return JSON.parse(text) !== undefined;
            } catch {
              return false;
            }
          })();
          expect(problem(text) === 'no problem').toBe(valid);
        },
      ),
      { numRuns: 3_000 },
    ));
});

describe('what is not JSON', () => {
  it.each([
    ['', '1:1 the file is empty | '],
    ['\uFEFF', '1:1 the file is empty | '],
    [' \n\t ', '1:1 the file is empty | '],
    ['{"a":1,}', '1:7 a comma stands before `}` | ,}'],
    ['[1,\n 2,\n]', '2:3 a comma stands before `]` | ,'],
    ['{"a" 1}', '1:6 a `:` is expected after the property name | 1}'],
    ["{'a': 1}", "1:2 a property name in double quotes is expected | 'a': 1}"],
    ['{a: 1}', '1:2 a property name in double quotes is expected | a: 1}'],
    ['{"a": 1 "b": 2}', '1:9 a `,` or `}` is expected | "b": 2}'],
    ['[1 2]', '1:4 a `,` or `]` is expected | 2]'],
    ['[1}', '1:3 a `,` or `]` is expected | }'],
    ['{"a":\r\n\t"b\nc"}', '2:2 a string is not closed on its line | "b'],
    ['["a\tb"]', '1:4 a control character stands in a string | b"]'],
    ['["\u{1F600}\\x"]', '1:5 a backslash begins no known escape | \\x"]'],
    ['["\\\\\\u12"]', '1:5 a backslash begins no known escape | \\u12"]'],
    ['["abc', '1:2 a string is not closed | "abc'],
    ['["abc\\', '1:2 a string is not closed | "abc\\'],
    ['{"tools": [\n{"name": "a"', '2:13 the file ends inside the object that opens on line 2 | '],
    ['{"tools": [\n{"name": "a"}', '2:14 the file ends inside the array that opens on line 1 | '],
    ['[1,', '1:4 the file ends where a value is expected | '],
    ['{"a"', '1:5 the file ends inside the object that opens on line 1 | '],
    ['{"a":', '1:6 the file ends where a value is expected | '],
    ['{', '1:2 the file ends inside the object that opens on line 1 | '],
    ['{"a": 1,', '1:9 the file ends inside the object that opens on line 1 | '],
    ['{} x', '1:4 the JSON value has ended, and something follows it | x'],
    ['{}\r{}', '2:1 the JSON value has ended, and something follows it | {}'],
    ['// no\n{}', '1:1 JSON has no comments | // no'],
    ['{"a": 1, /* no */ "b": 2}', '1:10 JSON has no comments | /* no */ "b": 2}'],
    ['[01]', '1:3 a `,` or `]` is expected | 1]'],
    ['[+1]', '1:2 a value is expected | +1]'],
    ['[.5]', '1:2 a value is expected | .5]'],
    ['[NaN]', '1:2 a value is expected | NaN]'],
    ['[nul]', '1:2 a value is expected | nul]'],
    ['[True]', '1:2 a value is expected | True]'],
    ['<!DOCTYPE html><html>', '1:1 a value is expected | <!DOCTYPE html><html'],
    ['\u00A0{}', '1:1 a value is expected | {}'],
    ['[\u200B1]', '1:2 a value is expected | \\u{200B}1]'],
  ])('%j: %s', (text, said) => expect(problem(text)).toBe(said));

  it('the message itself quotes nothing of the text', () => {
    for (const text of ['["sesame', '{"a": sesame}', '{sesame}', '[1 sesame]', '{} sesame'])
      expect(problem(text).split(' | ')[0]).not.toContain('sesame');
  });
});

describe('nesting', () => {
  it.each(['[', '{"a":'])('%s deeper than the limit is said, not a crash', (open) => {
    expect(problem(open.repeat(MAX_DEPTH + 1))).toBe(
      `1:${MAX_DEPTH * open.length + 1} nested deeper than ${MAX_DEPTH} levels | ${open}`,
    );
    expect(problem(open.repeat(1_000_000))).toContain('nested deeper');
  });
  it('at the limit is read', () => expect(problem('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH))).toBe('no problem'));
  it('side by side is not deep', () => expect(problem(`[${'[],'.repeat(2 * MAX_DEPTH)}[]]`)).toBe('no problem'));
});

describe('keys', () => {
  it('inherit nothing', () => {
    const { value } = readJson('{"a": 1}');
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf'])
      expect((value as Record<string, unknown>)[name]).toBeUndefined();
  });
  it('may be named like what others inherit', () => {
    const { value, root } = readJson('{"__proto__": {"x": 1}, "constructor": 2, "toString": 3}');
    expect(Object.entries(value as object).map(([key]) => key)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(reach(root, '/__proto__/x')).toMatchObject({ exact: true, spot: { start: 20, end: 21 } });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
  it('that stand twice take the last value and place, and are known', () => {
    const document = readJson('{"a": {"x": 1, "x": 2}, "b": [{"c/d": 1, "c/d": 2}], "a": 3, "a": {"y": 4}}');
    expect(document.repeats).toBe(true);
    expect(keysOf(document)).toEqual(['/a', '/b/0/c~1d']); // the keys inside the values that were overwritten are gone with them
    expect(reach(document.root, '/a/y').spot.start).toBe(72);
    expect(reach(document.root, '/a/x').exact).toBe(false);
  });
  it('standing once are none', () => expect(readJson('{"a": {"a": 1}, "b": {"a": 1}}').repeats).toBe(false));
});

describe('positions', () => {
  const at = (text: string, pointer: string) => {
    const document = readJson(text);
    const { start, end } = reach(document.root, pointer).spot;
    return [positionAt(document.lines, start), positionAt(document.lines, end)]
      .map(({ line, column }) => `${line}:${column}`)
      .join('-');
  };
  it.each([
    ['LF', '{\n  "a": 1\n}', '2:8-2:9'],
    ['CRLF', '{\r\n  "a": 1\r\n}', '2:8-2:9'],
    ['lone CR', '{\r  "a": 1\r}', '2:8-2:9'],
    ['a mixture', '{\r\n\r\n\n"a": 1\r}', '4:6-4:7'],
    ['a tab is one column', '{\n\t"a": 1}', '2:7-2:8'],
    ['a byte order mark is none', '\uFEFF{"a": 1}', '1:7-1:8'],
    ['a character beyond the BMP is two', '{"\u{1F600}": 2, "a": 1}', '1:16-1:17'],
    ['U+2028 ends no line', '{"\u2028": 2, "a": 1}', '1:15-1:16'],
  ])('%s', (_, text, place) => expect(at(text, '/a')).toBe(place));
});

it('several values make an array when that is allowed', () => {
  const { value, root } = readJson('{"a":1}\n{"a":2}\n\n[3]\n', { several: true });
  expect(value).toEqual([{ a: 1 }, { a: 2 }, [3]]);
  expect(reach(root, '/1/a').spot).toMatchObject({ start: 13, end: 14 });
  expect(() => readJson('{} 5', { several: true })).toThrow('something follows it');
});

it('reach knows pointers only', () => {
  const { root } = readJson('{"a": [1]}');
  for (const pointer of ['a', '/b', '/a/01', '/a/-', '/a/-1', '/a/1', '/a/length', '/a/0/x', '/'])
    expect(reach(root, pointer).exact, pointer).toBe(false);
  expect(reach(root, '/a/0').exact).toBe(true);
});
