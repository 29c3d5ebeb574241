import { describe, expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (properties: string, more = '', key = '"properties"', description = 'Finds issues.') =>
  `{"tools":[{"name":"find","description":${JSON.stringify(description)},"inputSchema":{"type":"object",${key}:{${properties}}${more}}}]}`;
const bad = (properties: string, more = '', description?: string) =>
  tool(properties, more, '[|"properties"|]', description);
const S = '"type":"string"';
const D = '"type":"string","description":"What it is."';

ruleTest(rule, {
  good: [
    tool(`"q":{${D}},"filter":{"type":"object","description":"Filters.","properties":{"state":{${D}}}}`),
    '{"tools":[{"name":"ping","inputSchema":{"type":"object"}}]}',
    { json: tool(`"who":{"anyOf":[{${D}},{"type":"null"}]}`), why: 'a branch of the union is described' },
    {
      json: tool('"who":{"$ref":"#/$defs/user"}', `,"$defs":{"user":{${D}}}`),
      why: 'the target of the reference is described',
    },
    { json: tool(`"ids":{"type":"array","items":{${D}}}`), why: 'the elements are described' },
    {
      json: tool(`"q":{${D}}`, `,"$defs":{"unused":{"type":"object","properties":{"x":{${S}}}}}`),
      why: 'nobody refers to the definition',
    },
    {
      json: tool(`"q":{${D}}`, ',"anyOf":[{"required":["q"],"properties":{"q":{"minLength":1}}}]'),
      why: 'the branch adds a condition to a parameter that is described',
    },
    {
      json: tool(`"q":{${D}}`, ',"if":{"properties":{"z":{"const":1}}},"not":{"properties":{"y":{}}}'),
      why: 'conditions declare no parameters',
    },
    { json: tool('"kind":{"type":"string","const":"page"},"v":{"enum":[1]}'), why: 'a constant says what it is' },
    { json: tool('"a":{"type":"string","description":null}'), why: 'schema-invalid speaks of it' },
    { json: tool('"a":true,"b":false'), why: 'a schema that says nothing at all is schema-property-no-type' },
    {
      json: `{"tools":[{"name":"a","outputSchema":{"type":"object","properties":{"x":{${S}}}}}]}`,
      why: 'results are not filled in',
    },
  ],
  bad: [
    {
      json: bad(`"q":{${S}},"limit":{"type":"integer","description":" "},"page":{${D}}`),
      says: 'missing',
      severity: 'warning',
      text: 'Parameters of `find` without a description: `q`, `limit`. An agent guesses what to send.',
    },
    {
      json: tool('[|"q"|]:{"description":"TODO"}'),
      says: 'missing',
      text: 'Parameter of `find` without a description: `q`.',
    },
    {
      json: bad('"constructor":{"type":"string"},"__proto__":{"type":"string"}'),
      says: 'missing',
      text: '`constructor`, `__proto__`',
    },
    {
      json: bad(
        `"q":{${S}},"f":{"description":"Filters.","type":"object","properties":{"a":{${S}},"b":{"type":"array","items":{"type":"object","properties":{"c":{${S}}}}}}}`,
      ),
      says: 'missing',
      text: '`q`, and 3 nested.',
    },
    {
      json: bad(
        'abcdefghijk'
          .split('')
          .map((name) => `"${name}":{${S}}`)
          .join(),
      ),
      says: 'missing',
      text: '`h` and 3 more.',
    },
    {
      json: tool(`"f":{"description":"Filters.","type":"object","properties":{[|"a"|]:{${S}},"b":{${D}}}}`),
      says: 'nested',
      severity: 'info',
      text: 'Nested parameter of `find` without a description: `f.a`.',
    },
    {
      json: tool(
        '"u":{"description":"A user.","$ref":"#/$defs/user"}',
        `,"$defs":{"user":{"type":"object","properties":{[|"id"|]:{${S}}}}}`,
      ),
      says: 'nested',
      text: '`user.id`',
    },
    { json: bad(`"f":{"type":"object","properties":{"a":{${D}}}},"q":{${S}}`), says: 'missing', text: ': `q`, `f`.' },
    {
      json: tool(`[|"f"|]:{"type":"array","items":{"type":"object","properties":{"a":{${D}}}}}`),
      says: 'whole',
      severity: 'info',
      text: '`f` has no description of its own; only its properties have.',
    },
    {
      json: bad(`"f":{"type":"object","properties":{"a":{${D}}}},"g":{"type":"object","properties":{"a":{${D}}}}`),
      says: 'whole',
      text: '`f`, `g` have no descriptions of their own; only their properties have.',
    },
    {
      json: bad(
        `"path":{${S}},"depth":{"type":"integer"}`,
        '',
        'Lists a folder.\n\nArgs:\n    path: the folder to list\n    depth (int, optional): how deep to go',
      ),
      says: 'elsewhere',
      severity: 'info',
      text: '`path`, `depth`.',
    },
    {
      json: tool(
        `"path":{${S}},[|"depth"|]:{"type":"integer"}`,
        '',
        undefined,
        'Lists a folder.\n- `path` - the folder to list',
      ),
      says: 'missing',
      text: ': `depth`.',
    },
  ],
});

describe('param-description-missing', () => {
  it.each([
    ['"issue_key":{"type":"string"}', '`issue_key`: `"description": "The key of the issue, as [where it is shown]'],
    ['"q":{"type":"string"}', '"What to look for in [which fields]: '],
    ['"xy":{"type":"string"}', '"[What it is], [in which form]'],
    ['"start":{"type":"object","properties":{"id":{"type":"string"}}}', '"[What it describes]; '],
    ['"display_name":{"type":"string"}', '"The display name [of what] as [where'],
    ['"note_ids":{"type":"array"}', '"The ids of the notes, as [which tool] returns them'],
    ['"issue_number":{"type":"integer"}', '"The number of the issue, as [which tool]'],
    ['"password":{"type":"string"}', '"The password of [which account or service]'],
    ['"api_key":{"type":"string"}', '"The api key of [which account or service]'],
    ['"text":{"type":"string"}', '"The text [of what], as [plain text or Markdown]'],
    ['"due_date":{"type":"string"}', '"The due date [of what] as YYYY-MM-DD'],
    ['"since":{"type":"string"}', '"Only what [was made or changed] on this day or later, as YYYY-MM-DD'],
    ['"url":{"type":"string"}', '"The address of [what] with its scheme'],
    ['"limit":{"type":"integer"}', '"How many [of what] to return at most, from 1'],
    ['"width":{"type":"integer"}', '"The width [of what], in [unit], from [least]'],
    ['"dry_run":{"type":"boolean"}', '"Whether [to do what]; [what happens] when left out."'],
    ['"tags":{"type":"array","items":{"type":"string"}}', '"The tags [of what], each [in which form]'],
    ['"filter":{"type":"object"}', '"[What it describes]; [what happens] when left out."'],
  ])('has a sentence for %s', (properties, sentence) =>
    expect(auditText(rule, tool(properties))[0]?.hint).toContain(sentence),
  );

  it('shows where each parameter is', () => {
    const [finding] = auditText(rule, tool(`"q":{${S}},"f":{"type":"object","properties":{"a":{${S}}}}`));
    expect(finding!.related.map(({ note, place }) => [note, place?.precision])).toEqual([
      ['q', 'exact'],
      ['f', 'exact'],
    ]);
  });
});
