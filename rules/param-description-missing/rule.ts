import {
  defineRule,
  few,
  nameOf,
  parameterSentence,
  unreadAt,
  type Facts,
  type Item,
  type Parameter,
  type Report,
  type Tool,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'param-description-missing',
    title: 'Every parameter has a description.',
    category: 'description',
    severity: 'warning',
    points: 15,
    why: 'A model fills in a parameter from its name, its type and its description. Without the last it guesses format, unit and meaning, and the call fails or, worse, works on the wrong thing.',
    hint: 'Say of each what it is, its format and an example, for `{first}`: `"description": "{sentence}"`, in zod `.describe("…")`.',
    advice:
      'Say of each what it is, its format and an example: `"description": "The slug of the team as in its URL, such as core-devs."`, in zod `.describe("…")`.',
    messages: {
      missing:
        '{parameters} of `{tool}` without a description: `{names}`{rest}{others}. An agent guesses what to send.',
      nested: {
        text: '{parameters} of `{tool}` without a description: `{names}`{rest}{others}. An agent guesses what to send.',
        severity: 'info',
        points: 15,
      },
      whole: {
        text: '`{names}`{rest} {have}. An agent cannot tell when to send {them}.',
        severity: 'info',
        points: 4,
      },
      elsewhere: {
        text: '{parameters} of `{tool}` that only the tool description explains: `{names}`{rest}{others}. An agent that is shown the schema alone guesses.',
        severity: 'info',
        points: 7,
        hint: 'Move each explanation into the `description` of its parameter: forms, generated types and many clients show only that.',
      },
    },
    references: [
      'https://github.com/modelcontextprotocol/typescript-sdk/blob/main/docs/servers/tools.md',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
    ],
    realCase:
      'filesystem (@modelcontextprotocol/server-filesystem 2026.8.31) describes no `path`; desktop-commander (@wonderwhy-er/desktop-commander 0.2.52) describes none of its 81 parameters',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      // Parameters that could not be read are left out one by one: the finding speaks for the others.
      const isUnread = unreadAt(server);
      for (const tool of server.tools) {
        const all = facts.parameters(tool);
        const read = all.filter(({ at, described }) => !described && !isUnread(at));
        if (read.length > 0) yield* reports(tool, read, read.length / all.length, facts);
      }
    },
  },
);

/** At most one: the most severe thing to say, with the rest in it. */
function* reports(
  tool: Item<Tool>,
  open: readonly Parameter[],
  share: number,
  facts: Facts,
): Iterable<Report<'missing' | 'elsewhere' | 'nested' | 'whole'>> {
  const whole = open.filter(({ top, explainedByParts }) => top && explainedByParts);
  const nested = open.filter(({ top, explainedByParts }) => !top && !explainedByParts);
  const own = open.filter(({ top, explainedByParts }) => top && !explainedByParts);
  const silent = own.filter(({ explainedByTool }) => !explainedByTool);
  const place = (shown: readonly Parameter[], others = 0, what = 'Parameter') => {
    const [first] = shown;
    const isOne = shown.length === 1 && others === 0;
    return {
      at: isOne ? first!.at : tool.at('inputSchema', 'properties'),
      part: 'key' as const,
      data: {
        tool: nameOf(tool.data.name),
        ...few(
          shown.map(({ path }) => path),
          8,
        ),
        parameters: shown.length === 1 ? what : `${what}s`,
        have: isOne
          ? 'has no description of its own; only its properties have'
          : 'have no descriptions of their own; only their properties have',
        them: isOne ? 'it' : 'them',
        others: others > 0 ? `, and ${others} nested` : '',
        first: first!.name,
        sentence: parameterSentence(first!, facts.words(first!.name), facts.subject(tool).one),
      },
      share,
      because: [first!.at],
      parts: isOne ? [] : shown.map(({ at }) => at),
      related: isOne ? [] : shown.slice(0, 20).map(({ at, path }) => ({ at, note: path })),
    };
  };
  if (silent.length > 0) yield { ...place([...silent, ...whole], nested.length), message: 'missing' };
  else if (own.length > 0) yield { ...place(own, nested.length), message: 'elsewhere' };
  else if (nested.length > 0) yield { ...place(nested, 0, 'Nested parameter'), message: 'nested' };
  else if (whole.length > 0) yield { ...place(whole), message: 'whole' };
}
