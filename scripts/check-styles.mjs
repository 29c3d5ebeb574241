// Proves test/fixtures/typescript/styles: installs what each fixture pins in a temporary folder, compiles and starts the
// real server, lists its tools and compares them with the committed expected.json.
//
//   node scripts/check-styles.mjs [--update] [--keep] [NAME …]
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';

const STYLES = join(import.meta.dirname, '../test/fixtures/typescript/styles');
const PATIENCE = 60_000;
const flags = new Set(process.argv.slice(2).filter((each) => each.startsWith('--')));
const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--'));

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'check-styles', version: '1' } },
};
const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };
const ENVELOPE = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': INITIALIZE.params.clientInfo,
  'io.modelcontextprotocol/clientCapabilities': {},
};
const LIST = { jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} };

/** Installs and compiles a fixture; a `build` script of its own stands in for ours. */
async function prepare(name, folder) {
  cpSync(join(STYLES, name), folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const install = ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', '--loglevel=error'];
  run('npm', install, folder);
  if (manifest.scripts.build) run('npm', ['run', 'build', '--silent'], folder);
  else if (existsSync(join(folder, 'src')) && !manifest.dependencies.esbuild)
    await build({
      entryPoints: filesIn(join(folder, 'src')).filter((each) => /\.[cm]?[jt]sx?$/.test(each)),
      outbase: join(folder, 'src'),
      outdir: join(folder, 'dist'),
      format: manifest.type === 'module' ? 'esm' : 'cjs',
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
    });
  return manifest;
}

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 10 * PATIENCE });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));

/** Starts `npm start` and lists the tools over stdio, or over HTTP when the manifest has a `url` script. */
async function list(manifest, folder) {
  const port = await freePort();
  const [command, ...args] = manifest.scripts.start.split(' ');
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, PORT: String(port) }, stdio: 'pipe' });
  let log = '';
  child.stderr.on('data', (part) => (log += part));
  const ended = new Promise((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}\n${log}`)));
    setTimeout(() => reject(new Error(`no answer in time\n${log}`)), PATIENCE).unref();
  });
  ended.catch(() => {});
  try {
    const { url } = manifest.scripts;
    return await Promise.race([url ? overHttp(`http://127.0.0.1:${port}${url}`) : overStdio(child), ended]);
  } finally {
    child.kill();
  }
}

async function overStdio(child) {
  const send = (message) => child.stdin.write(`${JSON.stringify(message)}\n`);
  send(INITIALIZE);
  for await (const line of createInterface({ input: child.stdout })) {
    const message = parsed(line);
    if (message?.id === 1) {
      send(INITIALIZED);
      // a server of the newest revision alone has no handshake: each request says who asks
      send(message.error ? { ...LIST, params: { _meta: ENVELOPE } } : LIST);
    }
    if (message?.id === 2) return resultOf(message);
  }
  return new Promise(() => {}); // the end of the process says why
}

async function overHttp(url) {
  let session;
  const post = async (message) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(session && { 'mcp-session-id': session, 'mcp-protocol-version': '2025-06-18' }),
      },
      body: JSON.stringify(message),
    });
    session ??= response.headers.get('mcp-session-id');
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return parsed(text) ?? text.split('\n').flatMap((line) => parsed(line.replace(/^data: ?/, '')) ?? [])[0];
  };
  for (let attempt = 0; ; attempt++)
    try {
      await post(INITIALIZE);
      break;
    } catch (error) {
      if (attempt > 80 || !(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  await post(INITIALIZED).catch(() => {});
  return resultOf(await post(LIST));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function resultOf(message) {
  if (!message?.result) throw new Error(JSON.stringify(message?.error ?? message));
  return { tools: message.result.tools };
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const names = readdirSync(STYLES).filter((name) => wanted.length === 0 || wanted.includes(name));
let failed = 0;
for (const name of names) {
  const folder = mkdtempSync(join(tmpdir(), `style-${name}-`));
  const file = join(STYLES, name, 'expected.json');
  try {
    const manifest = await prepare(name, folder);
    const actual = await list(manifest, folder);
    const expected = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    const same = isDeepStrictEqual(actual, expected);
    if (!same && flags.has('--update')) writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
    const word = same ? 'same' : flags.has('--update') ? 'written' : 'DIFFERENT';
    console.log(`${name}: ${actual.tools.length} tools, ${word}`);
    if (word === 'DIFFERENT') {
      failed++;
      console.log(JSON.stringify(actual, null, 2));
    }
  } catch (error) {
    failed++;
    console.log(`${name}: ${error.message}`);
  } finally {
    if (flags.has('--keep')) console.log(`  ${relative('.', folder)}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}
process.exitCode = failed ? 1 : 0;
