import {
  defineRule,
  few,
  nameOf,
  oneByOne,
  pagesOf,
  spread,
  type Address,
  type ChangedPart,
  type ToolServer,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'list-varies-by-identity',
    title: 'A tool says the same to every user who has it.',
    category: 'operations',
    severity: 'warning',
    why: 'Which tools a user has may depend on who he is; what a tool of one name says should not. A text or a schema made for one user carries his data into prompts and caches, cannot be reviewed or pinned once for all, and makes one agent behave in two ways. Since 2026-07-28 the specification lets every cache hand a `public` list to any user, so one that differs must be `private`.',
    hint: 'Say in descriptions and schemas what holds for everybody, and leave what belongs to one user (his projects, his name, his limits) to a tool that returns it.',
    messages: {
      part: 'The two users are told something else here: `{part}`.',
      parts: 'The two users are told something else by {count} tools, by `{first}` in `{part}`.',
      tools: {
        text: 'Only {who} of the two users has `{names}`{rest}.',
        severity: 'info',
        hint: 'If that is meant, nothing is to be done: audit with the headers of each kind of user, so that every tool is judged.',
      },
      public: {
        text: 'The two users get different lists, and `cacheScope` is `public`: a cache may hand the list of one to the other.',
        severity: 'error',
        hint: 'Answer `tools/list` with `"cacheScope": "private"`.',
        revisions: { since: '2026-07-28' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities',
      'https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching',
      'modelcontextprotocol/csharp-sdk#759',
      'https://cwe.mitre.org/data/definitions/524.html',
    ],
    realCase: 'modelcontextprotocol/csharp-sdk#759: one server, other tools for each user',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const { identity, again } = server.wire ?? {};
      if (!identity) return;
      const sets = [
        ['A', identity.missing.map(({ name }) => name)],
        ['B', identity.added],
      ] as const;
      for (const [who, some] of sets) {
        const { names, rest } = few(some);
        if (some.length > 0) yield { at: server.at('tools'), key: who, message: 'tools', data: { who, names, rest } };
      }
      const changed = identity.changed.filter(
        (part) => part.what === 'value' && !again?.changed.some((other) => isSame(part, other)), // that of no user
      );
      for (const some of oneByOne(changed)) {
        const [{ name, pointer }] = some as [ChangedPart];
        const data = { first: nameOf(name), part: pointer.slice(1) || 'the tool', count: some.length };
        const places = some.map((each) => placeOf(server, each));
        if (some.length === 1) yield { at: places[0]!, message: 'part', data };
        else yield { ...spread(server, places), key: 'parts', message: 'parts', data };
      }
      if (sets.every(([, some]) => some.length === 0) && changed.length === 0) return;
      const shared = [...pagesOf(server)].find(
        ({ page: { method, result } }) => method === 'tools/list' && result['cacheScope'] === 'public',
      );
      if (shared) yield { at: shared.at('cacheScope'), message: 'public' };
    },
  },
);

const isSame = (one: ChangedPart, other: ChangedPart): boolean =>
  one.name === other.name && one.nth === other.nth && one.pointer === other.pointer;

function placeOf({ tools, at }: ToolServer, { name, nth, pointer }: ChangedPart): Address {
  const tool = tools.find(({ data, address }) => data.name === name && address.nth === nth);
  return tool ? { ...tool.address, pointer } : at('tools');
}
