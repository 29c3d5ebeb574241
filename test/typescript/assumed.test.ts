import { describe, expect, it, test } from 'vitest';

import { withPlaces } from '../../src/inputs/placing/with-places.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import type { Loaded } from '../../src/inputs/input.ts';
import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { baseOf, isOpposite, negated } from '../../src/inputs/typescript/conditions.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';
import { printAddress } from '../../src/model/address.ts';
import { evaluateProgram } from './evaluate.ts';

const X = '`process.env.X` is not set';

describe('a value carries what it rests on', () => {
  it.each([
    ["process.env.X ?? 'a'", 'a'],
    ["process.env.X || 'a'", 'a'],
    ["process.env.X && 'a'", undefined],
    ["(process.env.X ?? 'A').toLowerCase()", 'a'],
    ["`at ${process.env.X ?? 'a'}.`", 'at a.'],
    ["'at ' + (process.env.X ?? 'a')", 'at a'],
    ["process.env.X ? 'a' : 'b'", 'b'],
    ["!process.env.X ? 'a' : 'b'", 'a'],
    ["const x = process.env.X; export default x === undefined ? 'a' : 'b'", 'a'],
    ["let a = 'a'; if (process.env.X) a = 'b'; export default a", 'a'],
    ["function f(x = 'a') { return x } export default f(process.env.X)", 'a'],
    ["const { X = 'a' } = process.env; export default X", 'a'],
    ['Number(process.env.X ?? 5) * 2', 10],
    ["parseInt(process.env.X || '5', 10)", 5],
    ['Math.min(10, Number(process.env.X ?? 50))', 10],
    ["process.env.X === 'true'", false],
    ["process.env.X?.split(',').includes('a')", undefined],
    ["process.env.X?.split(',').includes('a') ?? true", true],
    ["!process.env.X?.split(',').includes('a')", true],
    ["process.env.X?.split(',').includes('a') && 'x'", undefined],
    ["process.env['X']?.trim().toLowerCase() === 'on'", false],
    ["['a', process.env.X ?? 'b'].join('-')", 'a-b'],
  ])('%s', async (text, value) => {
    const program = text.includes('export default') ? text : `export default ${text}`;
    expect((await evaluateProgram({ '/p/main.ts': program })).value).toMatchObject({ value, assumed: X });
  });

  it('is not told of what an object in between lacks', async () => {
    const { value } = await evaluateProgram({ '/p/main.ts': 'export default (process.env.X?.a).b' });
    expect(value).toMatchObject({ kind: 'opaque', reason: X });
  });
});

const HEAD = `
  import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
  import { z } from 'zod';
`;
const MADE = `${HEAD} const server = new McpServer({ name: 's', version: '1' });`;

async function read(program: string, manifest: object = DEPENDS): Promise<Loaded> {
  const disk = memoryDisk({ '/p/package.json': JSON.stringify(manifest), '/p/server.ts': program });
  const [found] = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  return found as Loaded;
}
const DEPENDS = {
  name: 'p',
  type: 'module',
  main: 'server.ts',
  dependencies: { '@modelcontextprotocol/sdk': '1.32.2', zod: '4.6.7' },
};
/** How far the code behind the tools was followed is no matter of the list. */
const onTheList = ({ quirks: all }: Loaded['server']) => all.filter(({ at }) => at.kind !== 'code');

const quirks = ({ server }: Loaded): string[] =>
  onTheList(server).map((quirk) => {
    const at = printAddress(quirk.at).replace('mcp:s', '').replace('/tools/', '');
    return quirk.what === 'conditional' ? `${at} if ${quirk.test}` : `${at} ${quirk.what}`;
  });

describe('parts of a tool that rest on an assumption are named', () => {
  test.each([
    ['a description', "{ description: process.env.X ?? 'd' }", ['t#/description if `process.env.X` is set']],
    ['one that is not there', '{ description: process.env.X }', ['t#/description if `process.env.X` is set']],
    [
      'arguments of zod',
      "{ inputSchema: { n: z.number().max(Number(process.env.X ?? 5)).default(() => Number(process.env.Y ?? 1)).describe(process.env.Z || 'd') } }",
      [
        't#/inputSchema/properties/n/description if `process.env.Z` is set',
        't#/inputSchema/properties/n/maximum if `process.env.X` is set',
        't#/inputSchema/properties/n/default if `process.env.Y` is set',
      ],
    ],
    [
      'a description that zod is not given',
      '{ inputSchema: { s: z.string().describe(process.env.X) } }',
      ['t#/inputSchema/properties/s/description if `process.env.X` is set'],
    ],
    [
      'a member of an enum',
      "{ inputSchema: { e: z.enum(['a', process.env.X ?? 'b']) } }",
      ['t#/inputSchema/properties/e/enum/1 if `process.env.X` is set'],
    ],
    [
      'metadata',
      "{ inputSchema: { s: z.string().meta({ title: process.env.X ?? 't' }) } }",
      ['t#/inputSchema/properties/s/title if `process.env.X` is set'],
    ],
    [
      'a shape that grows',
      '{ inputSchema: shape }',
      [
        't#/inputSchema/properties/x if `process.env.X` is set',
        't#/inputSchema/properties/y if `process.env.Y` is set',
      ],
    ],
    [
      'settings that a schema reads',
      '{ inputSchema: { n: z.number().default(settings.PAGE) } }',
      ['t#/inputSchema/properties/n/default if `process.env.PAGE` is set'],
    ],
  ])('%s', async (_, config, expected) => {
    const loaded = await read(`${MADE}
      const shape: Record<string, z.ZodType> = {};
      if (process.env.X) shape.x = z.string();
      if (!process.env.Y) shape.y = z.string();
      const parsed = z.object({ KEY: z.string(), PAGE: z.coerce.number().default(10) }).safeParse(process.env);
      if (!parsed.success) process.exit(1);
      const settings = parsed.data;
      server.registerTool('t', ${config}, async () => ({ content: [] }));`);
    expect(quirks(loaded).toSorted()).toEqual(expected.toSorted());
  });

  test('so are those of the server', async () => {
    const loaded = await read(`${HEAD}
      const server = new McpServer(
        { name: 's', version: process.env.V ?? '1' }, { instructions: process.env.I });
      server.registerTool('t', {}, async () => ({ content: [] }));`);
    expect(quirks(loaded)).toEqual([
      '#/server/version if `process.env.V` is set',
      '#/instructions if `process.env.I` is set',
    ]);
  });

  test('a plain list', async () => {
    const loaded = await read(`
      import { Server } from '@modelcontextprotocol/sdk/server/index.js';
      const server = new Server({ name: 's', version: '1' }, { capabilities: { tools: {} } });
      const schema: any = { type: 'object', properties: { a: { type: 'string', maxLength: Number(process.env.MAX ?? 9) } }, required: ['a'] };
      if (process.env.MORE) { schema.properties.b = { type: 'string' }; schema.required.push('b'); }
      server.setRequestHandler('tools/list', async () => ({ tools: [{ name: 't', description: process.env.D, inputSchema: schema }] }));`);
    expect(loaded.server.tools[0]!.data.inputSchema).toEqual({
      type: 'object',
      properties: { a: { type: 'string', maxLength: 9 } },
      required: ['a'],
    });
    expect(quirks(loaded)).toEqual([
      't#/description if `process.env.D` is set',
      't#/inputSchema/properties/a/maxLength if `process.env.MAX` is set',
      't#/inputSchema/properties/b if `process.env.MORE` is set',
      't#/inputSchema/required if `process.env.MORE` is set',
    ]);
  });
});

describe('what runs is not held against an assumption', () => {
  const drift = async (program: string, tools: readonly object[]): Promise<string[]> => {
    const [live] = loadText(
      JSON.stringify({ server: { name: 's', version: '2' }, instructions: 'Use it.', fidelity: 'observed', tools }),
      'tools.json',
      'tools',
    ) as Loaded[];
    return quirks(withPlaces(live!, await read(program))).filter((each) => each.endsWith(' drift'));
  };
  const inputSchema = { type: 'object', properties: {} };
  it('of a part', async () => {
    const program = `${HEAD}
      const server = new McpServer({ name: 's', version: process.env.V ?? '1' }, { instructions: process.env.I ?? 'None.' });
      server.registerTool('t', { description: process.env.D, inputSchema: { n: z.number().default(Number(process.env.N ?? 1)) } },
        async () => ({ content: [] }));`;
    const n = (type: string) => ({ type: 'object', properties: { n: { type, default: 7 } } });
    expect(await drift(program, [{ name: 't', description: 'D.', inputSchema: n('number') }])).toEqual([]);
    expect(await drift(program, [{ name: 't', description: 'D.', inputSchema: n('string') }])).toEqual([
      't#/inputSchema/properties/n/type drift',
    ]);
  });
  it('of a name', async () => {
    const program = `${HEAD} const server = new McpServer({ name: 's', version: '2' });
      server.registerTool((process.env.P ?? '') + 'a', { description: 'A.' }, async () => ({ content: [] }));`;
    expect(await drift(program, [{ name: 'acme_a', description: 'A.', inputSchema }])).toEqual([]);
  });
});

describe('a registration in a loop over what nobody read may be many', () => {
  test.each([
    ['for (const t of await fetchTools()) server.registerTool(t.name, {}, run);', true],
    ['(await fetchTools()).forEach((t) => server.registerTool(t.name, {}, run));', true],
    ['[...(await fetchTools())].forEach((t) => server.registerTool(t.name, {}, run));', true],
    ['const it = fetchTools(); while (it.next()) server.registerTool(it.name, {}, run);', true],
    ['server.registerTool((await fetchTools())[0].name, {}, run);', false],
    ["for (const name of ['a', fetchTools()]) server.registerTool(name, {}, run);", false],
  ])('%s', async (code, isMany) => {
    const loaded = await read(`${MADE} const run = async () => ({ content: [] });
      server.registerTool('known', {}, run); ${code}`);
    expect(loaded.server.tools.map(({ data }) => data.name)).toContain('known');
    expect(loaded.server.complete).toBe(!isMany);
  });
});

describe('libraries that nothing declares', () => {
  test('are said to be assumed', async () => {
    const program = `${MADE} server.registerTool('t', { inputSchema: { a: z.string() } }, async () => ({ content: [] }));`;
    expect((await read(program, { name: 'p', main: 'server.ts' })).source?.libraries).toEqual([
      { name: '@modelcontextprotocol/sdk', role: 'sdk', version: 'latest', basis: 'assumed' },
      { name: 'zod', role: 'schema', version: 'latest', basis: 'assumed' },
    ]);
    expect((await read(program)).source?.libraries.map(({ basis }) => basis)).toEqual([
      'declared range',
      'declared range',
    ]);
  });
  test('are not told of where they are not used', async () => {
    const program = `import { Server } from '@modelcontextprotocol/sdk/server/index.js'; const server = new Server({ name: 's' });
      server.setRequestHandler('tools/list', async () => ({ tools: [{ name: 't', inputSchema: { type: 'object' } }] }));`;
    expect((await read(program, { name: 'p', main: 'server.ts' })).source?.libraries.map(({ name }) => name)).toEqual([
      '@modelcontextprotocol/sdk',
    ]);
  });
});

describe('the contrary of a test', () => {
  it.each([
    ['x', 'not (x)'],
    ['!x', 'x'],
    ['not (x)', 'x'],
    ['!(a && b)', 'a && b'],
    ['!a.b(c, d)[0]?.e', 'a.b(c, d)[0]?.e'],
    ['!a && b', 'not (!a && b)'],
    ['a !== b', 'a === b'],
    ['a !== b && c', 'not (a !== b && c)'],
    ['not (a) and b (c)', 'not (not (a) and b (c))'],
    [X, '`process.env.X` is set'],
    ['no arguments are given', 'arguments are given'],
    ['no variable of the environment is set', 'a variable of the environment is set'],
    ['the program runs on Linux', 'the program does not run on Linux'],
    ['`f()` fails', '`f()` succeeds'],
    ['', ''],
  ])('of %s is %s', (text, contrary) => {
    expect(negated(text)).toBe(contrary);
    if (text === '') return;
    expect(isOpposite(text, contrary)).toBe(true);
    expect(baseOf(text)).toBe(baseOf(contrary));
  });
  it('takes no time', () => {
    const start = performance.now();
    for (const text of [
      '!'.repeat(50_000),
      '('.repeat(50_000),
      `!${'a('.repeat(25_000)}`,
      `a${' '.repeat(50_000)}!== b!`,
    ])
      baseOf(text);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
