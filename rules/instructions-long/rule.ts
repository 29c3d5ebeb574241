import { defineRule } from '../../src/rule.ts';

/** UTF-16 units, as Claude Code counts and cuts. */
const CUT = 2048;

export default defineRule(
  {
    id: 'instructions-long',
    title: 'Server instructions have at most 2,048 characters.',
    category: 'description',
    severity: 'warning',
    points: 10,
    why: 'Instructions stand in the system prompt of every conversation. Since 2.1.84 Claude Code cuts them after 2,048 characters, so what stands behind never reaches the model, and the clients that do not cut pay for it each time.',
    hint: 'Keep what holds across tools: order of calls, limits, terms. What one tool does belongs in its description.',
    messages: {
      long: 'The instructions have {length} characters; Claude Code reads the first 2,048 and cuts after `{last}`.',
      over: 'The instructions have {length} characters; {most} are allowed here.',
    },
    references: [
      'https://github.com/anthropics/claude-code/blob/main/CHANGELOG.md',
      'anthropics/claude-code#41593',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#initializeresult',
    ],
    realCase: 'todoist (@doist/todoist-mcp 11.0.0) with 12,098 characters, firecrawl (firecrawl-mcp 3.26.0) with 2,904',
    since: '0.1.0',
    options: {
      most: { type: 'integer', default: CUT, minimum: 1, describe: 'The most characters the instructions may have.' },
    },
  },
  {
    *server(server, { options: { most } }) {
      const { instructions } = server;
      if (instructions === undefined || instructions.length <= most) return;
      const last = `…${instructions
        .slice(CUT - 40, CUT)
        .replace(/\s+/g, ' ')
        .trimStart()}`;
      yield {
        at: server.at('instructions'),
        message: most <= CUT && instructions.length > CUT ? 'long' : 'over',
        data: { length: instructions.length, last, most },
      };
    },
  },
);
