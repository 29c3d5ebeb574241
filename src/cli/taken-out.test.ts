import { describe, expect, it } from 'vitest';

import { handedOver } from '../inputs/live/handed.ts';
import { takingOut } from './taken-out.ts';

const SECRET = 'a1b2C3d4E5f6g7';

describe('secrets in a finished report', () => {
  it.each([
    ['as it is', `say ${SECRET}.`, 'say [redacted].'],
    ['with places where a line may end', 'say a1b2C3<wbr>d4E5f6g7.', 'say [redacted].'],
    ['on two lines of a frame', 'say a1b2C3\n  │ d4E5f6g7.', 'say [redacted].'],
    ['cut', 'say a1b2C3d4E…', 'say [redacted]…'],
    ['cut behind a place where a line may end', 'say a1b2<wbr>C3d…', 'say [redacted]…'],
    ['begun before', '…d4E5<wbr>f6g7 is it', '…[redacted] is it'],
    ['twice', `${SECRET}${SECRET}`, '[redacted][redacted]'],
    ['not there', 'a1b2 … a1b', 'a1b2 … a1b'],
  ])('%s', (_, text, left) => expect(takingOut([SECRET])(text)).toBe(left));

  const odd = 'k+"<1>/&\n2abc';
  it.each([
    ['a string of JSON', JSON.stringify(odd)],
    ['a string of JSON in another', JSON.stringify(JSON.stringify(odd))],
    ['an address', `mcp:a/${encodeURIComponent(odd)}`],
    ['a name of a client', `mcp__a__${odd.replace(/\W/g, '_')}`],
    ['HTML', odd.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')],
    ['one line', odd.replace('\n', '   ')],
  ])('in %s', (_, text) => expect(takingOut([odd])(`x ${text} y`)).not.toContain('2abc'));

  it.each([
    ['ellipses', '…'],
    ['backslashes', '\\'],
    ['colours', '\u001B[1m'],
    ['beginnings', SECRET.slice(0, 4)],
    ['broken beginnings', `a\n   `],
    ['blanks', ' '],
  ])('takes no longer than a text is long: %s', (_, part) => {
    const out = takingOut([
      SECRET,
      'a b c d e f g h',
      odd,
      ...Array.from({ length: 40 }, (__, i) => `a${i}xyz${i}abc`),
    ]);
    const start = performance.now();
    const text = part.repeat(2_000_000 / part.length);
    expect(out(text)).toHaveLength(text.length);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe('what is handed over', () => {
  it.each<[string, Parameters<typeof handedOver>[0], readonly string[]]>([
    ['a flag', { args: ['--api-key=hunter22', '--token', 'abcdef12'] }, ['hunter22', 'abcdef12']],
    [
      'a variable for a container',
      { args: ['-e', 'DB_PASSWORD=hunter22', '--env=GH_TOKEN=abcdef12'] },
      ['hunter22', 'abcdef12'],
    ],
    ['a key that stands alone', { args: ['0a9b8c7d6e5f4a3b2c1d'] }, ['0a9b8c7d6e5f4a3b2c1d']],
    ['names that say it', { values: { PGPASS: 'hunter2', 'X-Auth': 'swordfish' } }, ['hunter2', 'swordfish']],
    ['what Basic encodes', { values: { Authorization: 'Basic dXNlcjpodW50ZXIyMg==' } }, ['user:hunter22', 'hunter22']],
    ['a file of JSON', { values: { ACCOUNT: '{"private_key":"hunter22"}' } }, ['hunter22']],
    ['a connection', { values: { DB: 'Server=a;Password=hunter22;' } }, ['hunter22']],
    ['an address', { url: 'https://u:hunter22@h/p?key=abcdef12&key=abcdef34' }, ['hunter22', 'abcdef12', 'abcdef34']],
    [
      'the lines of a key',
      { values: { K: '-----BEGIN PRIVATE KEY-----\nabcdefgh\nijklmnop' } },
      ['abcdefgh', 'ijklmnop'],
    ],
  ])('%s', (_, given, secrets) => expect(handedOver(given)).toEqual(expect.arrayContaining([...secrets])));

  it.each<[string, Parameters<typeof handedOver>[0]]>([
    ['packages and paths', { args: ['-y', '@scope/mcp-server-files@1.2.3', '/home/me/project', 'server-2025.js'] }],
    ['what anybody would guess', { values: { DB_PASSWORD: 'postgres', TOKEN: 'required', KEY: 'description' } }],
    ['modes', { values: { LOG_LEVEL: 'warning', NODE_ENV: 'production', AUTHOR: 'somebody' } }],
  ])('but not %s', (_, given) => expect(handedOver(given)).toEqual([]));
});
