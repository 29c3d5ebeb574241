import { defineRule, few, groupBy, nameOf, spread, cut } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'description-promotional',
    title: 'Descriptions state facts, without praise and without shouting.',
    category: 'description',
    severity: 'info',
    why: 'Praise tells a model nothing about when to call the tool and still moves its choice towards it, which directories refuse; orders in capitals may make current models call a tool more often than they should, as the guide of one of their makers says. Both are paid for in every request.',
    hint: 'Put the fact in its place: not "blazing fast" but "answers in under a second", not "ALWAYS" in capitals but the condition: "Use this when …".',
    messages: {
      praise: '`{names}`{rest}: the description praises the tool: `{quote}`.',
      shouting: {
        text: '`{name}`: the description shouts at the model: `{quote}`.',
        hint: 'Write it in plain letters: "Use this when …" works as well, without a call too many.',
      },
    },
    references: [
      'https://arxiv.org/abs/2505.18135',
      'https://developers.openai.com/apps-sdk/app-submission-guidelines',
      'https://platform.claude.com/docs/en/build-with-claude/prompt-engineering/claude-prompting-best-practices',
      'epam/statgpt-backend#606',
    ],
    realCase:
      'nx (nx-mcp) and desktop-commander (@wonderwhy-er/desktop-commander 0.2.52) have whole sentences in capitals; epam/statgpt-backend#606 takes comparative language out before a directory review',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const praised = server.tools.flatMap((tool) => {
        const praise = facts.steering(tool).find(({ kind }) => kind === 'promotion');
        return praise?.kind === 'promotion' ? [{ tool, quote: praise.quote }] : [];
      });
      for (const [quote, same] of groupBy(praised, (each) => each.quote)) {
        const at = spread(
          server,
          same.map(({ tool }) => tool.at('description')),
        );
        yield { ...at, message: 'praise', key: quote, data: { ...few(same.map(({ tool }) => tool.data.name)), quote } };
      }
    },
    *tool(tool, { facts }) {
      const asides = facts.steering(tool);
      const steers = new Set(asides.flatMap(({ kind, start }) => (kind === 'steering' ? [start] : []))); // description-steering
      const loud = asides.flatMap((each) => (each.kind === 'shouting' && !steers.has(each.start) ? [each] : []));
      if (loud.length === 0) return;
      const quote = cut(loud[0]!.text, 120);
      yield { at: tool.at('description'), message: 'shouting', data: { name: nameOf(tool.data.name), quote } };
    },
  },
);
