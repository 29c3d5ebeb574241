import { defineRule, groupBy, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-ref-recursive',
    title: 'A schema does not contain itself.',
    category: 'schema',
    severity: 'info',
    why: 'JSON Schema allows it, but clients that write references out, and providers that compile a schema into a grammar, stop at it: they cut the parameter, drop the tool or refuse the request.',
    hint: 'Limit the depth by writing two or three levels out, or take the nested part as a string of JSON and say so in its description.',
    messages: {
      recursive: '`{path}` refers back to `{ref}`, which contains it.',
      endless: {
        text: '`{path}` refers to `{ref}`, which leads back to it with nothing between: no validator can finish.',
        severity: 'error',
        hint: 'Give one of the schemas in this ring something to say besides its `$ref`, and drop the reference that closes the ring.',
      },
    },
    references: [
      'google-labs-code/stitch-sdk#367',
      'https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1',
    ],
    realCase:
      'google-labs-code/stitch-sdk#367: a definition that refers to itself stops clients that resolve references',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const recursive = facts
        .references(tool)
        .flatMap(([node, reference]) =>
          reference.kind === 'resolved' && reference.recursive ? [{ node, ...reference }] : [],
        );
      for (const [, [first, ...others]] of groupBy(
        recursive,
        ({ pointer, endless }) => `${endless ? 'endless' : ''} ${pointer}`,
      )) {
        const { node, keyword, ref, endless } = first!;
        yield {
          at: node.at(keyword),
          message: endless ? 'endless' : 'recursive',
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
