import { expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (properties: string) =>
  `{"tools":[{"name":"water","description":"Waters a plant.","inputSchema":{"type":"object","properties":{${properties}}}}]}`;
const S = '"type":"string"';

ruleTest(rule, {
  good: [
    tool(`"pot_id":{${S},"description":"Number on the pot, e.g. A7; list_pots returns it."}`),
    { json: tool(`"pot_id":{${S},"description":"Garden pot ID"}`), why: 'one new word is enough' },
    { json: tool(`"pot_id":{${S},"description":"As list_pots has it."}`), why: 'it says where the value comes from' },
    { json: tool(`"pot_id":{${S}}`), why: 'param-description-missing speaks of it' },
    { json: tool(`"pot_kind":{${S},"enum":["clay","tin"],"description":"Pot kind"}`), why: 'the values say the rest' },
    { json: tool(`"pot_id":{${S},"pattern":"^A\\\\d$","description":"Pot ID"}`), why: 'the pattern shows the form' },
    { json: tool(`"pot_id":{${S},"examples":["A7"],"description":"Pot ID"}`), why: 'an example shows it' },
    { json: tool(`"pot_name":{${S},"default":"fern","description":"Pot name"}`), why: 'the default shows it' },
    { json: tool('"litres":{"type":"integer","description":"Litres"}'), why: 'a number is a number' },
    { json: tool('"wet":{"type":"boolean","description":"Wet"}'), why: 'yes or no' },
    { json: tool(`"pot_id":{${S},"description":"Pot ID (A7)"}`), why: 'it has an example' },
    { json: tool(`"pot_id":{${S},"description":"鉢のID"}`), why: 'not every description is English' },
    {
      json: tool(`"start_date":{${S},"description":"The start date"}`),
      why: 'param-format-unstated speaks of it, with better advice',
    },
  ],
  bad: [
    {
      json: tool(`"pot_id":{${S},"description":[|"The pot ID."|]}`),
      says: 'empty',
      severity: 'info',
      text: '`pot_id` of `water`: the description only repeats the name.',
    },
    { json: tool(`"pot_id":{${S},"description":[|"The pot_id to set."|]}`), says: 'empty', text: '`pot_id`' },
    { json: tool(`"repo":{${S},"description":[|"Repository"|]}`), says: 'empty', text: '`repo`' },
    {
      json: tool(
        `"pot":{"type":"object","description":"Which one.","properties":{"id":{${S},"description":[|"The pot identifier"|]}}}`,
      ),
      says: 'empty',
      text: '`pot.id`',
    },
    {
      json: `{"tools":[{"name":"water","inputSchema":{"type":"object",[|"properties"|]:{"potId":{${S},"description":"Pot id"},"tag_ids":{"type":"array","items":{${S}},"description":"List of tag IDs"}}}}]}`,
      says: 'empty',
      text: '`potId`, `tag_ids` of `water`: the description only repeats the name.',
    },
    { json: tool(`"constructor":{${S},"description":[|"The constructor"|]}`), says: 'empty', text: '`constructor`' },
  ],
});

it.each([
  ['pot_id', 'Pot ID', 'The id of the pot, as [which tool] returns it'],
  ['password', 'The password', 'The password of [which account or service]'],
  ['text', 'Text', 'The text [of what], as [plain text or Markdown]'],
  ['page_url', 'The page URL', 'The address of [what] with its scheme'],
  ['file_path', 'File path', 'The file path of [what], [absolute, or relative to what]'],
  ['soil', 'The soil', 'The soil [of what], [in which form], such as [example].'],
])('has a sentence for %s', (name, said, sentence) =>
  expect(auditText(rule, tool(`"${name}":{${S},"description":"${said}"}`))[0]?.hint).toContain(
    `for \`${name}\`: \`"description": "${sentence}`,
  ),
);
