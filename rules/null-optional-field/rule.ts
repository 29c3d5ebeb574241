import {
  defineRule,
  few,
  groupBy,
  isObject,
  spread,
  type Address,
  type Item,
  type Offer,
  type Tool,
  type ToolServer,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'null-optional-field',
    title: 'Optional fields that have no value are left out, not null.',
    category: 'schema',
    severity: 'error',
    why: 'Optional in the protocol means absent, and null is a value. The official SDK clients (1.32 and 2.4) refuse the whole list for one null, so every tool of the server is lost with it.',
    hint: 'Leave `{field}` out where it has no value: `exclude_none=True` in pydantic, `omitempty` in Go, `undefined` instead of null in TypeScript.',
    advice:
      'Leave the field out where it has no value: `exclude_none=True` in pydantic, `omitempty` in Go, `undefined` instead of null in TypeScript.',
    messages: {
      tool: '`{names}`{rest}: `{field}` is null.',
      prompt: 'Prompt `{names}`{rest}: `{field}` is null.',
      resource: 'Resource `{names}`{rest}: `{field}` is null.',
    },
    references: [
      'r33drichards/mcp-js#117',
      'crowecawcaw/click-mcp#20',
      'Azure/data-api-builder#3599',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#tool',
    ],
    realCase: 'r33drichards/mcp-js#117: null hints on 65 of 94 tools, and no client could list any of them',
    since: '0.1.0',
  },
  {
    *server(server) {
      for (const same of groupBy(nulls(server), ({ kind, field }) => `${kind} ${field}`).values()) {
        const { kind, field } = same[0]!;
        const place = spread(
          server,
          same.map(({ at }) => at),
        );
        yield {
          ...place,
          message: kind,
          key: field,
          data: { ...few([...new Set(same.map(({ name }) => name))]), field },
        };
      }
    },
  },
);

interface Null {
  readonly kind: 'tool' | 'prompt' | 'resource';
  readonly name: string;
  /** As a message names it: `annotations.readOnlyHint`, `icons[].sizes`. */
  readonly field: string;
  readonly at: Address;
}

/** The optional fields that the lists schemas of the SDK check; anything else may be null. */
const FIELDS = {
  tool: ['title', 'description', 'outputSchema', 'annotations', 'icons', 'execution', '_meta'],
  prompt: ['title', 'description', 'arguments', 'icons', '_meta'],
  resource: ['title', 'description', 'mimeType', 'size', 'annotations', 'icons', '_meta'],
} as const;
const PARTS: Readonly<Record<string, readonly string[]>> = {
  annotations: ['title', 'readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'],
  execution: ['taskSupport'],
  icons: ['mimeType', 'sizes', 'theme'],
};

function* nulls(server: ToolServer): Iterable<Null> {
  for (const tool of server.tools) yield* nullsOf('tool', tool);
  for (const prompt of server.prompts) yield* nullsOf('prompt', prompt);
  for (const resource of server.resources) yield* nullsOf('resource', resource);
}

function* nullsOf(kind: Null['kind'], item: Item<Tool | Offer>): Iterable<Null> {
  const { name, raw } = item.data;
  for (const field of FIELDS[kind]) {
    const value = raw[field];
    if (value === null) yield { kind, name, field, at: item.at(field) };
    if (typeof value !== 'object' || value === null) continue;
    if (kind === 'resource' && field === 'annotations') continue; // audience and priority: another type
    for (const part of PARTS[field] ?? []) {
      if (isObject(value) && value[part] === null)
        yield { kind, name, field: `${field}.${part}`, at: item.at(field, part) };
      if (!Array.isArray(value)) continue;
      for (const [i, each] of value.entries())
        if (isObject(each) && each[part] === null)
          yield { kind, name, field: `${field}[].${part}`, at: item.at(field, i, part) };
    }
  }
}
