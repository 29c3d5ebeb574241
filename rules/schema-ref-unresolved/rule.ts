import { defineRule, groupBy, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-ref-unresolved',
    title: 'Each `$ref` leads to something in the same schema.',
    category: 'schema',
    severity: 'error',
    why: "A tool's schema travels alone. SDK 1.x clients compile output schemas while they list and lose the whole list over one such reference (seen in Claude Code, opencode, Kiro and Cursor); over an input schema validators throw at the call, and providers refuse the request.",
    hint: 'Put the definition into this schema, under `"$defs"`, or write the schema out in place of the `$ref`.',
    messages: { dangling: '`{path}` refers to `{ref}`, and nothing of that name stands in this schema.' },
    references: [
      'google-labs-code/stitch-sdk#367',
      'anthropics/claude-code#76040',
      'anomalyco/opencode#26529',
      'https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3',
    ],
    realCase:
      'google-labs-code/stitch-sdk#367: `#/$defs/ScreenInstance` without `$defs` in one output schema hides all 15 tools',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const dangling = facts
        .references(tool)
        .flatMap(([node, reference]) => (reference.kind === 'unresolved' ? [{ node, ...reference }] : []));
      for (const [, [first, ...others]] of groupBy(dangling, ({ node, ref }) => `${node.role} ${ref}`)) {
        const { node, keyword, ref, sought } = first!;
        const at = node.at(keyword);
        yield {
          at,
          message: 'dangling',
          data: { path: pathOf(node), ref },
          because: [at, sought],
          parts: [at, ...others.map((other) => other.node.at(other.keyword))],
          related: others
            .slice(0, 20)
            .map((other) => ({ at: other.node.at(other.keyword), note: `the same in ${pathOf(other.node)}` })),
        };
      }
    },
  },
);
