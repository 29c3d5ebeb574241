import { describe, expect, it } from 'vitest';

import annotationsUnknownKey from '../../rules/annotations-unknown-key/rule.ts';
import { runAudit } from '../../src/engine/run.ts';
import { isFailed, type Loaded, type Place } from '../../src/inputs/input.ts';
import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';

const MANIFEST = JSON.stringify({
  name: 'p',
  bin: 'dist/index.js',
  dependencies: { '@modelcontextprotocol/sdk': '1.29.0', zod: '3.25.76' },
});
const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
`;
const MADE =
  "const run = async () => ({ content: [] }), transport = {}, server = new McpServer({ name: 'demo', version: '1.0.0' });\n";

async function load(files: Readonly<Record<string, string>>, path = '/p'): Promise<readonly Loaded[]> {
  const disk = memoryDisk({ '/p/package.json': MANIFEST, ...files });
  const results = await loadTypescript({ path }, { root: '/p', signal: new AbortController().signal }, disk);
  return results.filter((each): each is Loaded => !isFailed(each));
}

/** `file:line: text` of a place of one line. */
function shown({ texts }: Loaded, place: Place | undefined): string {
  const line = texts.get(place!.file)!.split('\n')[place!.start.line - 1]!;
  return `${place!.file}:${place!.start.line}: ${line.slice(place!.start.column - 1, place!.end.column - 1)}`;
}

describe('the properties of a schema stand', () => {
  const OTHER = `import { z } from 'zod';
export const far = {
  one_of_the_parameters: z.string(),
  another_of_the_parameters: z.string(),
  the_last_of_the_parameters: z.string(),
};
`;
  const SHAPE = OTHER.slice(OTHER.indexOf('\n') + 1).replace('export const far', 'const near');
  it.each([
    ['at the shape that is the schema', 'near', 'index.ts:4: near'],
    ['at the shape that the call is given', 'z.object(near)', 'index.ts:4: near'],
    ['at it in another file', 'z.object(far).strict()', 'far.ts:2: far'],
    [
      'at the call that has more than one',
      'z.object(near).extend({ own: z.string() })',
      'index.ts:10: z.object(near).extend({ own: z.string() })',
    ],
    [
      'at the call they are written in',
      'z.object({ ...near, own: z.string() })',
      'index.ts:10: z.object({ ...near, own: z.string() })',
    ],
    [
      'in another order',
      'z.object({ own: z.string() }).extend(far)',
      'index.ts:10: z.object({ own: z.string() }).extend(far)',
    ],
  ])('%s', async (_, schema, expected) => {
    const text = `${HEAD}import { far } from './far.js';\n${SHAPE}${MADE}server.registerTool('x', { inputSchema: ${schema} }, run);\n`;
    const [loaded] = await load({ '/p/far.ts': OTHER, '/p/index.ts': text });
    const place = loaded!.locate(loaded!.server.tools[0]!.at('inputSchema', 'properties'), 'value');
    expect(shown(loaded!, place)).toBe(expected);
  });
});

it('the places that share a finding about names are those of the names', async () => {
  const tool = (name: string): string => `server.registerTool('${name}', { annotations: { category: 'x' } }, run);\n`;
  const [loaded] = await load({ '/p/index.ts': `${HEAD}${MADE}${tool('a')}${tool('b')}` });
  const { findings } = runAudit([loaded!], { rules: [annotationsUnknownKey], failOn: 'never', minTools: 1 });
  expect(findings.map(({ related }) => related.map(({ place }) => shown(loaded!, place)))).toEqual([
    ['index.ts:4: category', 'index.ts:5: category'],
  ]);
});

describe('programs beside the one that is read', () => {
  const program = `${HEAD}${MADE}server.registerTool('x', {}, run);\nserver.connect(transport);\n`;
  it.each<[string, Readonly<Record<string, string>>, readonly string[] | undefined]>([
    ['start a server of their own', { 'src/http.ts': program }, ['src/http.ts']],
    ['and are not only made', { 'src/http.ts': program.replace('server.connect(transport);', '') }, undefined],
    [
      'nor only helpers',
      { 'src/http.ts': "export const add = (s) => s.registerTool('y', {}, run).connect(x);" },
      undefined,
    ],
    [
      'nor tried out',
      { 'src/test/http.ts': program, 'demo/http.ts': program, 'src/http-example.ts': program },
      undefined,
    ],
    ['nor started by it', { 'src/http.ts': program, 'src/index.ts': `${program}import './http.js';` }, undefined],
  ])('%s', async (_, files, beside) => {
    const all = Object.entries({ 'src/index.ts': program, ...files });
    const loaded = await load(Object.fromEntries(all.map(([name, text]) => [`/p/${name}`, text])));
    expect(loaded.map(({ source }) => source!.beside).find(Boolean)).toEqual(beside);
  });
  it('nor what an installed one was built from', async () => {
    const files = { 'package.json': MANIFEST, 'dist/index.js': program, 'src/index.ts': program };
    const all = Object.entries(files).map(([name, text]) => [`/p/node_modules/it/${name}`, text]);
    const [loaded] = await load(Object.fromEntries(all), '/p/node_modules/it');
    expect([loaded!.files, loaded!.source!.beside]).toEqual([['node_modules/it/dist/index.js'], undefined]);
  });
});
