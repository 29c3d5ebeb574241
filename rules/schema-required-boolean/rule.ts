import { defineRule, groupBy, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-required-boolean',
    title: '`required` is a list of names on the object, not a flag on a property.',
    category: 'schema',
    severity: 'error',
    why: 'A flag was draft-03 and is invalid in every dialect since. The Anthropic API refuses each request that carries the tool, SDK 1.x clients lose the whole list over it in an output schema, and where it is tolerated the parameter is not required at all.',
    hint: 'Remove it, and for `true` name the property on the object around it: `"required": ["{name}"]`.',
    advice: 'Remove it, and for `true` name the property on the object around it: `"required": ["query"]`.',
    messages: {
      flag: '`{path}` has `"required": {value}`, which belongs on the object around it as a list of names.',
      root: {
        text: '`{path}` has `"required": {value}` in place of a list of names.',
        hint: 'Write the names of the required properties as a list, or leave `required` out.',
      },
    },
    references: [
      'MarkusPfundstein/mcp-gsuite#60',
      'Dolibarr/dolibarr#38290',
      'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5.3',
    ],
    realCase: 'MarkusPfundstein/mcp-gsuite#60: `required: false` inside properties fails every request to Claude',
    since: '0.1.0',
    entails: ['schema-invalid'],
  },
  {
    *tool(tool, { facts }) {
      const flagged = facts
        .nodes(tool)
        .filter(({ data }) => typeof data === 'object' && typeof data['required'] === 'boolean');
      // Whoever writes one flag writes many: one finding for each tool, schema and value.
      for (const [, [first, ...others]] of groupBy(
        flagged,
        ({ role, data }) => `${role} ${String(typeof data === 'object' && data['required'])}`,
      )) {
        const node = first!;
        yield {
          at: node.at('required'),
          message: node.property ? 'flag' : 'root',
          data: {
            path: pathOf(node),
            name: node.property?.name ?? '',
            value: String(typeof node.data === 'object' && node.data['required']),
          },
          parts: [node.at('required'), ...others.map((other) => other.at('required'))],
          related: others
            .slice(0, 20)
            .map((other) => ({ at: other.at('required'), note: `the same in ${pathOf(other)}` })),
        };
      }
    },
  },
);
