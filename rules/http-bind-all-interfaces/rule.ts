import { defineRule, groupBy, type TransportFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'http-bind-all-interfaces',
    title: 'A server that runs beside its user listens on that machine alone.',
    category: 'safety',
    severity: 'info',
    why: 'The specification says that a server which runs locally should bind to 127.0.0.1 and not to all interfaces. On all of them everybody in the same network calls the tools, with the credentials of the one who started it. Without a host, `listen` of Node.js takes all.',
    hint: "Listen on `127.0.0.1` by default and take another host from the settings, which an image can set: `app.listen(port, process.env.HOST ?? '127.0.0.1')`.",
    messages: {
      literal: 'It listens on `{host}`, every interface of the machine, unless told otherwise.',
      default: 'Without a host it listens on every interface of the machine, and nothing asks who calls.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning',
      'https://nodejs.org/api/net.html#serverlistenport-host-backlog-callback',
    ],
    realCase: "exa-labs/exa-mcp-server at 15ffb50: `process.env.HOST || '0.0.0.0'`",
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      const bound = (code?.transports.facts ?? []).filter(isEverywhere);
      const byPlace = groupBy(bound, ({ bound: at, listens }) => keyOf((at ?? listens)!));
      for (const [first] of byPlace.values()) {
        const { host = '', listens, bound: at } = first!;
        if (host === '*') yield { at: listens!, message: 'default' };
        else yield { at: (at ?? listens)!, message: 'literal', data: { host } };
      }
    },
  },
);

/** Who names it means it; who says nothing and asks who calls need not mind. */
function isEverywhere({ kind, host, listens, auth, origin }: TransportFact): boolean {
  if ((kind !== 'http' && kind !== 'sse') || listens === undefined) return false;
  if (host === '*') return auth === 'none' && origin !== 'checked';
  return host !== undefined && /^(?:0|0\.0\.0\.0|::0?|\[::\]|0:0:0:0:0:0:0:0)$/.test(host);
}

const keyOf = ({ name, pointer }: TransportFact['at']): string => `${name}#${pointer}`;
