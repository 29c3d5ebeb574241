import { defineRule, nameOf } from '../../src/rule.ts';

/** UTF-16 units, as the client counts. */
const MOST = 2048;

export default defineRule(
  {
    id: 'tool-description-long',
    title: 'Tool descriptions have at most 2,048 characters.',
    category: 'description',
    severity: 'warning',
    why: 'Since 2.1.84 Claude Code cuts every tool description after 2,048 characters; what stands behind is never read. Every client pays for the length in each request.',
    hint: 'Put what decides a call first, move what belongs to one parameter into its `description`, and long manuals into a resource or an own help tool.',
    messages: {
      long: 'The description of `{name}` has {length} characters; Claude Code reads the first 2,048 and cuts after `{last}`.',
    },
    references: [
      'anthropics/claude-code#41593',
      'https://github.com/anthropics/claude-code/blob/main/CHANGELOG.md',
      'probelabs/probe#9',
    ],
    realCase:
      'desktop-commander (@wonderwhy-er/desktop-commander 0.2.52), 8 tools; sequential-thinking (@modelcontextprotocol/server-sequential-thinking 2026.8.31)',
    since: '0.1.0',
  },
  {
    *tool(tool) {
      const { name, description } = tool.data;
      if (description === undefined || description.length <= MOST) return;
      const last = `…${description
        .slice(MOST - 40, MOST)
        .replace(/\s+/g, ' ')
        .trimStart()}`;
      yield {
        at: tool.at('description'),
        message: 'long',
        data: { name: nameOf(name), length: description.length, last },
      };
    },
  },
);
