import { defineRule, groupBy, isObject, spread, type SchemaNode } from '../../src/rule.ts';

/** JSON Schema 2020-12 validation section 7.3 and what draft-07 has beside it. */
const KNOWN = new Set(
  'date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference uuid uri-template json-pointer relative-json-pointer regex'.split(
    ' ',
  ),
);

export default defineRule(
  {
    id: 'schema-unknown-format',
    title: 'A `format` is one that JSON Schema knows.',
    category: 'schema',
    severity: 'info',
    why: 'A format of another vocabulary (`int64` of OpenAPI, `google-datetime`) checks nothing; strict validators, and Gemini and OpenAI in strict mode, warn or refuse.',
    hint: 'Say it with keywords every validator knows: `minimum` and `maximum` for a number range, `pattern` or the description for text.',
    messages: {
      unknown: '`{format}` is no format of JSON Schema.',
      repeated: '`{format}` is no format of JSON Schema; it stands in {count} places.',
    },
    references: [
      'google-gemini/gemini-cli#6948',
      'anomalyco/opencode#20747',
      'Kilo-Org/kilocode#6755',
      'https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3',
    ],
    realCase:
      'notion (@notionhq/notion-mcp-server) sends `int32` and `json`; anomalyco/opencode#20747 lists `uint64` and `google-datetime`',
    since: '0.1.0',
    options: {
      allow: { type: 'strings', default: [], describe: 'Formats that all who read the schemas know, such as `int64`.' },
    },
  },
  {
    *server(server, { facts, options }) {
      const allowed = new Set(options.allow);
      const odd = server.tools.flatMap((tool) => facts.nodes(tool)).filter((node) => formatOf(node) !== undefined);
      for (const [format, nodes] of groupBy(odd, (node) => formatOf(node)!)) {
        if (allowed.has(format)) continue;
        const place = spread(
          server,
          nodes.map((node) => node.at('format')),
        );
        yield {
          ...place,
          key: format,
          message: nodes.length > 1 ? 'repeated' : 'unknown',
          data: { format, count: nodes.length },
        };
      }
    },
  },
);

function formatOf({ data }: SchemaNode): string | undefined {
  const format = isObject(data) ? data['format'] : undefined;
  return typeof format === 'string' && !KNOWN.has(format) ? format : undefined;
}
