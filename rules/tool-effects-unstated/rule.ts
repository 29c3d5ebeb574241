import { defineRule, nameOf, textGrounds } from '../../src/rule.ts';
import { effectsOf } from './sentences.ts';

export default defineRule(
  {
    id: 'tool-effects-unstated',
    title: 'A tool that changes something says what a call leaves behind.',
    category: 'description',
    severity: 'info',
    points: 20,
    why: 'Before it changes anything an agent has to weigh what is lost, whether that can be undone, what a second call does and who notices. The verb tells none of it, so the agent asks too often or not at all. A survey of 362,000 definitions found it unsaid in 46 %.',
    hint: 'Say what is overwritten or lost, whether it can be undone, what a second call does, who is told and what permission it needs; and set `destructiveHint` and `idempotentHint`.',
    messages: {
      unstated: {
        text: '`{name}` does not say what a call leaves behind: `{text}`. An agent cannot tell {harm}.',
        hint: 'Add what is true: "{sentence}"',
      },
      annotated: {
        text: '`{name}` has hints, and no word on what a call leaves behind: `{text}`. An agent cannot tell {harm}.',
        points: 10,
        hint: 'Add what is true: "{sentence}"',
      },
      thin: {
        text: '`{name}` says what a call needs or how far it reaches, not {harm}: `{text}`.',
        points: 10,
        hint: 'Add what is true: "{sentence}"',
      },
    },
    references: [
      'https://github.com/glama-ai/tool-definition-quality-score',
      'https://arxiv.org/abs/2602.18914',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
    ],
    realCase:
      'ref-github (@modelcontextprotocol/server-github 2025.4.8): `create_or_update_file` replaces a file and has no hint',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const said = facts.said(tool);
      if (said === undefined || !said.sideEffects.due) return;
      const { level, by, family } = said.sideEffects;
      if (level === null || level === 2) return;
      const { harm, sentence } = effectsOf(
        facts.subject(tool),
        facts.effect(tool),
        facts.words(tool.data.name),
        family,
      );
      yield {
        at: tool.at('description'),
        message: level === 0 ? 'unstated' : by === 'annotations' ? 'annotated' : 'thin',
        data: {
          name: nameOf(tool.data.name),
          text: said.sideEffects.quote,
          harm,
          sentence,
        },
        because: textGrounds(tool, 'inputSchema'),
      };
    },
  },
);
