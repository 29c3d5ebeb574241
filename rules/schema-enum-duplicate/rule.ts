import { defineRule, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-enum-duplicate',
    title: 'An `enum` lists each value once.',
    category: 'schema',
    severity: 'warning',
    why: 'JSON Schema asks for unique values, and the metaschema of draft-07 that VS Code checks with demands them: it answers "must NOT have duplicate items" and refuses the tool.',
    hint: 'Remove the second `{value}`.',
    advice: 'Remove the value that stands there already.',
    messages: {
      twice: '`{path}` lists `{value}` twice in its `enum`.',
      several: '`{path}` lists `{value}` and {more} other values more than once in its `enum`.',
    },
    references: [
      'microsoft/vscode#292474',
      'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2',
    ],
    realCase:
      "microsoft/vscode#292474: Postman's `updateCollectionRequest` names an HTTP method twice and cannot be used",
    since: '0.1.0',
  },
  {
    on: ['enum'],
    *schema(node) {
      if (typeof node.data === 'boolean') return;
      const { enum: values } = node.data;
      if (!Array.isArray(values) || values.length < 2) return;
      const seen = new Set<string>();
      const again: number[] = [];
      for (const [i, value] of values.entries()) {
        const text = canonical(value);
        if (seen.has(text)) again.push(i);
        else seen.add(text);
      }
      const [first, ...others] = again;
      if (first === undefined) return;
      const data = { path: pathOf(node), value: shown(values[first]) };
      if (others.length === 0) yield { at: node.at('enum', first), message: 'twice', data };
      else
        yield {
          at: node.at('enum', first),
          message: 'several',
          data: { ...data, more: others.length },
          parts: [node.at('enum', first), ...others.map((i) => node.at('enum', i))],
          related: others.slice(0, 20).map((i) => ({ at: node.at('enum', i), note: 'again' })),
        };
    },
  },
);

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A text that is equal for equal JSON values, whatever the order of their keys. */
const canonical = (value: unknown): string =>
  typeof value === 'string'
    ? `"${value}`
    : JSON.stringify(value, (_, part: unknown) =>
        typeof part === 'object' && part !== null && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
          : part,
      );
