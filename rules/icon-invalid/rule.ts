import {
  defineRule,
  few,
  groupBy,
  iconBearers,
  isObject,
  kindOf,
  spread,
  type Address,
  type Bearer,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'icon-invalid',
    title: 'Icons have the shape the specification gives them.',
    category: 'schema',
    severity: 'error',
    why: 'The official SDK client checks `icons` in every protocol revision and rejects the whole list over one wrong field, or the connection when the icons are those of the server. Drafts had `sizes` as a string; since 2025-11-25 it is an array.',
    hint: 'Write `"icons": [{ "src": "https://example.com/icon.png", "mimeType": "image/png", "sizes": ["48x48"] }]`; `theme` is `"light"` or `"dark"` or left out.',
    messages: {
      list: '`{names}`{rest}: `icons` is {kind}, not an array.',
      icon: '`{names}`{rest}: an icon is {kind}, not an object.',
      src: '`{names}`{rest}: an icon has no `src`, or one that is no string.',
      sizes: '`{names}`{rest}: `sizes` of an icon is {kind}, not an array of strings such as `["48x48"]`.',
      theme: '`{names}`{rest}: `theme` of an icon is `{value}`; only `light` and `dark` exist.',
      mimeType: '`{names}`{rest}: `mimeType` of an icon is {kind}, not a string.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/index#icons',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#icon',
      'github/github-mcp-server#1644',
      'github/copilot-cli#486',
    ],
    realCase:
      'github/github-mcp-server#1644: `sizes` of the other type, and Cursor could not connect; @modelcontextprotocol/client 2.4.0 refuses a list with any of these',
    since: '0.1.0',
  },
  {
    *server(server) {
      const wrong = iconBearers(server).flatMap((bearer) => [...problems(bearer)]);
      for (const [key, same] of groupBy(wrong, ({ message, kind, value }) => `${message} ${kind ?? value ?? ''}`)) {
        const { message, kind = '', value = '' } = same[0]!;
        yield {
          ...spread(
            server,
            same.map(({ at }) => at),
          ),
          message,
          data: { ...few([...new Set(same.map(({ name }) => name))]), kind, value },
          key,
        };
      }
    },
  },
);

interface Problem {
  readonly name: string;
  readonly at: Address;
  readonly message: 'list' | 'icon' | 'src' | 'sizes' | 'theme' | 'mimeType';
  readonly kind?: string;
  readonly value?: string;
}

/** Optional fields that are `null` are left to `null-optional-field`. */
function* problems({ name, icons, at }: Bearer): Iterable<Problem> {
  if (!Array.isArray(icons)) {
    yield { name, at: at('icons'), message: 'list', kind: kindOf(icons) };
    return;
  }
  for (const [i, icon] of (icons as unknown[]).entries()) {
    if (!isObject(icon)) {
      yield { name, at: at('icons', i), message: 'icon', kind: kindOf(icon) };
      continue;
    }
    const { src, mimeType, sizes, theme } = icon;
    if (typeof src !== 'string') yield { name, at: at('icons', i, 'src'), message: 'src' };
    if (mimeType !== undefined && mimeType !== null && typeof mimeType !== 'string')
      yield { name, at: at('icons', i, 'mimeType'), message: 'mimeType', kind: kindOf(mimeType) };
    if (
      sizes !== undefined &&
      sizes !== null &&
      !(Array.isArray(sizes) && sizes.every((size) => typeof size === 'string'))
    ) {
      yield {
        name,
        at: at('icons', i, 'sizes'),
        message: 'sizes',
        kind: Array.isArray(sizes) ? 'an array with other things' : kindOf(sizes),
      };
    }
    if (theme !== undefined && theme !== null && theme !== 'light' && theme !== 'dark')
      yield {
        name,
        at: at('icons', i, 'theme'),
        message: 'theme',
        value: typeof theme === 'string' ? theme : kindOf(theme),
      };
  }
}
