import { expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (properties: string, description = 'Waters a plant.') =>
  `{"tools":[{"name":"water","description":${JSON.stringify(description)},"inputSchema":{"type":"object","properties":{${properties}}}}]}`;
const S = '"type":"string"';

ruleTest(rule, {
  good: [
    tool(`"start_date":{${S},"description":"First day, YYYY-MM-DD."}`),
    { json: tool(`"start_date":{${S},"format":"date","description":"First day."}`), why: 'the keyword says it' },
    { json: tool(`"start_date":{${S},"description":"First day, e.g. 2026-03-01."}`), why: 'an example says it' },
    { json: tool(`"start_date":{${S}}`), why: 'param-description-missing speaks of it' },
    { json: tool('"start_date":{"type":"integer","description":"First day."}'), why: 'a number is of another kind' },
    {
      json: tool(`"start_date":{${S},"description":"First day."}`, 'Waters a plant. Days are ISO 8601.'),
      why: 'the description of the tool says it',
    },
    {
      json: tool(`"since":{${S},"description":"First day, YYYY-MM-DD."},"until":{${S},"description":"Last day."}`),
      why: 'the other one says it',
    },
    { json: tool('"timeout_ms":{"type":"integer","description":"Longest wait."}'), why: 'the name has the unit' },
    {
      json: tool('"timeout":{"type":"integer","description":"Longest wait in seconds."}'),
      why: 'the text has the unit',
    },
    { json: tool(`"wait_until":{${S},"description":"What to wait for."}`), why: 'a condition, no date' },
    { json: tool(`"update":{${S},"description":"The new text."}`), why: 'ends like a date' },
    { json: tool(`"sort":{${S},"enum":["wet","dry"],"description":"Order."}`), why: 'the values are listed' },
    { json: tool(`"color":{${S},"description":"Color, hex."}`), why: 'the form is named' },
    {
      json: tool(`"sort":{${S},"description":"Order: tallest, driest (tallest if not given)"}`),
      why: 'the values are named',
    },
    {
      json: tool(`"flagColor":{${S},"description":"Color of the label (red, orange, green)."}`),
      why: 'the values stand in brackets',
    },
    { json: tool(`"charset":{${S},"description":"Letters to draw a label from"}`), why: 'a set of letters' },
    {
      json: tool(
        `"repeat":{"type":"object","properties":{"frequency":{"enum":["weekly","daily"]},"interval":{"type":"integer","description":"Every so many"}}}`,
      ),
      why: 'the frequency gives the unit',
    },
  ],
  bad: [
    {
      json: tool(`"start_date":{${S},"description":[|"First day of watering."|]}`),
      says: 'date',
      severity: 'warning',
      text: '`start_date` of `water`: `First day of watering` does not say how to write it. An agent',
    },
    {
      json: tool(`"since":{${S},"description":[|"First day."|]},"until":{${S},"description":"Last day."}`),
      says: 'date',
      text: '`since`, `until` of `water`: `First day` does not say how to write them.',
    },
    { json: tool(`"wateredAt":{${S},"description":[|"Day of watering."|]}`), says: 'date', text: '`wateredAt`' },
    {
      json: tool('"timeout":{"type":"number","description":[|"Longest wait."|]}'),
      says: 'duration',
      severity: 'info',
      text: 'in which unit',
    },
    { json: tool(`"sort_by":{${S},"description":[|"Order of the plants."|]}`), says: 'form', severity: 'info' },
    { json: tool(`"color":{${S},"description":[|"Paint of the pot."|]}`), says: 'form', text: '`color`' },
    {
      json: `{[|"tools"|]:[${['fern', 'moss', 'ivy', 'oak'].map((plant) => tool(`"color":{${S},"description":"Paint of the pot."}`).slice(10, -2).replace('water', `paint_${plant}`)).join()}]}`,
      says: 'form',
      text: '`color` of 4 tools, such as `paint_fern`: `Paint of the pot`',
    },
  ],
});

it('says how many tools there are besides those that it names', () => {
  const one = JSON.parse(tool(`"start_date":{${S},"description":"First day."}`)) as { tools: [object] };
  const tools = Array.from({ length: 25 }, (_, i) => ({ ...one.tools[0], name: `water_${i}` }));
  const [finding] = auditText(rule, JSON.stringify({ tools }));
  expect(finding!.related.map(({ note }) => note).slice(-2)).toEqual(['in water_19', 'and 5 more']);
});
