import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { baselineAddress, type Entry, identity, messageWord, serverWord } from '../../src/baseline/entry.ts';
import { printBaseline, readBaseline } from '../../src/baseline/file.ts';
import { parseAddress, printAddress, type Address } from '../../src/model/address.ts';
import { fc } from '../../src/testing/properties.ts';
import { UserError } from '../../src/user-error.ts';
import { folder } from '../cli/run.ts';

const RULES = { version: '0.1.0', hash: 'abc123' };
const entry = (at: string, rule = 'r', message = 'it'): Entry => ({
  server: parseAddress(at.replace(/#.*/, ''))!.server,
  at,
  rule,
  message,
});
const strip = ({ server, at, rule, message }: Entry): Entry => ({ server, at, rule, message });

it('looks like this', () =>
  expect(
    printBaseline(
      [
        entry('mcp:b/tools/x#/name', 'tool-name-style', 'mixed'),
        entry('mcp:a/tools/y#/description', 'tool-description-missing', 'absent'),
        entry('mcp:a/tools/y#/description', 'tool-description-missing', 'absent'),
        entry('mcp:a/tools/y#/description', 'tool-description-long', 'long'),
      ],
      RULES,
    ),
  ).toMatchInlineSnapshot(`
    "# mcp-audit baseline 1
    # What is listed here was found before and does not count: address, rule, message. A line that is deleted counts again.
    # Written by \`mcp-audit --update-baseline\`.
    # rules: mcp-audit 0.1.0 abc123
    mcp:a/tools/y#/description tool-description-long long
    mcp:a/tools/y#/description tool-description-missing absent
    mcp:b/tools/x#/name tool-name-style mixed
    "
  `));

const HEAD = '# mcp-audit baseline 1\n';
const wrong = (text: string): string => {
  try {
    readBaseline(text, 'b.txt');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { file, line, column } = error.place!;
    return [`${file}:${line}:${column}: ${error.message}`, ...error.hints].join('\n');
  }
  return 'read';
};

describe('what is no baseline is refused at its line', () => {
  it.each<[string, string, RegExp]>([
    ['nothing', '', /^b\.txt:1:1: the file is empty, and no baseline\n/],
    ['white space', ' \n\n', /^b\.txt:1:1: the file is empty/],
    [
      'JSON',
      '{"findings":[]}',
      /^b\.txt:1:1: this is no baseline: it does not begin as one\nits first line is `# mcp-audit baseline 1`/,
    ],
    [
      'a later format',
      '# mcp-audit baseline 2\n',
      /^b\.txt:1:1: a later version of mcp-audit wrote this baseline \(format 2\)\nupdate mcp-audit/,
    ],
    [
      'one word',
      `${HEAD}nonsense\n`,
      /^b\.txt:2:1: `nonsense` is no entry of a baseline\nan entry is an address, a rule and a message/,
    ],
    ['two words', `${HEAD}\nmcp:a r\n`, /^b\.txt:3:1: `mcp:a r` is no entry/],
    ['four words', `${HEAD}mcp:a r it more\n`, /^b\.txt:2:1: `mcp:a r it more` is no entry/],
    ['no address', `${HEAD}a/tools/x r it\n`, /is no entry/],
    ['a stray percent sign', `${HEAD}mcp:%ZZ r it\n`, /is no entry/],
    ['what steers a terminal', `${HEAD}\u001B[31m\`\n`, /`\\u\{1B\}\[31m'` is no entry/],
    [
      'a conflict',
      `${HEAD}<<<<<<< HEAD\nmcp:a r it\n=======\n>>>>>>> b\n`,
      /^b\.txt:2:1: this is a mark that git leaves in a conflict\nkeep the lines of both sides and delete the marks.*\n`b\.txt merge=union`/,
    ],
    ['a megabyte', `${HEAD}${'x'.repeat(1_000_000)}`, /^b\.txt:2:1: `x{80}…` is no entry/],
  ])('%s', (_, text, expected) => expect(wrong(text)).toMatch(expected));
});

describe('is read', () => {
  it.each<[string, string, number]>([
    ['without entries', HEAD, 0],
    ['without a line at its end', '# mcp-audit baseline 1', 0],
    ['with other ends of lines', `${HEAD}mcp:a r it\n`.replaceAll('\n', '\r\n'), 1],
    ['with a byte order mark', `\uFEFF${HEAD}mcp:a r it\n`, 1],
    ['in any order, with comments and blank lines', `${HEAD}\n# why\nmcp:b r it\n  mcp:a   r\tit \n`, 2],
    ['with an entry twice', `${HEAD}mcp:a r it\nmcp:a r it\n`, 1],
  ])('%s', (_, text, count) => expect(readBaseline(text, 'b.txt').entries).toHaveLength(count));

  it('with the lines of its entries, and what wrote it', () =>
    expect(readBaseline(`${HEAD}# rules: mcp-audit 0.1.0 abc123\nmcp:a%20b/tools/x r it\n`, 'b.txt')).toEqual({
      file: 'b.txt',
      rules: RULES,
      entries: [{ server: 'a b', at: 'mcp:a%20b/tools/x', rule: 'r', message: 'it', line: 3 }],
    }));
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 400 }),
  fc.constantFrom('<<<<<<<', '# x', 'a b', '%41', '::error::', '\u2028'),
);
const address = fc
  .record({
    server: hostile,
    kind: fc.constantFrom('server' as const, 'tool' as const, 'code' as const),
    name: hostile,
    nth: fc.integer({ min: 1, max: 3 }),
    pointer: hostile.map((text) => (text === '' ? '' : `/${text}`)),
  })
  .map((at): Address => (at.kind === 'server' ? { ...at, name: '', nth: 1 } : at));

it('what is printed is read again, whatever strangers call things', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(address, hostile, fc.option(hostile, { nil: undefined })), { maxLength: 5 }),
      (all) => {
        const entries = all.map(([at, message, key]) => ({
          server: serverWord(at.server),
          at: baselineAddress(at),
          rule: 'plugin/rule',
          message: messageWord(message || 'it', key),
        }));
        const text = printBaseline(entries, RULES);
        expect(text.split('\n')).toHaveLength(5 + new Set(entries.map(identity)).size);
        expect(readBaseline(text, 'b.txt').entries.map(strip)).toEqual(
          [...new Map(entries.map((each) => [identity(each), each])).values()].toSorted((a, b) =>
            `${a.at} ${a.message}` < `${b.at} ${b.message}` ? -1 : 1,
          ),
        );
        expect(printBaseline(readBaseline(text, 'b.txt').entries, RULES)).toBe(text);
      },
    ),
  ));

it('two addresses are never written alike', () =>
  fc.assert(
    fc.property(address, address, (a, b) => {
      const differ = printAddress(a).toWellFormed() !== printAddress(b).toWellFormed();
      if (differ) expect(baselineAddress(a)).not.toBe(baselineAddress(b));
    }),
  ));

it('git merges two branches that fix and add', () => {
  const known = 'abcdefghijklm'.split('').map((name) => entry(`mcp:s/tools/${name}#/description`));
  const dir = folder({ '.gitattributes': 'b.txt merge=union\n' });
  const file = path.join(dir, 'b.txt');
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main', ...args], {
      cwd: dir,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const commit = (entries: readonly Entry[]): void => {
    writeFileSync(file, printBaseline(entries, RULES));
    git('add', '.');
    git('commit', '-qm', 'c');
  };
  git('init', '-q');
  commit(known);
  git('checkout', '-qb', 'other');
  commit([...known.slice(3), entry('mcp:s/tools/zz#/name')]);
  git('checkout', '-q', 'main');
  commit([...known.filter(({ at }) => !at.includes('/g#')), entry('mcp:s/tools/zy#/name')]);
  git('merge', '-q', 'other', '-m', 'm');
  expect(readBaseline(readFileSync(file, 'utf8'), 'b.txt').entries.map(({ at }) => at.slice(12))).toEqual(
    ['d', 'e', 'f', 'h', 'i', 'j', 'k', 'l', 'm'].map((name) => `${name}#/description`).concat('zy#/name', 'zz#/name'),
  );
});
