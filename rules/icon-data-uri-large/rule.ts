import { defineRule, few, iconSources, spread, type ToolServer } from '../../src/rule.ts';

/** All icons of a server together, in characters. Base64 is dear: 10,000 characters of it are about 7,000 tokens. */
const MOST = 8000;
/** Below this not even a list of one small tool is worth a word. */
const LEAST = 1000;

export default defineRule(
  {
    id: 'icon-data-uri-large',
    title: 'Embedded icons stay small.',
    category: 'budget',
    severity: 'info',
    why: 'Data URIs travel with every `tools/list`. No model sees them, but every client parses and keeps them, and where the raw list reaches the context each character is paid for.',
    hint: 'Serve the icons from an `https://` address, share one between tools by its address, or use a small SVG.',
    messages: {
      large: {
        text: 'Icons embedded as data URIs take {size} kB of the list: `{names}`{rest}.',
        revisions: { since: '2025-11-25' },
      },
    },
    references: ['https://modelcontextprotocol.io/specification/2025-11-25/basic/index#icons'],
    realCase:
      'github-official (github/github-mcp-server at 64a49f34d076): 12 PNG icons on 6 tools take 10 kB, a fifth of the tokens of the whole list',
    since: '0.1.0',
    options: {
      most: {
        type: 'integer',
        default: MOST,
        minimum: 0,
        describe: 'The most characters that all icons of a server may take together.',
      },
    },
  },
  {
    *server(server, { options }) {
      const embedded = iconSources(server).filter(({ src }) => /^data:/i.test(src.slice(0, 5)));
      const size = embedded.reduce((sum, { src }) => sum + src.length, 0);
      if (size <= options.most && (size <= LEAST || size <= listing(server) / 2)) return;
      const largest = embedded.toSorted((a, b) => b.src.length - a.src.length);
      yield {
        ...spread(
          server,
          largest.map(({ at }) => at),
        ),
        message: 'large',
        data: {
          ...few([...new Set(largest.map(({ name }) => name))]),
          size: (size / 1000).toFixed(size < 9500 ? 1 : 0),
        },
      };
    },
  },
);

/** Characters of the tool list as JSON. */
const listing = ({ tools }: ToolServer): number =>
  tools.reduce((sum, { data }) => sum + JSON.stringify(data.raw).length, 0);
