import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { isFailed } from '../../src/inputs/input.ts';
import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { codeOf } from '../../src/testing/code-of.ts';

const STYLES = path.resolve(import.meta.dirname, '../fixtures/typescript/styles');
/** It lists tools and has nothing to call them with. */
const WITHOUT: ReadonlySet<string> = new Set(['sdk-v1-override']);

describe('every tool of every style has a handler', () => {
  test.each(readdirSync(STYLES).filter((name) => !WITHOUT.has(name)))('%s', async (style) => {
    const root = path.join(STYLES, style);
    const results = await loadTypescript({ path: '.' }, { root, signal: new AbortController().signal });
    const servers = results.flatMap((each) => (isFailed(each) ? [] : [each.server]));
    expect(servers.length).toBeGreaterThan(0);
    const without = servers.flatMap(({ tools, code }) =>
      tools
        .filter(({ address }) => {
          const fact = code?.handlers.facts.find(({ tool }) => tool.name === address.name && tool.nth === address.nth);
          return !fact || (fact.returns.length === 0 && !fact.complete);
        })
        .map(({ data }) => data.name),
    );
    expect(without).toEqual([]);
  });
});

const LOW = `
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const server = new Server({ name: 's', version: '1' }, { capabilities: { tools: {} } });
const TOOLS = ['a', 'b', 'c'].map((name) => ({ name, description: 'A tool.', inputSchema: { type: 'object' } }));
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: TOOLS }));
`;
const text = (mark: string): string => `{ content: [{ type: 'text', text: '${mark}' }] }; //@ ${mark}`;
const functions = ['a', 'b', 'c'].map((name) => `async function ${name}() {\n return ${text(name)}\n}`).join('\n');

describe('a handler of tools/call is told apart by the name', () => {
  test.each([
    [
      'switch',
      `${functions}
      server.setRequestHandler(CallToolRequestSchema, async (request) => {
        const { name, arguments: args } = request.params;
        switch (name) { case 'a': return await a(); case TOOLS[1].name: { return b(); } case 'c': return c(); default: throw new Error('unknown'); }
      });`,
    ],
    [
      'if',
      `${functions}
      server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
        if (params.name === 'a') return a();
        if (params.name === 'b') { return b(); } else if (params.name === 'c') { return c(); }
        throw new Error('unknown');
      });`,
    ],
    [
      'a table',
      `${functions}
      const TABLE: Record<string, () => Promise<unknown>> = { a, b, c };
      server.setRequestHandler(CallToolRequestSchema, async (request) => {
        const handler = TABLE[request.params.name];
        if (!handler) throw new Error('unknown');
        return await handler();
      });`,
    ],
    [
      'a map, in a method of a class',
      `${functions}
      class Dispatcher {
        handlers = new Map([['a', a], ['b', b], ['c', c]]);
        async run(name: string) { const handler = this.handlers.get(name); return handler!(); }
      }
      const dispatcher = new Dispatcher();
      server.setRequestHandler(CallToolRequestSchema, async (request) => dispatcher.run(request.params.name));`,
    ],
    [
      'a list that is searched, behind a wrapper',
      `${functions}
      const ALL = [{ name: 'a', execute: a }, { name: 'b', execute: b }, { name: 'c', execute: c }];
      const traced = (next: any) => async (request: any) => { const result = await next(request); return result; };
      server.setRequestHandler(CallToolRequestSchema, traced(async (request: any) => {
        const tool = ALL.find((each) => each.name === request.params.name);
        return tool!.execute();
      }));`,
    ],
  ])('by %s', async (_how, source) => {
    const { code, at } = await codeOf({ 'server.ts': LOW + source });
    expect(code.handlers.facts.map(({ tool, by }) => [tool.name, by])).toEqual(
      ['a', 'b', 'c'].map((name) => [name, 'dispatch']),
    );
    for (const { tool, returns } of code.handlers.facts)
      expect([tool.name, returns.map((each) => at(each.at))]).toEqual([tool.name, [tool.name]]);
  });
});

const MCP = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 's', version: '1' });
`;

describe('what comes out of a tool', () => {
  test.each([
    ['return { content: [] };', 'result', 'no'],
    ['return { content: [], isError: true };', 'result', 'yes'],
    ['const result = { content: [], isError: false }; return result;', 'result', 'no'],
    ['const result: any = { content: [] }; result.isError = failed; return result;', 'result', 'unknown'],
    ['return { ...(failed && { isError: true }), content: [] };', 'result', 'unknown'],
    ['return failed ? { content: [], isError: true } : { content: [], isError: true };', 'result', 'yes'],
    ['return said("x");', 'result', 'yes'],
    ['return await made.result("x");', 'result', 'no'],
    ['return new Promise((resolve) => { resolve({ content: [] }); });', 'result', 'no'],
    ['return [];', 'empty', 'no'],
    ['return { results: [], total: 0 };', 'empty', 'no'],
    ['return "text";', 'value', 'no'],
    ['return outside();', 'unknown', 'unknown'],
  ])('%s', async (body, kind, isError) => {
    const { code } = await codeOf({
      'server.ts': `${MCP}import { said, made } from './said.js';
        declare const failed: any; declare const outside: any;
        server.registerTool('t', {}, async () => { ${body} });`,
      'said.ts': `export const said = (text: string) => ({ content: [{ type: 'text', text }], isError: true });
        class Made { result(text: string) { return { content: [{ type: 'text', text }] }; } }
        export const made = new Made();`,
    });
    const [handler] = code.handlers.facts;
    expect(handler!.returns.map(({ shape }) => [shape.kind, shape.isError])).toEqual([[kind, isError]]);
    expect(handler!.complete).toBe(kind !== 'unknown');
    expect(code.handlers.complete).toBe(kind !== 'unknown');
  });

  test('tools that share a wrapper keep their own functions', async () => {
    const { code, at } = await codeOf({
      'server.ts': `${MCP}
        const tool = (name: string, run: () => unknown) => server.registerTool(name, {}, async () => {
          try { return await run(); } catch (error) { return { content: [], isError: true }; } //@ shared
        });
        tool('a', () => {
          return { content: [] }; //@ a
        });
        tool('b', () => {
          return { content: [] }; //@ b
        });`,
    });
    expect(code.handlers.facts.map(({ returns }) => returns.map((each) => at(each.at)))).toEqual([
      ['a', 'shared'],
      ['b', 'shared'],
    ]);
    expect(code.failures.facts.map(({ tools }) => tools.map(({ name }) => name))).toEqual([['a', 'b']]);
  });

  const LISTED = `${MCP}import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
    server.registerTool('t', {}, async () => {
      return { content: [] }; //@ registered
    });
    server.server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: 't' }, { name: 'other' }] }));`;
  test('a list of its own, and what is registered is called', async () => {
    const { code, at } = await codeOf({ 'server.ts': LISTED });
    expect(code.handlers.facts.map(({ returns }) => returns.map((each) => at(each.at)))).toEqual([['registered'], []]);
  });
  test('a list of its own and an answer of its own', async () => {
    const { code, at } = await codeOf({
      'server.ts': `${LISTED}
        server.server.setRequestHandler(CallToolRequestSchema, async () => {
          return { content: [] }; //@ own
        });`,
    });
    expect(code.handlers.facts.map(({ returns }) => returns.map((each) => at(each.at)))).toEqual([['own'], ['own']]);
  });
});
