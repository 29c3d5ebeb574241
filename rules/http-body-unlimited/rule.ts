import { defineRule, groupBy } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'http-body-unlimited',
    title: 'A request has a size at which the server stops reading.',
    category: 'safety',
    severity: 'info',
    why: 'A body that is collected by hand, chunk by chunk, grows until the process has no memory left: one request ends the server for everybody. `content-length` alone is no bound: who sends chunks sends none, and who means harm sends a false one. `express.json()` stops at 100 kB and the transport of the SDK at 4 MB.',
    hint: 'Count what has arrived and answer 413 when it is too much: `if ((size += chunk.length) > MAX) { res.writeHead(413).end(); req.destroy(); }`; or let `express.json({ limit: "1mb" })` or the transport read it.',
    messages: {
      unlimited: 'The body of a request is collected here without an end.',
    },
    references: [
      'https://cwe.mitre.org/data/definitions/770.html',
      'https://nodejs.org/en/learn/modules/anatomy-of-an-http-transaction#request-body',
    ],
    realCase: 'exa-labs/exa-mcp-server at 15ffb50: `for await (const chunk of request) chunks.push(chunk)`',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      const reading = (code?.transports.facts ?? []).filter(
        ({ kind, bodyLimit, reader, listens }) =>
          (kind === 'http' || kind === 'sse') && bodyLimit === 'none' && reader !== undefined && listens !== undefined,
      );
      for (const [first] of groupBy(reading, ({ reader }) => `${reader!.name}#${reader!.pointer}`).values())
        yield { at: first!.reader!, message: 'unlimited' };
    },
  },
);
