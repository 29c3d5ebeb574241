import { expect, test } from 'vitest';

import { cli, folder } from './run.ts';

const TOOLS = JSON.stringify({
  tools: [{ name: 'list_beds', description: 'Lists the beds.', inputSchema: { type: 'object' } }],
});
const run = (counts: string, ...flags: readonly string[]) =>
  cli(['tools.json', '--fail-on', 'never', ...flags], { cwd: folder({ 'tools.json': TOOLS, 'counts.json': counts }) });

test('encodings and counts may be given', async () => {
  const counts = '{ "model": "claude-opus-4-8", "without": 8, "tools": { "list_beds": 98 } }';
  const ran = await run(counts, '--encoding', 'cl100k_base', '--encoding', 'o200k_base', '--calibrate', 'counts.json');
  expect([ran.code, ran.stderr]).toEqual([0, '']);
});

test.each([
  [
    'an encoding that we do not count',
    ['--encoding', 'cl100k'],
    'error: --encoding takes `o200k_base`, `cl100k_base`, not `cl100k`',
  ],
  [
    'a file that is not there',
    ['--calibrate', 'real.json'],
    'error: no such file: real.json\n  help: name a JSON file: `--calibrate FILE`',
  ],
  [
    'counts of other tools',
    ['--calibrate', 'counts.json'],
    'error: counts.json:1:42: no tool is called `list_bed`\n  help: did you mean `list_beds`?',
  ],
])('%s', async (_, flags, message) => {
  const ran = await run('{ "model": "claude-opus-4-8", "tools": { "list_bed": 98 } }', ...flags);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(message);
  expect(ran.stdout).toBe('');
});
