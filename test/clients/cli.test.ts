import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/reporters/json/contract.ts';
import { cli, folder } from '../cli/run.ts';
import { isRunning, serving } from '../live/support.ts';
import { DIES, GARBAGE, HANGS, noticed, REAL, runningIn } from './fixtures.ts';

const command = path.resolve(import.meta.dirname, '../../dist/cli.js');
const SECRET = 'sup3r-s3cr3t-value';
const TOOLS = { files: 14, memory: 9, everything: 13, browser: 25 };

const readFile = (dir: string, name: string): string => readFileSync(path.join(dir, name), 'utf8');
const json = (value: unknown): string => JSON.stringify(value, null, 2);
const group = async (argv: readonly string[], more: Parameters<typeof cli>[1]) => {
  const { code, stdout, stderr } = await cli([...argv, '-f', 'json', '--fail-on', 'never', '--no-wire-checks'], more);
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  return { code, report, group: report.fleet![0]! };
};

describe('configurations of clients with real servers', () => {
  it.each<[string, string, string, readonly (keyof typeof TOOLS)[]]>([
    ['.mcp.json', json({ mcpServers: { files: REAL.files, memory: REAL.memory } }), 'Claude Code', ['files', 'memory']],
    [
      '.vscode/mcp.json',
      `// servers of this workspace\n${json({
        servers: {
          everything: { type: 'stdio', ...REAL.everything, env: { KEY: '${env:FLEET_KEY}' } },
          files: { ...REAL.files, args: [REAL.files.args[0], '${workspaceFolder}'] },
        },
      }).replace(/\n\}$/, ',\n}')}`,
      'VS Code',
      ['everything', 'files'],
    ],
    [
      '.codex/config.toml',
      Object.entries(REAL)
        .map(
          ([name, { command: program, args }]) =>
            `[mcp_servers.${name}]\ncommand = ${json(program)}\nargs = ${JSON.stringify(args)}\n`,
        )
        .join('\n'),
      'Codex',
      ['files', 'memory', 'everything', 'browser'],
    ],
  ])('%s', async (file, text, title, names) => {
    const cwd = folder({ [file]: text });
    const { code, report, group: found } = await group(['--client-config', file], { cwd, env: { FLEET_KEY: SECRET } });
    expect(code).toBe(0);
    expect(found).toMatchObject({ title, files: [file], named: true, clashes: [], longNames: [] });
    expect(found.members.map(({ name, state, tools, server }) => ({ name, state, tools, server }))).toEqual(
      names.map((name) => ({ name, state: 'read', tools: TOOLS[name], server: name })),
    );
    expect(report.servers.map(({ id }) => id)).toEqual(names);
    const sum = report.servers.reduce((all, { budget }) => all + budget!.model + budget!.instructions, 0);
    expect(found.together).toMatchObject({ total: sum, tools: names.reduce((all, name) => all + TOOLS[name], 0) });
    for (const { location } of report.findings) expect(location).toMatchObject({ file, precision: 'anchor' });
  });
});

describe('eight servers of which four fail', () => {
  const cwd = folder({});
  const config = json({
    mcpServers: {
      ...REAL,
      hangs: HANGS,
      dies: { ...DIES, env: { DB_PASSWORD: SECRET } },
      garbage: { ...GARBAGE, args: [...GARBAGE.args, '--', '--api-key', SECRET] },
      asks: { command: 'node', env: { TOKEN: '${FLEET_TOKEN_NOT_SET}' } },
    },
  });
  const run = (argv: readonly string[]) =>
    spawnSync(process.execPath, [command, '--client-config', '.mcp.json', '--timeout', '8s', ...argv], {
      cwd: folderWith(config),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: cwd, FLEET_TEST: cwd },
      timeout: 60_000,
    });
  let dir = '';
  const folderWith = (text: string): string => (dir = folder({ '.mcp.json': text }));

  it('the four others are reported, the failures are named, and nothing is left running', () => {
    const { status, stdout, stderr } = run([
      '-f',
      'terminal',
      '-f',
      'json=out.json',
      '-f',
      'markdown=out.md',
      '-f',
      'sarif=out.sarif',
    ]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    const report = JSON.parse(readFile(dir, 'out.json')) as Report;
    const [found] = report.fleet!;
    expect(found!.members.map(({ name, state, tools, reason }) => [name, state, tools, reason])).toEqual([
      ['files', 'read', 14, null],
      ['memory', 'read', 9, null],
      ['everything', 'read', 13, null],
      ['browser', 'read', 25, null],
      ['hangs', 'failed', null, expect.stringMatching(/did not answer .* within 8s/)],
      ['dies', 'failed', null, expect.stringMatching(/exited with code 7/)],
      ['garbage', 'failed', null, expect.stringMatching(/did not answer .* within 8s/)],
      ['asks', 'failed', null, 'it was not started: the variable `FLEET_TOKEN_NOT_SET` is not set'],
    ]);
    expect(stdout).toContain('not evaluated: hangs, dies, garbage, asks');
    for (const text of [stdout, ...['out.json', 'out.md', 'out.sarif'].map((file) => readFile(dir, file))])
      expect(text).not.toContain(SECRET);
    const pids = noticed(dir);
    expect(pids).toHaveLength(4);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(runningIn(cwd)).toEqual([]);
  });

  it('neither does the log of messages show a secret', () => {
    const { stdout, stderr } = run(['-v']);
    expect(stderr).toContain('→');
    expect(stdout + stderr).not.toContain(SECRET);
  });
});

describe('--client-config auto', () => {
  const entry = { ...REAL.memory, env: { MEMORY_TOKEN: SECRET, OTHER: '${FLEET_OTHER}' } };
  const files = {
    'project/.mcp.json': json({
      mcpServers: { memory: entry, web: { url: 'https://a.invalid/mcp', headers: { 'X-Key': SECRET } } },
    }),
    'home/.cursor/mcp.json': json({
      mcpServers: { memory: { ...REAL.memory, env: {} }, old: { command: 'no', disabled: true } },
    }),
    'home/.gemini/settings.json': '{ "theme": "dark" }',
  };
  const at = () => {
    const dir = folder(files);
    return { cwd: path.join(dir, 'project'), env: { HOME: path.join(dir, 'home'), FLEET_OTHER: 'x' } };
  };
  const auto = ['--client-config', 'auto', '--timeout', '10s'];

  it('starts nothing where nobody can be asked, and shows what it would start', async () => {
    const { code, stdout, stderr } = await cli(auto, at());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--yes');
    expect(stderr).toMatch(/Claude Code · \.mcp\.json\n {2}memory {2}\S*node/);
    expect(stderr).toContain('given: MEMORY_TOKEN, OTHER, FLEET_OTHER');
    expect(stderr).toContain('https://a.invalid/mcp');
    expect(stderr).toContain('given: header X-Key');
    expect(stderr).toContain('Cursor · ~/.cursor/mcp.json');
    expect(stderr).toContain('off: disabled in the file');
    expect(stderr).not.toContain(SECRET);
  });
  it('starts nothing where the answer is no', async () => {
    const { code, stdout, stderr } = await cli(auto, { ...at(), answer: '' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('start 2 commands and call 1 address? [y/N] error: nothing was started');
  });
  it.each([[['--yes'], undefined] as const, [[], 'y'] as const])(
    'starts all with %j and the answer %s',
    async (more, answer) => {
      const { code, stdout } = await cli([...auto, '-q', '-f', 'json', ...more], {
        ...at(),
        ...(answer ? { answer } : {}),
      });
      expect(code).toBe(2); // the address does not exist
      const { fleet } = JSON.parse(stdout) as Report;
      expect(fleet!.map(({ title, members }) => [title, members.map(({ name, state }) => `${name} ${state}`)])).toEqual(
        [
          ['Claude Code', ['memory read', 'web failed']],
          ['Cursor', ['memory read', 'old off']],
        ],
      );
      expect(stdout).not.toContain(SECRET);
    },
  );
  it('says where it looked when there is nothing', async () => {
    const dir = folder({});
    const { code, stderr } = await cli(auto, { cwd: folder({}), env: { HOME: dir } });
    expect(code).toBe(2);
    expect(stderr).toContain('no client is configured here');
    expect(stderr).toContain('~/.codex/config.toml');
  });
});

describe('what is configured alike in two clients', () => {
  it('is started once, and stands in both', async () => {
    const cwd = folder({
      '.mcp.json': json({ mcpServers: { memory: REAL.memory } }),
      '.cursor/mcp.json': json({ mcpServers: { 'my memory': REAL.memory } }),
    });
    const { report } = await group(['--client-config', '.mcp.json', '--client-config', '.cursor/mcp.json'], { cwd });
    expect(report.servers.map(({ id }) => id)).toEqual(['memory']);
    expect(report.fleet!.map(({ members }) => members.map(({ name, server }) => [name, server]))).toEqual([
      [['memory', 'memory']],
      [['my memory', 'memory']],
    ]);
  });
  it('of one name and unlike is told apart by its client', async () => {
    const cwd = folder({
      '.mcp.json': json({ mcpServers: { memory: REAL.memory } }),
      '.cursor/mcp.json': json({ mcpServers: { memory: REAL.files } }),
    });
    const { report } = await group(['--client-config', '.mcp.json', '--client-config', '.cursor/mcp.json'], { cwd });
    expect(report.servers.map(({ id }) => id)).toEqual(['memory~Claude Code', 'memory~Cursor']);
  });
});

describe('wrong calls', () => {
  const cwd = folder({ '.mcp.json': json({ mcpServers: {} }), 'good.json': json({ mcpServers: { a: REAL.memory } }) });
  it.each<[readonly string[], string]>([
    [['--client-config', 'none.json'], 'no such file: none.json'],
    [['--client-config', '.mcp.json'], 'no server is configured in .mcp.json'],
    [['--client-config', 'emacs=good.json'], 'knows no client `emacs`'],
    [['--client-config', 'good.json', '--header', 'A: b'], '--header is given'],
    [['--client-config', 'good.json', '--input', 'x'], '--input takes NAME=VALUE'],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await cli(argv, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('help:');
  });
});

/** A server over HTTP that answers those who have the token, and tells everybody's token in its tools. */
const answering: RequestListener = (request, response) => {
  if (request.headers.authorization !== `Bearer ${SECRET}`) {
    response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    return;
  }
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const { id, method } = JSON.parse(body || '{}') as { id?: number; method?: string };
    if (id === undefined) {
      response.writeHead(202).end();
      return;
    }
    const description = `Reads with ${SECRET}.`;
    const result =
      method === 'initialize'
        ? { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'web', version: '1' } }
        : { tools: [{ name: 'thing', description, inputSchema: { type: 'object' } }] };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  });
};

describe('a server behind an address', () => {
  it.each([['json'], ['terminal'], ['markdown'], ['sarif']])(
    'gets its header, which no output has, even where the server says it: %s',
    (format) =>
      serving(answering, async (origin) => {
        const entry = { type: 'http', url: `${origin}/mcp`, headers: { Authorization: 'Bearer ${FLEET_TOKEN}' } };
        const cwd = folder({ '.mcp.json': json({ mcpServers: { web: entry } }) });
        const argv = ['--client-config', '.mcp.json', '--no-wire-checks', '--min-severity', 'info', '-f', format];
        const { code, stdout, stderr } = await cli(argv, { cwd, env: { FLEET_TOKEN: SECRET } });
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(stdout).toContain('thing');
        expect(stdout).not.toContain(SECRET);
      }),
  );
  it('that wants a sign-in says what can be done here', () =>
    serving(answering, async (origin) => {
      const cwd = folder({ '.cursor/mcp.json': json({ mcpServers: { web: { url: `${origin}/mcp` } } }) });
      const { code, stdout } = await cli(['--client-config', '.cursor/mcp.json'], { cwd });
      expect(code).toBe(2);
      expect(stdout).toContain('Its client may sign in by itself.');
    }));
  it('its list is written by snapshot', () =>
    serving(answering, async (origin) => {
      const entry = { url: `${origin}/mcp`, headers: { Authorization: 'Bearer ${FLEET_TOKEN}' } };
      const cwd = folder({ '.mcp.json': json({ mcpServers: { web: entry, memory: REAL.memory } }) });
      const argv = ['snapshot', '--client-config', '.mcp.json', '--no-wire-checks'];
      const { code, stdout } = await cli(argv, { cwd, env: { FLEET_TOKEN: SECRET } });
      expect(code).toBe(0);
      expect(stdout).toContain('create_entities');
      expect(stdout).not.toContain(SECRET);
    }));
});

/** A server that tells all it was given, in names, texts, errors and noise. */
const TELLS = `
  const given = [...process.argv.slice(1), process.env.PGPASS, process.env.NOTE];
  console.log('noise ' + given); console.error(given.join('\\n'));
  const send = (o) => console.log(JSON.stringify({ jsonrpc: '2.0', ...o }));
  const tool = (name, of) => ({ name, description: 'Says ' + of + '.', inputSchema: { type: 'object', properties: { [of]: { default: of } } } });
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, method } = JSON.parse(line);
    send({ method: 'notifications/progress', params: { progressToken: 1, progress: 1, message: given.join() } });
    if (id === undefined) return;
    if (method === 'initialize') send({ id, result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: given[1], version: '1' }, instructions: given.join(' ') } });
    else if (method === 'tools/list') send({ id, result: { tools: given.flatMap((each, i) => [tool('t' + i, each), tool(each, each)]) } });
    else send({ id, error: { code: -32601, message: 'no ' + given } });
  });`;

describe('a server that tells all it was given', () => {
  const args = ['-e', TELLS, '--', '--env=GH_TOKEN=s3krit-a1', '--key', 's3krit-b2', '0a9b8c7d6e5f4as3krit'];
  const env = { PGPASS: 's3krit7', NOTE: '{"private_key":"s3krit\\"c3+/d4"}' };
  const config = json({ mcpServers: { tells: { command: process.execPath, args, env } } });
  const told = /s3krit/;

  it.each([['json'], ['terminal'], ['markdown'], ['html'], ['sarif']])('tells nothing in %s', async (format) => {
    const argv = ['--client-config', '.mcp.json', '--min-severity', 'info', '-v', '-f', format];
    const { stdout, stderr } = await cli(argv, { cwd: folder({ '.mcp.json': config }) });
    expect(stdout).toContain('redacted');
    expect(stderr).toContain('redacted');
    expect((stdout + stderr).replaceAll('<wbr>', '')).not.toMatch(told);
  });
  it('tells nothing in a lock, which can be read again', async () => {
    const cwd = folder({ '.mcp.json': config });
    const written = await cli(['lock', '--client-config', '.mcp.json'], { cwd });
    expect(written).toMatchObject({ code: 0, stderr: '' });
    expect(written.stdout + readFile(cwd, 'mcp-audit.lock.json')).not.toMatch(told);
    expect(await cli(['lock', '--frozen', '--client-config', '.mcp.json'], { cwd })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});

it('Ctrl-C while a file is read is no failure', async () => {
  const cwd = folder({ '.mcp.json': json({ mcpServers: { a: HANGS } }) });
  const aborted = new AbortController();
  aborted.abort();
  let said = '';
  const stream = { write: (text: string) => void (said += text), isTTY: false };
  const io = { cwd, env: {}, stdout: stream, stderr: stream, stdin: () => Promise.resolve(''), signal: aborted.signal };
  expect({ code: await main(['--client-config', '.mcp.json'], io), said }).toEqual({ code: 130, said: '' });
});

it('Ctrl-C ends all of them, and the exit code says so', async () => {
  const servers = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { ...HANGS, env: { NAME: name } }]));
  const cwd = folder({ '.mcp.json': json({ mcpServers: servers }) });
  const child = spawn(process.execPath, [command, '--client-config', '.mcp.json'], { cwd, stdio: 'ignore' });
  await expect.poll(() => noticed(cwd).length, { timeout: 15_000 }).toBe(6);
  child.kill('SIGINT');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130);
  await expect.poll(() => noticed(cwd).filter(isRunning), { timeout: 3_000 }).toEqual([]);
});
