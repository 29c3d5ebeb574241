import { defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'suppression-reason',
    title: 'Every comment that silences a rule says why.',
    category: 'operations',
    severity: 'info',
    why: 'Whoever meets the comment later cannot tell a decision from a deadline: without a reason nobody dares to remove it, and every report of it shows a finding that was silenced for nothing.',
    hint: 'Add the reason behind two hyphens: `// mcp-audit-disable-next-line RULE -- why it does not apply here`.',
    messages: { absent: '`{directive}` does not say why.' },
    references: [
      'https://eslint-community.github.io/eslint-plugin-eslint-comments/rules/require-description.html',
      'https://biomejs.dev/analyzer/suppressions/',
      'eslint/rfcs#33',
      'vercel/style-guide#26',
    ],
    realCase:
      'vercel/style-guide#26: a team that had many of them made the description a must; eslint/rfcs#33 gave it its place behind two hyphens',
    since: '0.1.0',
  },
  {
    *suppression({ at, directive, reason }) {
      if (reason === undefined) yield { at, message: 'absent', data: { directive } };
    },
  },
);
