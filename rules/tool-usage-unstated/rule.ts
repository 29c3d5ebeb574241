import { defineRule, nameOf, type Phrase, RUNS, textGrounds } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-usage-unstated',
    title: 'A tool that could be taken for another says when it is the one to use.',
    category: 'description',
    severity: 'info',
    points: 20,
    why: 'A model sees all tools at once and takes the first that fits. Which of two that sound alike is meant, and what not to use one for, is known to the author alone. In two large studies of tool descriptions 45 % and 89 % do not say it.',
    hint: 'Add a sentence that begins "Use this when …" and names the tool to use otherwise.',
    messages: {
      confusable: {
        text: '`{name}` does not say when to use it rather than `{other}`, which promises the same: `{text}`. An agent takes one of them by chance.',
        severity: 'warning',
        hint: 'Add: "{sentence}"',
      },
      sibling: {
        text: '`{name}` does not say when to use it: `{text}`. {harm}',
        hint: 'Add: "{sentence}"',
      },
      alone: {
        text: '`{name}` does not say when to use it: `{text}`. {harm}',
        hint: 'Add: "{sentence}"',
      },
      retired: {
        text: '`{name}` is deprecated and does not say what to use instead: `{text}`. {harm}',
        hint: 'Say what to use instead, or list it no more: "{sentence}"',
      },
      thin: {
        text: '`{name}` says what it is good for, not when to use it: `{text}`. {harm}',
        points: 10,
        hint: 'Turn it into a condition: "{sentence}"',
      },
    },
    references: [
      'https://arxiv.org/abs/2602.14878',
      'https://github.com/glama-ai/tool-definition-quality-score',
      'https://developers.openai.com/apps-sdk/plan/tools',
    ],
    realCase:
      'ref-github (@modelcontextprotocol/server-github 2025.4.8): `list_issues` beside `search_issues`, and neither says when it is the one',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts, server }) {
      const said = facts.said(tool);
      if (said === undefined) return;
      const { when, retired } = said;
      if (!when.due || when.level === null || when.level === 2) return;
      if (when.level === 1 && when.by !== 'text') return; // said elsewhere, to the same reader
      const neighbour = facts.neighbour(tool);
      const other = neighbour && nameOf(neighbour.tool.data.name);
      const isConfusable = neighbour?.alike === true && said.what.level !== 2;
      const { harm, sentence } = retired
        ? instead(other)
        : neighbour
          ? beside(other!, neighbour.deed)
          : alone(facts.effect(tool).class, facts.subject(tool).verb ?? '');
      yield {
        at: tool.at('description'),
        message: retired
          ? 'retired'
          : when.level === 1
            ? 'thin'
            : isConfusable
              ? 'confusable'
              : neighbour
                ? 'sibling'
                : 'alone',
        data: {
          name: nameOf(tool.data.name),
          text: when.quote,
          other: other ?? '',
          sentence,
          harm,
        },
        because: [
          ...textGrounds(tool, 'inputSchema'),
          server.at('instructions'),
          ...(neighbour ? [neighbour.tool.at('description'), neighbour.tool.at('name')] : []),
        ],
      };
    },
  },
);

interface Advice {
  /** What an agent does wrong. */
  readonly harm: Phrase;
  readonly sentence: Phrase;
}

const beside = (other: string, deed: string | undefined): Advice => ({
  harm: { say: 'Beside `{other}` an agent goes by the name alone.', data: { other } },
  sentence: {
    say: `Use this when …; use \`{other}\` instead ${deed === '' ? 'when …' : 'to {deed}.'}`,
    data: { other, deed: deed ?? '[what only it does]' },
  },
});

/** A tool that is on its way out. */
const instead = (other: string | undefined): Advice => ({
  harm: { say: 'An agent goes on calling it, or gives up.', data: {} },
  sentence: {
    say: `Deprecated: use ${other === undefined ? '[which tool]' : '`{other}`'} instead.`,
    data: { other: other ?? '' },
  },
});

/** A tool with no rival that does harm when it is called at the wrong time. */
const alone = (effect: string | null, verb: string): Advice =>
  effect === 'execute' && RUNS.has(verb)
    ? {
        harm: { say: 'An agent runs it where a narrower tool would do.', data: {} },
        sentence: { say: 'Use this only for what no other tool does: …', data: {} },
      }
    : {
        harm: { say: `An agent may ${DOES[effect ?? ''] ?? 'change or remove'} what nobody asked it to.`, data: {} },
        sentence: { say: 'Use this only when the user asks for it, not to …', data: {} },
      };
const DOES: Readonly<Record<string, string>> = { external: 'send', execute: 'start' };
