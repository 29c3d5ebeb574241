import { defineRule, type SuppressionFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'suppression-unused',
    title: 'Every comment that silences a rule silences something.',
    category: 'operations',
    severity: 'warning',
    why: 'A comment that outlives its finding says that something is wrong where nothing is, and silences the next finding there before anybody has seen it. With a misspelt rule it never silenced anything.',
    hint: 'Remove the comment, or the rule from it.',
    messages: {
      all: '`{directive}` silences nothing: no rule reports anything there{next}.',
      rules: '`{directive}` silences nothing of `{names}`: nothing of that is reported there{next}.',
      misspelt: {
        text: '`{directive}` names the rule `{name}`, which does not exist; there is `{near}`.',
        hint: 'Write `{near}`, or remove the rule from the comment.',
      },
      unknown: '`{directive}` names the rule `{name}`, which does not exist.',
    },
    references: [
      'https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments',
      'https://docs.astral.sh/ruff/rules/unused-noqa/',
      'https://docs.astral.sh/ruff/rules/invalid-rule-code/',
      'eslint/rfcs#100',
      'eslint/eslint#15466',
    ],
    realCase:
      'eslint/rfcs#100: comments that outlive their finding are "a blind spot for most apps"; ESLint warns of them since 9.0.0',
    since: '0.1.0',
  },
  {
    *suppression({ at, directive, rules }) {
      const unused = idsOf(rules, 'unused');
      const lines = rules.flatMap(({ below }) => below ?? []);
      const next =
        lines.length === 0 ? '' : { say: `; the next is on line {line}`, data: { line: String(Math.min(...lines)) } };
      if (unused.includes('*')) yield { at, message: 'all', data: { directive, next } };
      else if (unused.length > 0) yield { at, message: 'rules', data: { directive, names: unused, next } };
      for (const { id, outcome, near } of rules) {
        if (outcome !== 'unknown') continue;
        if (near === undefined) yield { at, key: id, message: 'unknown', data: { directive, name: id } };
        else yield { at, key: id, message: 'misspelt', data: { directive, name: id, near } };
      }
    },
  },
);

const idsOf = (rules: SuppressionFact['rules'], wanted: SuppressionFact['rules'][number]['outcome']): string[] =>
  rules.filter(({ outcome }) => outcome === wanted).map(({ id }) => id);
