import { describe, expect, test } from 'vitest';

import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';

const IMPORTS = `
  import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
  import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
  const server = new McpServer({ name: 's', version: '1' });
  server.registerTool('own', { description: 'Its own.' }, async () => ({ content: [] }));
`;

/** What is said of a program: its tools, what was not read of its list, and why there is no server at all. */
async function read(program: string, more: Readonly<Record<string, string>> = {}) {
  const disk = memoryDisk({
    '/p/package.json':
      '{ "name": "p", "type": "module", "main": "src/server.ts", "dependencies": { "@modelcontextprotocol/sdk": "1.32.2", "zod": "4.6.7" } }',
    '/p/src/server.ts': program,
    ...more,
  });
  const found = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  const servers = found.flatMap((each) => ('server' in each ? [each.server] : []));
  return {
    servers,
    tools: servers.flatMap(({ tools }) => tools.map(({ data }) => data.name)),
    unread: servers.flatMap(({ quirks }) =>
      quirks.flatMap((each) =>
        each.what === 'opaque' && each.at.pointer.startsWith('/tools/-')
          ? [each.reason.split(': ').slice(1).join(': ')]
          : [],
      ),
    ),
    failed: found.flatMap((each) => ('reason' in each ? [each.reason] : [])),
  };
}

const installed = (name: string, code: string, dependencies: object = {}): Record<string, string> => ({
  [`/p/node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js', dependencies }),
  [`/p/node_modules/${name}/index.js`]: code,
});
const SDK = { '@modelcontextprotocol/sdk': '^1.0.0' };
const REGISTERS = `exports.addTools = ({ server }) => server.tool('theirs', 'Of the package.', async () => ({ content: [] }));`;

describe('a server given to code that is not read', () => {
  const missing = 'the package `acme-mcp`, which is not installed';
  test.each([
    [
      `import { registerTools } from 'acme-mcp'; registerTools(server);`,
      `what \`registerTools\` adds to the server: ${missing}`,
    ],
    [
      `import { addTools } from 'acme-mcp'; addTools({ deep: { server } });`,
      `what \`addTools\` adds to the server: ${missing}`,
    ],
    [
      `import * as acme from 'acme-mcp'; new acme.ToolRegistry([server]);`,
      `what \`acme.ToolRegistry\` adds to the server: ${missing}`,
    ],
    [`import { register } from 'acme-mcp'; register(server);`, `what \`register\` adds to the server: ${missing}`],
    [
      `const { default: add } = await import(globalThis.place); add(server);`,
      'what `add` adds to the server: an import of something computed',
    ],
  ])('%s', async (code, reason) => {
    const { tools, unread } = await read(IMPORTS + code);
    expect([tools, unread]).toEqual([['own'], [reason]]);
  });

  test.each([
    `import { instrument } from 'acme-mcp'; instrument(server);`,
    `import { serve } from 'acme-mcp'; await serve(server);`,
    `import { log } from 'acme-mcp'; log.info({ server });`,
    `import { registerPrompts } from 'acme-mcp'; registerPrompts(server);`,
    `import { Gateway } from 'acme-mcp'; new Gateway(server).listen(3000);`,
    `import express from 'express'; const app = express(); app.locals.server = server; app.set('server', server);`,
    `const all = new Map(); all.set('id', server);`,
    `await server.connect(new StdioServerTransport());`,
    `import { addTools } from 'acme-mcp'; if (process.env.MORE) addTools(server);`,
    `import { container } from 'tsyringe'; container.registerInstance('server', { name: 'x' });`,
  ])('is nothing to speak of: %s', async (code) => {
    expect((await read(IMPORTS + code)).unread).toEqual([]);
  });

  test('is read when it is installed', async () => {
    const { tools, unread } = await read(
      IMPORTS + `import { addTools } from 'acme-mcp'; addTools({ server });`,
      installed('acme-mcp', REGISTERS, SDK),
    );
    expect([tools, unread]).toEqual([['own', 'theirs'], []]);
  });

  test('is read when only another package of its publisher knows an SDK', async () => {
    const { tools } = await read(IMPORTS + `import { extend } from '@acme/tasks'; extend({ server });`, {
      ...installed('@acme/tasks', `exports.extend = require('@acme/base').addTools;`, { '@acme/base': '1' }),
      ...installed('@acme/base', REGISTERS, { '@acme/core': '1' }),
      ...installed('@acme/core', '', SDK),
    });
    expect(tools).toEqual(['own', 'theirs']);
  });

  test.each([
    `const wrapped = instrument(server);`,
    `const wrapped = await instrument(server, { key: 'x' });`,
    `const wrapped = instrument(instrument(server));`,
  ])('comes back from it: %s', async (code) => {
    const { tools, unread } = await read(
      `${IMPORTS} import { instrument } from 'acme-mcp'; ${code}
      add(wrapped);
      function add(to: McpServer) { to.registerTool('later', { description: 'Later.' }, async () => ({ content: [] })); }`,
    );
    expect([tools, unread]).toEqual([['own', 'later'], []]);
  });
});

describe('a program that makes no server itself', () => {
  test('says which package could have', async () => {
    const { failed } = await read(
      `import { FastMCP } from 'acme-fastmcp'; const s = new FastMCP({ name: 'x' }); s.addTool({});`,
    );
    expect(failed).toEqual([
      'no MCP server is made in its source (1 file read); not read: the package `acme-fastmcp`, which is not installed',
    ]);
  });

  test.each([
    [
      'that is there',
      installed(
        'acme-fastmcp',
        `const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
      exports.make = () => new McpServer({ name: 'theirs', version: '1' }).tool('theirs', async () => ({ content: [] }));`,
        SDK,
      ),
      ['theirs'],
      [],
    ],
    ['that is not', {}, ['old'], ['the package `acme-fastmcp`, which is not installed']],
  ] as const)('is one of a package %s, whatever else lies in the folder', async (_, more, tools, unread) => {
    const old = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
      new McpServer({ name: 'old', version: '1' }).tool('old', async () => ({ content: [] }));`;
    const found = await read(`import { make } from 'acme-fastmcp'; make();`, { '/p/src/old.ts': old, ...more });
    expect([found.tools, found.unread]).toEqual([tools, unread]);
  });

  test('says which package gets its transport', async () => {
    const { failed } = await read(
      `import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
      import { Toolkit } from '@acme/agents'; const it = new Toolkit(); await it.connect(new StdioServerTransport());`,
    );
    expect(failed[0]).toContain('not read: the package `@acme/agents`, which is not installed');
  });

  test('is read through a package that makes one', async () => {
    const { tools } = await read(
      `import { Tools } from 'acme-fastmcp'; const s = new Tools({ name: 'x' }); s.add('theirs');`,
      installed(
        'acme-fastmcp',
        `const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
        exports.Tools = class { constructor(info) { this.server = new McpServer(info); } add(name) { this.server.tool(name, async () => ({ content: [] })); } };`,
        SDK,
      ),
    );
    expect(tools).toEqual(['theirs']);
  });

  test.each([
    ['a function', `export function create(deps) {`, `}`],
    ['a method', `export class Command { run(deps) {`, `} }`],
  ])('has one in %s that nobody calls', async (_, before, after) => {
    const { tools } = await read(
      `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
      import { add } from './tools.ts';
      function unused() { ${before.includes('class') ? '' : 'return 1;'} }
      ${before.replace('export ', '')}
        const server = new McpServer({ name: deps.name, version: '1' });
        add(server, [{ name: 'one' }]);
      ${after}`,
      {
        '/p/src/tools.ts': `export function add(server, all) { for (const each of all) server.tool(each.name, async () => ({ content: [] })); }`,
      },
    );
    expect(tools).toEqual(['one']);
  });
});

describe('a function that nobody calls', () => {
  const MAKES = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';`;

  test('finds what modules of its bundle set when they are asked for', async () => {
    const { tools } = await read(`${MAKES}
      var __esm = (fn, res) => () => (fn && (res = fn((fn = 0))), res);
      var tool;
      var init_tool = __esm(() => { tool = { name: 'one' }; });
      function create() { const server = new McpServer({ name: 's', version: '1' }); server.tool(tool.name, async () => ({ content: [] })); }
      var init_server = __esm(() => { init_tool(); });`);
    expect(tools).toEqual(['one']);
  });

  test('goes on where only one of several possible arguments fails', async () => {
    const { tools } = await read(`${MAKES}
      export function create(deps) {
        const server = new McpServer({ name: 's', version: '1' });
        const url = new URL(deps.local ? 'http://localhost/' : '');
        server.tool('one', async () => ({ content: [] }));
      }`);
    expect(tools).toEqual(['one']);
  });
});

describe('zod of a package that is read', () => {
  test('is its own', async () => {
    const zod = (version: string) => `{ "name": "zod", "version": "${version}" }`;
    const { servers } = await read(IMPORTS + `import { addTools } from 'acme-mcp'; addTools({ server });`, {
      ...installed(
        'acme-mcp',
        `const { z } = require('zod'); exports.addTools = ({ server }) => server.registerTool('theirs', { inputSchema: { at: z.iso.date() } }, async () => ({ content: [] }));`,
        SDK,
      ),
      '/p/node_modules/acme-mcp/node_modules/zod/package.json': zod('4.6.7'),
      '/p/node_modules/zod/package.json': zod('3.25.76'),
    });
    const schema = servers[0]?.tools.find(({ data }) => data.name === 'theirs')?.data.raw.inputSchema;
    expect(schema).toMatchObject({ properties: { at: { type: 'string', format: 'date' } } });
  });
});
