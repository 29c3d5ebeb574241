import { defineRule, few, nameOf, type Phrase, textGrounds } from '../../src/rule.ts';
import { returnsSentence } from './sentences.ts';

export default defineRule(
  {
    id: 'tool-returns-unstated',
    title: 'A tool says what it returns, in its description or by an output schema.',
    category: 'description',
    severity: 'info',
    points: 15,
    why: 'A model plans several calls ahead. Whether a list has the ids that the next tool wants, whether a text is cut, what an empty result looks like, it learns from the description or by calling to find out. A study of 10,831 servers counts 3,093 cases.',
    hint: 'Add a sentence that begins "Returns …" and names the fields a caller goes on with, or an `outputSchema` whose properties have descriptions.',
    messages: {
      unstated: {
        text: '`{name}` does not say what it returns: `{text}`. {harm}',
        hint: 'Add: "{sentence}"',
      },
      undescribed: {
        text: '`{name}` does not say what it returns beyond the names in its output schema: `{fields}`{rest}.',
        points: 7.5,
        hint: 'Add a `description` to each of them, or say: "{sentence}"',
      },
      thin: {
        text: '`{name}` says that it returns something, not what: `{text}`.',
        points: 7.5,
        hint: 'Say what is in it: "{sentence}"',
      },
    },
    references: [
      'https://arxiv.org/abs/2602.18914',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#output-schema',
    ],
    realCase:
      'ref-github (@modelcontextprotocol/server-github 2025.4.8): `list_commits` and 19 more have no output schema and no word on what they return',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const said = facts.said(tool);
      if (said === undefined || !said.returns.due) return;
      const { level, by } = said.returns;
      if (level === null || level === 2) return;
      const { class: effect } = facts.effect(tool);
      if (level === 1 && effect !== 'read') return; // that it worked is most of what a change has to tell
      const subject = facts.subject(tool);
      const sentence: Phrase = returnsSentence(subject, {
        effect,
        fields: said.fields,
        keyed: facts.keyed(tool),
        asked: facts.parameters(tool).length > 0,
      });
      yield {
        at: tool.at('description'),
        message: level === 0 ? 'unstated' : by === 'output schema' ? 'undescribed' : 'thin',
        data: {
          name: nameOf(tool.data.name),
          text: said.returns.quote,
          sentence,
          fields: few(said.fields).names,
          rest: few(said.fields).rest,
          harm: harmOf(effect, facts.detail(tool)?.data.name),
        },
        because: textGrounds(tool, 'inputSchema', 'outputSchema'),
      };
    },
  },
);

const harmOf = (effect: string | null, detail: string | undefined): Phrase =>
  effect !== 'read' && effect !== null
    ? { say: 'An agent cannot tell what to go on with, or whether it worked.', data: {} }
    : detail === undefined
      ? { say: 'An agent has to call it to find out.', data: {} }
      : { say: 'An agent cannot tell whether it needs `{detail}` as well.', data: { detail: nameOf(detail) } };
