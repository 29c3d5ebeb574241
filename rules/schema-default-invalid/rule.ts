import {
  clashingBounds,
  defineRule,
  isOfStatedType,
  pathOf,
  spread,
  type SchemaNode,
  type SchemaObject,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-default-invalid',
    title: 'A default satisfies its own schema.',
    category: 'schema',
    severity: 'warning',
    why: 'The model and clients that fill in defaults send the value as it stands. Whatever validates the call then rejects it: a client on ajv, or the server itself.',
    hint: 'Correct the default or the schema. For a parameter that may be left out, leave `default` out too.',
    messages: {
      invalid: 'The default of `{path}`, `{value}`, {reason}.',
      null: 'The default of `{path}` is `null`, which its schema does not allow.',
      nulls:
        '{count} parameters, such as `{path}` of `{tool}`, have the default `null`, which their schemas do not allow.',
    },
    references: [
      'https://json-schema.org/draft/2020-12/json-schema-validation#section-9.2',
      'langchain-ai/langsmith-mcp-server#69',
      'NVIDIA/NeMo-Agent-Toolkit#1507',
    ],
    realCase:
      'langchain-ai/langsmith-mcp-server#69: `"type": "string", "default": null`; clients that fill in defaults send `null`, and the server rejects the call',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const nulls: SchemaNode[] = []; // the habit of a framework, so said once
      for (const node of server.tools.flatMap((tool) => facts.nodes(tool))) {
        if (typeof node.data === 'boolean') continue;
        const { default: preset } = node.data;
        if (preset === undefined || isHopeless(preset, node.data)) continue;
        const found = facts.violation(preset, node);
        if (found === undefined) continue;
        if (preset === null) nulls.push(node);
        else
          yield {
            at: node.at('default'),
            message: 'invalid',
            data: { path: pathOf(node), value: shown(preset), reason: found.reason },
            because: [node.address],
          };
      }
      const [first] = nulls;
      if (first === undefined) return;
      const data = { path: pathOf(first), tool: first.tool.data.name, count: nulls.length };
      const because = nulls.map(({ address }) => address);
      if (nulls.length === 1) yield { at: first.at('default'), message: 'null', data, because };
      else
        yield {
          ...spread(
            server,
            nulls.map((node) => node.at('default')),
          ),
          message: 'nulls',
          data,
          because,
        };
    },
  },
);

/** No default could be right, or not this one if what it is chosen from were: another rule says so. */
function isHopeless(preset: unknown, schema: SchemaObject): boolean {
  const { enum: values, const: only } = schema;
  if (Array.isArray(values) && values.length === 0) return true; // schema-enum-empty
  if (clashingBounds(schema).length > 0) return true; // schema-bounds-contradict
  if (isOfStatedType(preset, schema) !== false) return false;
  return preset === only || (Array.isArray(values) && values.includes(preset)); // schema-enum-type
}

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 60);
