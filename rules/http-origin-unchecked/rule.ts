import { defineRule, groupBy, type TransportFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'http-origin-unchecked',
    title: 'A server over HTTP looks at where a request comes from.',
    category: 'safety',
    severity: 'warning',
    why: 'The specification says that a server must validate `Origin` and answer 403 where it is none of its own. Without that a page that somebody opens in a browser reaches a server on the same machine by DNS rebinding: it lists the tools and calls them, with the credentials that the server has.',
    hint: "Put `hostHeaderValidation` and a check of `Origin` before the endpoint, make the app with the SDK's `createMcpExpressApp()`, or give the transport `enableDnsRebindingProtection` with `allowedHosts` and `allowedOrigins`.",
    messages: {
      open: 'Nothing looks at `Origin` or `Host` before the endpoint: pages in a browser can call the tools.',
      authorized: {
        text: 'Nothing looks at `Origin` or `Host` before the endpoint; who calls has to show a credential.',
        severity: 'info',
      },
      perhaps: {
        text: 'Nothing looks at `Origin` or `Host` before the endpoint; whether who calls has to show a credential is not seen.',
        severity: 'info',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning',
      'https://github.com/modelcontextprotocol/typescript-sdk/security/advisories/GHSA-w48q-cv73-mx4w',
    ],
    realCase:
      'antvis/mcp-server-chart at 13c3268: an Express app on localhost with `express.json()` and the endpoint, and nothing between',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      const open = (code?.transports.facts ?? []).filter(isOpen);
      const byApp = groupBy(open, ({ app, listens, at }) => keyOf(app ?? listens ?? at));
      for (const [first] of byApp.values()) {
        const { app, listens, at, auth } = first!;
        yield { at: app ?? listens ?? at, message: MESSAGES[auth], because: [at] };
      }
    },
  },
);

/** A page has no credential to show: without one it calls the tools. */
const MESSAGES = { none: 'open', checked: 'authorized', unknown: 'perhaps' } as const;

/** Where nobody is seen to listen, the program that does may look. */
const isOpen = ({ kind, origin, listens }: TransportFact): boolean =>
  (kind === 'http' || kind === 'sse') && origin === 'unchecked' && listens !== undefined;

const keyOf = ({ name, pointer }: TransportFact['at']): string => `${name}#${pointer}`;
