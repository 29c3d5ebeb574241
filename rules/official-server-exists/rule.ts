import { defineRule, OFFICIAL_SERVERS, VERIFIED_ON, type CallFact, type OfficialServer } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'official-server-exists',
    title: 'A wrapper of a service says why it is there beside the official one.',
    category: 'operations',
    severity: 'info',
    why: 'The maker of the service offers a server of its own, which follows its API and signs users in where it can. A wrapper by others is kept up by them alone: when the API changes it fails, and its users cannot tell it from the official one by its name.',
    hint: 'Compare it with {official}; where this one does more or other things, say so in its README and in `instructions`.',
    advice:
      'Compare it with the official one; where this one does more or other things, say so in its README and in `instructions`.',
    messages: {
      exists: '{service} has an official server, {official} (looked up on {date}).',
    },
    references: [
      'https://github.com/modelcontextprotocol/servers',
      'https://linear.app/docs/mcp',
      'https://github.com/Doist/todoist-mcp',
    ],
    realCase:
      'tacticlaunch/mcp-linear asks the API of Linear, which offers mcp.linear.app (jerhadf/linear-mcp-server at d897970 alike)',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ id, info, code, at }) {
      if (!code) return;
      const own = code.process.facts.find(({ what }) => what === 'package');
      const names = [own?.name, info?.name, id].flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]));
      const asked = code.outbound.facts.filter(({ tools }) => tools.length > 0);
      for (const one of OFFICIAL_SERVERS) {
        if (!names.some((name) => one.named.test(name)) || isTheirs(one, names, own?.mode)) continue;
        if (!asked.some((call) => asks(call, one))) continue;
        const { service, official } = one;
        yield { at: own?.at ?? at(), message: 'exists', data: { service, official, date: VERIFIED_ON } };
      }
    },
  },
);

/** By the scope of the package, the owner of the repository, or the name of the official package itself. */
function isTheirs({ owners, official }: OfficialServer, names: readonly string[], repository = ''): boolean {
  const by = [repository.split('/')[0]!, ...names.map((name) => /^@([^/]+)\//.exec(name)?.[1] ?? '')];
  const last = official.split('/').at(-1)!;
  return by.some((owner) => owners.includes(owner.toLowerCase())) || names.includes(last);
}

function asks({ host, client }: CallFact, { hosts, clients }: OfficialServer): boolean {
  const isHost = hosts.some((each) => (each.startsWith('.') ? host?.endsWith(each) : host === each));
  return isHost || clients.includes(client);
}
