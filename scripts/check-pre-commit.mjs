// Runs the real `pre-commit` (Debian and others package it) in a repository made for it, with our hooks as they stand in
// .pre-commit-hooks.yaml: clean, broken with file and line, untouched, gone, many files, a tool list. Needs no network.
// `--clone` installs us as users do as well, from a clone by `language: node`, which asks the registry for dependencies.
// Prints a table, and exits 1 where anything is otherwise than it should be. Takes the command to test as `--cli FILE`.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';

const { values: flags } = parseArgs({ options: { cli: { type: 'string' }, clone: { type: 'boolean' } } });
const root = path.resolve(import.meta.dirname, '..');
const cli = path.resolve(flags.cli ?? path.join(root, 'dist/cli.js'));

if (spawnSync('pre-commit', ['--version']).error) {
  console.error('pre-commit is not installed: `apt-get install pre-commit` or `pip install pre-commit`');
  process.exit(2);
}
if (!existsSync(cli)) {
  console.error(`${cli} is not there: run \`npm run build\``);
  process.exit(2);
}

const room = mkdtempSync(path.join(tmpdir(), 'mcp-audit-pre-commit-'));
const repo = path.join(room, 'repo');
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  PRE_COMMIT_HOME: path.join(room, 'home'),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};
const rows = [];
let failures = 0;

/** Runs a program; gives its exit code, all it printed, and the milliseconds it took. */
function run(program, args, cwd = repo) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 1e8 });
  return { code: status, text: `${stdout}${stderr}`, ms: Math.round(performance.now() - start) };
}

function put(files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(repo, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
  run('git', ['add', '-A']);
}

function check(what, { code, text, ms }, wanted) {
  const isRight = code === wanted.code && (wanted.says ?? []).every((each) => each.test(text));
  if (!isRight) {
    failures++;
    console.error(`${what}: exit ${code}\n${text}`);
  }
  rows.push({ what, exit: code, ms, '': isRight ? 'ok' : 'WRONG' });
}

const commit = () => run('git', ['commit', '--quiet', '--message', 'a']);

const server = (more = '') => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'orders', version: '1.0.0' });
server.registerTool(
  'list_orders',
  {
    title: 'List orders',
    description:
      'Lists the orders of one customer, newest first. Use this when the user asks what a customer bought. Returns id, date and total of each order.',
    inputSchema: {
      customer_id: z.string().describe('The id of the customer, as \`find_customer\` returns it.'),${more}
    },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  async ({ customer_id }) => ({ content: [{ type: 'text', text: customer_id }] }),
);
`;
const BROKEN = `
      limit: z.number().int().min(100).max(10).describe('How many orders are returned at most.'),`;
const list = (items) =>
  JSON.stringify(
    {
      tools: [
        {
          name: 'list_orders',
          title: 'List orders',
          description:
            'Lists the orders of some customers, newest first. Use this when the user asks what customers bought. Returns id, date and total of each order.',
          inputSchema: {
            type: 'object',
            properties: {
              customer_ids: {
                type: 'array',
                ...items,
                description: 'The ids of the customers, as `find_customer` returns them.',
              },
            },
            required: ['customer_ids'],
          },
          annotations: { readOnlyHint: true, openWorldHint: false },
        },
      ],
    },
    null,
    2,
  );

function configured(repos) {
  put({ '.pre-commit-config.yaml': stringify({ repos }) });
}

/** Milliseconds of the command with these arguments, in turns, so that a busy machine slows all of them. */
function medians(calls) {
  const times = calls.map(() => []);
  for (let i = 0; i < 7; i++)
    for (const [at, argv] of calls.entries()) times[at].push(run(process.execPath, [cli, ...argv]).ms);
  return times.map((each) => each.toSorted((a, b) => a - b)[3]);
}

function checkAll(how) {
  const isBroken = (file) => ({ code: 1, says: [/Failed/, new RegExp(`${file.replaceAll('.', '\\.')}:\\d+:\\d+`)] });
  check(`${how}: a clean server`, commit(), { code: 0, says: [/mcp-audit\.+Passed/] });
  put({ 'src/index.ts': server(BROKEN) });
  const broken = commit();
  check(`${how}: broken`, broken, {
    ...isBroken('src/index.ts'),
    says: [...isBroken('src/index.ts').says, /schema-bounds-contradict/, /src\/index\.ts:13:\d+/],
  });
  run('git', ['restore', '--staged', '--worktree', 'src/index.ts']);
  put({ 'README.md': `${how}\n` });
  check(`${how}: a text alone`, commit(), { code: 0, says: [/mcp-audit\.+\(no files to check\)Skipped/] });
  put({ 'tools.json': list({}) });
  check(`${how}: a broken tool list`, commit(), isBroken('tools.json'));
  put({ 'tools.json': list({ items: { type: 'string' } }) });
  check(`${how}: a tool list`, commit(), { code: 0, says: [/tool lists\)\.+Passed/] });
  put(
    Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`src/data/part ${i}.ts`, `export const part = ${i};\n`])),
  );
  check(`${how}: 400 files`, commit(), { code: 0, says: [/mcp-audit\.+Passed/] });
  put({ 'src/data/part 0.ts': undefined });
  check(`${how}: a file that is gone`, commit(), { code: 0 });
}

try {
  check(
    'the manifest of hooks',
    run('pre-commit', ['validate-manifest', path.join(root, '.pre-commit-hooks.yaml')], root),
    { code: 0 },
  );
  mkdirSync(repo, { recursive: true });
  run('git', ['init', '--quiet', '.']);
  const hooks = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8'));
  put({
    'package.json': JSON.stringify({
      name: 'orders',
      version: '1.0.0',
      type: 'module',
      bin: './src/index.ts',
      dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
    }),
    'src/index.ts': server(),
  });
  const started = (entry) => entry.replace(/^mcp-audit/, `${JSON.stringify(process.execPath)} ${JSON.stringify(cli)}`);
  configured([
    { repo: 'local', hooks: hooks.map((hook) => ({ ...hook, language: 'system', entry: started(hook.entry) })) },
  ]);
  const installed = run('pre-commit', ['install']);
  check('pre-commit install', installed, { code: 0 });
  checkAll('system');
  put({ 'src/index.ts': server() });
  const [whole, hook, nothing] = medians([[], ['hook', 'src/index.ts'], ['hook', 'README']]);
  const ratio = hook / whole;
  if (ratio > 1.5) failures++;
  rows.push({ what: 'mcp-audit, median of 7', exit: 0, ms: whole, '': '' });
  rows.push({ what: 'the hook alone', exit: 0, ms: hook, '': `${ratio.toFixed(2)} of that` });
  rows.push({ what: 'the hook, nothing touched', exit: 0, ms: nothing, '': `${(nothing / whole).toFixed(2)} of that` });
  if (flags.clone) {
    rmSync(repo, { recursive: true });
    mkdirSync(repo);
    run('git', ['init', '--quiet', '.']);
    put({
      'package.json':
        '{"name":"orders","version":"1.0.0","type":"module","dependencies":{"@modelcontextprotocol/sdk":"^1.20.0","zod":"^3.25.0"}}',
      'src/index.ts': server(),
    });
    const clone = path.join(room, 'clone');
    cpSync(root, clone, { recursive: true, filter: (file) => !/\/(?:node_modules|dist|\.git)$/.test(file) });
    run('git', ['init', '--quiet', '.'], clone);
    run('git', ['add', '-A'], clone);
    run('git', ['commit', '--quiet', '--message', 'a'], clone);
    const { text: rev } = run('git', ['rev-parse', 'HEAD'], clone);
    configured([{ repo: clone, rev: rev.trim(), hooks: hooks.map(({ id }) => ({ id })) }]);
    run('pre-commit', ['install']);
    check('clone: installed', run('pre-commit', ['install-hooks']), { code: 0 });
    checkAll('clone');
  }
} finally {
  rmSync(room, { recursive: true, force: true });
}
console.table(rows);
process.exitCode = failures === 0 ? 0 : 1;
