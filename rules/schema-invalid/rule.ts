import { defineRule, groupBy, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-invalid',
    title: 'A schema is valid JSON Schema.',
    category: 'schema',
    severity: 'error',
    why: 'The specification says schemas MUST be valid in the dialect they declare, or else in 2020-12. The Anthropic API refuses every request with an invalid one, VS Code refuses the tool, and SDK 1.x clients lose the whole list over an output schema they cannot compile.',
    hint: 'Correct `{keyword}`; `npx ajv-cli compile --spec=draft2020 -s schema.json` checks a schema alone.',
    advice: 'Correct the keyword; `npx ajv-cli compile --spec=draft2020 -s schema.json` checks a schema alone.',
    messages: {
      invalid: '`{path}`: `{keyword}` {problem}.',
      default: {
        text: '`{path}`: `{keyword}` {problem}: right in draft-07, wrong in 2020-12, which counts where no `$schema` is declared.',
        revisions: { since: '2025-11-25' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic#json-schema-usage',
      'crowecawcaw/click-mcp#20',
      'MarkusPfundstein/mcp-gsuite#60',
      'anthropics/claude-code#586',
    ],
    realCase: 'crowecawcaw/click-mcp#20: `description: null` on parameters',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      for (const role of ['input', 'output'] as const) {
        // One mistake of a generator stands in many places: it is said once for each tool.
        for (const [, [first, ...others]] of groupBy(
          facts.metaschema(tool, role),
          ({ keyword, message, value, dialects }) => `${keyword} ${message} ${value} ${dialects.length}`,
        )) {
          const { at, node, keyword, message, value, dialects } = first!;
          const declared = facts.dialect(tool, role).name !== 'default';
          if (!declared && !dialects.includes('2020-12')) continue; // wrong in a draft nobody named
          yield {
            at,
            message: declared || dialects.length > 1 ? 'invalid' : 'default',
            data: { path: pathOf(node), keyword, problem: { say: message, data: { value } } },
            because: [at, tool.at(`${role}Schema`, '$schema')],
            parts: [at, ...others.map((other) => other.at)],
            related: others.slice(0, 20).map((other) => ({ at: other.at, note: `the same in ${pathOf(other.node)}` })),
          };
        }
      }
    },
  },
);
