import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { transform } from 'esbuild';

import type { DialectName } from '../facts/dialect.ts';

type Schema = Readonly<Record<string, unknown>>;

const METASCHEMAS: Readonly<Record<DialectName, string>> = {
  'draft-07': 'http://json-schema.org/draft-07/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** Says nothing about a value, or is checked elsewhere: formats by rules of their own, uniqueness because ajv's check is quadratic. */
const DROPPED = new Set(['default', 'deprecated', 'title', 'description', '$comment', 'format', 'uniqueItems']);

/** "A schema stands here": the walk over the nodes goes into it, so the validators need not and cannot overflow. */
const SUBSCHEMA: Schema = { type: ['object', 'boolean'] };

/**
 * The text of `src/facts/metaschema.generated.js`: for each dialect a map from keyword to a function that validates the value
 * of that keyword alone, compiled by ajv from the official metaschemas. Equal shapes share a function. Import it and call
 * `dialects['2020-12'].minLength(-1)`; what was wrong is then in `.errors`.
 */
export async function metaschemaModule(): Promise<string> {
  const known = [new Ajv(), new Ajv2019(), new Ajv2020()];
  const document = (id: string): Schema =>
    known.map((each) => each.getSchema(id)?.schema).find((found) => typeof found === 'object') as Schema;
  const shapes = new Map<string, Schema>(); // by their text: the name is the order of first use
  const dialects = Object.entries(METASCHEMAS).map(([dialect, id]) => {
    const keywords = Object.entries(keywordsOf(id, document)).flatMap(([keyword, schema]) => {
      const text = JSON.stringify(schema);
      if (text === 'true') return [];
      shapes.set(text, schema as Schema);
      return [`${JSON.stringify(keyword)}:v${[...shapes.keys()].indexOf(text)}`];
    });
    return `${JSON.stringify(dialect)}:{${keywords.join(',')}}`;
  });
  const compiled = compile([...shapes.values()]);
  const { code } = await transform(`${compiled}\nexport const dialects={${dialects.join(',')}};`, {
    minify: true,
    treeShaking: true,
    format: 'esm',
    target: 'node20',
  });
  return `// generated from the metaschemas of JSON Schema by npm run gen\n${code}`;
}

/** The functions `v0`, `v1` … as ajv writes them, without exports. */
function compile(schemas: readonly Schema[]): string {
  const ajv = new Ajv({ code: { source: true, esm: true }, messages: false, strict: false });
  const names = schemas.map((schema, i) => {
    ajv.addSchema(schema, `v${i}`);
    return `v${i}`;
  });
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  if (/\brequire\(/.test(code)) throw new Error('the compiled metaschemas need a module of ajv when they run');
  return code.replace('"use strict";', '').replaceAll(/\bexport (?=const v\d+ = )/g, '');
}

/** What a metaschema says of each keyword's value, with every `$ref` written out and subschemas left to the walk. */
function keywordsOf(id: string, document: (id: string) => Schema): Record<string, unknown> {
  const root = document(id);
  const parts = [
    root,
    ...((root['allOf'] as Schema[] | undefined) ?? []).map((part) =>
      document(new URL(part['$ref'] as string, id).href),
    ),
  ];
  return Object.assign(
    {},
    ...parts.map((part) => mapValues(part['properties'] as Schema, (each) => inline(each, part, document))),
  );
}

function inline(schema: unknown, owner: Schema, document: (id: string) => Schema): unknown {
  if (Array.isArray(schema)) return schema.map((each) => inline(each, owner, document));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, $dynamicRef, $recursiveRef, ...rest } = schema as Schema;
  if ($dynamicRef !== undefined || $recursiveRef !== undefined || $ref === '#') return SUBSCHEMA;
  const kept = Object.fromEntries(
    Object.entries(rest)
      .filter(([keyword]) => !DROPPED.has(keyword))
      .map(([keyword, value]) => [keyword, inline(value, owner, document)]),
  );
  if (typeof $ref !== 'string') return kept;
  const [file = '', fragment = ''] = $ref.split('#');
  const target = file === '' ? owner : document(new URL(file, owner['$id'] as string).href);
  const found = fragment
    .split('/')
    .slice(1)
    .reduce<unknown>((value, segment) => (value as Schema)[segment], target);
  return { ...(inline(found, target, document) as Schema), ...kept };
}

const mapValues = (map: Schema, change: (value: unknown) => unknown): Schema =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
