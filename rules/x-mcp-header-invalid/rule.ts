import { defineRule, isObject, pathOf, typesOf, type Report, type SchemaNode } from '../../src/rule.ts';

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const CARRIED = new Set(['integer', 'string', 'boolean']);
const SAFE = Number.MAX_SAFE_INTEGER;
const modern = { since: '2026-07-28' } as const;

type MessageId = 'form' | 'token' | 'type' | 'number' | 'range' | 'place' | 'twice';

export default defineRule(
  {
    id: 'x-mcp-header-invalid',
    title: 'Every `x-mcp-header` keeps to the rules for headers.',
    category: 'schema',
    severity: 'error',
    why: 'Since 2026-07-28 a client on Streamable HTTP MUST drop a tool with an invalid `x-mcp-header` from the list: the tool is gone, with a warning in a log at best.',
    hint: 'Give a header name of letters, digits and `-` that no other parameter of the tool has, on a top-level or plainly nested `string`, `integer` or `boolean`; or remove the keyword.',
    messages: {
      form: { text: '`x-mcp-header` of `{path}` is not a non-empty string.', revisions: modern },
      token: {
        text: '`x-mcp-header` of `{path}` is `{header}`, which is no header name (RFC 9110 token).',
        revisions: modern,
      },
      type: { text: '`{path}` has an `x-mcp-header` but is not a string, integer or boolean.', revisions: modern },
      number: {
        text: '`{path}` has an `x-mcp-header` and type `number`; only integers, strings and booleans travel in a header. SDK 2 tolerates it, the specification does not.',
        revisions: modern,
      },
      range: { text: '`{path}` travels in a header, so its bounds must stay within ±(2^53−1).', revisions: modern },
      place: {
        text: '`{path}` has an `x-mcp-header` below `{keyword}`; only parameters reached through `properties` alone may have one.',
        revisions: modern,
      },
      twice: {
        text: '`x-mcp-header` `{header}` of `{path}` is already taken by `{other}`; header names do not differ by case.',
        revisions: modern,
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#x-mcp-header',
      'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http',
    ],
    realCase:
      'SEP-2243; the client of @modelcontextprotocol/client 2.4 leaves such tools out of `listTools()` over HTTP, with no more than a `console.warn`',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const taken = new Map<string, SchemaNode>();
      for (const node of facts.nodes(tool)) {
        if (node.role !== 'input' || !isObject(node.data) || !Object.hasOwn(node.data, 'x-mcp-header')) continue;
        const header = node.data['x-mcp-header'];
        const at = node.at('x-mcp-header');
        const path = pathOf(node);
        if (typeof header !== 'string' || header === '') yield { at, message: 'form', data: { path } };
        else if (!TOKEN.test(header)) yield { at, message: 'token', data: { path, header } };
        else {
          const first = taken.get(header.toLowerCase());
          if (first)
            yield {
              at,
              message: 'twice',
              data: { path, header, other: pathOf(first) },
              related: [{ at: first.at('x-mcp-header'), note: 'the first of that name' }],
            };
          else taken.set(header.toLowerCase(), node);
        }
        yield* judgeCarrier(node, path);
      }
    },
  },
);

/** Whether the parameter itself may travel in a header. */
function* judgeCarrier(node: SchemaNode, path: string): Iterable<Report<MessageId>> {
  const at = node.at('x-mcp-header');
  const keyword = detour(node);
  if (keyword !== undefined) yield { at, message: 'place', data: { path, keyword } };
  const types = typesOf(node.data) ?? [];
  if (types.includes('number')) yield { at, message: 'number', data: { path } };
  else if (types.length === 0 || !types.every((type) => CARRIED.has(type)))
    yield { at, message: 'type', data: { path } };
  if (!isObject(node.data)) return;
  const { minimum, maximum } = node.data;
  if (
    types.includes('integer') &&
    [minimum, maximum].some((bound) => typeof bound === 'number' && Math.abs(bound) > SAFE)
  )
    yield { at, message: 'range', data: { path } };
}

/** The first keyword other than `properties` on the way from the root. */
function detour(node: SchemaNode): string | undefined {
  for (let each: SchemaNode | undefined = node; each; each = each.parent)
    if (each.via !== undefined && each.via !== 'properties') return each.via;
  return node.parent === undefined ? 'the root' : undefined;
}
