import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

import { folder } from '../cli/run.ts';

const root = path.resolve(import.meta.dirname, '../..');
const command = path.join(root, 'dist/cli.js');

/** As npx runs us: the project has the plugin, and not mcp-audit, which both the configuration and the plugin import. */
it('the built command gives itself to configurations and plugins', () => {
  const cwd = folder({
    'mcp-audit.config.ts': `import { defineConfig } from 'mcp-audit';
import acme from 'mcp-audit-plugin-acme';
enum Prefix { own = 'acme_' }
export default defineConfig({
  plugins: [acme, './mine/index.ts'],
  targets: { list: 'tools.json' },
  rules: { 'acme/tool-prefix': ['error', { prefixes: [Prefix.own] }] },
});`,
    'mine/index.ts': `import { defineRule, type Tool } from 'mcp-audit/rule';
const isShort = ({ name }: Tool): boolean => name.length < 5;
export default { name: 'mine', rules: [defineRule({ id: 'short', title: 'A name has five letters.', category: 'naming', severity: 'info', why: 'W.', hint: 'H.', messages: { short: '\`{name}\` is short.' }, references: [], realCase: '', since: '1' }, {
  *tool(tool) { if (isShort(tool.data)) yield { at: tool.at('name'), message: 'short', data: { name: tool.data.name } }; },
})] };`,
    'tools.json': JSON.stringify({
      tools: [{ name: 'get', description: 'Gets it.', inputSchema: { type: 'object' } }],
    }),
  });
  const plugin = 'mcp-audit-plugin-acme';
  cpSync(path.join(root, 'test/fixtures/plugins', plugin), path.join(cwd, 'node_modules', plugin), { recursive: true });
  const run = (...argv: string[]) =>
    spawnSync(process.execPath, [command, ...argv], {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: cwd },
      timeout: 60_000,
    });
  const { status, stdout, stderr } = run('--target', 'list');
  expect(stderr).toBe('');
  expect(stdout).toContain('`get` begins with none of `acme_`.');
  expect(stdout).toContain('`get` is short.');
  expect(status).toBe(1);
  expect(run('config', '--print').stdout).toMatch(/^ {2}plugin +mine, 1 rule +mine\/index\.ts$/m);
});
