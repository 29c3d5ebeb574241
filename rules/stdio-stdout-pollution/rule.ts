import { chargedAt, defineRule, type CodeFact, type ToolServer } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'stdio-stdout-pollution',
    title: 'A stdio server writes nothing but messages to stdout.',
    category: 'operations',
    severity: 'error',
    why: 'Over stdio, stdout is the wire: the specification forbids anything else on it. A banner or a log line breaks the connection in strict clients (Claude Code 2.1.105 closed it at the first one) and shows as a parse error in the others.',
    hint: 'Write logs to stderr (`console.error`), and silence libraries that print on start, such as dotenv 17: `config({ quiet: true })`.',
    messages: {
      one: 'The server writes a line to stdout that is no message: `{line}`.',
      many: 'The server writes {count} lines to stdout that are no messages, the first of them `{line}`.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio',
      'postmanlabs/postman-mcp-server#136',
      'yoshiko-pg/o3-search-mcp#11',
      'Aas-ee/open-webSearch#23',
      'https://github.com/anthropics/claude-code/blob/main/CHANGELOG.md',
    ],
    realCase:
      'code-runner (mcp-server-code-runner 0.1.8) and elasticsearch (@elastic/mcp-server-elasticsearch 0.3.1) print on start',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const { transport, stdout = [] } = server.wire ?? {};
      if (transport !== 'stdio' || stdout.length === 0) return;
      const line = stdout.find((each) => each.trim() !== '') ?? stdout[0]!;
      const by = writtenBy(line, server);
      const at = by ? chargedAt(by) : { at: server.at('wire', 'stdout') };
      yield stdout.length === 1
        ? { ...at, message: 'one', data: { line } }
        : { ...at, message: 'many', data: { line, count: stdout.length } };
    },
  },
);

/** Shorter beginnings are those of many lines. */
const SHORTEST = 4;
/** The banner of dotenv, as its versions print it. */
const DOTENV = /^(?:\[dotenv@|\S{1,2} inject(?:ed|ing) env )/;

/** The one statement whose text the line begins with; `undefined` where the source was not read, or several could be it. */
function writtenBy(line: string, { code }: ToolServer): CodeFact | undefined {
  const written = line.trimStart();
  if (DOTENV.test(written)) {
    const [first, ...more] =
      code?.process.facts.filter(({ what, mode }) => what === 'dotenv' && mode !== 'quiet') ?? [];
    return more.length > 0 ? undefined : first;
  }
  const [first, ...more] = (code?.stdout.facts ?? []).filter(({ text = '' }) => {
    const begins = text.trim();
    return begins.length >= SHORTEST && written.startsWith(begins);
  });
  return more.length > 0 ? undefined : first;
}
