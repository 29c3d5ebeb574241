/** A program by its files; the first is the one that makes the server. */
export type Sources = Readonly<Record<string, string>>;

/** How a program makes a server and gives it a tool. */
export interface Frame {
  readonly head: string;
  /** The statement that registers a handler, given as an expression. */
  register(handler: string): string;
  /** What its handler throws goes out as an error of the protocol: a wrapper that throws on is a defect of its own there. */
  readonly isBare?: boolean;
}

const HIGH = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
const server = new McpServer({ name: 'example', version: '1.0.0' });
`;

/** A server over stdio whose tool is registered with this configuration. */
export const registered = (
  config = "{ description: 'Finds the orders of a shop by customer.' }",
  name = 'find_orders',
): Frame => ({
  head: HIGH,
  register: (handler) =>
    `server.registerTool('${name}', ${config}, ${handler});\nawait server.connect(new StdioServerTransport());\n`,
});

/** A server that dispatches `tools/call` by hand. */
export const dispatched: Frame = {
  isBare: true,
  head: `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const server = new Server({ name: 'example', version: '1.0.0' }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [{ name: 'find_orders', description: 'Finds the orders of a shop.', inputSchema: { type: 'object' } }],
}));
`,
  register: (handler) => `server.setRequestHandler(CallToolRequestSchema, ${handler});\n`,
};

/**
 * The same lines of a handler, an async function's body that gives a result, where rules have to find them: in the handler,
 * two calls away, in another file, in a method, behind a wrapper, behind one that catches.
 */
export function placements(
  body: string,
  { head, register, isBare = false }: Frame = registered(),
): readonly { readonly where: string; readonly sources: Sources }[] {
  const work = `async function work() {\n${body}\n}\n`;
  const timed = `const timed = (handler) => async (...args) => {
  const result = await handler(...args);
  console.error('done');
  return result;
};
`;
  const shop = `class Shop {\n  async find() {\n    return this.work();\n  }\n  async work() {\n${body}\n}\n}\nconst shop = new Shop();\n`;
  const all: readonly (readonly [where: string, sources: Sources])[] = [
    ['in the handler', { 'server.ts': head + register(`async () => {\n${body}\n}`) }],
    [
      'two calls away',
      { 'server.ts': `${head}${work}const first = async () => work();\n${register('async () => first()')}` },
    ],
    [
      'in another file',
      {
        'server.ts': `import { work } from './work.js';\n${head}${register('() => work()')}`,
        'work.ts': `export ${work}`,
      },
    ],
    ['in a method', { 'server.ts': head + shop + register('() => shop.find()') }],
    ['behind a wrapper', { 'server.ts': head + timed + register(`timed(async () => {\n${body}\n})`) }],
    [
      'behind a wrapper that catches, of another file',
      {
        'server.ts': `import { withErrors } from './errors.js';\n${head}${register(`withErrors(async () => {\n${body}\n})`)}`,
        'errors.ts': `export function withErrors(handler) {
  return async (...args) => {
    try {
      return await handler(...args);
    } catch (error) {
      console.error('failed');
      throw error;
    }
  };
}
`,
      },
    ],
  ];
  return all.slice(0, isBare ? -1 : undefined).map(([where, sources]) => ({ where, sources }));
}
