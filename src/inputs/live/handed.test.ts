import { describe, expect, it } from 'vitest';

import { handedOver } from './handed.ts';

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
    ['cookies', { values: { Cookie: 'a=hunter22; b=abcdef12' } }, ['hunter22', 'abcdef12']],
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
