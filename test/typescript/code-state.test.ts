import { describe, expect, test } from 'vitest';

import type { StateFact } from '../../src/model/code.ts';
import { codeOf } from '../../src/testing/code-of.ts';

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 's', version: '1' });
`;
const tool = (name: string, body: string): string =>
  `server.registerTool('${name}', {}, async (args: any, extra: any) => {\n${body}\nreturn { content: [] };\n});\n`;

type Seen = Partial<Pick<StateFact, 'what' | 'name' | 'scope' | 'bounded' | 'keyedBy'>>;

const statesOf = async (files: Readonly<Record<string, string>>) => {
  const { code, at } = await codeOf(files);
  return code.state.facts.map((fact) => ({ ...fact, at: at(fact.at), tools: fact.tools.map(({ name }) => name) }));
};

describe('what is kept between calls', () => {
  test.each<[string, string, Seen]>([
    [
      `const jobs = new Map(); //@ here\n`,
      tool('a', 'jobs.set(args.id, 1);') + tool('b', 'jobs.get(args.id);'),
      { what: 'result', name: 'jobs', scope: 'module', bounded: false, keyedBy: 'args.id' },
    ],
    [
      `const jobs: Record<string, any> = {}; //@ here\n`,
      tool('a', 'jobs[args.id] = 1;') + tool('b', 'Object.keys(jobs); jobs.hasOwnProperty(1);'),
      { what: 'other', name: 'jobs', keyedBy: 'args.id' },
    ],
    [
      `const jobs: any[] = []; //@ here\n`,
      tool('a', 'jobs.push(args);') + tool('b', 'jobs.find((each) => each.id === args.id);'),
      { what: 'result', name: 'jobs' },
    ],
    [
      `const jobs = new Map(); //@ here\n`,
      tool('a', 'const id = crypto.randomUUID(); jobs.set(id, 1); jobs.size; jobs.has(2);'),
      { what: 'result', keyedBy: 'id' },
    ],
    [
      `const pages = new Map(); //@ here\n`,
      tool('a', 'const known = pages.get(args.url); if (known) return known; pages.set(args.url, await load());'),
      { what: 'cache', name: 'pages' },
    ],
    [
      `const schemas = new Map(); //@ here\nfunction ensureAll() { for (const each of all) schemas.set(each.id, each); }\n`,
      tool('a', 'ensureAll();') + tool('b', 'schemas.get(args.id);'),
      { what: 'cache', name: 'schemas' },
    ],
    [
      `const cache = new Map(); //@ here\n`,
      tool('a', 'cache.set(args.url, 1);') + tool('b', 'cache.get(1);'),
      { what: 'cache' },
    ],
    [
      `const carts = new Map(); //@ here\n`,
      tool('a', 'carts.set(extra.sessionId, 1);'),
      { what: 'session', keyedBy: 'extra.sessionId' },
    ],
    [`const sessions = new Map(); //@ here\n`, tool('a', 'sessions.set(args.id, 1);'), { what: 'session' }],
    [`const seen = new Set(); //@ here\n`, tool('a', 'seen.add(args.id);'), { what: 'cache', name: 'seen' }],
    [`const names: string[] = []; //@ here\n`, tool('a', 'names.push(args.name);'), { what: 'other' }],
    // ── what takes entries out ──
    [
      `const jobs = new Map(); //@ here\n`,
      tool('a', 'jobs.set(args.id, 1);') + tool('b', 'jobs.delete(args.id);'),
      { bounded: true },
    ],
    [
      `const jobs = new Map(); //@ here\nsetInterval(() => jobs.clear(), 1000);\n`,
      tool('a', 'jobs.set(args.id, 1);'),
      { bounded: true },
    ],
    [
      `const jobs = new Map(); //@ here\n`,
      tool('a', 'if (jobs.size > 100) throw 1; jobs.set(args.id, 1);'),
      { bounded: true },
    ],
    [`const jobs: any = {}; //@ here\n`, tool('a', 'jobs[args.id] = 1; delete jobs[args.old];'), { bounded: true }],
    [`let jobs: any[] = []; //@ here\n`, tool('a', 'jobs.push(1);') + tool('b', 'jobs = [];'), { bounded: true }],
  ])('%s%s', async (top, tools, seen) => {
    const found = await statesOf({ 'server.ts': HEAD + top + tools });
    expect(found).toMatchObject([{ ...seen, at: 'here' }]);
  });

  test.each([
    ['what a call makes for itself', '', tool('a', 'const jobs = new Map(); jobs.set(1, 2); jobs.get(1);')],
    [
      'what a helper makes',
      'function count() { const jobs = []; jobs.push(1); return jobs; }\n',
      tool('a', 'count();'),
    ],
    [
      'what an object keeps that is made for the call',
      'class Count { items: any[] = []; add(x: any) { this.items.push(x); } }\n',
      tool('a', 'const count = new Count(); count.add(1);'),
    ],
    [
      'what is given',
      'const add = (to: any[], x: any) => to.push(x);\n',
      tool('a', 'const all: any[] = []; add(all, 1);'),
    ],
    [
      'a value with a method of that name',
      'const url = new URL("https://a.example");\n',
      tool('a', 'url.searchParams.set("q", args.q);'),
    ],
    ['what no tool writes', 'const jobs = new Map();\njobs.set(1, 2);\n', tool('a', 'jobs.get(1);')],
    ['fields of an object that has them', 'const options: any = {};\n', tool('a', 'options["limit"] = args.limit;')],
  ])('not %s', async (_, top, tools) => {
    expect(await statesOf({ 'server.ts': HEAD + top + tools })).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string>>, Seen]>([
    [
      'in another file',
      {
        'server.ts': `import { jobs } from './jobs.js';\n${HEAD}${tool('a', 'jobs.set(args.id, 1);')}${tool('b', 'jobs.get(args.id);')}`,
        'jobs.ts': 'export const jobs = new Map(); //@ here\n',
      },
      { name: 'jobs', scope: 'module' },
    ],
    [
      'two calls away, imported by another name',
      {
        'server.ts': `import { put, get } from './store.js';\n${HEAD}${tool('a', 'put(args.id);')}${tool('b', 'get(args.id);')}`,
        'store.ts': `import { all as jobs } from './jobs.js';
const write = (id: string) => jobs.set(id, 1);
export function put(id: string) { write(id); }
export const get = (id: string) => jobs.get(id);\n`,
        'jobs.ts': 'export const all = new Map(); //@ here\n',
      },
      { scope: 'module' },
    ],
    [
      'in a field of a class',
      {
        'server.ts': `${HEAD}class Jobs {
  private all = new Map(); //@ here
  put(id: string) { this.all.set(id, 1); }
  get(id: string) { return this.all.get(id); }
}
const jobs = new Jobs();
${tool('a', 'jobs.put(args.id);')}${tool('b', 'jobs.get(args.id);')}`,
      },
      { name: 'all', scope: 'instance' },
    ],
    [
      'in the function that makes the server',
      {
        'server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
function make() {
  const server = new McpServer({ name: 's', version: '1' });
  const jobs = new Map(); //@ here
  ${tool('a', 'jobs.set(args.id, 1);')}${tool('b', 'jobs.get(args.id);')}
  return server;
}
make();`,
      },
      { name: 'jobs', scope: 'instance' },
    ],
  ])('%s', async (_, files, seen) => {
    expect(await statesOf(files)).toMatchObject([{ ...seen, what: 'result', at: 'here', tools: ['a'] }]);
  });

  test('what a session id of its own is, and what that of the transport is', async () => {
    const found = await statesOf({
      'server.ts': `${HEAD}const mine = new Map();
const carts = new Map();
const keep = (to: any, sessionId: string) => to.set(sessionId, 1);
const put = (sessionId: string) => carts.set(sessionId, 1);
const own = (sessionId: string) => mine.set(sessionId, 1);
${tool('a', 'put(extra.sessionId); own(args.sessionId);')}`,
    });
    expect(found.map(({ name, keyedBy }) => [name, keyedBy]).toSorted()).toEqual([
      ['carts', 'extra.sessionId'],
      ['mine', 'args.sessionId'],
    ]);
  });

  test.each([
    ['this.all = this.all.filter((each) => each.id !== id);', true],
    ['this.all = [];', false], // as the constructor does
  ])('a field that is set anew: %s', async (line, bounded) => {
    const found = await statesOf({
      'server.ts': `${HEAD}class Jobs {
  private all: any[] = [];
  put(job: any) { this.all.push(job); }
  drop(id: string) { ${line} }
}
const jobs = new Jobs();
${tool('a', 'jobs.put(args);')}`,
    });
    expect(found).toMatchObject([{ name: 'all', bounded }]);
  });

  test('what is kept by the name of a source in the settings is no result', async () => {
    const found = await statesOf({
      'server.ts': `${HEAD}const open = new Map();
const put = (sourceId: string) => { open.get('a'); open.set(sourceId, 1); };
const sources = [{ id: 'a' }];
${tool('a', 'for (const source of sources) put(source.id);')}`,
    });
    expect(found).toMatchObject([{ name: 'open', what: 'other' }]);
  });

  test('what counts is no result', async () => {
    const found = await statesOf({
      'server.ts': `import { count, told } from './metrics.js';\n${HEAD}${tool('a', 'count(args.id);')}${tool('b', 'told(args.id);')}`,
      'metrics.ts': `const states = new Map();
export const count = (id: string) => states.set(id, 1);
export const told = (id: string) => states.get(id);\n`,
    });
    expect(found).toMatchObject([{ name: 'states', what: 'cache' }]);
  });

  test('who writes it, and not who reads it', async () => {
    const [fact] = await statesOf({
      'server.ts': `${HEAD}const jobs = new Map();\n${tool('a', 'jobs.set(1, 2);')}${tool('b', 'jobs.set(2, 3);')}${tool('c', 'jobs.get(1);')}`,
    });
    expect(fact?.tools).toEqual(['a', 'b']);
  });
});
