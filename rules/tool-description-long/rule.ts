import { defineRule, nameOf } from '../../src/rule.ts';

/** UTF-16 units, as Claude Code counts and cuts. */
const CUT = 2048;

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
      over: 'The description of `{name}` has {length} characters; {most} are allowed here.',
    },
    references: [
      'anthropics/claude-code#41593',
      'https://github.com/anthropics/claude-code/blob/main/CHANGELOG.md',
      'probelabs/probe#9',
    ],
    realCase:
      'desktop-commander (@wonderwhy-er/desktop-commander 0.2.52), 8 tools; sequential-thinking (@modelcontextprotocol/server-sequential-thinking 2026.8.31)',
    since: '0.1.0',
    options: {
      most: { type: 'integer', default: CUT, minimum: 1, describe: 'The most characters a description may have.' },
    },
  },
  {
    *tool(tool, { options: { most } }) {
      const { name, description } = tool.data;
      if (description === undefined || description.length <= most) return;
      const last = `…${description
        .slice(CUT - 40, CUT)
        .replace(/\s+/g, ' ')
        .trimStart()}`;
      yield {
        at: tool.at('description'),
        message: most <= CUT && description.length > CUT ? 'long' : 'over',
        data: { name: nameOf(name), length: description.length, last, most },
      };
    },
  },
);
