import { describe, expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';
import { zodOf } from './zod.ts';

const tool = (properties: string) =>
  `{"tools":[{"name":"water","description":"Waters a plant.","inputSchema":{"type":"object","properties":{${properties}}}}]}`;
const N = '"type":"integer"';
const S = '"type":"string"';

ruleTest(rule, {
  good: [
    tool(`"litres":{${N},"default":2,"maximum":9,"description":"How much (default 2, max 9)."}`),
    { json: tool(`"litres":{${N},"description":"Defaults to what the plant needs."}`), why: 'no value' },
    {
      json: tool('"wet":{"type":"boolean","description":"Whether it is wet (default: false)."}'),
      why: 'so is what is left out',
    },
    { json: tool(`"kind":{${S},"description":"Such as fern, moss."}`), why: 'examples' },
    { json: tool(`"kind":{${S},"description":"Kinds, comma-separated. Values: fern, moss."}`), why: 'several in one' },
    { json: tool(`"day":{${S},"description":"YYYY-MM-DD or 7d."}`), why: 'another form is allowed' },
    { json: tool(`"day":{${S},"pattern":"^2","description":"YYYY-MM-DD."}`), why: 'a pattern says more' },
    { json: tool(`"name":{${S},"description":"Max 9."}`), why: 'nine of what' },
    { json: tool(`"litres":{${N},"description":"How much, max 9 for trees."}`), why: 'in one case' },
    { json: tool(`"path":{${S},"description":"Defaults to \\"<home>/garden\\"."}`), why: 'to be filled in' },
    {
      json: tool(`"id":{${S},"description":"One of \`id\` or \`url\`."},"url":{${S},"description":"Address."}`),
      why: 'parameters, no values',
    },
    {
      json: tool(`"kind":{${S}}`).replace('Waters a plant.', 'Waters a plant. `kind` can be wild or tame.'),
      why: 'it may only say what they are like',
    },
  ],
  bad: [
    {
      json: tool(`[|"litres"|]:{${N},"description":"How much (default 2, max 9)."}`),
      says: 'unwritten',
      severity: 'info',
      text: '`litres: "default":2,"maximum":9`',
    },
    {
      json: tool(`[|"kind"|]:{${S},"description":"One of: fern, moss."}`),
      says: 'unwritten',
      text: '`kind: "enum":["fern","moss"]`',
    },
    {
      json: tool(`[|"kinds"|]:{"type":"array","items":{${S}},"description":"Allowed values: fern, moss."}`),
      says: 'unwritten',
      text: '"items":{"type":"string","enum":["fern","moss"]}',
    },
    { json: tool(`[|"day"|]:{${S},"description":"Day, YYYY-MM-DD."}`), says: 'unwritten', text: '"format":"date"' },
    {
      json: `{"tools":[{"name":"water","inputSchema":{"type":"object",[|"properties"|]:{"litres":{${N},"description":"Between 1 and 9."},"name":{${S},"description":"Name (max 20 characters)"}}}}]}`,
      says: 'unwritten',
      text: 'Only the text of `water` says what its schema could: `litres: "minimum":1,"maximum":9`, `name: "maxLength":20`.',
    },
    {
      json: tool(`[|"litres"|]:{${N},"description":"How much (default 2)."}`).replace(
        'Waters a plant.',
        'Waters a plant. `litres` must be between 1 and 9, the litres parameter defaults to 3.',
      ),
      says: 'unwritten',
      text: '`litres: "default":2,"minimum":1,"maximum":9`',
    },
  ],
});

describe('prose-only-constraint', () => {
  it('gives what to paste', () => {
    const [finding] = auditText(rule, tool(`"litres":{${N},"description":"How much (default 2, max 9)."}`));
    expect(finding!.hint).toContain('"default":2,"maximum":9');
  });

  it.each([
    [{ default: 2, maximum: 9 }, '.max(9).default(2)'],
    [{ minLength: 1, format: 'date' }, '.min(1).date()'],
    [{ enum: ['fern', 'moss'], default: 'moss' }, 'z.enum(["fern","moss"]).default("moss")'],
    [{ items: { type: 'string', enum: ['fern'] } }, 'z.array(z.enum(["fern"]))'],
    [{ enum: [1, 2] }, undefined],
    [{ minimum: 1, format: 'hostname' }, undefined],
    [{ constructor: 1 }, undefined],
    [{}, undefined],
  ])('%j in zod', (keywords, zod) => expect(zodOf(keywords)).toBe(zod));
  it('says it in zod as well', () => {
    const [finding] = auditText(rule, tool(`"litres":{${N},"description":"Between 1 and 9."}`));
    expect(finding!.hint).toBe('Paste `"minimum":1,"maximum":9` into the schema of `litres`, in zod `.min(1).max(9)`.');
  });
});
