import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (parameter: string, { description = 'Lists the beds.', defs = '{}' } = {}) =>
  `{"tools":[{"name":"list_beds","description":"${description}","inputSchema":{"type":"object","properties":{${parameter}},"$defs":${defs}}}]}`;

ruleTest(rule, {
  good: [
    { json: tool('"limit":{"type":"integer","maximum":50,"description":"Up to 50."}'), why: 'the description says it' },
    {
      json: tool('"limit":{"type":"integer","maximum":1000}', { description: 'Lists up to 1,000 beds.' }),
      why: 'the description of the tool says it',
    },
    { json: tool('"scale":{"type":"number","maximum":1,"description":"From 0.1 to 1.0."}'), why: 'written otherwise' },
    { json: tool('"page":{"type":"integer","minimum":1,"maximum":100000}'), why: 'nobody breaks these' },
    { json: tool('"latitude":{"type":"number","minimum":-90,"maximum":90}'), why: 'everybody knows these' },
    { json: tool('"name":{"type":"string","minLength":1,"maxLength":5000}'), why: 'nobody breaks these either' },
    { json: tool('"crop":{"type":"string","enum":["root","leaf"]}'), why: 'values of a text are shown' },
    {
      json: tool('"crop":{"oneOf":[{"type":"string","enum":["root"]},{"type":"string","enum":["leaf"]}]}'),
      why: 'so are several, by oneOf',
    },
    {
      json: tool(
        '"crop":{"anyOf":[{"enum":["rootCrop","leaf"]},{"type":"null"}],"description":"A root crop or a leaf."}',
      ),
      why: 'the description names them',
    },
    {
      json: tool('"crop":{"anyOf":[{"type":"string"},{"type":"null"}]}'),
      why: 'it may be left out: that much is shown',
    },
    {
      json: tool('"level":{"type":"integer","enum":[1,2,3],"description":"1, 2 or 3."}'),
      why: 'numbers that are named',
    },
    { json: tool('"open":{"const":true}'), why: 'one of two' },
    { json: tool('"from":{"type":"string","format":"date-time","description":"As 2026-03-01T09:00Z."}'), why: 'shown' },
    { json: tool('"bed_id":{"type":"string","format":"uuid"}'), why: 'the name says that it is an id' },
    { json: tool('"id":{"type":"string","pattern":"^b-\\\\d+$","description":"Such as b-7."}'), why: 'an example' },
    {
      json: tool('"by":{"$ref":"#/$defs/By","description":"Its crop and its age."}', {
        defs: '{"By":{"type":"object","properties":{"crop":{},"age":{}}}}',
      }),
      why: 'the description names the fields',
    },
    {
      json: tool('"by":{"type":"object","properties":{"crop":{}},"anyOf":[{"required":["crop"]}]}'),
      why: 'the fields stand beside the union',
    },
    { json: tool('"crop":{"type":"string","enum":[1,2]}'), why: 'a defect of its own' },
    { json: tool('"age":{"type":"integer","minimum":9,"maximum":2}'), why: 'another' },
    { json: tool('"age":{"type":"string","pattern":"("}'), why: 'and another' },
    {
      json: tool('"limit":{"type":"integer"}', { defs: '{"N":{"type":"object","properties":{"n":{"maximum":9}}}}' }),
      why: 'nobody refers to it',
    },
  ],
  bad: [
    {
      json: tool('[|"limit"|]:{"type":"integer","maximum":50,"description":"How many, 5 by default or 500.5."}'),
      says: 'tool',
      severity: 'info',
      text: '`limit: at most 50`',
    },
    {
      json: tool('[|"crop"|]:{"anyOf":[{"enum":["root","leaf"]},{"type":"null"}]}'),
      says: 'tool',
      text: 'one of: root, leaf',
    },
    {
      json: tool('[|"crop"|]:{"type":["string","null"],"enum":["root","leaf",null]}'),
      says: 'tool',
      text: 'one of: root, leaf',
    },
    {
      json: tool('[|"crops"|]:{"type":"array","items":{"$ref":"#/$defs/C"}}', {
        defs: '{"C":{"enum":["root","leaf"]}}',
      }),
      says: 'tool',
      text: 'one of: root, leaf',
    },
    { json: tool('[|"level"|]:{"type":"integer","enum":[1,2,3]}'), says: 'tool', text: 'one of: 1, 2, 3' },
    { json: tool('[|"scope"|]:{"const":"garden"}'), says: 'tool', text: 'always garden' },
    {
      json: tool('[|"tags"|]:{"type":"array","maxItems":5,"items":{"type":"string"}}'),
      says: 'tool',
      text: 'at most 5 elements',
    },
    { json: tool('[|"note"|]:{"type":"string","maxLength":280}'), says: 'tool', text: 'at most 280 characters' },
    {
      json: tool('[|"age"|]:{"anyOf":[{"type":"integer","minimum":2,"maximum":30},{"type":"null"}]}'),
      says: 'tool',
      text: 'at least 2, at most 30',
    },
    {
      json: tool('[|"after"|]:{"type":"string","format":"date-time","description":"Beds made after that."}'),
      says: 'tool',
      text: 'date and time by ISO 8601',
    },
    {
      json: tool('[|"code"|]:{"type":"string","pattern":"^b-\\\\d+$","description":"Its code."}'),
      says: 'tool',
      text: 'written as ^b-',
    },
    {
      json: tool('[|"beds"|]:{"type":"array","items":{"$ref":"#/$defs/Bed"}}', {
        defs: '{"Bed":{"type":"object","properties":{"crop":{},"age":{}},"required":["crop"]}}',
      }),
      says: 'tool',
      text: 'with the field crop',
    },
    {
      json: '{"tools":[{"name":"list_beds","inputSchema":{"type":"object",[|"properties"|]:{"limit":{"type":"integer","maximum":50},"crop":{"type":"integer","enum":[1,2]}}}}]}',
      says: 'tool',
      text: '`limit: at most 50`, `crop: one of: 1, 2`',
    },
    {
      json: `{[|"tools"|]:[${['beds', 'crops', 'tools']
        .map(
          (name) =>
            `{"name":"list_${name}","inputSchema":{"type":"object","properties":{"limit":{"type":"integer","maximum":50}}}}`,
        )
        .join()}]}`,
      says: 'same',
      text: 'what 3 tools demand of `limit`',
    },
  ],
});
