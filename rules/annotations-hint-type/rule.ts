import {
  defineRule,
  few,
  groupBy,
  HINTS,
  isObject,
  kindOf,
  spread,
  type Address,
  type ToolServer,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'annotations-hint-type',
    title: 'Annotations have the types the specification gives them.',
    category: 'schema',
    severity: 'error',
    why: 'A hint that is no boolean makes the official SDK client reject the whole `tools/list` answer, in every protocol revision: one `"readOnlyHint": "true"` and the server has no tools. Clients that are less strict take it as unset.',
    hint: 'Write hints as JSON booleans, `true` or `false` without quotes, and `title` as a string; leave out what you do not want to say.',
    messages: {
      hint: '`{names}`{rest}: `{field}` is {kind}, not a boolean.',
      title: '`{names}`{rest}: `annotations.title` is {kind}, not a string.',
      annotations: '`{names}`{rest}: `annotations` is {kind}, not an object.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'r33drichards/mcp-js#117',
    ],
    realCase:
      'r33drichards/mcp-js#117: hints that were no booleans (null there) on 65 of 94 tools, and clients refused the list; the client of @modelcontextprotocol/client 2.4.0 and sdk 1.32.2 refuses strings and numbers alike',
    since: '0.1.0',
  },
  {
    *server(server) {
      for (const [, same] of groupBy(wrong(server), ({ field, kind }) => `${field}\0${kind}`)) {
        const { message, field, kind } = same[0]!;
        yield {
          ...spread(
            server,
            same.map(({ at }) => at),
          ),
          message,
          data: { ...few(same.map(({ name }) => name)), field, kind },
          key: `${field} ${kind}`,
        };
      }
    },
  },
);

interface Wrong {
  readonly name: string;
  readonly at: Address;
  readonly message: 'hint' | 'title' | 'annotations';
  readonly field: string;
  readonly kind: string;
}

/** `null` is left to `null-optional-field`. */
function* wrong(server: ToolServer): Iterable<Wrong> {
  for (const tool of server.tools) {
    const { name, raw } = tool.data;
    const { annotations } = raw;
    if (annotations === undefined || annotations === null) continue;
    if (!isObject(annotations)) {
      yield {
        name,
        at: tool.at('annotations'),
        message: 'annotations',
        field: 'annotations',
        kind: kindOf(annotations),
      };
      continue;
    }
    const { title } = annotations;
    if (title !== undefined && title !== null && typeof title !== 'string')
      yield { name, at: tool.at('annotations', 'title'), message: 'title', field: 'title', kind: kindOf(title) };
    for (const field of HINTS) {
      const value = annotations[field];
      if (value !== undefined && value !== null && typeof value !== 'boolean')
        yield { name, at: tool.at('annotations', field), message: 'hint', field, kind: kindOf(value) };
    }
  }
}
