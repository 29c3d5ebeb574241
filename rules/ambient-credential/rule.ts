import { chargedAt, defineRule, few, oneByOne, type CallFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'ambient-credential',
    title: 'A server that knows its callers asks other services in their name.',
    category: 'safety',
    severity: 'info',
    why: 'A server that many people reach, and that asks the next service with one credential of its own, may do for each of them whatever that credential may: it is the only thing between a caller and the data of all others, and the logs of that service show one user who does everything.',
    hint: 'Exchange the token of the request for one of the service (RFC 8693), or keep one credential for each user, looked up by `extra.authInfo`. Where one account for all is meant, let each tool check what the caller may see.',
    messages: {
      one: '`{callees}`{rest} asks {host} with the credential of the process, whoever calls.',
      many: '{count} calls ask other services with the credential of the process, whoever calls: `{callees}`{rest}.',
    },
    references: [
      'https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices#confused-deputy-problem',
      'https://arxiv.org/abs/2603.13417',
      'https://www.rfc-editor.org/rfc/rfc8693',
    ],
    realCase:
      'Guards against: a server behind `requireBearerAuth` that asks the next service with the one key of its environment, the confused deputy of the security guide',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }, { facts }) {
      const { http, auth } = facts.reached();
      if (!code || !http || !auth) return;
      for (const [first, ...more] of oneByOne(code.outbound.facts.filter(isAmbient))) {
        const { names: callees, rest } = few([...new Set([first!, ...more].map(({ callee }) => callee))], 3);
        const { host } = first!;
        yield {
          ...chargedAt(first!, ...more),
          ...(more.length > 0
            ? { message: 'many', data: { count: more.length + 1, callees, rest } }
            : {
                message: 'one',
                data: {
                  callees,
                  rest,
                  host: host === undefined ? { say: 'another service', data: {} } : { say: '`{host}`', data: { host } },
                },
              }),
        };
      }
    },
  },
);

const isAmbient = ({ credential, background, tools }: CallFact): boolean =>
  credential === 'environment' && !background && tools.length > 0;
