import { defineRule } from '../../src/rule.ts';

const FOREIGN = /[^A-Za-z0-9_.-]/gu;
/** What nobody can see is told by hidden-unicode and ansi-escape, which know why it is worse. */
const UNSEEN = new RegExp(
  [
    String.raw`[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]`,
    String.raw`(?!^\uFEFF)[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]`,
    String.raw`\u034F|[\u{1D173}-\u{1D17A}\u{E0000}-\u{E007F}\u{E0100}-\u{E01EF}]|[\uFE00-\uFE0F]{4,}`,
  ].join('|'),
  'gu',
);

export default defineRule(
  {
    id: 'tool-name-charset',
    title: 'Tool names use letters, digits, `_`, `-` and `.` only.',
    category: 'naming',
    severity: 'warning',
    why: 'Since 2025-11-25 the specification says that names SHOULD hold only `A-Z a-z 0-9 _ - .`. OpenAI and Anthropic refuse a request that holds any other name, so clients rename such tools in ways of their own, or drop them.',
    hint: 'Rename the tool to `{better}`.',
    advice: 'Rename the tool, with `_` in place of other characters.',
    messages: {
      foreign: {
        text: 'The tool name `{name}` contains `{characters}`: only letters, digits, `_`, `-` and `.` are allowed.',
        revisions: { since: '2025-11-25' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
      'modelcontextprotocol/modelcontextprotocol#1603',
      'openai/codex#8174',
      'github/copilot-cli#1879',
    ],
    realCase:
      'nspady/google-calendar-mcp#39 reports tool names with spaces; HKUDS/nanobot#5360 names of which nothing is left after renaming',
    since: '0.1.0',
  },
  {
    *tool(tool) {
      const { name } = tool.data;
      const foreign = new Set(name.replace(UNSEEN, '').match(FOREIGN));
      if (foreign.size === 0) return;
      yield {
        at: tool.at('name'),
        message: 'foreign',
        data: { name, characters: [...foreign].slice(0, 8), better: rename(name) },
      };
    },
  },
);

/** The nearest allowed name: accents go, everything else foreign becomes one `_`. */
function rename(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_.-]+/gu, '_');
  const trimmed = plain.slice(0, 128).replace(/^_+|_+$/g, '');
  return /[A-Za-z0-9]/.test(trimmed) ? trimmed : 'tool_name';
}
