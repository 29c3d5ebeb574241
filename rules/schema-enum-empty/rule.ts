import { defineRule, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-enum-empty',
    title: 'An `enum` lists at least one value.',
    category: 'schema',
    severity: 'error',
    why: 'An empty `enum` allows no value, so the parameter can never be filled. Kimi refuses every request that carries the tool, VS Code refuses the tool, and SDK 1.x clients lose the whole list over one in an output schema.',
    hint: 'List the values, or leave `enum` out while there are none: an `enum` filled from a service at start-up is empty when the service is not reached.',
    messages: { empty: '`{path}` has an empty `enum`, which no value satisfies.' },
    references: ['hugohe3/ppt-master#58', 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2'],
    realCase: 'netlify (@netlify/mcp 1.15.1) lists `creationType` with `enum: []` when it cannot reach its service',
    since: '0.1.0',
    entails: ['schema-invalid'],
  },
  {
    on: ['enum'],
    *schema(node) {
      if (typeof node.data === 'boolean') return;
      const { enum: values } = node.data;
      if (Array.isArray(values) && values.length === 0)
        yield { at: node.at('enum'), message: 'empty', data: { path: pathOf(node) } };
    },
  },
);
