import { defineRule, few, groupBy, HINTS, nearest, spread, type Address } from '../../src/rule.ts';

const KNOWN: ReadonlySet<string> = new Set(['title', ...HINTS]);

export default defineRule(
  {
    id: 'annotations-unknown-key',
    title: 'Annotations hold the keys of the specification and no others.',
    category: 'schema',
    severity: 'info',
    why: 'The official SDK client strips keys it does not know, so nobody sees them. A misspelt hint is lost the same way, and its worst-case default applies.',
    hint: 'Put metadata of your own under `_meta` with a prefix of yours, such as `"_meta": { "com.example/{key}": … }`.',
    advice:
      'Put metadata of your own under `_meta` with a prefix of yours, such as `"_meta": { "com.example/owner": … }`, and correct a misspelt key.',
    messages: {
      unknown: '`annotations.{key}` is no key of the specification; clients drop it ({count} of {total} tools).',
      misspelt: {
        text: '`{names}`{rest}: `annotations.{key}` is no key of the specification; `{better}` is.',
        severity: 'warning',
        hint: 'Rename `{key}` to `{better}`.',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'barryyip0625/mcp-discord#32',
    ],
    realCase: 'chrome-devtools (chrome-devtools-mcp 1.11.0): `category` on all 32 tools',
    since: '0.1.0',
  },
  {
    *server(server) {
      const found: { key: string; name: string; at: Address }[] = [];
      for (const tool of server.tools) {
        for (const key of Object.keys(tool.data.annotations ?? {}))
          if (!KNOWN.has(key)) found.push({ key, name: tool.data.name, at: tool.at('annotations', key) });
      }
      for (const [key, same] of groupBy(found, (each) => each.key)) {
        const better = key.length > 6 ? nearest(key, HINTS) : undefined;
        const data = { ...few(same.map(({ name }) => name)), key, count: same.length, total: server.tools.length };
        const place = {
          ...spread(
            server,
            same.map(({ at }) => at),
          ),
          part: 'key' as const,
          key,
        };
        if (better) yield { ...place, message: 'misspelt', data: { ...data, better } };
        else yield { ...place, message: 'unknown', data };
      }
    },
  },
);
