import { describe, expect, test } from 'vitest';

import { dereferenced } from '../../src/inputs/typescript/builtins/json-references.ts';
import { Opaque } from '../../src/inputs/typescript/values.ts';
import { evaluateProgram } from './evaluate.ts';

const API = `openapi: 3.0.1
info: { title: Pets }
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: { $ref: '#/components/requestBodies/Pet' }
components:
  requestBodies:
    Pet:
      content:
        application/json: { schema: { $ref: '#/components/schemas/Pet', description: 'A pet.' } }
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string }
        parent: { $ref: '#/components/schemas/Pet' }
        other: { $ref: './other.yaml#/Pet' }
`;

const FILES = {
  '/p/api/pets.yaml': API,
  '/p/api/pets.json': '{"openapi":"3.0.1","paths":{}}',
  '/p/api/broken.yaml': 'a: [1',
  '/p/tools/b.yaml': 'name: b\n',
  '/p/tools/a.yml': 'name: a\n',
};

const IMPORTS = `
import fs from 'fs';
import { parse, parseDocument } from 'yaml';
import * as YAML from 'yaml';
import jsYaml, { load } from 'js-yaml';
import SwaggerParser from '@apidevtools/swagger-parser';
import $RefParser from '@apidevtools/json-schema-ref-parser';
`;

const evaluate = (expression: string, files: Readonly<Record<string, string>> = {}) =>
  evaluateProgram({ ...FILES, ...files, '/p/main.ts': `${IMPORTS}export default ${expression}` });

const KNOWN: readonly (readonly [string, unknown])[] = [
  [`parse('a: 1\\nb: [x, ~, true, 0x10]')`, { a: 1, b: ['x', null, true, 16] }],
  [`[YAML.parse(''), load('') === undefined, YAML.default.parse('x')]`, [null, true, 'x']],
  [`jsYaml.load('a: &x {b: 1}\\nc: {<<: *x, d: 2}')`, { a: { b: 1 }, c: { b: 1, d: 2 } }],
  [`parse('a: &x {b: 1}\\nc: {<<: *x}')`, { a: { b: 1 }, c: { '<<': { b: 1 } } }],
  [`parse('a: &x {b: 1}\\nc: {<<: *x}', { merge: true }).c`, { b: 1 }],
  [`parse('a: 2020-01-01')`, { a: '2020-01-01' }],
  [`load('a: 2020-01-01', { schema: jsYaml.JSON_SCHEMA })`, { a: '2020-01-01' }],
  [`jsYaml.loadAll('a: 1\\n---\\nb: 2')`, [{ a: 1 }, { b: 2 }]],
  [`parseDocument('a: 1').toJS()`, { a: 1 }],
  [`(() => { try { return load('a: [') } catch { return 'no YAML' } })()`, 'no YAML'],
  [`fs.readdirSync('tools').map((f) => parse(fs.readFileSync('tools/' + f, 'utf8')).name)`, ['a', 'b']],
  [
    `(await SwaggerParser.bundle('api/pets.yaml')).paths['/pets'].post.requestBody`,
    { $ref: '#/components/requestBodies/Pet' },
  ],
  [
    `(await new SwaggerParser().dereference('api/pets.yaml')).paths['/pets'].post.requestBody.content['application/json'].schema.properties.name`,
    { type: 'string' },
  ],
  [
    `(await SwaggerParser.validate('api/pets.yaml')).paths['/pets'].post.requestBody.content['application/json'].schema.description`,
    'A pet.',
  ],
  [`(await SwaggerParser.parse('api/pets.json')).openapi`, '3.0.1'],
  [`(await $RefParser.dereference({ a: { $ref: '#/b' }, b: { c: 1 } })).a`, { c: 1 }],
];

describe('documents of the program', () => {
  test.each(KNOWN)('%s', async (expression, expected) => {
    const { json, opaque } = await evaluate(expression);
    expect(json).toEqual(expected);
    expect(opaque).toEqual([]);
  });

  test.each([
    [`load('a: 2020-01-01')`, '/a: a value that JSON does not have'],
    [`parse(process.argv[9])`, undefined],
    [`parse('a: 1', { customTags: [] })`, ': YAML read in a way of the program itself'],
    [`await SwaggerParser.bundle('api/none.yaml')`, ': `none.yaml`, which is not there'],
    [`await SwaggerParser.bundle('api/broken.yaml')`, ': `broken.yaml`, which is no YAML'],
    [`await SwaggerParser.bundle('/etc/hosts')`, ': a file outside the project'],
    [
      `(await SwaggerParser.dereference('api/pets.yaml')).components.schemas.Pet.properties.other`,
      ': what a `$ref` names in another document',
    ],
  ])('%s is not known', async (expression, reason) => {
    const { opaque } = await evaluate(expression);
    if (reason === undefined) expect(opaque).not.toEqual([]);
    else expect(opaque).toEqual([reason]);
  });

  test('a file of the program that starts is read for a package it uses', async () => {
    const { json } = await evaluateProgram(
      {
        '/p/package.json': '{"name":"p","type":"module"}',
        '/p/main.js': `import { readAll } from './node_modules/dep/index.js'; export default readAll(import.meta.dirname + '/tools')`,
        '/p/tools/a.json': '{"name":"a"}',
        '/p/node_modules/dep/package.json': '{"name":"dep","type":"module"}',
        '/p/node_modules/dep/index.js': `import fs from 'fs'; export const readAll = (dir) => fs.readdirSync(dir).map((f) => JSON.parse(fs.readFileSync(dir + '/' + f, 'utf8')))`,
      },
      '/p/main.js',
    );
    expect(json).toEqual([{ name: 'a' }]);
  });
});

describe('hostile documents', () => {
  const BIG = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i]));
  const MANY: readonly (readonly [string, string])[] = [
    [
      'aliases of aliases',
      `parse(['a: &a [x]', ...Array.from({ length: 40 }, (_, i) => 'k' + i + ': &' + 'b'.repeat(i + 1) + ' [*' + (i ? 'b'.repeat(i) : 'a') + ', *' + (i ? 'b'.repeat(i) : 'a') + ']')].join('\\n'))`,
    ],
    ['nesting', `parse('['.repeat(500000))`],
    ['nesting of maps', `parse('{a: '.repeat(200000))`],
    ['keys', `parse('k: &k {' + Array.from({ length: 5000 }, (_, i) => 'k' + i + ': 1').join() + '}')`],
  ];
  test.each(MANY)('%s', async (_, expression) => {
    const start = performance.now();
    await evaluate(`[${expression}].length`);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('a `$ref` that leads round in a circle, and `__proto__`', () => {
    const document = JSON.parse(
      '{"a":{"$ref":"#/b"},"b":{"$ref":"#/a"},"__proto__":{"$ref":"#/c"},"c":{"polluted":1}}',
    );
    const result = dereferenced(document) as Record<string, unknown>;
    expect(result['a']).toBeInstanceOf(Opaque);
    expect(Object.getOwnPropertyDescriptor(result, '__proto__')?.value).toEqual({ polluted: 1 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('what is written out beside a `$ref` again and again', () => {
    const document: Record<string, unknown> = { big: BIG };
    for (let i = 0; i < 20_000; i++) document[`r${i}`] = { $ref: '#/big', x: 1 };
    const start = performance.now();
    dereferenced(document);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
