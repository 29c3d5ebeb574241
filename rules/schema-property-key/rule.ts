import { defineRule, isObject } from '../../src/rule.ts';

const FOREIGN = /[^a-zA-Z0-9_.-]/gu;
const MOST = 64;

export default defineRule(
  {
    id: 'schema-property-key',
    title: 'Parameter names use letters, digits, `_`, `.` and `-`, at most 64 of them.',
    category: 'naming',
    severity: 'warning',
    why: 'Anthropic checks the top-level property names of every tool against `^[a-zA-Z0-9_.-]{1,64}$` and refuses the whole request if one does not match: a single such parameter takes every tool of the conversation down.',
    hint: 'Rename the parameter to plain letters, digits and underscores, and map it back inside the handler.',
    messages: {
      foreign: 'The parameter name `{name}` contains `{characters}`.',
      long: 'The parameter name `{name}` has {length} characters, more than 64.',
      empty: 'A parameter has an empty name.',
    },
    references: [
      'twilio-labs/mcp#56',
      'freee/freee-mcp#15',
      'vantage-sh/vantage-mcp-server#43',
      'ComposioHQ/composio#2330',
    ],
    realCase: 'twilio-labs/mcp#56: `StartTime<`; erikmaday/unusual-whales-mcp#57: `rule_name[]`',
    since: '0.1.0',
  },
  {
    *tool(tool) {
      const schema = tool.data.inputSchema;
      const properties = isObject(schema) ? schema['properties'] : undefined;
      if (!isObject(properties)) return;
      for (const name of Object.keys(properties)) {
        const spot = { at: tool.at('inputSchema', 'properties', name), part: 'key' as const };
        const foreign = new Set(name.match(FOREIGN));
        if (name === '') yield { ...spot, message: 'empty' };
        else if (foreign.size > 0)
          yield { ...spot, message: 'foreign', data: { name, characters: [...foreign].slice(0, 8) } };
        else if (name.length > MOST)
          yield { ...spot, message: 'long', data: { name: `${name.slice(0, 40)}…`, length: name.length } };
      }
    },
  },
);
