import { defineRule, isOfStatedType, pathOf, typesOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-enum-type',
    title: 'The values of an `enum` have the type the schema states.',
    category: 'schema',
    severity: 'error',
    why: 'A value has to satisfy `type` and `enum` both. Where no value does, the parameter can never be filled, and strict providers refuse the request; where some do not, the model offers values that every validator rejects.',
    hint: 'Make `type` and the values agree: `"type": "integer"` for numbers, `"type": ["string", "null"]` where `null` is one of the values.',
    messages: {
      none: '`{path}` has the type `{type}`, and no value of its `enum` is of that type.',
      some: { text: '`{path}` has the type `{type}`, but its `enum` also lists `{value}`.', severity: 'warning' },
      const: '`{path}` has the type `{type}`, and its `const`, `{value}`, is of another.',
    },
    references: ['can1357/oh-my-pi#1835', 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1'],
    realCase:
      'can1357/oh-my-pi#1835: `"type": "null"` with an `enum` of strings, which a client made of a nullable enum, and OpenAI refuses the request',
    since: '0.1.0',
  },
  {
    on: ['enum', 'const'],
    *schema(node) {
      if (typeof node.data === 'boolean') return;
      const schema = node.data;
      const { enum: values, const: only } = schema;
      if ((values === undefined && only === undefined) || isOfStatedType(null, schema) === undefined) return;
      const agrees = (value: unknown) => isOfStatedType(value, schema);
      const types = typesOf(schema) ?? [];
      const data = { path: pathOf(node), type: types };
      const type = node.at('type');
      if (only !== undefined && !agrees(only))
        yield {
          at: node.at('const'),
          message: 'const',
          data: { ...data, value: shown(only) },
          because: [type, node.at('const')],
        };
      if (!Array.isArray(values) || values.length === 0) return;
      const wrong = values.findIndex((value) => !agrees(value));
      if (wrong < 0) return;
      if (!values.some(agrees)) yield { at: node.at('enum'), message: 'none', data, because: [type, node.at('enum')] };
      else
        yield {
          at: node.at('enum', wrong),
          message: 'some',
          data: { ...data, value: shown(values[wrong]) },
          because: [type, node.at('enum', wrong)],
        };
    },
  },
);

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 80);
