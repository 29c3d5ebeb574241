import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { isFailed } from '../../src/inputs/input.ts';
import { loadTypescript } from '../../src/inputs/typescript/load.ts';

/** What a reader of a handler might run to learn what is called: each writes a file beside the program. */
const TRAPS: readonly string[] = [
  'ran();',
  '(() => ran())().then();',
  '({ get client() { return ran(); } }).client.ask();',
  'new (class { constructor() { ran(); } ask() {} })().ask();',
  'ran.call(undefined); ran.apply(undefined, []); ran.bind(undefined)();',
  '[1].map(() => ran()); [1].map(ran);',
  '`${ran()}`.trim();',
  'eval("ran()"); new Function("ran()")();',
  '(await import("./late.js")).default.ask();',
  'require("./late.js").ask();',
  'new Proxy({} as any, { get() { return ran(); } }).ask();',
  '/^(a+)+$/.test("a".repeat(40) + "b");',
  'switch (args.name) { case ran(): break; }',
  'if (args.name === ran()) return { content: [] };',
  'for (const each of { *[Symbol.iterator]() { ran(); yield 1; } }) each.ask();',
  'await fetch("x", { signal: ran(), timeout: ran(), ...ran() });',
];

const made: string[] = [];
afterAll(() => made.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

test('nothing of a handler runs when it is followed', { timeout: 60_000 }, async () => {
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'handlers-')));
  made.push(dir);
  const write = (name: string, text: string): void => writeFileSync(path.join(dir, name), text);
  const mark = `writeFileSync(new URL('./ran-' + Math.random(), import.meta.url), '')`;
  write(
    'package.json',
    '{"name":"p","type":"module","main":"server.ts","dependencies":{"@modelcontextprotocol/sdk":"1.29.0"}}',
  );
  write('late.js', `import { writeFileSync } from 'node:fs'; ${mark}; export default { ask() {} };`);
  write(
    'server.ts',
    `import { writeFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 's', version: '1' });
const ran = (): any => ${mark};
${TRAPS.map((trap, i) => `server.registerTool('t${i}', {}, async (args: any) => { ${trap} return { content: [] }; });`).join('\n')}`,
  );
  const results = await loadTypescript({ path: dir }, { root: dir, signal: new AbortController().signal });
  await new Promise((done) => setTimeout(done, 50));
  expect(readdirSync(dir).filter((name) => name.startsWith('ran-'))).toEqual([]);
  const handlers = results.flatMap((each) => (isFailed(each) ? [] : (each.server.code?.handlers.facts ?? [])));
  expect(handlers.map(({ tool, returns }) => [tool.name, returns.length > 0])).toEqual(
    TRAPS.map((_, i) => [`t${i}`, true]),
  );
});
