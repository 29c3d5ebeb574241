import { describe, expect, it } from 'vitest';

import { defineRule, type Rule } from '../rule.ts';
import { auditText, tableTest } from './table.ts';

const rule = defineRule(
  {
    id: 'name-long',
    title: 'A name is short.',
    category: 'naming',
    severity: 'info',
    why: 'It is sent with every request.',
    hint: 'Shorten it.',
    messages: { long: '`{name}` is long.' },
    references: [],
    realCase: '',
    since: '0.1.0',
    options: { most: { type: 'integer', default: 8, describe: 'Longest name.' } },
  },
  {
    *tool(tool, { options }) {
      if (tool.data.name.length > options.most)
        yield { at: tool.at('name'), message: 'long', data: { name: tool.data.name } };
    },
  },
);
const list = (name: string): string => JSON.stringify({ tools: [{ name }] });

/** What a table says of a rule: the names of the tests that fail, and why. */
function failures(given: Rule<string, 'long'>): string[] {
  const failed: string[] = [];
  tableTest(
    given,
    {
      good: [{ json: list('short'), why: 'as long as it may be' }],
      bad: [{ json: '{"tools":[{"name":[|"long_name"|]}]}', says: 'long' }],
    },
    {
      describe: (_, body) => body(),
      it(name, body) {
        try {
          body();
        } catch (error) {
          failed.push(`${name}: ${(error as Error).message}`);
        }
      },
    },
  );
  return failed;
}

describe('the table of a rule', () => {
  it('passes one that keeps to it', () => expect(failures(rule)).toEqual([]));

  it('asks of it what a configuration asks', () => {
    const { title: _, ...meta } = rule.meta;
    expect(failures({ ...rule, meta: meta as typeof rule.meta })).toEqual([
      'has what a configuration asks of a rule: `meta.title` of the rule must be a sentence, but it is missing',
    ]);
  });

  it('takes no option that the rule does not have, and no value that it does not take', () => {
    expect(auditText(rule, list('short'), { options: { most: 3 } })).toHaveLength(1);
    expect(() => auditText(rule, list('short'), { options: { mots: 3 } })).toThrow(
      'the case does not fit: `name-long` has no option `mots`; did you mean `most`?',
    );
    expect(() => auditText(rule, list('short'), { options: { most: 'three' as unknown as number } })).toThrow(
      'must be a whole number',
    );
  });
});
