import {
  defineRule,
  few,
  groupBy,
  invisibleOf,
  nameOf,
  spread,
  unreadAt,
  type Address,
  type Invisible,
  type Item,
  type Phrase,
  type Tool,
} from '../../src/rule.ts';

/** A habit of so many tools is one finding. */
const HABIT = 3;

export default defineRule(
  {
    id: 'constraint-invisible',
    title: 'What a value must be can be read in every rendering of the tool.',
    category: 'description',
    severity: 'info',
    points: 2,
    why: 'OpenAI renders tools as TypeScript types for gpt-oss, and hosted models are believed to read the same. Unions by `anyOf`, `$ref`, `const`, numbers in an `enum`, bounds, patterns and formats are not in there: the model sees `any`, or `number`, and learns the rest from a refused call.',
    hint: 'Say it in the description in a few words: "{say}".{more}',
    advice:
      'Say it in the description in a few words: "1 to 100", "one of: open, closed". Lists of texts can also be made visible: `{ "type": "string", "enum": […] }` in the place of `anyOf` or `$ref`.',
    messages: {
      tool: 'A rendering as TypeScript types hides what `{tool}` demands, and no text says it: `{names}`{rest}.',
      same: 'A rendering as TypeScript types hides what {count} tools demand of `{path}`, and no text says it: {say}.',
    },
    references: [
      'https://github.com/openai/harmony/blob/main/docs/format.md#function-calling',
      'https://github.com/openai/harmony/blob/main/src/encoding.rs',
    ],
    realCase:
      'playwright (@playwright/mcp 0.0.83): for `reducedMotion` `browser_emulate_media` takes `reduce` or `no-preference`, which stands under `anyOf`',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const isUnread = unreadAt(server);
      const all = server.tools.flatMap((tool) => {
        const found = invisibleOf(tool, {
          parameters: facts.parameters(tool),
          nodes: facts.nodes(tool),
          target(node) {
            const lead = facts.reference(node);
            return lead?.kind === 'resolved' ? lead.schema : undefined;
          },
        });
        return found.map((each): Found => ({ ...each, tool, because: [each.parameter.at, tool.at('description')] }));
      });
      const habits = groupBy(all, (each) =>
        each.because.some(isUnread) ? each : `${each.parameter.path} ${each.kind} ${each.say}`,
      );
      const alone: Found[] = [];
      for (const [key, same] of habits) {
        if (same.length < HABIT) {
          alone.push(...same);
          continue;
        }
        const [{ parameter, say }] = same as [Found, ...Found[]];
        yield {
          ...spread(
            server,
            same.map(({ parameter: { at } }) => at),
          ),
          part: 'key' as const,
          key: String(key),
          message: 'same',
          data: { count: same.length, path: parameter.path, say, more: moreOf(same[0]!) },
          shared: same.map(({ tool }) => tool.at('inputSchema')),
          because: same.flatMap(({ because }) => because),
        };
      }
      for (const [tool, found] of groupBy(alone, (each) => each.tool)) {
        const [first] = found as [Found, ...Found[]];
        const isOne = found.length === 1;
        const at = found.map(({ parameter }) => parameter.at);
        yield {
          at: isOne ? first.parameter.at : tool.at('inputSchema', 'properties'),
          part: 'key' as const,
          message: 'tool',
          data: {
            tool: nameOf(tool.data.name),
            ...few(
              found.map(({ parameter, say }) => `${parameter.path}: ${say}`),
              6,
            ),
            say: first.say,
            more: moreOf(first),
          },
          parts: isOne ? [] : at,
          related: isOne
            ? []
            : found.slice(0, 20).map(({ parameter, say }) => ({ at: parameter.at, note: `${parameter.path}: ${say}` })),
          because: found.flatMap(({ because }) => because),
        };
      }
    },
  },
);

/** A list of texts can be made visible. */
const moreOf = ({ kind }: Invisible): Phrase => ({
  say:
    kind === 'values'
      ? ' Or make the values visible: `"type": "string", "enum": […]` in the place of `anyOf` or `$ref`, and a parameter that may be left out instead of one that may be `null`.'
      : '',
  data: {},
});

interface Found extends Invisible {
  readonly tool: Item<Tool>;
  readonly because: readonly Address[];
}
