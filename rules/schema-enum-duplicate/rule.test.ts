import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const input = (schema: string) => `{"tools":[{"name":"t","inputSchema":${schema}}]}`;
const property = (schema: string) => input(`{"type":"object","properties":{"p":${schema}}}`);

ruleTest(rule, {
  good: [
    property('{"enum":["a","A","1",1,true,"true",null]}'),
    {
      json: property('{"enum":[[1,2],[2,1],{"a":1},{"a":"1"},"[1,2]"]}'),
      why: 'order counts in lists, type everywhere',
    },
    { json: property('{"default":["a","a"],"examples":[1,1]}'), why: 'only an enum lists choices' },
  ],
  bad: [
    { json: property('{"enum":["GET","LINK",[|"GET"|]]}'), says: 'twice', severity: 'warning', text: '`GET`' },
    { json: property('{"enum":[1,[|1.0|]]}'), says: 'twice' },
    { json: property('{"enum":[{"a":1,"b":2},[|{"b":2,"a":1}|]]}'), says: 'twice' },
    { json: property('{"enum":["a",[|"a"|],"a","b","b"]}'), says: 'several', text: '`a` and 2 other' },
  ],
});
