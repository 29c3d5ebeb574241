import { describe, expect, test } from 'vitest';

import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';

const V1 = '{ "@modelcontextprotocol/sdk": "1.32.2", "zod": "4.6.7" }';
const V2 = '{ "@modelcontextprotocol/server": "2.0.0", "zod": "4.6.7" }';
const FIRST = `
  import { Server } from '@modelcontextprotocol/sdk/server/index.js';
  import * as types from '@modelcontextprotocol/sdk/types.js';
  import { z } from 'zod';
  import { flag, far } from 'elsewhere';
  const { ListToolsRequestSchema, ListPromptsRequestSchema, ListResourcesRequestSchema } = types;
  const server = new Server({ name: 's', version: '1' }, { capabilities: { tools: {} } });
`;
const SECOND = `
  import { Server } from '@modelcontextprotocol/server';
  import { z } from 'zod';
  const server = new Server({ name: 's', version: '1' }, { capabilities: { tools: {} } });
`;
/** 25 tools `t0` … `t24`. */
const ALL = `const all = Array.from({ length: 25 }, (_, i) => ({ name: \`t\${i}\`, inputSchema: { type: 'object' } }));\n`;

/** Items in order, `?` after those that are conditional, and why there may be more. */
async function read(program: string, dependencies = V1) {
  const disk = memoryDisk({
    '/p/package.json': `{ "name": "p", "type": "module", "main": "src/server.ts", "dependencies": ${dependencies} }`,
    '/p/src/server.ts': program,
  });
  const found = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  const servers = found.flatMap((each) => ('server' in each ? [each.server] : []));
  const quirks = servers.flatMap((server) => server.quirks.filter(({ at }) => at.kind !== 'code'));
  const isConditional = (name: string): boolean =>
    quirks.some(({ what, at }) => what === 'conditional' && at.name === name && at.pointer === '');
  return {
    tools: servers.flatMap(({ tools }) => tools.map(({ data }) => data.name + (isConditional(data.name) ? '?' : ''))),
    prompts: servers.flatMap(({ prompts }) => prompts.map(({ data }) => data.name)),
    resources: servers.flatMap(({ resources }) => resources.map(({ address }) => address.name)),
    unread: quirks.flatMap((each) => (each.what === 'opaque' ? [each.reason] : [])),
  };
}

const names = (length: number): string[] => Array.from({ length }, (_, i) => `t${i}`);

/** `[what, what the handler of a list of 25 does]`, each in its own way. */
const HANDLERS: readonly (readonly [string, string])[] = [
  [
    'a number',
    `(request) => {
      const cursor = request.params?.cursor;
      const start = cursor ? Number(cursor) : 0;
      const end = start + 10;
      return { tools: all.slice(start, end), nextCursor: end < all.length ? String(end) : undefined };
    }`,
  ],
  [
    'a number, without a member where the list ends',
    `async ({ params }) => {
      const start = Number.parseInt(params?.cursor ?? '0', 10);
      if (Number.isNaN(start)) throw new Error('Invalid cursor');
      const page = all.slice(start, start + 7);
      return { tools: page, ...(start + 7 < all.length ? { nextCursor: \`\${start + 7}\` } : {}) };
    }`,
  ],
  [
    'base64 of JSON',
    `async (request) => {
      let offset = 0;
      if (request.params?.cursor) {
        try {
          offset = JSON.parse(Buffer.from(request.params.cursor, 'base64').toString('utf-8')).offset;
        } catch {
          throw new Error('Invalid cursor');
        }
      }
      const next = offset + 10;
      const result = { tools: all.slice(offset, next) };
      if (next < all.length) result.nextCursor = Buffer.from(JSON.stringify({ offset: next })).toString('base64');
      return result;
    }`,
  ],
  [
    'base64 of a text',
    `(request) => {
      const start = request.params?.cursor ? Number(atob(request.params.cursor).split(':')[1]) : 0;
      return { tools: all.slice(start, start + 10), nextCursor: start + 10 < all.length ? btoa('at:' + (start + 10)) : undefined };
    }`,
  ],
  [
    'the name of the next',
    `({ params: { cursor } = {} }) => {
      const start = cursor === undefined ? 0 : all.findIndex((each) => each.name === cursor);
      return { tools: all.slice(start, start + 10), nextCursor: all[start + 10]?.name };
    }`,
  ],
  [
    'the name of the last',
    `(request) => {
      const start = all.findIndex(({ name }) => name === request.params?.cursor) + 1;
      const tools = all.slice(start, start + 10);
      return { tools, nextCursor: start + 10 < all.length ? tools.at(-1).name : null };
    }`,
  ],
  [
    'a class of pages',
    `async (request) => {
      class Pages {
        static #size = 10;
        constructor(items) { this.items = items; }
        decode(cursor) { return cursor ? Number(Buffer.from(cursor, 'base64url').toString()) : 0; }
        page(cursor) {
          const start = this.decode(cursor);
          const end = Math.min(start + Pages.#size, this.items.length);
          const more = end < this.items.length;
          return { items: this.items.slice(start, end), next: more ? Buffer.from(String(end)).toString('base64url') : undefined };
        }
      }
      const { items, next } = new Pages(all).page(request.params?.cursor);
      return { tools: items, nextCursor: next };
    }`,
  ],
  [
    'tables by cursor',
    `(request) => {
      const pages = { first: all.slice(0, 20), second: all.slice(20) };
      if ('cursor' in (request.params ?? {})) return { tools: pages[request.params.cursor] };
      return { tools: pages.first, nextCursor: 'second' };
    }`,
  ],
  [
    'a page of one',
    `(request) => {
      const at = Number(request.params?.cursor ?? 0);
      return { tools: [all[at]], nextCursor: at < 24 ? String(at + 1) : undefined };
    }`,
  ],
];

describe('a list that comes in pages is read to its end', () => {
  test.each(HANDLERS)('%s', async (_, handler) => {
    const first = await read(`${FIRST}${ALL}server.setRequestHandler(ListToolsRequestSchema, ${handler});`);
    expect(first).toMatchObject({ tools: names(25), unread: [] });
    const second = await read(`${SECOND}${ALL}server.setRequestHandler('tools/list', ${handler});`, V2);
    expect(second).toMatchObject({ tools: names(25), unread: [] });
  });

  test('a handler with schemas of its own takes the parameters', async () => {
    const handler = `({ cursor }) => {
      const start = Number(cursor ?? 0);
      return { tools: all.slice(start, start + 10), nextCursor: start + 10 < all.length ? String(start + 10) : undefined };
    }`;
    const schemas = `{ params: z.object({ cursor: z.string().optional() }), result: z.object({}) }`;
    const { tools, unread } = await read(
      `${SECOND}${ALL}server.setRequestHandler('tools/list', ${schemas}, ${handler});`,
      V2,
    );
    expect({ tools, unread }).toEqual({ tools: names(25), unread: [] });
  });

  test('prompts and resources too', async () => {
    const paged = (list: string): string => `(request) => {
      const start = Number(request.params?.cursor ?? 0);
      return { ${list}: ${list}.slice(start, start + 2), nextCursor: start + 2 < ${list}.length ? \`\${start + 2}\` : undefined };
    }`;
    const { prompts, resources } = await read(`${FIRST}
      const prompts = ['a', 'b', 'c'].map((name) => ({ name }));
      const resources = ['a', 'b', 'c'].map((name) => ({ name, uri: 'x://' + name }));
      server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [{ name: 't' }] }));
      server.setRequestHandler(ListPromptsRequestSchema, ${paged('prompts')});
      server.setRequestHandler(ListResourcesRequestSchema, ${paged('resources')});`);
    expect({ prompts, resources }).toEqual({ prompts: ['a', 'b', 'c'], resources: ['x://a', 'x://b', 'x://c'] });
  });

  test('a handler that does much for every page', async () => {
    const { tools, unread } = await read(`${FIRST}
      const build = (i) => {
        const properties = {};
        for (let j = 0; j < 20; j++) properties[\`p\${i}_\${j}\`] = { type: 'string', description: \`number \${j} of \${i}\` };
        return { name: \`t\${i}\`, inputSchema: { type: 'object', properties } };
      };
      server.setRequestHandler(ListToolsRequestSchema, (request) => {
        const all = Array.from({ length: 60 }, (_, i) => build(i));
        const start = Number(request.params?.cursor ?? 0);
        return { tools: all.slice(start, start + 5), nextCursor: start + 5 < all.length ? String(start + 5) : undefined };
      });`);
    expect({ tools, unread }).toEqual({ tools: names(60), unread: [] });
  });
});

/** `[what, handler, its tools, why there may be more]` */
const DOUBTFUL: readonly (readonly [string, string, readonly string[], RegExp | undefined])[] = [
  [
    'an unknown cursor',
    `() => ({ tools: [{ name: 'a' }], nextCursor: far() })`,
    ['a'],
    /the pages after this one.*elsewhere/,
  ],
  ['a cursor that is a number', `() => ({ tools: [{ name: 'a' }], nextCursor: 2 })`, ['a'], /`nextCursor` is no text/],
  ['no cursor', `() => ({ tools: [{ name: 'a' }], nextCursor: undefined })`, ['a'], undefined],
  ['one page for all', `() => ({ tools: [{ name: 'a' }], nextCursor: 'x' })`, ['a'], /circle/],
  [
    'pages in a circle',
    `({ params }) => params.cursor === 'x' ? { tools: [{ name: 'b' }], nextCursor: 'y' } : { tools: [{ name: 'a' }], nextCursor: 'x' }`,
    ['a', 'b'],
    /circle/,
  ],
  [
    'pages without an end',
    `({ params }) => ({ tools: [{ name: \`t\${params?.cursor ?? 0}\` }], nextCursor: String(Number(params?.cursor ?? 0) + 1) })`,
    names(100),
    /it goes on after 100 pages/,
  ],
  [
    'a page that fails',
    `({ params }) => { if (params.cursor) throw new Error('no'); return { tools: [{ name: 'a' }], nextCursor: 'x' } }`,
    ['a'],
    /a page that fails/,
  ],
  [
    'an unread page',
    `({ params }) => params.cursor ? far(params) : { tools: [{ name: 'a' }], nextCursor: 'x' }`,
    ['a'],
    /elsewhere/,
  ],
  [
    'a cursor under a test',
    `({ params }) => params.cursor ? { tools: [{ name: 'b' }] } : { tools: [{ name: 'a' }], nextCursor: flag ? 'x' : undefined }`,
    ['a', 'b?'],
    undefined,
  ],
  [
    'one cursor on both sides of a test',
    `({ params }) => {
      if (params.cursor) return { tools: [{ name: 'c' }] };
      if (flag) return { tools: [{ name: 'a' }], nextCursor: 'x' };
      return { tools: [{ name: 'b' }], nextCursor: 'x' };
    }`,
    ['a?', 'b?', 'c?'],
    undefined,
  ],
  [
    'a parameter no list has',
    `({ params }) => ({ tools: [{ name: 'a' }, ...(params.all ? [{ name: 'b' }] : [])] })`,
    ['a', 'b?'],
    undefined,
  ],
];

describe('what is not known of the pages is said', () => {
  test.each(DOUBTFUL)('%s', async (_, handler, expected, reason) => {
    const { tools, unread } = await read(`${FIRST}server.setRequestHandler(ListToolsRequestSchema, ${handler});`);
    expect(tools).toEqual(expected);
    if (reason) expect(unread.join()).toMatch(reason);
    else expect(unread).toEqual([]);
  });
});
