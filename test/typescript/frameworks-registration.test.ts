import { describe, expect, test } from 'vitest';

import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';

const V1 = '{ "@modelcontextprotocol/sdk": "1.32.2", "zod": "4.6.7" }';
const IMPORTS = `
  import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
  import { Server } from '@modelcontextprotocol/sdk/server/index.js';
  import { ListToolsRequestSchema, ListPromptsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
  import { z } from 'zod';
  import { run, flag } from 'elsewhere';
  const cb = async () => ({ content: [] });
`;

/** What a program declares, in few words: tools by name with `?` where conditional, and the reasons for what is unread. */
async function read(files: string | Readonly<Record<string, string>>, dependencies = V1) {
  const program = typeof files === 'string' ? { '/p/src/server.ts': IMPORTS + files } : files;
  const disk = memoryDisk({
    '/p/package.json': `{ "name": "p", "type": "module", "main": "src/server.ts", "dependencies": ${dependencies} }`,
    ...program,
  });
  const found = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  const servers = found.flatMap((each) => ('server' in each ? [each.server] : []));
  const quirks = servers.flatMap((server) => server.quirks);
  const isConditional = (name: string, nth: number): boolean =>
    quirks.some(({ what, at }) => what === 'conditional' && at.name === name && at.nth === nth && at.pointer === '');
  return {
    servers,
    tools: servers.flatMap(({ tools }) =>
      tools.map(({ data, address }) => data.name + (isConditional(data.name, address.nth) ? '?' : '')),
    ),
    unread: quirks.flatMap((each) =>
      each.what === 'opaque' && each.at.kind !== 'code' ? [`${each.at.name}${each.at.pointer}: ${each.reason}`] : [],
    ),
    tool: (name: string) => servers.flatMap(({ tools }) => tools).find(({ data }) => data.name === name)?.data.raw,
  };
}

const SERVER = `const server = new McpServer({ name: 's', version: '1' });\n`;

/** `[what, program after \`server\`, its tools]`; `?` marks one that is registered on one side of a test only. */
const TOOLS: readonly (readonly [string, string, readonly string[]])[] = [
  ['in order', `server.tool('b', cb); server.tool('a', cb)`, ['b', 'a']],
  ['loops', `for (const n of ['a', 'b']) server.registerTool(n, {}, cb)`, ['a', 'b']],
  ['an undecided test', `if (flag) server.tool('a', cb); server.tool('b', cb)`, ['a?', 'b']],
  ['both sides', `if (flag) server.tool('a', 'one', cb); else server.tool('b', cb)`, ['a?', 'b?']],
  ['a name with two values', `server.tool(flag ? 'a' : 'b', cb)`, ['a?', 'b?']],
  ['a decided test', `const on = true; if (on) server.tool('a', cb); else server.tool('b', cb)`, ['a']],
  ['disabled', `server.tool('a', cb).disable(); server.tool('b', cb)`, ['b']],
  ['disabled and enabled', `const a = server.tool('a', cb); a.disable(); a.enable()`, ['a']],
  ['disabled under a test', `const a = server.tool('a', cb); if (flag) a.disable()`, ['a?']],
  ['enabled under a test', `const a = server.tool('a', cb); a.disable(); if (flag) a.enable()`, ['a?']],
  [
    'disabled by a helper',
    `function build() { const a = server.tool('a', cb); const hide = (t) => t.disable(); hide(a); server.tool('b', cb) } build()`,
    ['b'],
  ],
  [
    'disabled by a callback',
    `function build() { const a = server.tool('a', cb); run(() => a.disable()) } build()`,
    ['a?'],
  ],
  [
    'enabled by a callback',
    `function build() { const a = server.tool('a', cb); a.disable(); run(() => a.enable()) } build()`,
    ['a?'],
  ],
  ['renamed', `const a = server.tool('a', cb); server.tool('b', cb); a.update({ name: 'c' })`, ['b', 'c']],
  ['removed by its name', `const a = server.tool('a', cb); a.update({ name: null }); server.tool('b', cb)`, ['b']],
  ['a callback of unread code', `run(() => server.tool('a', cb))`, ['a']],
  ['when the client is there', `server.server.oninitialized = () => { server.tool('a', cb) }`, ['a']],
  [
    'a handler set later',
    `server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: list })); const list = [{ name: 'a' }]`,
    ['a'],
  ],
  [
    'the last handler',
    `for (const name of ['a', 'b']) server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [{ name }] }))`,
    ['b'],
  ],
  [
    'an entry under a test',
    `server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [{ name: 'a' }, ...(flag ? [{ name: 'b' }] : [])] }))`,
    ['a', 'b?'],
  ],
  [
    'a handler for something else',
    `server.server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [] })); server.tool('a', cb)`,
    ['a'],
  ],
  [
    'a schema of the program',
    `server.server.setRequestHandler(z.object({ method: z.literal('tools/list') }), () => ({ tools: [{ name: 'a' }] }))`,
    ['a'],
  ],
  [
    'a handler that is taken back',
    `server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [{ name: 'b' }] })); server.server.removeRequestHandler('tools/list'); server.tool('a', cb)`,
    ['a'],
  ],
  [
    'another library with a method `tool`',
    `import { program } from 'commander'; program.tool('x', cb); const kit = { tool: (n) => n }; kit.tool('y'); server.tool('a', cb)`,
    ['a'],
  ],
  ['a configuration with two values', `server.registerTool('a', flag ? { title: 'x' } : { title: 'y' }, cb)`, ['a']],
  [
    'prototype tricks',
    `server.registerTool('__proto__', { description: 'd' }, cb); server.tool('constructor', cb)`,
    ['__proto__', 'constructor'],
  ],
];

describe('tools of an McpServer', () => {
  test.each(TOOLS)('%s', async (_what, program, expected) => {
    expect((await read(SERVER + program)).tools).toEqual(expected);
  });
});

/** `[what, program, what is said of it]` */
const UNREAD: readonly (readonly [string, string, RegExp])[] = [
  ['a name from elsewhere', `server.tool(run(), cb)`, /\/tools\/-.*elsewhere/],
  ['a description from elsewhere', `server.tool('a', run(), {}, cb)`, /^a\/description: .*elsewhere/],
  ['a schema from elsewhere', `server.registerTool('a', { inputSchema: run() }, cb)`, /^a\/inputSchema: .*elsewhere/],
  ['a whole configuration', `server.registerTool('a', run(), cb)`, /^a\/description: .*elsewhere/],
  [
    'a list from elsewhere',
    `server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: run() }))`,
    /\/tools.*elsewhere/,
  ],
  ['a handler from elsewhere', `server.server.setRequestHandler(ListToolsRequestSchema, run)`, /\/tools.*elsewhere/],
  [
    'an entry from elsewhere',
    `server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [run(), { name: 'a' }] }))`,
    /\/tools.*elsewhere/,
  ],
  [
    'a spread from elsewhere',
    `server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [{ name: 'a' }, ...run()] }))`,
    /\/tools.*elsewhere/,
  ],
  [
    'the folder in which the program starts',
    `server.tool('a', \`Saves to \${process.cwd()}\`, {}, cb)`,
    /^a\/description: the folder in which the program starts/,
  ],
  [
    'a shape of a zod that is bundled',
    `class Text { constructor() { this._def = { type: 'string' } } } server.tool('a', 'd', { q: new Text() }, cb)`,
    /^a\/inputSchema\/properties\/q: a schema of a library that is bundled/,
  ],
  [
    'a schema of a zod that is bundled',
    `class Shape { constructor() { this._def = {} } } server.registerTool('a', { inputSchema: new Shape() }, cb)`,
    /^a\/inputSchema: a schema of a library that is bundled/,
  ],
  ['a schema where the SDK wants a shape', `server.tool('a', 'd', z.object({}), cb)`, /refuses a schema object/],
];

describe('what is not known is said', () => {
  test.each(UNREAD)('%s', async (_what, program, expected) => {
    const { unread } = await read(SERVER + program);
    expect(
      unread.find((each) => expected.test(each)),
      unread.join('\n'),
    ).toBeDefined();
  });
});

test('an unread list does not take away what was registered', async () => {
  const { tools, unread } = await read(
    `${SERVER} server.tool('a', cb); server.server.setRequestHandler(ListToolsRequestSchema, () => run())`,
  );
  expect(tools).toEqual(['a']);
  expect(unread).toHaveLength(1);
});

test('a second registration from the same place is met once', async () => {
  const { tools } = await read(`${SERVER} const add = () => server.tool('a', cb); run(add); run(add)`);
  expect(tools).toEqual(['a']);
});

/** `[release, what it lists of a tool with everything]` */
const RELEASES: readonly (readonly [string, readonly string[]])[] = [
  ['1.10.2', ['name', 'description', 'inputSchema']],
  ['1.12.0', ['name', 'description', 'inputSchema', 'annotations']],
  ['1.17.0', ['name', 'title', 'description', 'inputSchema', 'annotations']],
  ['1.20.0', ['name', 'title', 'description', 'inputSchema', 'annotations', '_meta']],
  ['1.32.2', ['name', 'title', 'description', 'inputSchema', 'annotations', 'execution', '_meta']],
];

test.each(RELEASES)('release %s of the SDK sends %j', async (release, expected) => {
  const { tool } = await read(
    `${SERVER} server.registerTool('a', { title: 't', description: 'd', annotations: {}, _meta: {}, extra: 1 }, cb)`,
    `{ "@modelcontextprotocol/sdk": "${release}", "zod": "3.25.76" }`,
  );
  expect(Object.keys(tool('a')!)).toEqual(expected);
});

test('prompts, resources and what the server says of itself', async () => {
  const { servers } = await read(`
    const server = new McpServer({ name: 's', version: '2' }, { instructions: 'Be brief.', capabilities: { logging: {} } });
    server.prompt('p', 'd', { a: z.string().describe('A'), b: z.string().optional() }, cb);
    server.registerPrompt('q', { title: 'Q' }, cb);
    server.resource('r', 'x://r', { mimeType: 'text/plain' }, cb);
    server.registerResource('t', new ResourceTemplate('x://{id}', { list: undefined }), {}, cb);
  `);
  const [server] = servers;
  expect(server).toMatchObject({
    info: { name: 's', version: '2' },
    instructions: 'Be brief.',
    capabilities: { logging: {} },
  });
  expect(server!.prompts.map(({ data }) => data.raw)).toEqual([
    {
      name: 'p',
      description: 'd',
      arguments: [
        { name: 'a', description: 'A', required: true },
        { name: 'b', required: false },
      ],
    },
    { name: 'q', title: 'Q' },
  ]);
  expect(server!.resources.map(({ data }) => data.raw)).toEqual([{ uri: 'x://r', name: 'r', mimeType: 'text/plain' }]);
});

describe('functions that nobody is seen to call', () => {
  test('a typed parameter is a server', async () => {
    const { tools } = await read({
      '/p/src/server.ts': `
        import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
        export function register(server: McpServer) { server.registerTool('a', {}, () => {}) }`,
    });
    expect(tools).toEqual(['a']);
  });

  test('in JavaScript it is one when tools are registered on it', async () => {
    const { tools } = await read({
      '/p/src/server.ts': 'export {}',
      '/p/src/register.js': `export const register = (server) => { server.tool('a', 'd', {}, () => {}) }`,
    });
    expect(tools).toEqual(['a']);
  });

  test('a type of another library is none', async () => {
    const { tools } = await read({
      '/p/src/server.ts': `
        import type { Server } from 'http-kit';
        export function register(server: Server) { server.registerTool('a', {}, () => {}) }`,
    });
    expect(tools).toEqual([]);
  });
});
