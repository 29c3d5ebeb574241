import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const module = (file: string): string => path.join(root, 'node_modules', file);

/** Real servers of the registry, as a configuration starts them. */
export const REAL = {
  files: { command: process.execPath, args: [module('@modelcontextprotocol/server-filesystem/dist/index.js'), '.'] },
  memory: { command: process.execPath, args: [module('@modelcontextprotocol/server-memory/dist/index.js')] },
  everything: { command: process.execPath, args: [module('@modelcontextprotocol/server-everything/dist/index.js')] },
  browser: { command: process.execPath, args: [module('@playwright/mcp/cli.js')] },
} as const;

/** Servers that fail, each in its own way; each writes down its process. */
const noted = (then: string): string => `require('node:fs').appendFileSync('pids', process.pid + '\\n');${then}`;
const bad = (then: string) => ({ command: process.execPath, args: ['-e', noted(then)] });
export const HANGS = bad(`
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
  require('node:fs').appendFileSync('pids', child.pid + '\\n');
  process.on('SIGTERM', () => {});
  setInterval(() => {}, 1000);`);
export const DIES = bad(`console.error('cannot reach the database as ' + process.env.DB_PASSWORD); process.exit(7);`);
export const GARBAGE = bad(`setInterval(() => console.log('Server ready! {not json}'), 20);`);

/** The processes that were written down in a folder. */
export const noticed = (cwd: string): number[] => {
  const file = path.join(cwd, 'pids');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
};

/** Every process that runs in a folder; none where the system does not tell. */
export const runningIn = (cwd: string): number[] =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .map(Number)
        .filter((pid) => pid > 0 && pid !== process.pid && folderOf(pid)?.startsWith(cwd))
    : [];

function folderOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    if (stat[stat.lastIndexOf(')') + 2] === 'Z') return undefined;
    return readFileSync(`/proc/${pid}/environ`, 'latin1').match(/(?:^|\0)FLEET_TEST=([^\0]*)/)?.[1];
  } catch {
    return undefined;
  }
}
