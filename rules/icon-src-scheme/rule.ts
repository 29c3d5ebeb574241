import { defineRule, few, groupBy, iconSources, spread } from '../../src/rule.ts';

/** RFC 3986 section 3.1; longer than any scheme in use is none. */
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]{0,63}):/;
const SAFE = new Set(['https', 'http', 'data']);

export default defineRule(
  {
    id: 'icon-src-scheme',
    title: 'Icons come over HTTPS or as data URIs.',
    category: 'safety',
    severity: 'error',
    why: 'The specification says that clients MUST reject icon URIs with unsafe schemes such as `javascript:`, `file:`, `ftp:` and `ws:`, or schemes of local apps: the icon is never shown.',
    hint: 'Serve the icon from `https://` or embed it: `"src": "data:image/png;base64,…"`.',
    messages: {
      unsafe: {
        text: '`{names}`{rest}: the icon source begins with `{scheme}:`, which clients must reject.',
        revisions: { since: '2025-11-25' },
      },
      relative: {
        text: '`{names}`{rest}: the icon source `{src}` is no URI: it has no scheme.',
        severity: 'warning',
        hint: 'Write the whole address, `"src": "https://example.com/{src}"`, or embed the image as a data URI.',
        revisions: { since: '2025-11-25' },
      },
      insecure: {
        text: '`{names}`{rest}: the icon is fetched over `http:`, and clients are told to insist on HTTPS.',
        severity: 'info',
        revisions: { since: '2025-11-25' },
      },
      notImage: {
        text: '`{names}`{rest}: the data URI of the icon is no image.',
        severity: 'warning',
        hint: 'Begin it with the type of the image: `data:image/png;base64,`.',
        revisions: { since: '2025-11-25' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/index#icons',
      'LIghtJUNction/OniMods#388',
      'LIghtJUNction/OniMods#398',
    ],
    realCase:
      'LIghtJUNction/OniMods#388: `file:` icons were let through; LIghtJUNction/OniMods#398: a data URI of type text/html',
    since: '0.1.0',
  },
  {
    *server(server) {
      const found = iconSources(server).flatMap((source) => {
        const head = source.src.slice(0, 100).replace(/[\s\p{Cc}]+/gu, ''); // browsers skip blanks and control characters too
        const scheme = SCHEME.exec(head)?.[1]?.toLowerCase();
        const message = judge(scheme, head);
        return message ? [{ ...source, message, scheme: scheme ?? '' }] : [];
      });
      for (const [key, same] of groupBy(found, ({ message, scheme }) => `${message} ${scheme}`)) {
        const { message, scheme, src } = same[0]!;
        yield {
          ...spread(
            server,
            same.map(({ at }) => at),
          ),
          message,
          data: { ...few([...new Set(same.map(({ name }) => name))]), scheme, src: src.slice(0, 60) },
          key,
        };
      }
    },
  },
);

function judge(scheme: string | undefined, head: string): 'unsafe' | 'relative' | 'insecure' | 'notImage' | undefined {
  if (scheme === undefined) return 'relative';
  if (!SAFE.has(scheme)) return 'unsafe';
  if (scheme === 'http') return /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/i.test(head) ? undefined : 'insecure';
  return scheme === 'data' && !/^data:image\//i.test(head) ? 'notImage' : undefined;
}
