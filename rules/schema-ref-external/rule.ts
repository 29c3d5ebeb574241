import { defineRule, groupBy, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-ref-external',
    title: 'A schema does not refer to other documents.',
    category: 'schema',
    severity: 'warning',
    why: 'Implementations MUST NOT fetch such a `$ref` on their own and SHOULD reject a schema that needs it (revision 2026-07-28), and no client in use fetches it. The parameter arrives at the model without a type; an SDK 1.x client loses the whole list over one in an output schema.',
    hint: 'Copy the schema it names into this one, under `"$defs"`, and refer to it as `"#/$defs/…"`.',
    messages: {
      input: '`{path}` refers to `{ref}`, another document, which clients do not fetch.',
      output: {
        text: '`{path}` refers to `{ref}`, another document, which clients do not fetch: SDK 1.x clients refuse the whole list.',
        severity: 'error',
      },
      metaschema: {
        text: '`{path}` refers to the metaschema `{ref}`, which a client may or may not know.',
        severity: 'info',
        hint: 'Write `{ "type": "object" }` and say in the description that a JSON Schema is expected.',
      },
    },
    references: ['https://modelcontextprotocol.io/specification/2026-07-28/basic#json-schema-usage'],
    realCase: 'the validator of @modelcontextprotocol/sdk 1.32.2: `listTools` rejects with "can\'t resolve reference"',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const external = facts
        .references(tool)
        .flatMap(([node, reference]) => (reference.kind === 'external' ? [{ node, ...reference }] : []));
      for (const [, [first, ...others]] of groupBy(external, ({ node, ref }) => `${node.role} ${ref}`)) {
        const { node, keyword, ref, metaschema } = first!;
        yield {
          at: node.at(keyword),
          message: metaschema ? 'metaschema' : node.role,
          data: { path: pathOf(node), ref },
          parts: [node.at(keyword), ...others.map((other) => other.node.at(other.keyword))],
          related: others
            .slice(0, 20)
            .map((other) => ({ at: other.node.at(other.keyword), note: `the same in ${pathOf(other.node)}` })),
        };
      }
    },
  },
);
