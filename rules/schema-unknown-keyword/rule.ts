import { defineRule, groupBy, isObject, nullableProblem, pathOf, spread, type SchemaNode } from '../../src/rule.ts';
import { IGNORED, KNOWN, OPENAPI, meantKeyword } from './keywords.ts';

export default defineRule(
  {
    id: 'schema-unknown-keyword',
    title: 'Schemas use keywords that JSON Schema knows.',
    category: 'schema',
    severity: 'info',
    why: 'Validators, models and providers ignore a keyword they do not know: whatever it was to say or forbid is lost. Gemini refuses the request, and validators in strict mode refuse the schema.',
    hint: 'Say it with a keyword of JSON Schema 2020-12 or in the `description`; for something of your own use a name that begins with `x-`.',
    messages: {
      unknown: 'No dialect of JSON Schema knows the keyword `{keyword}` of `{path}`{more}.',
      openapi: {
        text: '`{keyword}` is an OpenAPI keyword that JSON Schema does not know; it is in `{path}`{more}.',
        hint: 'Write {instead}.',
      },
      misspelt: {
        text: '`{keyword}` in `{path}` is no keyword; `{meant}` is.',
        severity: 'warning',
        hint: 'Write `{meant}`.',
      },
      loose: {
        text: '`{keyword}` in `{path}` looks like a property that stands outside `properties`: it is no parameter.',
        severity: 'warning',
        hint: 'Move it into `"properties": { "{keyword}": { … } }`.',
      },
      wrapped: {
        text: '`{path}` holds its schema under `schema`, where nobody looks: to clients it has no type and no description.',
        severity: 'warning',
        hint: 'Move what stands under `schema` one level up.',
      },
    },
    references: [
      'crowecawcaw/click-mcp#20',
      'google-gemini/gemini-cli#6948',
      'Kilo-Org/kilocode#6755',
      'https://json-schema.org/draft/2020-12/json-schema-core#section-6.5',
    ],
    realCase: 'crowecawcaw/click-mcp#20: every parameter wrapped in `schema`; Kilo-Org/kilocode#6755: `startsWith`',
    since: '0.1.0',
    options: {
      allow: { type: 'strings', default: [], describe: 'Keywords of your own, such as `errorMessage` of ajv-errors.' },
    },
  },
  {
    *server(server, { facts, options }) {
      const allowed = new Set(options.allow);
      const all = server.tools
        .flatMap((tool) => facts.nodes(tool).flatMap((node) => strange(node)))
        .filter(({ keyword }) => !allowed.has(keyword));
      for (const [keyword, same] of groupBy(all, (each) => each.keyword)) {
        for (const [message, places] of groupBy(same, ({ node }) => messageFor(keyword, node))) {
          const { node } = places[0]!;
          const place = spread(
            server,
            places.map((each) => each.node.at(keyword)),
          );
          const others = places.length - 1;
          const more = others === 0 ? '' : others === 1 ? ' and 1 other place' : ` and ${others} other places`;
          const data = {
            keyword,
            more,
            path: pathOf(node),
            meant: meantKeyword(keyword) ?? '',
            instead: OPENAPI.get(keyword) ?? '',
          };
          yield { ...place, part: 'key', message, key: keyword, data };
        }
      }
    },
  },
);

type MessageId = 'unknown' | 'openapi' | 'misspelt' | 'loose' | 'wrapped';
const TYPES: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

function strange(node: SchemaNode): { node: SchemaNode; keyword: string }[] {
  const { data, role } = node;
  if (!isObject(data)) return [];
  const isCharged = role === 'output' && nullableProblem(data) !== undefined; // output-schema-nullable
  return Object.keys(data).flatMap((keyword) =>
    KNOWN.has(keyword) || IGNORED.test(keyword) || (isCharged && keyword === 'nullable') ? [] : [{ node, keyword }],
  );
}

function messageFor(keyword: string, { data }: SchemaNode): MessageId {
  const schema = data as Readonly<Record<string, unknown>>;
  const value = schema[keyword];
  if (isObject(value) && TYPES.has(value['type'])) {
    if (keyword === 'schema' && schema['type'] === undefined) return 'wrapped';
    if (schema['type'] === 'object' || schema['properties'] !== undefined) return 'loose';
  }
  if (OPENAPI.has(keyword)) return 'openapi';
  const meant = meantKeyword(keyword);
  return meant !== undefined && schema[meant] === undefined ? 'misspelt' : 'unknown';
}
