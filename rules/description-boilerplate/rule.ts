import { defineRule, spread, cut } from '../../src/rule.ts';

/** Tokens that saying it once would spare; less is not worth a change. What only some tools share has no one place to go to. */
const LEAST = { all: 50, some: 200 };

export default defineRule(
  {
    id: 'description-boilerplate',
    title: 'What holds for all tools is said once.',
    category: 'budget',
    severity: 'info',
    why: 'Every description is sent with every request. A sentence that stands in ten of them is paid ten times, tells nothing about which of the ten to call, and pushes what does tell further back, where clients cut.',
    hint: 'Say it once in the `instructions` of the server and take it out here; leave in each description what decides whether to call that tool, since not every client shows the instructions.',
    messages: {
      all: '{count} of {total} tools repeat {what}, {tokens} tokens in all: `{quote}`.',
      some: {
        text: '{count} of {total} tools repeat {what}, {tokens} tokens in all: `{quote}`.',
        hint: 'If it is about a parameter, put it in the `description` of that parameter, shorter; if it is how these tools go together, say it once in the `instructions` of the server and name them there.',
      },
    },
    references: [
      'https://blog.modelcontextprotocol.io/posts/2025-11-03-using-server-instructions/',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#initializeresult',
      'morluto/leantoken#458',
      'opentargets/platform-mcp#51',
    ],
    realCase:
      'desktop-commander (@wonderwhy-er/desktop-commander 0.2.52) says in 11 of its tools how paths are to be written; morluto/leantoken#458: the same guide in every tool',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      for (const { sentences, tools, tokens } of facts.boilerplate()) {
        const [first = ''] = sentences;
        const message = tools.length * 2 > server.tools.length ? 'all' : 'some';
        if (tokens - tokens / tools.length < LEAST[message]) continue;
        const place = spread(
          server,
          tools.map((tool) => tool.at('description')),
        );
        yield {
          ...place,
          because: [server.at('tools'), ...place.because],
          key: first,
          message,
          data: {
            count: tools.length,
            total: server.tools.length,
            what: sentences.length > 1 ? `the same ${sentences.length} sentences` : 'one sentence',
            tokens,
            quote: cut(first, 120),
          },
        };
      }
    },
  },
);
