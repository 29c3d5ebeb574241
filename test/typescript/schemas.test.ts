import { describe, expect, it } from 'vitest';

import { bundledZod } from '../../src/inputs/typescript/schemas/index.ts';
import { publish, type Published } from '../../src/inputs/typescript/schemas/publish.ts';
import type { Io } from '../../src/inputs/typescript/schemas/schema-value.ts';
import { textOf } from '../../src/inputs/typescript/syntax.ts';
import type { Trail } from '../../src/inputs/typescript/trail.ts';
import { evaluateProgram, type Evaluated } from './evaluate.ts';

/** What publishing may ask for, loaded beforehand. */
const LOADED = `
import { z as z3 } from 'zod/v3';
import { z as z4 } from 'zod/v4';
import convert from 'zod-to-json-schema';
export const loaded = [z3.any, z4.any, convert];
`;

const program = (text: string, zod = '4.6.7'): Promise<Evaluated> =>
  evaluateProgram({
    '/p/package.json': JSON.stringify({ name: 'p', type: 'module', dependencies: { zod } }),
    '/p/main.ts': `import { z } from 'zod';\n${LOADED}\n${text}`,
  });

interface How {
  readonly zod?: string;
  readonly sdkVersion?: string;
  readonly zodOfSdk?: string;
  readonly io?: Io;
}

async function published(text: string, { zod, io = 'input', ...how }: How = {}): Promise<Published> {
  const { machine, value } = await program(text, zod);
  return publish(value, { publisher: 'sdk-v1', io, machine, ...how });
}

const field = async (text: string, how?: How): Promise<unknown> => {
  const { json } = await published(`export default { f: ${text} };`, how);
  return (json as { properties: { f: unknown } }).properties.f;
};

const flat = ({ parts, ...own }: Trail, pointer = ''): [string, Trail][] => [
  [pointer, own],
  ...[...(parts ?? [])].flatMap(([name, part]) => flat(part, `${pointer}/${name}`)),
];

const opaqueIn = (trail: Trail): string[] =>
  flat(trail).flatMap(([pointer, { opaque }]) => (opaque === undefined ? [] : [`${pointer}: ${opaque}`]));

/** The source text at a pointer, and at its key. */
function placesIn(trail: Trail): Map<string, string> {
  const places = new Map<string, string>();
  for (const [pointer, { spot, key }] of flat(trail)) {
    if (spot) places.set(pointer, textOf(spot));
    if (key) places.set(`${pointer} key`, textOf(key));
  }
  return places;
}

describe('what could not be read marks only itself', () => {
  it.each([
    ['z.string().describe(unread)', ['/description']],
    ['z.enum(unread)', ['/enum']],
    ["z.enum(['a', unread])", ['/enum']],
    ["z.enum(['a', ...unread])", ['/enum']],
    ['z.string().min(unread).max(5)', ['/minLength']],
    ['z.number().min(unread)', ['/minimum']],
    ['z.array(z.string()).max(unread)', ['/maxItems']],
    ['z.string().default(unread)', ['/default']],
    ['z.string().default(() => unread)', ['/default']],
    ['z.string().regex(unread)', ['/pattern']],
    ['z.string().min(1, unread)', []],
    ['z.string({ message: unread })', []],
    ['z.string().email(unread)', []],
    ["z.string().meta({ title: unread, description: 'd' })", ['/title']],
    ['z.object({ a: unread, b: z.string() })', ['/properties/a']],
    ['z.object({ b: z.string(), ...unread })', ['/properties', '/required']],
    ['z.object({ b: z.string() }).extend(unread)', ['/properties', '/required']],
    ['z.object({ b: z.string() }).merge(unread)', ['/properties', '/required']],
    ['z.object({ b: z.string(), ...(unread ? { c: z.string() } : {}) })', ['/properties/c']],
    ['z.array(unread)', ['/items']],
    ['z.union([z.string(), unread])', ['/anyOf/1']],
    ['z.union(unread)', ['']],
    ['z.record(z.string(), unread)', ['/additionalProperties']],
    ['z.lazy(() => unread)', ['']],
    ['z.string().optional(unread)', []],
    ['z.string().refine(unread)', ['']],
    ['z.object({ a: z.string() }).pick(unread)', ['']],
    ['unread ? z.string() : z.number()', ['']],
    ['unread.optional()', ['']],
    ["z.string().describe(unread).optional().describe('read')", ['/description']],
  ])('%s', async (text, pointers) => {
    const { trail } = await published(`export default { f: ${text} };`);
    const found = flat(trail).flatMap(([pointer, { opaque }]) => (opaque === undefined ? [] : [pointer]));
    expect(found).toEqual(pointers.map((pointer) => `/properties/f${pointer}`));
  });

  it('says why, in the words of what was unread', async () => {
    const { trail } = await published('export default { f: z.enum(unread), g: z.array(fetch) };');
    expect(opaqueIn(trail)).toContain('/properties/f/enum: `unread`, which is defined nowhere');
  });

  it('keeps what a library throws', async () => {
    const { trail } = await published('export default { f: z.object({ a: z.string() }).pick({ b: true }) };');
    expect(opaqueIn(trail)).toEqual(['/properties/f: `z.object.pick` throws: Unrecognized key: "b"']);
  });

  it('keeps a field with an unknown default optional', async () => {
    for (const zod of ['3.25.76', '4.6.7']) {
      const { json } = await published('export default { f: z.string().default(unread), g: z.string() };', { zod });
      expect(json).toMatchObject({ required: ['g'] });
    }
  });

  it('an unread schema is unread, a shape with one unread name is not', async () => {
    expect((await published('export default unread;')).trail.opaque).toBe('`unread`, which is defined nowhere');
    expect((await published('export default { [unread]: z.string(), a: z.string() };')).json).toMatchObject({
      properties: { a: { type: 'string' } },
    });
  });
});

describe('places', () => {
  it('puts every part where it was written', async () => {
    const { trail } = await published(`
      const Limit = z.number().int().min(1).max(99).describe('how many');
      const Base = z.object({ id: z.string().uuid(), kind: z.enum(['a', 'b']) });
      export default Base.extend({
        limit: Limit.optional(),
        tags: z.array(z.string().describe('one tag')).default(['x']),
        either: z.union([z.object({ p: z.string() }), z.object({ q: z.number() })]),
        all: z.record(z.string(), z.boolean()),
      }).partial({ id: true }).describe('the ' + 'root');`);
    const places = placesIn(trail);
    expect(Object.fromEntries(places)).toMatchObject({
      '/description': "'the ' + 'root'",
      '/properties/id': 'z.string().uuid()',
      '/properties/id key': 'id',
      '/properties/kind/enum/1': "'b'",
      '/properties/limit': 'Limit.optional()',
      '/properties/limit key': 'limit',
      '/properties/limit/type': 'int',
      '/properties/limit/minimum': '1',
      '/properties/limit/maximum': '99',
      '/properties/limit/description': "'how many'",
      '/properties/tags/items/description': "'one tag'",
      '/properties/tags/default': "['x']",
      '/properties/either/anyOf/1/properties/q/type': 'z.number',
      '/properties/all/additionalProperties/type': 'z.boolean',
      '/required/0': 'kind',
    });
  });

  it.each(['3.25.76', '4.6.7'])('a shared fragment stays where it is defined, zod %s', async (zod) => {
    const { trail } = await published(
      `const Id = z.string().describe('the id');
       export default z.object({ a: Id, b: z.object({ ...z.object({ c: Id }).shape }) });`,
      { zod },
    );
    const places = placesIn(trail);
    for (const pointer of ['/properties/a', '/properties/b/properties/c']) {
      expect(places.get(pointer)).toBe("z.string().describe('the id')");
      if (zod.startsWith('4')) expect(places.get(`${pointer}/description`)).toBe("'the id'");
    }
    expect(places.get('/properties/b/properties/c key')).toBe('c');
  });

  it('follows a recursive schema into its definition', async () => {
    const { trail } = await published(`
      const Node = z.object({ name: z.string().describe('its name'), get children() { return z.array(Node); } });
      export default { tree: Node };`);
    expect(placesIn(trail).get('/definitions/__schema0/properties/name/description')).toBe("'its name'");
  });
});

describe('JSON Schema the program makes itself', () => {
  const places = async (
    text: string,
  ): Promise<{ json: unknown; places: Map<string, string>; opaque: readonly string[] }> => {
    const { machine, value, opaque } = await program(text);
    const { json, trail } = publish(value, { publisher: 'raw', io: 'input', machine });
    return { json, places: placesIn(trail), opaque };
  };

  it.each([
    ['z.toJSONSchema', "z.toJSONSchema(z.object({ a: z.string().describe('d') }), { io: 'input', target: 'draft-7' })"],
    ['a method', "z.object({ a: z.string().describe('d') }).toJSONSchema({ io: 'input', target: 'draft-7' })"],
    ['zod-to-json-schema', "convert(z3.object({ a: z3.string().describe('d') }).passthrough())"],
    [
      'the standard interface',
      "z.object({ a: z.string().describe('d') })['~standard'].jsonSchema.input({ target: 'draft-07' })",
    ],
  ])('%s', async (_name, text) => {
    const made = await places(`export default ${text};`);
    expect(made.json).toMatchObject({ type: 'object', properties: { a: { type: 'string', description: 'd' } } });
    expect(made.places.get('/properties/a/description')).toBe("'d'");
    expect(made.places.get('/properties/a key')).toBe('a');
    expect(made.opaque).toEqual([]);
  });

  it('with an override of the program', async () => {
    const made = await places(`
      const override = ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'date') { jsonSchema.type = 'string'; jsonSchema.format = 'date-time'; }
      };
      export default z.toJSONSchema(z.object({ at: z.date() }), { unrepresentable: 'any', override });`);
    expect(made.json).toMatchObject({ properties: { at: { type: 'string', format: 'date-time' } } });
  });

  it('unread parts stay unread', async () => {
    const made = await places(
      'export default { ...z.toJSONSchema(z.object({ a: z.string().describe(unread) })), title: "T" };',
    );
    expect(made.opaque).toEqual(['/properties/a/description: `unread`, which is defined nowhere']);
  });

  it('of TypeBox, both packages', async () => {
    for (const from of ["{ Type } from '@sinclair/typebox'", "{ Type } from 'typebox'"]) {
      const made = await places(`import ${from};
        export default Type.Object({ a: Type.Optional(Type.String({ description: 'd' })), b: Type.Array(Type.Number()) }, { title: unread });`);
      expect(made.json).toEqual({
        type: 'object',
        required: ['b'],
        properties: { a: { type: 'string', description: 'd' }, b: { type: 'array', items: { type: 'number' } } },
      });
      expect(made.places.get('/properties/a/description')).toBe("'d'");
      expect(made.opaque).toEqual(['/title: `unread`, which is defined nowhere']);
    }
  });

  it('of Valibot and ArkType', async () => {
    const valibot = await places(`import * as v from 'valibot'; import { toJsonSchema } from '@valibot/to-json-schema';
      export default toJsonSchema(v.object({ a: v.optional(v.pipe(v.string(), v.minLength(2), v.description('d'))) }));`);
    expect(valibot.json).toMatchObject({
      properties: { a: { type: 'string', minLength: 2, description: 'd' } },
      required: [],
    });
    expect(valibot.places.get('/properties/a/description')).toBe("'d'");
    const arktype = await places(`import { type } from 'arktype';
      export default type({ name: 'string', 'age?': 'number > 5', tags: type('string[]').describe('d') }).toJsonSchema();`);
    expect(arktype.json).toMatchObject({ properties: { age: { exclusiveMinimum: 5 } }, required: ['name', 'tags'] });
    expect(arktype.places.get('/properties/age')).toBe("'number > 5'");
    expect(arktype.places.get('/properties/tags/description')).toBe("'d'");
  });
});

describe('schemas as values of the program', () => {
  it.each([
    ["z.enum(['a', 'b']).options.join()", 'a,b'],
    ["z.enum(['a', 'b']).enum.b", 'b'],
    ['Object.keys(z.object({ a: z.string(), b: z.number() }).shape).join()', 'a,b'],
    ["z.object({ a: z.string().describe('d') }).shape.a.description", 'd'],
    ['z.string().optional() instanceof z.ZodOptional', true],
    ['z.string() instanceof z.ZodObject', false],
    ['z3.object({})._def.typeName', 'ZodObject'],
    ['z.object({ port: z.coerce.number().default(3000) }).parse({}).port', 3000],
    ['z.object({ a: z.string() }).safeParse({ a: 1 }).success', false],
    ['z.string().foo === undefined', true],
    ["'shape' in z.object({})", true],
  ])('%s', async (text, expected) => {
    const { json, opaque } = await program(`export default ${text};`);
    expect({ json, opaque }).toEqual({ json: expected, opaque: [] });
  });

  it.each([
    ['z.string().refine((v) => v).parse("a")', 'what `z.string.parse` gives'],
    [
      'z.string().regex(/^(a+)+$/).parse("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")',
      'what `z.string.parse` gives',
    ],
    ['z.enum(unread).options', '`unread`, which is defined nowhere'],
    ['z.object({ a: unread }).shape.a', '`unread`, which is defined nowhere'],
  ])('%s is not known', async (text, reason) => {
    expect((await program(`export default ${text};`)).opaque).toEqual([`: ${reason}`]);
  });

  const SETTINGS = `const schema = z.object({
    PORT: z.coerce.number().default(80), KEY: z.string(), HOST: z.string().optional(), ON: z.string().transform(Boolean),
  }).refine(() => true);`;
  it.each([
    ['schema.parse(process.env).PORT', 80, '`process.env.PORT` is not set'],
    ['schema.parse({ PORT: process.env.MY_PORT, KEY: "k" }).PORT', 80, '`process.env.MY_PORT` is not set'],
    ['schema.safeParse(process.env).data.HOST', undefined, '`process.env.HOST` is not set'],
    ['schema.safeParse(process.env).success', true, '`process.env.KEY` is set'],
    ['schema.safeParse(process.env).error', undefined, undefined],
    ["(await schema.parseAsync(process.env)).PORT.toFixed(1) + '%'", '80.0%', '`process.env.PORT` is not set'],
    [
      'z3.object({ N: z3.number().default(3) }).refine(() => true).parse(process.env).N',
      3,
      '`process.env.N` is not set',
    ],
    ['z.string().default("x").parse(process.env.X)', 'x', '`process.env.X` is not set'],
  ])('%s, where the environment sets nothing', async (text, value, assumed) => {
    const found = await program(`${SETTINGS} export default ${text};`);
    expect(found.value).toMatchObject({ value, assumed });
  });
  it.each([
    ['schema.parse(process.env).KEY', '`process.env.KEY`, which must be set'],
    ['schema.parse({ KEY: process.env.MY_KEY }).KEY', '`process.env.MY_KEY`, which must be set'],
    ['schema.parse(process.env).ON', 'what `z.object.parse` makes of `ON`'],
    ["schema.parse({ PORT: 'x' }).PORT", 'what `z.object.parse` gives'],
    ['z.array(z.string()).parse(process.env)', 'what `z.array.parse` gives'],
  ])('%s is not known where the environment sets nothing', async (text, reason) => {
    expect((await program(`${SETTINGS} export default ${text};`)).opaque).toEqual([`: ${reason}`]);
  });

  it('works through CommonJS', async () => {
    const { machine, value } = await evaluateProgram(
      {
        '/p/package.json': '{"name":"p","dependencies":{"zod":"3.25.0"}}',
        '/p/main.ts': `import * as a from 'zod-to-json-schema'; import * as b from './shape.cjs'; export const x = a.default; export default b.default;`,
        '/p/shape.cjs': `"use strict";
          var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; };
          const zod_1 = require("zod"); const zod_2 = __importDefault(require("zod"));
          module.exports = { a: zod_1.z.string(), b: zod_2.default.number() };`,
      },
      '/p/main.ts',
    );
    expect(publish(value, { publisher: 'sdk-v1', io: 'input', machine }).json).toMatchObject({
      properties: { a: { type: 'string' }, b: { type: 'number' } },
    });
  });
});

describe('hostile programs', () => {
  it.each([
    "z.string().constructor.constructor('return process')()",
    "z.string.constructor('return process')()",
    "z.object.call.constructor('return process')()",
    'z.core.Doc',
    'z.string()._zod.constr.prototype',
    "z.config({ customError: () => 'x' })",
    "z.string()['__proto__']",
    'new z.ZodObject({})',
  ])('%s leads nowhere', async (text) => {
    const { opaque, json } = await program(`export default ${text};`);
    expect(json === undefined || opaque.length > 0).toBe(true);
  });

  it('a regular expression made to hang is never tried', async () => {
    const text = `z.string().regex(/^(a+)+$/).default('${'a'.repeat(60)}!')`;
    for (const zod of ['3.25.76', '4.6.7']) expect(await field(text, { zod })).toMatchObject({ pattern: '^(a+)+$' });
    const { opaque } = await program(
      `import { type } from 'arktype'; export default type("/^(a+)+$/").default('${'a'.repeat(60)}!').toJsonSchema();`,
    );
    expect(opaque).toEqual([': a regular expression in an ArkType definition']);
  });

  it('a schema that doubles at every level is too large, not endless', async () => {
    const text = `let s = z.object({ a: z.string() });
      for (let i = 0; i < 40; i++) s = z.object({ a: s, b: s });
      export default s;`;
    expect((await published(text)).trail.opaque).toBe('a schema that is too large');
  });

  it('names that are special to JavaScript are names', async () => {
    expect(await field('z.object({ ["__proto__"]: z.string(), constructor: z.number() })')).toMatchObject({
      properties: { constructor: { type: 'number' } },
    });
  });

  it('a value that holds itself ends', async () => {
    const { json } = await published('const d: any = {}; d.self = d; export default { f: z.any().default(d) };');
    expect(json).toMatchObject({ properties: { f: {} } });
  });
});

describe('releases', () => {
  it.each([
    ['z.string().nullable()', '4.4.3', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['z.string().nullable()', '4.5.0', { type: ['string', 'null'] }],
    ['z.tuple([z.string()])', '4.3.6', { type: 'array', items: [{ type: 'string' }] }],
    ['z.string().startsWith("a")', '4.5.4', { type: 'string', pattern: '^a.*' }],
    ['z.string().e164()', '4.2.1', { type: 'string', format: 'e164', pattern: '^\\+(?:[0-9]){6,14}[0-9]$' }],
    ['z.iso.time()', '4.1.0', expect.objectContaining({ format: 'time' })],
    ["z.string().describe('d').min(1)", '4.2.1', { type: 'string', minLength: 1 }],
    ["z.string().min(1).describe('d')", '4.2.1', { type: 'string', minLength: 1, description: 'd' }],
    [
      'z.object({ a: z.string() }).and(z.object({ b: z.string() }))',
      '4.3.6',
      expect.objectContaining({ allOf: expect.anything() }),
    ],
    ["z.record(z.enum(['a']), z.string())", '4.2.1', expect.not.objectContaining({ required: ['a'] })],
  ])('%s of zod %s', async (text, zod, expected) => {
    expect(await field(text, { zod })).toEqual(expected);
  });

  it.each([
    ['4.4.3', ['c']],
    ['4.6.7', ['a', 'b', 'c']],
  ])('which fields zod %s requires', async (zod, required) => {
    const text = 'export default { a: z.string().catch("x"), b: z.preprocess((v) => v, z.number()), c: z.string() };';
    expect((await published(text, { zod })).json).toMatchObject({ required });
  });

  it.each([
    ['1.13.2', undefined, { type: 'object' }],
    ['1.13.3', undefined, { type: 'object', properties: {} }],
    ['1.22.0', '{}', expect.objectContaining({ additionalProperties: false })],
    ['1.23.0', '{}', { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', properties: {} }],
  ])('a tool without parameters in the SDK %s', async (sdkVersion, text, expected) => {
    expect((await published(`export default ${text ?? 'undefined'};`, { sdkVersion })).json).toEqual(expected);
  });

  it('no outputSchema before 1.11.4', async () => {
    const how: How = { sdkVersion: '1.10.2', io: 'output' };
    expect((await published('export default { a: z.string() };', how)).json).toBeUndefined();
  });

  it('plain JSON Schema is refused since 1.28.0, and vanished before', async () => {
    const text = 'export default { type: "object", properties: { a: { type: "string" } } };';
    expect((await published(text, { sdkVersion: '1.28.0' })).problem).toMatch(
      /^the registration throws: inputSchema must be/,
    );
    expect(await published(text, { sdkVersion: '1.27.1' })).toMatchObject({ json: { type: 'object', properties: {} } });
  });

  it('descriptions are lost where the SDK has another, older copy of zod', async () => {
    const text = "export default { f: z.string().describe('d') };";
    expect((await published(text, { zod: '4.0.17', zodOfSdk: '4.6.7' })).json).toMatchObject({
      properties: { f: { type: 'string' } },
    });
    expect(await field("z.string().describe('d')", { zod: '4.0.17', zodOfSdk: '4.6.7' })).toEqual({ type: 'string' });
    expect(await field("z.string().describe('d')", { zod: '4.1.13', zodOfSdk: '4.6.7' })).toEqual({
      type: 'string',
      description: 'd',
    });
  });

  it('one field without JSON Schema fails the list, and the rest is read all the same', async () => {
    const { json, problem } = await published('export default { at: z.date(), a: z.string() };');
    expect(problem).toBe('the server cannot list its tools: Date cannot be represented in JSON Schema');
    expect(json).toMatchObject({ properties: { at: {}, a: { type: 'string' } } });
  });
});

describe('a bundle', () => {
  it.each([
    ['const version = {\n    major: 4,\n    minor: 4,\n    patch: 3,\n};', { anyOf: expect.anything() }],
    [undefined, { type: ['string', 'null'] }],
  ])('carries its own zod', async (text, expected) => {
    const { machine, value } = await program('export default { f: z.string().nullable() };', '4.2.0');
    bundledZod(machine, value.kind === 'object' ? value.spot! : undefined!, text);
    const { json } = publish(value, { publisher: 'sdk-v1', io: 'input', machine });
    expect(json).toMatchObject({ properties: { f: expected } });
  });
});
