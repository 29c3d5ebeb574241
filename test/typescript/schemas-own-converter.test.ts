import { describe, expect, test } from 'vitest';

import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';

const V1 = '{ "@modelcontextprotocol/sdk": "1.32.2", "zod": "4.6.7" }';
const V2 = '{ "@modelcontextprotocol/server": "2.0.0", "zod": "4.6.7" }';
const START = `
  import { McpServer } from '@modelcontextprotocol/server';
  import { z } from 'zod';
  import { far } from 'elsewhere';
  const cb = async () => ({ content: [] });
  const server = new McpServer({ name: 's', version: '1' });
`;

async function read(program: string, dependencies = V2) {
  const disk = memoryDisk({
    '/p/package.json': `{ "name": "p", "type": "module", "main": "server.ts", "dependencies": ${dependencies} }`,
    '/p/server.ts': program,
  });
  const found = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  const [server] = found.flatMap((each) => ('server' in each ? [each] : []));
  const quirks = server!.server.quirks.flatMap((each) =>
    each.what === 'opaque' && each.at.kind !== 'code' ? [each] : [],
  );
  const [tool] = server!.server.tools;
  return {
    input: tool?.data.raw['inputSchema'],
    output: tool?.data.raw['outputSchema'],
    unread: quirks.map(({ at, reason }) => `${at.pointer}: ${reason}`),
    line: (pointer: string) => server!.locate({ ...tool!.address, pointer }, 'value')?.start.line,
  };
}

const QUERY = `({ type: 'object', properties: { q: { type: 'string' } }, required: ['q'] })`;
const FIELDS = { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] };

/** `[what, a schema that brings its own converter]`: the second SDK lists what that converter says. */
const SCHEMAS: readonly (readonly [string, string, unknown])[] = [
  [
    'an object',
    `{ '~standard': { version: 1, vendor: 'own', validate: (value) => ({ value }), jsonSchema: { input: () => ${QUERY} } } }`,
    FIELDS,
  ],
  [
    'what is asked for',
    `{ '~standard': { validate() {}, jsonSchema: { input: ({ target }) => ({ title: target, properties: {} }) } } }`,
    { type: 'object', title: 'draft-2020-12', properties: {} },
  ],
  [
    'an instance of a class',
    `new (class { #json = ${QUERY}; get ['~standard']() { return { validate() {}, jsonSchema: { input: () => this.#json } } } })()`,
    FIELDS,
  ],
  [
    'a converter that uses `this`',
    `{ '~standard': { validate() {}, jsonSchema: { json: ${QUERY}, input() { return this.json } } } }`,
    FIELDS,
  ],
  [
    'a wrapper around zod',
    `{ '~standard': { validate() {}, jsonSchema: { input: (options) => { const { $schema, ...rest } = z.toJSONSchema(z.object({ q: z.string() }), options); return rest } } } }`,
    { ...FIELDS, additionalProperties: false },
  ],
  [
    'the converter of a zod schema, passed on',
    `{ '~standard': { validate() {}, jsonSchema: z.looseObject({ q: z.string() })['~standard'].jsonSchema } }`,
    { $schema: 'https://json-schema.org/draft/2020-12/schema', ...FIELDS, additionalProperties: {} },
  ],
  [
    'put on a zod schema',
    `(() => {
      const schema = z.object({ n: z.number().nullable() });
      Object.defineProperty(schema['~standard'], 'jsonSchema', { value: { input: () => ${QUERY} } });
      return schema;
    })()`,
    FIELDS,
  ],
  [
    'assigned to a zod schema',
    `(() => {
      const schema = z.object({ n: z.number() });
      schema['~standard'].jsonSchema = { input: () => ${QUERY} };
      return schema;
    })()`,
    FIELDS,
  ],
];

describe('a schema that brings its own converter', () => {
  test.each(SCHEMAS)('%s', async (_, schema, expected) => {
    const { input, unread } = await read(
      `${START}const inputSchema = ${schema}; server.registerTool('a', { inputSchema }, cb);`,
    );
    expect(input).toEqual(expected);
    expect(unread).toEqual([]);
  });

  test('has its parts where they are written', async () => {
    const { line } = await read(`${START}
      const json = {
        type: 'object',
        properties: {
          q: { type: 'string' },
        },
      };
      const inputSchema = { '~standard': { validate() {}, jsonSchema: { input: () => json } } };
      server.registerTool('a', { inputSchema }, cb);`);
    expect(line('/inputSchema/properties/q')).toBe(11);
  });

  test('converts output apart from input', async () => {
    const { output } = await read(`${START}
      const outputSchema = { '~standard': { validate() {}, jsonSchema: { input: () => 1, output: () => ({ type: 'object', properties: {} }) } } };
      server.registerTool('a', { outputSchema }, cb);`);
    expect(output).toEqual({ type: 'object', properties: {} });
  });

  test('that is not known: what the library says stands in', async () => {
    const { input, unread } = await read(`${START}
      const inputSchema = z.object({ q: z.string() });
      inputSchema['~standard'].jsonSchema = { input: () => far() };
      server.registerTool('a', { inputSchema }, cb);`);
    expect(input).toMatchObject(FIELDS);
    expect(unread.join()).toMatch(/^\/inputSchema: .*elsewhere/);
  });

  test('that throws', async () => {
    const { unread } = await read(`${START}
      const inputSchema = { '~standard': { validate() {}, jsonSchema: { input() { throw new Error('no') } } } };
      server.registerTool('a', { inputSchema }, cb);`);
    expect(unread.join()).toMatch(/a converter of its own that throws/);
  });

  test('is none of the first SDK', async () => {
    const { input } = await read(
      `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; import { z } from 'zod';
       const inputSchema = z.object({ q: z.string() });
       inputSchema['~standard'].jsonSchema = { input: () => ({ type: 'object' }) };
       new McpServer({ name: 's', version: '1' }).registerTool('a', { inputSchema }, async () => ({ content: [] }));`,
      V1,
    );
    expect(input).toMatchObject(FIELDS);
  });
});
