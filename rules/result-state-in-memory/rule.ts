import { chargedAt, defineRule, few, together } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'result-state-in-memory',
    title: 'What a later call asks for is not kept in the memory of one process.',
    category: 'operations',
    severity: 'info',
    why: 'Behind a load balancer the next call comes to another process, and after a deployment or a crash to none that remembers: a handle that was given out a second ago is unknown, and the agent reports work as lost that was done.',
    hint: 'Keep it where all processes find it, with a time to live: `await redis.set(key, JSON.stringify(state), { EX: 3600 })`, a table, a durable object; or hand the state itself out, signed, and take it back as a parameter.',
    messages: {
      kept: '`{name}`{rest} is written by one call and asked for by later ones, and lives in this process: over HTTP the later call may come to another.',
      grows:
        '`{name}`{rest} is written by one call and asked for by later ones, and lives in this process, where nothing takes it out again: over HTTP the later call may come to another, and this one fills up.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports#streamable-http',
      'https://12factor.net/processes',
    ],
    realCase:
      'Flux159/mcp-server-kubernetes at 1ece64e: `portForwards` is a list in the process, and `stop_port_forward` looks for what `port_forward` put there, over HTTP as well',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }, { facts }) {
      if (!code || !facts.reached().http) return;
      const kept = code.state.facts.filter(({ what, tools }) => what === 'result' && tools.length > 0);
      for (const [first, ...more] of together(kept)) {
        const all = [first!, ...more];
        yield {
          ...chargedAt(first!, ...more),
          message: all.every(({ bounded }) => bounded) ? 'kept' : 'grows',
          data: nameIt([...new Set(all.map(({ name }) => name))]),
        };
      }
    },
  },
);

function nameIt(all: readonly string[]) {
  const { names: name, rest } = few(all, 3);
  return { name, rest };
}
