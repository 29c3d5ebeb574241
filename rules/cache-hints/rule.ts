import { defineRule, groupBy, pagesOf } from '../../src/rule.ts';

const SINCE = { since: '2026-07-28' } as const;

export default defineRule(
  {
    id: 'cache-hints',
    title: 'List results say how long and for whom they may be cached.',
    category: 'operations',
    severity: 'error',
    why: 'Since 2026-07-28 every list result must carry `ttlMs`, an integer of at least 0, and `cacheScope`, `public` or `private`, the same on all pages. The official SDK client refuses a list without them; a page that is public by mistake is handed to other users.',
    hint: 'Add both to each page, for example `"ttlMs": 300000, "cacheScope": "private"`; `"ttlMs": 0` means "do not keep it".',
    messages: {
      missing: { text: '`{methods}` answers without `{fields}`.', revisions: SINCE },
      ttl: {
        text: '`{method}` answers with a `ttlMs` of `{value}`, which is no integer of at least 0.',
        revisions: SINCE,
      },
      scope: {
        text: '`{method}` answers with a `cacheScope` of `{value}`, which is neither `public` nor `private`.',
        revisions: SINCE,
      },
      mixed: { text: '`{method}` is `{first}` on its first page and `{other}` on page {page}.', revisions: SINCE },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching',
      'modelcontextprotocol/modelcontextprotocol#2549',
      'shaharia-lab/agento#555',
      'browseros-ai/BrowserOS#2504',
      'anthropics/claude-code#88128',
    ],
    realCase:
      'shaharia-lab/agento#555 and browseros-ai/BrowserOS#2504: without both fields Claude Code takes none of the tools, and says nothing',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const pages = [...pagesOf(server)];
      const isModern = server.wire?.era === 'modern';
      const bare = isModern
        ? pages.filter(({ page }) => page.result['ttlMs'] === undefined || page.result['cacheScope'] === undefined)
        : [];
      if (bare.length > 0) {
        const fields = ['ttlMs', 'cacheScope'].filter((field) =>
          bare.some(({ page }) => page.result[field] === undefined),
        );
        const methods = [...new Set(bare.map(({ page }) => page.method))];
        yield {
          at: bare[0]!.at(fields.find((field) => bare[0]!.page.result[field] === undefined)!),
          message: 'missing',
          data: { methods, fields },
        };
      }
      for (const [method, list] of groupBy(pages, ({ page }) => page.method)) {
        const badTtl = list.find(({ page: { result } }) => result['ttlMs'] !== undefined && !isTtl(result['ttlMs']));
        if (badTtl)
          yield {
            at: badTtl.at('ttlMs'),
            key: method,
            message: 'ttl',
            data: { method, value: JSON.stringify(badTtl.page.result['ttlMs']) },
          };
        const badScope = list.find(
          ({ page: { result } }) => result['cacheScope'] !== undefined && !isScope(result['cacheScope']),
        );
        if (badScope)
          yield {
            at: badScope.at('cacheScope'),
            key: method,
            message: 'scope',
            data: { method, value: JSON.stringify(badScope.page.result['cacheScope']) },
          };
        const first = list[0]!.page.result['cacheScope'];
        const other = list.findIndex(
          ({ page }) => isScope(page.result['cacheScope']) && page.result['cacheScope'] !== first,
        );
        if (isScope(first) && other > 0) {
          const { at, page } = list[other]!;
          yield {
            at: at('cacheScope'),
            key: method,
            message: 'mixed',
            data: { method, first, other: String(page.result['cacheScope']), page: other + 1 },
          };
        }
      }
    },
  },
);

const isTtl = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isScope = (value: unknown): value is string => value === 'public' || value === 'private';
