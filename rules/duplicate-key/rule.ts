import { defineRule, few, groupBy, segments, spread } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'duplicate-key',
    title: 'No key stands twice in one JSON object.',
    category: 'schema',
    severity: 'warning',
    why: 'JSON leaves open which of the two counts. Most parsers take the last and drop the first without a word, some take the first, some refuse the document: what was written and what clients see differ.',
    hint: 'Remove one of the two; the last is what most clients read.',
    messages: {
      tool: '`{names}`{rest}: the key `{key}` stands twice in one object.',
      server: 'The key `{key}` stands twice in one object.',
    },
    references: ['https://www.rfc-editor.org/rfc/rfc8259#section-4'],
    realCase:
      'Guards against: a list written or merged by hand that names a key twice, of which parsers keep one; no public report found for a tool list',
    since: '0.1.0',
  },
  {
    *server(server) {
      const twice = server.quirks.flatMap(({ what, at }) =>
        what === 'duplicate-key' ? [{ at, key: segments(at.pointer).at(-1) ?? '' }] : [],
      );
      for (const [key, same] of groupBy(twice, (each) => each.key)) {
        const names = [...new Set(same.map(({ at }) => at.name))].filter((name) => name !== '');
        const place = {
          ...spread(
            server,
            same.map(({ at }) => at),
          ),
          part: 'key' as const,
          key,
        };
        yield names.length > 0
          ? { ...place, message: 'tool', data: { ...few(names), key } }
          : { ...place, message: 'server', data: { key } };
      }
    },
  },
);
