import { chargedAt, defineRule, together, type WriteFact } from '../../src/rule.ts';

const isCertain = ({ reached, certain }: WriteFact): boolean => reached === 'start' && certain === true;

export default defineRule(
  {
    id: 'stdio-console-log',
    title: 'Nothing in a stdio server prints to standard output.',
    category: 'operations',
    severity: 'info',
    why: 'Over stdio, stdout is the wire: the specification says that a server must not write anything to it that is not a message. A log line breaks the connection in strict clients, of which Claude Code 2.1.105 refuses everything after it, and shows as a parse error in the others, whenever the line that prints is reached.',
    hint: 'Write logs to stderr: `console.error`, or a logger whose destination is stderr.',
    messages: {
      start: { text: '`{by}` prints to stdout whenever the server starts over stdio.', points: 25 },
      starts: {
        text: '{count} calls such as `{by}` print to stdout whenever the server starts over stdio.',
        points: 25,
      },
      perhaps: '`{by}` prints to stdout if it is come to while the server starts over stdio.',
      handler: '`{by}` prints to stdout when a tool is called.',
      many: '{count} calls such as `{by}` print to stdout.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio',
      'yoshiko-pg/o3-search-mcp#11',
      'Aas-ee/open-webSearch#23',
    ],
    realCase:
      'mzxrai/mcp-webresearch at 5be90e9: the catch of a helper logs with `console.log`, so the first page that fails to load breaks the connection',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code, wire }) {
      if (wire?.transport === 'http' || wire?.transport === 'sse') return; // there stdout is free
      const { facts: transports = [] } = code?.transports ?? {};
      if (transports.length > 0 && transports.every(({ kind }) => kind !== 'stdio')) return;
      const facts = code?.stdout.facts ?? [];
      for (const [first, ...more] of together(facts.filter(isCertain)))
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'starts' : 'start',
          data: { by: first!.by, count: more.length + 1 },
        };
      for (const [first, ...more] of together(facts.filter((fact) => !isCertain(fact))))
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'many' : first!.reached === 'start' ? 'perhaps' : 'handler',
          data: { by: first!.by, count: more.length + 1 },
        };
    },
  },
);
