import { defineRule, few, nameOf, parameterSentence, saysNothingNew, unstatedForms } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'param-description-empty',
    title: 'The description of a parameter says more than its name.',
    category: 'description',
    severity: 'info',
    points: 8,
    why: '"The team slug" for `team_slug` costs tokens and tells the model nothing: not what a slug looks like, not where to get one, not what it is for. It guesses, as if there were no description.',
    hint: 'Say what the name cannot: the form with an example, where the value comes from, or what it does, for `{first}`: `"description": "{sentence}"`',
    advice:
      'Say what the name cannot: the form with an example, where the value comes from, or what it does: `"description": "Slug of the team as in its URL, e.g. core-devs; list_teams returns it."`',
    messages: {
      empty: '`{names}`{rest} of `{tool}`: the description only repeats the name.',
    },
    references: ['https://arxiv.org/abs/2602.14878', 'https://www.anthropic.com/engineering/writing-tools-for-agents'],
    realCase: 'github-official (github/github-mcp-server 1.7.0): `team_slug` of `get_team_members` is "Team slug"',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const all = facts.parameters(tool);
      const bare = all.filter(saysNothingNew);
      // a date without a format is charged once, by param-format-unstated
      const formless = new Set(
        bare.length > 0 ? unstatedForms(all, tool.data.description ?? '').map(({ parameter }) => parameter) : [],
      );
      const empty = bare.filter((each) => !formless.has(each));
      const [first] = empty;
      if (first === undefined) return;
      const isOne = empty.length === 1;
      const places = empty.map(({ node }) => node.at('description'));
      yield {
        at: isOne ? places[0]! : tool.at('inputSchema', 'properties'),
        ...(isOne ? {} : { part: 'key' as const }),
        message: 'empty',
        share: empty.length / all.length,
        data: {
          tool: nameOf(tool.data.name),
          first: first.name,
          sentence: parameterSentence(first, facts.words(first.name), facts.subject(tool).one),
          ...few(
            empty.map(({ path }) => path),
            8,
          ),
        },
        because: empty.map(({ at }) => at),
        parts: isOne ? [] : places,
        related: isOne
          ? []
          : empty.slice(0, 20).map(({ path, description }, i) => ({ at: places[i]!, note: `${path}: ${description}` })),
      };
    },
  },
);
