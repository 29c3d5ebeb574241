import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { folder } from '../cli/run.ts';
import { readAction, run, type Action, type Call, type Ran } from './interpreter.ts';

export const root = path.resolve(import.meta.dirname, '../..');
export const action = readAction(path.join(root, 'action.yml'));

/** The action as GitHub checks it out, with the build of this repository beside it: nothing is asked of a registry. */
export function actionHome(isBuilt = true): string {
  const home = folder({});
  for (const file of ['action.yml', 'package.json']) copyFileSync(path.join(root, file), path.join(home, file));
  cpSync(path.join(root, 'action'), path.join(home, 'action'), { recursive: true });
  if (isBuilt) symlinkSync(path.join(root, 'dist'), path.join(home, 'dist'));
  return home;
}

/** What a script of the action exports. */
export const scripts = async <Module>(file: string): Promise<Module> =>
  (await import(pathToFileURL(path.join(root, 'action', file)).href)) as Module;

const home = actionHome();

/** The action in a workspace. */
export const audited = (
  workspace: string,
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<Call> & { readonly action?: Action } = {},
): Ran => run(more.action ?? action, { with: inputs, workspace, home, temp: folder({}), ...more });

export const readIn = (workspace: string, file: string): string | undefined =>
  existsSync(path.join(workspace, file)) ? readFileSync(path.join(workspace, file), 'utf8') : undefined;

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync(
    'git',
    ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args],
    {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  ).trim();

/** A checkout as a pull request gets it: `HEAD` is the change, `HEAD^1` what it is merged into. */
export function pullRequest(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string {
  const cwd = folder(before);
  git(cwd, 'init', '--quiet', '--initial-branch=main');
  commitAll(cwd, 'base');
  git(cwd, 'checkout', '--quiet', '-b', 'change');
  for (const [name, text] of Object.entries(after)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  commitAll(cwd, 'change');
  return cwd;
}

function commitAll(cwd: string, message: string): void {
  git(cwd, 'add', '--all', '--force');
  git(cwd, 'commit', '--quiet', '--allow-empty', '-m', message);
}

const MANIFEST = JSON.stringify({
  name: '@acme/orders-server',
  version: '3.0.0',
  type: 'module',
  bin: 'src/index.ts',
  dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
});

/** The source of a server with these registrations, beside one tool without a defect. */
export const server = (more = ''): Record<string, string> => ({
  'package.json': MANIFEST,
  'src/index.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const server = new McpServer({ name: 'orders', version: '3.0.0' });
server.registerTool(
  'list_orders',
  {
    title: 'List orders',
    description: 'Lists the orders of one customer, newest first. Use this when the user asks what a customer bought. Returns id, date and total of each order.',
    inputSchema: { customer_id: z.string().describe('The id of the customer, as \`find_customer\` returns it.') },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  async () => ({ content: [] }),
);
${more}
await server.connect(new StdioServerTransport());
`,
});

/** An error of its own: nothing can be both read-only and destructive. */
export const DEFECT = `server.registerTool(
  'drop_orders',
  {
    description: 'Deletes all orders of one customer for ever. Use this when a customer asks to be forgotten. Returns how many are gone.',
    inputSchema: { tags: z.array(z.any()).describe('Which orders.') },
    annotations: { readOnlyHint: 'yes', destructiveHint: true },
  },
  async () => ({ content: [] }),
);`;
