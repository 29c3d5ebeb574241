import { defineRule } from '../../src/rule.ts';

const MOST = 128;

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
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
      'anthropics/claude-code#2536',
      'tadata-org/fastapi_mcp#161',
    ],
    realCase: 'tadata-org/fastapi_mcp#161: names generated from routes are too long for clients',
    since: '0.1.0',
  },
  {
    *tool(tool) {
      const { name } = tool.data;
      if (name.length > MOST)
        yield { at: tool.at('name'), message: 'long', data: { name: `${name.slice(0, 60)}…`, length: name.length } };
    },
  },
);
