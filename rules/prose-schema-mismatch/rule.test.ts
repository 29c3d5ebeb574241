import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (properties: string, { more = '', description = '"Waters a plant."' } = {}) =>
  `{"tools":[{"name":"water","description":${description},"inputSchema":{"type":"object","properties":{${properties}}${more}}}]}`;
const litres = (schema: string, description: string) => tool(`"litres":{${schema},"description":${description}}`);
const kind = (schema: string, description: string) =>
  tool(`"kind":{"type":"string",${schema},"description":${description}}`);
const N = '"type":"integer"';
const S = '"type":"string"';
/** A parameter beside what the tool's own description says of it. */
const said = (name: string, schema: string, words: string, more = '') =>
  tool(`"${name}":{${schema}},"plant":{${S}}`, { more, description: `"Waters a plant. ${words}"` });
const LIST = (items: string) => JSON.stringify(`Waters a plant.\n\nArgs:\n    litres: how much\n    ${items}\n`);

ruleTest(rule, {
  good: [
    litres(`${N},"default":2,"maximum":9`, '"How much, defaults to 2, max 9."'),
    { json: litres(N, '"How much, defaults to 2."'), why: 'only the text says it' },
    { json: litres(`${N},"default":2`, '"Defaults to what the plant needs."'), why: 'behaviour, no value' },
    { json: litres(`${N},"default":2`, '"Defaults to 5 for trees."'), why: 'the default of one case' },
    { json: litres(`${N},"default":null`, '"Defaults to 5."'), why: 'null stands for left out' },
    { json: litres(`${N},"default":2000`, '"Defaults to 2s."'), why: 'of another unit' },
    { json: kind('"enum":["fern","moss"]', '"One of: Fern, Moss."'), why: 'the case may not matter' },
    { json: kind('"enum":["fern","moss"]', '"Such as ivy, moss."'), why: 'examples are no list' },
    {
      json: tool(
        `"kind":{"enum":["fern","moss"],"description":"Takes one of \`kind\` or \`litres\`."},"litres":{${N}}`,
      ),
      why: 'parameters, no values',
    },
    {
      json: kind('"enum":["fern","moss"],"default":"moss"', '"Defaults to whatever grew last."'),
      why: 'no value is stated',
    },
    { json: tool(`"names":{"type":"array","items":{${S}},"description":"Array of names."}`), why: 'it is an array' },
    {
      json: tool(`"names":{"anyOf":[{"type":"array","items":{${S}}},{${S}}],"description":"Comma-separated names."}`),
      why: 'it may be a string too',
    },
    { json: tool(`"names":{${S},"description":"Array of names as a JSON string."}`), why: 'an array in a string' },
    { json: litres(N, '"How much. Required for trees."'), why: 'required in one case' },
    { json: litres(N, '"tree: how much. Required."'), why: 'required in one case, in another way' },
    {
      json: tool(`"litres":{${N},"default":2,"description":"How much (optional)."}`, {
        more: ',"required":["litres"]',
      }),
      why: 'with a default it may be left out',
    },
    {
      json: tool(`"plant":{${S},"description":"A plant with optional leaves."}`, { more: ',"required":["plant"]' }),
      why: 'the leaves are optional',
    },
    { json: litres(`${N},"maximum":9`, '"Up to 20 for trees."'), why: 'the bound of one case' },
    { json: kind('"enum":["fern","moss"]', '"If left out, defaults to `null`."'), why: 'null is no value' },
    {
      json: kind('"enum":["fern","moss"]', '"Kind of the plant, whose leaves must be `green` or `brown`."'),
      why: 'a condition on something else',
    },
    { json: litres(`${N},"maximum":9`, '"Returns up to 20 drops."'), why: 'a bound of the answer' },
    { json: litres(`${N},"exclusiveMinimum":0`, '"Min 1."'), why: 'of an integer that is the same' },
    { json: litres(`${N},"maximum":9007199254740991`, '"Max 20."'), why: 'the range of the machine is no bound' },
    {
      json: tool(`"litres":{${N}}`, { description: LIST('fern: a plant') }).replace(
        '"litres":{',
        '"kind":{"enum":["fern"]},"litres":{',
      ),
      why: 'a value in the list',
    },
    {
      json: tool(`"body":{"type":"object","properties":{"litres":{${N}}}}`, { description: LIST('litres: how much') }),
      why: 'a parameter inside another',
    },
    {
      json: tool(`"litres":{${N}},"more":{"type":"object"}`, { description: LIST('soil: which') }),
      why: 'an object that takes anything',
    },
    {
      json: tool(`"litres":{${N}}`, {
        description: '"Waters a plant. Use the next_page parameter from the response of list_plants."',
      }),
      why: 'of another tool',
    },
    {
      json: tool(`"pageSize":{${N}}`, { description: '"The page_size parameter says how many."' }),
      why: 'the same name',
    },
    {
      json: tool(`"litres":{${N}}`, { description: '"Returns `height` and `WATER_KEY`."' }),
      why: 'output and environment are no parameters',
    },
    said('limit', `${N},"maximum":50,"default":20`, 'The limit defaults to 20. `limit` must be between 1 and 50.'),
    { json: said('limit', `${N},"maximum":9`, 'When it rains, `limit` must be at most 5.'), why: 'in one case' },
    { json: said('limit', `${N},"default":2`, 'For trees the limit defaults to 5.'), why: 'of one kind' },
    { json: said('limit', `${N},"default":2`, 'The limit of find_plants defaults to 5.'), why: 'of another tool' },
    { json: said('limit', `${N},"default":2`, 'E.g. `limit` (default 5).'), why: 'an example' },
    { json: said('limit', `${N},"default":2`, 'Returns `limit` (default 5).'), why: 'a part of the answer' },
    {
      json: said('status', '"enum":["wet","dry"]', 'The status can be good or bad. `status` can be empty or null.'),
      why: 'no word of it is a value',
    },
    {
      json: said('mode', '"enum":["slow","fast"],"default":"slow"', "mode='fast' is the default of gardeners."),
      why: 'a call, no claim',
    },
    {
      json: said('format', '"enum":["short","long"]', '`format` defaults to `GARDEN_FORMAT`.'),
      why: 'the name of a setting',
    },
    { json: said('repo', S, 'Either `repo` or `plant` is required.'), why: 'one of two' },
    { json: said('repo', S, '`repo` is required when `plant` is given.'), why: 'in one case' },
    {
      json: said('repo', `${S}},"action":{"enum":["add","cut"]`, '`repo` is required.'),
      why: 'of one of several actions, perhaps',
    },
    { json: said('repo', S, '`repo` is required.', ',"anyOf":[{"required":["repo"]}]'), why: 'so the schema says' },
    {
      json: tool('"note":{"type":["string","null"],"description":"An optional note."}', {
        more: ',"required":["note"]',
      }),
      why: 'null leaves it out',
    },
    {
      json: tool(`"leaves":{${S},"description":"Kind of the optional leaves."}`, { more: ',"required":["leaves"]' }),
      why: 'of the plant',
    },
    { json: said('limit', '"enum":[{},5]', '`limit` defaults to 5.'), why: 'values that are no words' },
  ],
  bad: [
    {
      json: tool(`"limit":{${N},"maximum":100}`, { description: '[|"Waters. `limit` must be between 1 and 50."|]' }),
      says: 'bounds',
      severity: 'info',
      text: "the text says `'limit' must be between 1 and 50`, but its `maximum` is `100`",
    },
    {
      json: tool(`"limit":{${N},"default":10}`, { description: '[|"Waters a plant. The limit defaults to 20."|]' }),
      says: 'default',
      severity: 'warning',
      text: 'the text says `limit defaults to 20`, but its default is `10`',
    },
    {
      json: tool(`"limit":{${N},"default":10}`, { description: '[|"Waters a plant. The default limit is 20."|]' }),
      says: 'default',
      text: '`default limit is 20`',
    },
    {
      json: tool(`"limit":{${N},"default":10,"description":"How many (default 10)."}`, {
        description: '[|"Waters plants, up to `limit` (default 20)."|]',
      }),
      says: 'default',
    },
    {
      json: tool('"status":{"enum":["open","closed"]}', {
        description: '[|"Waters. `status` can be open, closed or archived."|]',
      }),
      says: 'values',
      text: 'it does not allow `archived`',
    },
    {
      json: tool(`"repo":{${S}}`, { description: '[|"Waters a plant. The `repo` parameter is required."|]' }),
      says: 'required',
      severity: 'warning',
      text: 'it is not in `required`',
    },
    {
      json: tool(`"repo":{${S}}`, {
        more: ',"required":["repo"]',
        description: '[|"Waters a plant. Optional repo: where it stands."|]',
      }),
      says: 'required',
      text: '`Optional repo`',
    },
    {
      json: tool(`"repo":{${S},"description":[|"Optional repo slug"|]}`, { more: ',"required":["repo"]' }),
      says: 'required',
      text: 'it is in `required`',
    },
    {
      json: litres(`${N},"default":2`, '[|"How much, defaults to 5."|]'),
      says: 'default',
      severity: 'warning',
      text: '`litres` of `water`: the text says `defaults to 5`, but its default is `2`.',
    },
    { json: litres(`${N},"maximum":9`, '[|"How much (default 20)."|]'), says: 'default', text: 'its `maximum` is `9`' },
    {
      json: kind('"enum":["fern","moss"]', '[|"Kind, defaults to \\"ivy\\"."|]'),
      says: 'default',
      text: 'it allows only `fern, moss`',
    },
    {
      json: kind('"enum":["fern","moss"]', '[|"One of: fern, ivy."|]'),
      says: 'values',
      severity: 'info',
      text: 'it does not allow `ivy`',
    },
    {
      json: litres(`${N},"maximum":9`, '[|"How much, between 1 and 20."|]'),
      says: 'bounds',
      text: 'its `maximum` is `9`',
    },
    {
      json: tool(`"names":{"type":"array","maxItems":5,"items":{${S}},"description":[|"Names, max 9."|]}`),
      says: 'bounds',
    },
    { json: kind('"maxLength":9', '[|"A name (3-20 characters)."|]'), says: 'bounds', text: 'its `maxLength` is `9`' },
    {
      json: tool(`"names":{"type":"array","items":{${S}},"description":[|"Comma-separated names."|]}`),
      says: 'type',
      text: 'its type is `array`',
    },
    {
      json: tool(
        ['a', 'b', 'c', 'd']
          .map(
            (id) =>
              `"${id}":{"type":"array","items":{${S}},"description":${id === 'a' ? '[|' : ''}"Comma-separated ${id}s."${id === 'a' ? '|]' : ''}}`,
          )
          .join(),
      ),
      says: 'type',
      text: '4 parameters, such as `a` of `water`: the text says `Comma-separated`, but its type is `array`.',
    },
    { json: tool(`"names":{${S},"description":[|"Array of names."|]}`), says: 'type', text: 'its type is `string`' },
    { json: tool('"plan":{"type":"object","description":[|"JSON string of the plan."|]}'), says: 'type' },
    { json: litres(N, '[|"How much (required)."|]'), says: 'required', text: 'it is not in `required`' },
    {
      json: tool(`"litres":{${N}}`, {
        more: ',"required":["litres"]',
        description: `[|${LIST('litres (int, optional): how much')}|]`,
      }),
      says: 'required',
      text: 'it is in `required`',
    },
    {
      json: tool(`"result_filter":{${S}}`, {
        description: '[|"When the `results_filter` parameter is empty all come back."|]',
      }),
      says: 'renamed',
      text: 'a parameter `results_filter`; the schema has `result_filter`',
    },
    {
      json: tool(`"litres":{${N}}`, { description: `[|${LIST('soil: which')}|]` }),
      says: 'unknown-parameter',
      text: '`soil`',
    },
  ],
});
