import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

/** Tools that each say something of their own before or behind a text that all of them share. */
const tools = (shared: string, count: number, plain = 0) => {
  const say = (i: number) =>
    `Counts the ${'red blue green white black grey brown pink gold teal'.split(' ')[i % 10]} boats at pier ${i}.`;
  const all = Array.from({ length: count + plain }, (_, i) => (i < count ? `${say(i)} ${shared}` : say(i)));
  return all.map((description, i) => JSON.stringify({ name: `count_${i}`, description })).join(',');
};
const LONG = 'All numbers are those of the last tide and the harbour office corrects them on the next working day.';

ruleTest(rule, {
  good: [
    `{"tools":[${tools('', 6)}]}`,
    { json: `{"tools":[${tools(LONG, 2)}]}`, why: 'two tools may share a sentence' },
    { json: `{"tools":[${tools('Needs a login.', 8)}]}`, why: 'a short sentence' },
    { json: `{"tools":[${tools('All numbers are of the last tide.', 5)}]}`, why: 'little would be spared' },
    { json: `{"tools":[${tools(LONG, 4, 20)}]}`, why: 'few tools of many share it' },
    {
      json: `{"tools":[${tools('Use this when the user asks how many boats of one colour lie in the harbour today or did on another day.', 6)}]}`,
      why: 'it says when to use them: each description would lose that',
    },
    {
      json: `{"tools":[${tools('Does not write to the disk of the harbour office or of any boat that lies at one of its piers today.', 12, 6)}]}`,
      why: 'it sets these apart from those that write',
    },
    {
      json: `{"tools":[${tools('Returns the number of boats, the pier, the name of the harbour and the time of the count in UTC.', 6)}]}`,
      why: 'it says what comes back',
    },
    {
      json: `{"tools":[${['a', 'b', 'c', 'd', 'e'].map((name) => JSON.stringify({ name, description: `Counts boats. ${LONG}` })).join(',')}]}`,
      why: 'whole descriptions that are alike are tool-description-duplicate',
    },
    {
      json: `{"tools":[${tools(`\\n\\nArgs:\\n    pier (int): ${LONG}`, 6)}]}`.replaceAll('\\\\n', '\\n'),
      why: 'the documentation of a parameter',
    },
  ],
  bad: [
    {
      json: `{[|"tools"|]:[${tools(LONG, 5, 1)}]}`,
      says: 'all',
      severity: 'info',
      text: '5 of 6 tools repeat one sentence, 105 tokens in all: `All numbers are',
    },
    {
      json: `{[|"tools"|]:[${tools(`${LONG} Boats under three metres of length are not counted here.`, 6)}]}`,
      says: 'all',
      text: '6 of 6 tools repeat the same 2 sentences',
    },
    { json: `{[|"tools"|]:[${tools(LONG, 12, 20)}]}`, says: 'some', text: '12 of 32 tools' },
  ],
});
