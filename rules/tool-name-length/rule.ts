import { cut, defineRule } from '../../src/rule.ts';

/** Of the specification and of the providers. */
const ALLOWED = 128;

export default defineRule(
  {
    id: 'tool-name-length',
    title: 'Tool names have at most 128 characters.',
    category: 'naming',
    severity: 'warning',
    why: 'Since 2025-11-25 the specification says that names SHOULD have at most 128 characters, and no model provider takes longer ones; clients put the name of the server in front, which makes them longer still.',
    hint: 'Shorten the name: two to four words, for example `add_pending_review_comment`. What else it says belongs in `description`.',
    messages: {
      long: {
        text: 'The tool name `{name}` has {length} characters; at most 128 are allowed.',
        revisions: { since: '2025-11-25' },
      },
      over: 'The tool name `{name}` has {length} characters; {most} are allowed here.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
      'anthropics/claude-code#2536',
      'tadata-org/fastapi_mcp#161',
    ],
    realCase: 'tadata-org/fastapi_mcp#161: names generated from routes are too long for clients',
    since: '0.1.0',
    options: {
      most: {
        type: 'integer',
        default: ALLOWED,
        minimum: 1,
        describe: 'The most characters a name may have, for example 40 where clients put a long prefix in front.',
      },
    },
  },
  {
    *tool(tool, { options: { most } }) {
      const { name } = tool.data;
      if (name.length <= most) return;
      yield {
        at: tool.at('name'),
        message: most <= ALLOWED && name.length > ALLOWED ? 'long' : 'over',
        data: { name: cut(name, 60), length: name.length, most },
      };
    },
  },
);
