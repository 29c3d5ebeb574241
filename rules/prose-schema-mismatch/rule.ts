import {
  defineRule,
  groupBy,
  nameOf,
  nearest,
  oneByOne,
  spread,
  type Facts,
  type Item,
  type Phrase,
  type Tool,
  cut,
} from '../../src/rule.ts';

type Claimed = ReturnType<Facts['claims']>['all'][number];

export default defineRule(
  {
    id: 'prose-schema-mismatch',
    title: 'The text and the schema say the same of a parameter.',
    category: 'description',
    severity: 'warning',
    why: 'A model reads both and cannot know which is right. If it follows the text the call is refused, or does something else than it said; if it follows the schema the text was misleading. A wrong meaning is the most frequent of the accuracy smells in a study of 10,831 servers.',
    hint: 'Correct the one that is wrong. Where the code decides, generate both from it, or leave the value out of the text.',
    messages: {
      default: {
        text: '{where}: the text says `{quote}`, but {schema}. An agent that leaves it out counts on the wrong value.',
        hint: 'Write in both what the code does: "Defaults to …." in the text, `"default": …` in the schema; or leave it out of the text.',
      },
      values: {
        text: '{where}: the text says `{quote}`, but {schema}. An agent that sends it is refused.',
        severity: 'info',
        hint: 'Add `{value}` to `enum`, or take it out of the text.',
      },
      bounds: {
        text: '{where}: the text says `{quote}`, but {schema}. An agent that goes by the wrong one is refused, or stops short.',
        severity: 'info',
        hint: 'Write the bound that the code has in both; that of the schema is `{value}`.',
      },
      type: {
        text: '{where}: the text says `{quote}`, but {schema}. An agent that goes by the text sends what is refused.',
        hint: 'Say in the text how it is sent, such as `{shown}`, or correct `type`.',
      },
      required: {
        text: '{where}: the text says `{quote}`, but {schema}. An agent that goes by the wrong one leaves it out, and the call fails.',
        hint: 'Where it must be sent, add `"{name}"` to `required`; else take it out there and write "Optional; … when left out." Clients and validators go by `required`.',
      },
      renamed: {
        text: 'The description of `{tool}` speaks of a parameter `{name}`; the schema has `{near}`. An agent sends what is refused or ignored.',
        hint: 'Write `{near}`.',
      },
      'unknown-parameter': {
        text: 'The description of `{tool}` speaks of a parameter `{name}`, which the schema does not have. An agent sends what is refused or ignored.',
        hint: 'Add `{name}` to the schema, or take it out of the text.',
      },
    },
    references: [
      'https://arxiv.org/abs/2602.18914',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
    ],
    realCase:
      'brave (@brave/brave-search-mcp-server 2.1.4): `brave_web_search` explains a `results_filter` parameter, the schema has `result_filter`; a `watchPaths` of dokploy is a `string` and "Array of paths"',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const found = server.tools.flatMap((tool) => facts.claims(tool).all.flatMap((each) => contradicted(each, tool)));
      // One wrong phrase in a generator stands in fifty parameters.
      for (const same of groupBy(found, ({ same }) => same).values())
        for (const group of oneByOne(same)) {
          const [{ claimed, schema }] = group as [Found, ...Found[]];
          const { claim, quote, parameter } = claimed;
          const value = schema.data['value'] ?? '';
          const place = spread(
            server,
            group.map((each) => each.claimed.at),
          );
          yield {
            ...place,
            key: group.length > 1 ? `${claim.kind} ${quote}` : `${parameter.path} ${claim.kind}`,
            message: claim.kind,
            data: {
              where: whereOf(group),
              quote: cut(quote, 100),
              schema,
              name: parameter.name,
              value,
              shown: SHOWN[String(value)] ?? '…',
            },
            because: group.flatMap((each) => [
              each.claimed.at,
              each.claimed.parameter.at,
              ...(claim.kind === 'required' ? [each.tool.at('inputSchema')] : []),
            ]),
            related: group.length > 1 ? place.related : [{ at: parameter.at, note: parameter.path }],
          };
        }
    },
    *tool(tool, { facts }) {
      const { unknown } = facts.claims(tool);
      const name = nameOf(tool.data.name);
      const names = facts.parameters(tool).map((each) => each.name);
      for (const { name: word, at } of unknown.slice(0, 10)) {
        const near = nearest(word, names.slice(0, 100));
        const place = { at, key: word, because: [at, tool.at('inputSchema')] };
        if (near === undefined) yield { ...place, message: 'unknown-parameter', data: { tool: name, name: word } };
        else yield { ...place, message: 'renamed', data: { tool: name, name: word, near } };
      }
    },
  },
);

/** How a value of a type is sent. */
const SHOWN: Readonly<Record<string, string>> = { array: '["a", "b"]', string: '"a,b"', object: '{ "a": 1 }' };

interface Found {
  readonly tool: Item<Tool>;
  readonly claimed: Claimed & { readonly claim: { readonly kind: Exclude<Claimed['claim']['kind'], 'format'> } };
  readonly schema: Phrase;
  /** Equal where the text and the schema say the same. */
  readonly same: string;
}

function contradicted(claimed: Claimed, tool: Item<Tool>): readonly Found[] {
  const { claim, quote, verdict } = claimed;
  if (verdict.is !== 'contradicted' || claim.kind === 'format') return [];
  const { schema } = verdict;
  const same = `${claim.kind} ${quote.toLowerCase()} ${schema.say} ${JSON.stringify(schema.data)}`;
  return [{ tool, claimed: claimed as Found['claimed'], schema, same }];
}

function whereOf(group: readonly Found[]): Phrase {
  const [{ tool, claimed }] = group as [Found, ...Found[]];
  const data = { path: claimed.parameter.path, tool: nameOf(tool.data.name), count: group.length };
  return {
    say: group.length > 1 ? '{count} parameters, such as `{path}` of `{tool}`' : '`{path}` of `{tool}`',
    data,
  };
}
