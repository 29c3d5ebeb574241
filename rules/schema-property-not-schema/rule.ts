import { defineRule, groupBy, isObject, kindOf, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-property-not-schema',
    title: 'Each entry of `properties` is a schema.',
    category: 'schema',
    severity: 'error',
    why: "JSON Schema wants an object there. At the root the official SDK 1.x client refuses the whole list, so every tool of the server is lost; at any depth OpenAI answers \"is not of type 'object', 'boolean'\" to every request, and the Anthropic API refuses it too.",
    hint: 'Write the schema out, for example `"{name}": { "type": "string" }`.',
    advice: 'Write the schema out, for example `"limit": { "type": "string" }`.',
    messages: {
      value: 'The property `{name}` of `{path}` is {kind}, not a schema.',
      slipped: {
        text: 'The `properties` of `{path}` hold `{name}` as {kind}: a keyword of the schema has slipped in among its properties.',
        hint: 'Move `{name}` one level up, next to `properties`.',
      },
      boolean: {
        text: 'The property `{name}` of `{path}` is `{value}`: until revision 2025-11-25 it has to be an object, and the SDK 1.x client refuses the whole list.',
        hint: 'Write `"{name}": {}` for anything, and leave the property out for nothing.',
        revisions: { until: '2025-11-25' },
      },
    },
    references: [
      'smallmain/vscode-unify-chat-provider#162',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#tool',
    ],
    realCase: 'smallmain/vscode-unify-chat-provider#162: `"type": "object"` inside `properties` fails every request',
    since: '0.1.0',
    entails: ['schema-invalid', 'schema-property-no-type'],
  },
  {
    on: ['properties'],
    *schema(node) {
      if (typeof node.data === 'boolean') return;
      const { properties } = node.data;
      if (!isObject(properties)) return;
      const wrong = Object.entries(properties).flatMap(([name, value]) => {
        const message = mistake(name, value, node.depth);
        return message ? [{ name, value, message }] : [];
      });
      for (const [message, [first, ...others]] of groupBy(wrong, (each) => each.message)) {
        const { name, value } = first!;
        yield {
          at: node.at('properties', name),
          message,
          data: { name, path: pathOf(node), kind: kindOf(value), value: String(value === true) },
          parts: [node.at('properties', name), ...others.map((other) => node.at('properties', other.name))],
          related: others
            .slice(0, 20)
            .map((other) => ({ at: node.at('properties', other.name), note: 'the same here' })),
        };
      }
    },
  },
);

/** Keywords that slip one level down, into the map of properties. */
const KEYWORDS = new Set([
  'type',
  'required',
  'description',
  'title',
  'additionalProperties',
  '$schema',
  'enum',
  'items',
  'default',
  'examples',
]);

function mistake(name: string, value: unknown, depth: number): 'boolean' | 'slipped' | 'value' | undefined {
  if (isObject(value)) return undefined;
  // The client looks at the properties of the root alone; further down `true` is an ordinary schema.
  if (typeof value === 'boolean') return depth === 0 ? 'boolean' : undefined;
  return KEYWORDS.has(name) ? 'slipped' : 'value';
}
