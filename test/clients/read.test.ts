import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { findFiles, placesOf } from '../../src/inputs/clients/find.ts';
import { groupFiles } from '../../src/inputs/clients/groups.ts';
import { readClientFile, type ReadFile } from '../../src/inputs/clients/read.ts';
import type { ClientId } from '../../src/profiles/clients.ts';
import { fc } from '../../src/testing/properties.ts';
import { UserError } from '../../src/user-error.ts';
import { folder } from '../cli/run.ts';

const VARIABLES = { TOKEN: 'the-token', EMPTY: '' };

function reading(cwd: string, { inputs = {} as Record<string, string>, home = path.join(cwd, 'home') } = {}) {
  return {
    cwd,
    home,
    signal: new AbortController().signal,
    show: (file: string) => path.relative(cwd, file),
    place: (file: string) => path.relative(cwd, file),
    variables: VARIABLES,
    inputs: new Map(Object.entries(inputs)),
  };
}

const read = (file: string, text: string, more: { client?: ClientId; inputs?: Record<string, string> } = {}) => {
  const cwd = folder({ [file]: text });
  return readClientFile(file, more.client, reading(cwd, more));
};

const one = async (...given: Parameters<typeof read>) => {
  const { servers } = await read(...given);
  expect(servers).toHaveLength(1);
  return servers[0]!;
};

const servers = (entry: object, key = 'mcpServers'): string => JSON.stringify({ [key]: { s: entry } });

describe('whose file it is', () => {
  it.each<[string, string, ClientId]>([
    ['.mcp.json', servers({ command: 'a' }), 'claude-code'],
    ['.claude.json', servers({ command: 'a' }), 'claude-code'],
    ['claude_desktop_config.json', servers({ command: 'a' }), 'claude-desktop'],
    ['.vscode/mcp.json', servers({ command: 'a' }, 'servers'), 'vscode'],
    ['.vscode/settings.json', JSON.stringify({ mcp: { servers: { s: { command: 'a' } } } }), 'vscode'],
    ['.cursor/mcp.json', servers({ command: 'a' }), 'cursor'],
    ['mcp_config.json', servers({ serverUrl: 'https://a.example/mcp' }), 'windsurf'],
    ['.codex/config.toml', '[mcp_servers.s]\ncommand = "a"\n', 'codex'],
    ['.gemini/settings.json', servers({ httpUrl: 'https://a.example/mcp' }), 'gemini'],
    ['what.toml', '[mcp_servers.s]\ncommand = "a"\n', 'codex'],
    ['what.json', servers({ command: 'a' }, 'servers'), 'vscode'],
    ['what.json', servers({ httpUrl: 'https://a.example/mcp' }), 'gemini'],
    ['what.json', servers({ serverUrl: 'https://a.example/mcp' }), 'windsurf'],
    ['what.json', servers({ command: 'a' }), 'claude-code'],
  ])('%s with %s', async (file, text, client) => {
    const found = await read(file, text);
    expect(found.file.client).toBe(client);
    expect(found.servers.map(({ name, problem, off }) => ({ name, problem, off }))).toEqual([
      { name: 's', problem: undefined, off: undefined },
    ]);
  });
  it('is what the call says', async () =>
    expect((await read('x.json', servers({ command: 'a' }), { client: 'cursor' })).file.client).toBe('cursor'));
});

describe('a broken file is refused with its place', () => {
  it.each<[string, string, RegExp, number | undefined]>([
    ['.mcp.json', '{\n "mcpServers": {\n  "a": {},\n }\n}', /comma/, 3],
    ['.mcp.json', '{\n // no\n "mcpServers": {} }', /comments/, 2],
    ['.vscode/mcp.json', '{\n // yes\n "servers": {\n  "a": {"command": "a"} "b": {}\n } }', /`,` is expected/, 4],
    ['.codex/config.toml', '[mcp_servers.a]\ncommand = \n', /TOML/, 2],
    ['.mcp.json', '{"mcpServers": 5}', /must be an object/, 1],
    ['.mcp.json', '', /empty/, undefined],
    ['.mcp.json', '[1]', /object/, 1],
    ['tools.json', '{"tools": []}', /no configuration of a client/, undefined],
    ['.vscode/mcp.json', `{"a":${'['.repeat(600)}`, /nested/, undefined],
    ['.mcp.json', '{"mcpServers": {"a": {"env": {"TOKEN": "s3cr3t"} "b": 1}}}', /expected/, 1],
    ['.codex/config.toml', '[mcp_servers.a]\nenv = { TOKEN = "s3cr3t" "b" }\n', /TOML/, 2],
  ])('%s: %s', async (file, text, message, line) => {
    const error = await read(file, text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    const { message: said, place, hints } = error as UserError;
    expect(said).toMatch(message);
    expect(place).toMatchObject({ file, ...(line === undefined ? {} : { line }) });
    expect(hints.length).toBeGreaterThan(0);
    expect(said + hints.join('')).not.toContain('s3cr3t');
  });
});

describe('what a variable stands for', () => {
  it.each<[ClientId, string, string]>([
    ['claude-code', '${TOKEN}', 'the-token'],
    ['claude-code', 'a ${NOT_SET:-b} c', 'a b c'],
    ['claude-code', '${EMPTY:-b}', 'b'],
    ['claude-code', '${EMPTY}', ''],
    ['claude-code', '$TOKEN', '$TOKEN'],
    ['claude-desktop', '${TOKEN}', '${TOKEN}'],
    ['cursor', '${env:TOKEN}/${workspaceFolderBasename}', 'the-token/project'],
    ['vscode', '${workspaceFolder}${/}x', '/project/x'],
    ['vscode', '${input:id}', 'typed'],
    ['windsurf', 'Bearer ${env:TOKEN}', 'Bearer the-token'],
    ['gemini', '$TOKEN-${TOKEN}-${NOT:-x}', 'the-token-the-token-x'],
    ['codex', '${TOKEN}', '${TOKEN}'],
  ])('%s: %s is %s', async (client, text, expected) => {
    const { Expansion } = await import('../../src/inputs/clients/expand.ts');
    const around = {
      variables: VARIABLES,
      inputs: new Map([['id', 'typed']]),
      workspace: '/project',
      home: '/home/me',
    };
    const expansion = new Expansion(client, around);
    expect(expansion.fill(text)).toBe(expected);
    expect([...expansion.missing]).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['.mcp.json', { command: 'a', env: { A: '${MISSING_ONE}' } }, /variable `MISSING_ONE` is not set/],
    ['.mcp.json', { url: 'https://a.example/${MISSING_ONE}' }, /variable `MISSING_ONE` is not set/],
    ['.cursor/mcp.json', { command: 'a', args: ['${env:MISSING_ONE}'] }, /variable `MISSING_ONE` is not set/],
    ['.vscode/mcp.json', { command: 'a', args: ['${input:key}'] }, /input `key` is asked for/],
    ['.vscode/mcp.json', { command: 'a', args: ['${command:pick}'] }, /known to the client alone/],
    ['.vscode/mcp.json', { command: 'a', envFile: '${workspaceFolder}/none.env' }, /`envFile` cannot be read/],
    ['.gemini/settings.json', { command: 'a', env: { A: '$MISSING_ONE' } }, /variable `MISSING_ONE` is not set/],
    ['mcp_config.json', { command: 'a', env: { A: '${file:none.txt}' } }, /file `none.txt` cannot be read/],
  ])('%s with %j is not started where one is missing', async (file, entry, reason) => {
    const server = await one(file, servers(entry, file.includes('vscode') ? 'servers' : 'mcpServers'));
    expect(server.problem?.reason).toMatch(reason);
    expect(server.problem?.hint).toBeDefined();
    expect(server.reach).toBeUndefined();
  });

  it('an input that VS Code asks for is given by the call, else it has its default, unless it is a password', async () => {
    const text = JSON.stringify({
      inputs: [
        { type: 'promptString', id: 'key', password: true, default: 'x' },
        { type: 'promptString', id: 'region', default: 'eu' },
      ],
      servers: { s: { command: 'a', args: ['${input:key}', '${input:region}'] } },
    });
    const file = '.vscode/mcp.json';
    expect((await one(file, text)).problem?.hint).toContain('--input key=');
    const { reach, secrets } = await one(file, text, { inputs: { key: 'k1234567' } });
    expect(reach).toMatchObject({ args: ['k1234567', 'eu'] });
    expect(secrets).toContain('k1234567');
  });
});

describe('an entry', () => {
  it.each<[string, object, object]>([
    ['.mcp.json', { command: 'a', args: ['b'], env: { N: 1 } }, { command: 'a', args: ['b'], env: { N: '1' } }],
    ['.mcp.json', { command: '~/bin/a' }, { command: expect.stringMatching(/home\/bin\/a$/) as unknown }],
    ['.mcp.json', { type: 'http', url: 'https://a.example/mcp', headers: { A: 'b' } }, { headers: { A: 'b' } }],
    [
      '.gemini/settings.json',
      { httpUrl: 'https://a.example/mcp', url: 'https://b.example/sse' },
      { url: 'https://a.example/mcp' },
    ],
  ])('of %s: %j', async (file, entry, expected) =>
    expect((await one(file, servers(entry))).reach).toMatchObject(expected),
  );

  it.each<[string, unknown, RegExp]>([
    ['no object', 5, /must be an object/],
    ['no command', {}, /neither a `command` nor a `url`/],
    ['a command that is no string', { command: ['npx'] }, /`command` must be a string/],
    ['arguments that are no array', { command: 'a', args: '-y' }, /`args` must be an array/],
    ['variables that are no object', { command: 'a', env: ['A=b'] }, /`env` must be an object/],
  ])('%s costs no other server', async (_, bad, reason) => {
    const { servers: found } = await read('.mcp.json', JSON.stringify({ mcpServers: { bad, good: { command: 'a' } } }));
    expect(found[0]!.problem?.reason).toMatch(reason);
    expect(found[1]!.reach).toBeDefined();
  });

  it('of Codex takes tokens and headers from variables, and lists tools', async () => {
    const { servers: found } = await read(
      '.codex/config.toml',
      `model = "x"
[mcp_servers.web]
url = "https://a.example/mcp"
bearer_token_env_var = "TOKEN"
env_http_headers = { "X-Key" = "TOKEN" }
enabled_tools = ["one"]

[mcp_servers."my files"]
command = "a"
enabled = false
[mcp_servers.third.env]
A = "b"
`,
    );
    expect(found.map(({ name, at, off }) => ({ name, line: at.line, off }))).toEqual([
      { name: 'web', line: 2, off: undefined },
      { name: 'my files', line: 8, off: 'disabled in the file' },
      { name: 'third', line: 11, off: undefined },
    ]);
    expect(found[0]).toMatchObject({
      reach: { headers: { Authorization: 'Bearer the-token', 'X-Key': 'the-token' } },
      secrets: ['the-token'],
      tools: { only: ['one'] },
    });
    expect(found[2]!.problem?.reason).toContain('neither a `command` nor a `url`');
  });

  it('shows nothing that looks like a secret', async () => {
    const shown = async (entry: object): Promise<string> => (await one('.mcp.json', servers(entry))).shown;
    expect(
      await shown({ command: 'npx', args: ['-y', 'x', '--api-key', 'abcdef123', '--token=zzz', '${TOKEN}'] }),
    ).toBe('npx -y x --api-key [redacted] --token=[redacted] ${TOKEN}');
    expect(
      await shown({ command: 'a', args: ['postgres://me:hunter22@db/x', 'sk-ant-0123456789abcdefgh'] }),
    ).not.toMatch(/hunter22|0123456789/);
    expect(await shown({ url: 'https://me:pw@a.example/v1/abcdefghij0123456789xyz/mcp?key=1#k' })).toBe(
      'https://a.example/v1/[redacted]/mcp',
    );
  });

  it('that is off says why', async () => {
    const gemini = JSON.stringify({
      mcp: { allowed: ['a', 'b'], excluded: ['b'] },
      mcpServers: { a: { command: 'x' }, b: { command: 'x' }, c: { command: 'x' } },
    });
    const { servers: found } = await read('.gemini/settings.json', gemini);
    expect(found.map(({ off }) => off)).toEqual([undefined, 'named in `mcp.excluded`', 'not named in `mcp.allowed`']);
    expect((await one('mcp_config.json', servers({ command: 'x', disabled: true }))).off).toBe('disabled in the file');
  });
});

describe('several files of one client', () => {
  it('are started together; the nearer of two of one name wins, and what is disabled elsewhere is off', async () => {
    const cwd = folder({
      '.mcp.json': JSON.stringify({
        mcpServers: { both: { command: 'project' }, shared: { command: 'p' }, no: { command: 'p' } },
      }),
    });
    const { writeFileSync, mkdirSync } = await import('node:fs');
    mkdirSync(path.join(cwd, 'home'));
    writeFileSync(
      path.join(cwd, 'home/.claude.json'),
      JSON.stringify({
        mcpServers: { both: { command: 'user' }, mine: { command: 'user' } },
        projects: {
          [cwd]: { mcpServers: { shared: { command: 'local' } }, disabledMcpjsonServers: ['no'] },
          '/elsewhere': { mcpServers: { other: { command: 'x' } } },
        },
      }),
    );
    const around = reading(cwd);
    const files: ReadFile[] = [
      await readClientFile('home/.claude.json', undefined, around),
      await readClientFile('.mcp.json', undefined, around),
    ];
    const groups = groupFiles(files);
    expect(groups).toHaveLength(1);
    expect(groups[0]!.servers.map(({ name, scope, off }) => [name, scope, off])).toEqual([
      ['both', 'user', 'the server of this name in .mcp.json is started instead'],
      ['mine', 'user', undefined],
      ['shared', 'local', undefined],
      ['both', 'project', undefined],
      ['shared', 'project', 'the server of this name in home/.claude.json is started instead'],
      ['no', 'project', 'disabled for this project in home/.claude.json'],
    ]);
  });
  it('of two projects stay apart', async () => {
    const cwd = folder({ 'a/.mcp.json': servers({ command: 'a' }), 'b/.mcp.json': servers({ command: 'a' }) });
    const files = await Promise.all(
      ['a/.mcp.json', 'b/.mcp.json'].map((file) => readClientFile(file, undefined, reading(cwd))),
    );
    expect(groupFiles(files).map(({ title }) => title)).toEqual([
      'Claude Code (a/.mcp.json)',
      'Claude Code (b/.mcp.json)',
    ]);
    expect(files[0]!.servers[0]!.reach).toMatchObject({ cwd: path.join(cwd, 'a') });
  });
});

describe('where files are looked for', () => {
  const machine = { home: '/home/me', cwd: '/work', variables: {} };
  it.each<[NodeJS.Platform, string]>([
    ['linux', '/home/me/.config/Claude/claude_desktop_config.json'],
    ['darwin', '/home/me/Library/Application Support/Claude/claude_desktop_config.json'],
    ['darwin', '/home/me/Library/Application Support/Code/User/mcp.json'],
    ['linux', '/home/me/.codeium/windsurf/mcp_config.json'],
    ['linux', '/home/me/.codex/config.toml'],
    ['linux', '/work/.vscode/mcp.json'],
  ])('on %s: %s', (platform, file) =>
    expect(placesOf({ ...machine, platform }).map(([, each]) => each)).toContain(file),
  );
  it('on Windows', () =>
    expect(
      placesOf({
        platform: 'win32',
        home: 'C:\\Users\\me',
        cwd: 'C:\\work',
        variables: { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' },
      }).map(([, file]) => file),
    ).toContain('C:\\Users\\me\\AppData\\Roaming\\Claude\\claude_desktop_config.json'));
  it('finds those that are there, each once', () => {
    const cwd = folder({ '.cursor/mcp.json': '{}', '.mcp.json': '{}' });
    const found = findFiles({ platform: 'linux', home: cwd, cwd, variables: {} });
    expect(found.map(([client, file]) => [client, path.relative(cwd, file)])).toEqual([
      ['claude-code', '.mcp.json'],
      ['cursor', '.cursor/mcp.json'],
    ]);
  });
});

describe('whatever a file holds', () => {
  const GOOD: Readonly<Record<string, string>> = {
    '.mcp.json': servers({ command: 'a', args: ['${TOKEN}', '${X:-y}'], env: { A: 'b' } }),
    '.vscode/mcp.json': `// comment\n{ "inputs": [{ "id": "k" }], "servers": { "s": { "command": "\${input:k}", "args": ["\${env:TOKEN}"] } } }`,
    '.codex/config.toml': '[mcp_servers."a b"]\ncommand = "x"\nargs = ["y"]\n[mcp_servers.c.env]\nA = "b"\n',
  };
  const change = fc.record({ at: fc.nat(400), drop: fc.nat(12), put: fc.string({ unit: 'grapheme', maxLength: 6 }) });
  it.each(Object.keys(GOOD))('%s with other text in it is read, or refused with its place', async (file) => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const text = changes.reduce(
          (now, { at, drop, put }) => now.slice(0, at % now.length) + put + now.slice((at % now.length) + drop),
          GOOD[file]!,
        );
        const found = await read(file, text).catch((error: unknown) => {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).place).toMatchObject({ file });
        });
        for (const { at } of found?.servers ?? []) expect(at.line).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
  it('a name that every object has is no variable', async () => {
    expect(await one('.mcp.json', servers({ command: 'a', args: ['${constructor}', '${__proto__}'] }))).toMatchObject({
      problem: { reason: expect.stringContaining('`constructor` is not set; the variable `__proto__` is not set') },
    });
  });
  it('a variable that only sets a mode is no secret', async () => {
    const entry = { command: 'a', args: ['${MODE}', '${TOKEN}'] };
    const cwd = folder({ '.mcp.json': servers(entry) });
    const given = { ...reading(cwd), variables: { MODE: 'warning', TOKEN: 'sesame' } };
    const { servers: found } = await readClientFile('.mcp.json', undefined, given);
    expect(found[0]!.secrets).toEqual(['sesame']);
  });
  it('says where it nests too deep, and counts no brackets in strings', async () => {
    await expect(read('.cursor/mcp.json', `{"a":\n${'['.repeat(600)}`)).rejects.toMatchObject({
      place: { line: 2, column: 500 },
    });
    await expect(one('.cursor/mcp.json', servers({ command: '['.repeat(600) }))).resolves.toMatchObject({ name: 's' });
  });
  it('of a name that stands twice the last is meant', async () => {
    const text = '{"servers": {"s": {"command": "a"},\n"s": {"command": "b"}}}';
    expect(await one('.vscode/mcp.json', text)).toMatchObject({ at: { line: 2 }, reach: { command: 'b' } });
  });
  it.each<[string, string]>([
    ['.mcp.json', servers({ command: '${'.repeat(200_000) })],
    ['.vscode/mcp.json', servers({ command: '${'.repeat(200_000) }, 'servers')],
    ['.gemini/settings.json', servers({ command: '$'.repeat(200_000) })],
    ['.codex/config.toml', `[mcp_servers.a]\ncommand = "${'x'.repeat(200_000)}"\n${'['.repeat(100)}`],
    ['.mcp.json', servers({ url: `https://${'a@'.repeat(100_000)}` })],
    ['.mcp.json', servers({ command: 'a', args: Array<string>(20_000).fill('--token=x') })],
    [
      '.mcp.json',
      JSON.stringify({
        mcpServers: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`s${i}`, { command: 'a' }])),
      }),
    ],
    [
      '.vscode/mcp.json',
      JSON.stringify({
        servers: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`s${i}`, { command: 'a' }])),
      }),
    ],
  ])('%s, case %#, takes no time', async (file, text) => {
    const start = performance.now();
    const found = await read(file, text).catch((error: unknown) => {
      expect(error).toBeInstanceOf(UserError);
    });
    if (found) groupFiles([found]);
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});
