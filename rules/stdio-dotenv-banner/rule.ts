import { chargedAt, defineRule } from '../../src/rule.ts';

/** Where dotenv began to print what it loaded. */
const PRINTS_SINCE = 17;

export default defineRule(
  {
    id: 'stdio-dotenv-banner',
    title: 'dotenv is silent in a stdio server.',
    category: 'operations',
    severity: 'info', // seen fewer than ten times on the servers read
    why: 'dotenv 17 prints a line to stdout whenever its `config()` is called, even for a file that is not there. Over stdio that is the wire: the specification says that a server must not write anything to it that is not a message, and strict clients refuse the connection at the first such line (Claude Code 2.1.105).',
    hint: 'Say `config({ quiet: true })`, at every call; `import "dotenv/config"` prints nothing.',
    messages: {
      banner: 'dotenv {version} prints a line to stdout when the server starts over stdio.',
      possible: 'dotenv {version} prints a line to stdout if this is reached over stdio.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio',
      'postmanlabs/postman-mcp-server#136',
      'https://github.com/motdotla/dotenv/blob/master/CHANGELOG.md#1700-2025-06-27',
    ],
    realCase: 'postmanlabs/postman-mcp-server#136: the banner of dotenv 17 broke the connection of clients',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code, wire }) {
      if (wire?.transport === 'http' || wire?.transport === 'sse') return; // there stdout is free
      for (const fact of code?.process.facts ?? []) {
        const { what, mode, version = '', stdio } = fact;
        if (what !== 'dotenv' || mode === 'quiet' || stdio === undefined) continue;
        if (!(Number.parseInt(version, 10) >= PRINTS_SINCE)) continue;
        yield { ...chargedAt(fact), message: stdio === 'certain' ? 'banner' : 'possible', data: { version } };
      }
    },
  },
);
