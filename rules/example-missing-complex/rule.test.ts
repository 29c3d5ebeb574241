import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const text = (description = 'A text.') => ({ type: 'string', description });
const list = (items: object) => ({ type: 'array', items });
const tool = (inputSchema: object, description = 'Files a plan for a trip.') =>
  `{"tools":[${JSON.stringify({ name: 'file_plan', description, inputSchema })}]}`;
const marked = (inputSchema: object) =>
  `{"tools":[{"name":"file_plan","description":[|"Files a plan for a trip."|],"inputSchema":${JSON.stringify(inputSchema)}}]}`;

const DEEP = object({ trip: object({ legs: list(object({ port: text() })) }) });

ruleTest(rule, {
  good: [
    tool(object({ port: text(), length: { type: 'number' } })),
    { json: tool(object({ trip: object({ port: text() }) })), why: 'one object in another is read at a glance' },
    { json: tool(DEEP), options: { depth: 4 }, why: 'somebody takes more' },
    { json: tool(DEEP, 'Files a plan. Example: {"trip": {"legs": [{"port": "Kiel"}]}}'), why: 'an example' },
    {
      json: tool(object({ trip: object({ legs: list(object({ port: text('A port, e.g. Kiel.') })) }) })),
      why: 'an example at the parameter',
    },
    {
      json: tool(object({ trip: object({ legs: list(object({ port: text() })) }, { examples: [{ legs: [] }] }) })),
      why: '`examples` of the schema',
    },
    { json: tool(DEEP, '提交航程计划并返回编号，需要登录后才能使用此工具。'), why: 'not assessed in other languages' },
    {
      json: tool(
        object({ a: text() }, { $defs: { Trip: object({ legs: object({ port: object({ name: text() }) }) }) } }),
      ),
      why: 'a definition that nothing refers to',
    },
    {
      json: tool(
        object({
          by_port: text('Ignored when `by_name` is set.'),
          by_name: text('The name.'),
          sort: text('The order.'),
        }),
      ),
      why: 'one parameter that hangs on another is understood',
    },
    { json: tool(DEEP, ''), why: 'no description at all is another rule' },
    {
      json: tool(
        object({
          trip: {
            ...object({ legs: list(object({ port: text() })) }),
            description: "Such as, { legs: [{ port: 'Kiel' }] }.",
          },
        }),
      ),
      why: 'an example in plain notation',
    },
  ],
  bad: [
    {
      json: marked(DEEP),
      says: 'deep',
      severity: 'info',
      text: '3 names deep (`trip.legs[].port`)',
    },
    {
      json: marked(
        object({
          kind: text('What is filed.'),
          boat_id: text('Required if `kind` is boat.'),
          crew_id: text('Required if `kind` is crew.'),
          crew_role: text('Only used with crew_id.'),
        }),
      ),
      says: 'correlated',
      text: '3 optional parameters that depend on others (`boat_id`, `crew_id`, `crew_role`)',
    },
  ],
});
