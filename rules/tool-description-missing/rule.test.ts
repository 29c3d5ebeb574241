import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (description: string) => `{"tools":[{"name":"find","description":${description}}]}`;

ruleTest(rule, {
  good: [
    tool('"Finds issues by text."'),
    { json: tool('"TODO items: lists, adds and closes them."'), why: '"todo" can be what the tool is about' },
    { json: tool('"Todos"'), why: 'a poor description is a description' },
    {
      json: tool('"Returns the description of a project; none if it has none."'),
      why: 'the words of a placeholder inside a sentence',
    },
    { json: tool('"查找问题"'), why: 'not every description is English' },
    { json: tool('null'), why: 'null is null-optional-field' },
  ],
  bad: [
    { json: '{"tools":[{"name":[|"find"|],"title":"Find"}]}', says: 'absent', severity: 'warning' },
    { json: tool('[|""|]'), says: 'blank' },
    { json: tool('[|" \\n\\t\\u00a0"|]'), says: 'blank' },
    {
      json: '{"tools":[{"name":"a","description":[|"No description provided."|]},{"name":"b","description":[|"TODO"|]},{"name":"c","description":[|"(TODO: add a description)"|]},{"name":"d","description":[|"…"|]}]}',
      says: 'placeholder',
      text: '`a` is a placeholder: `No description provided.`',
    },
    { json: tool('[|["Finds issues."]|]'), says: 'type', severity: 'error', text: 'an array, not a string' },
  ],
});
