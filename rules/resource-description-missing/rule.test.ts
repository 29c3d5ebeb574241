import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const resource = (fields: string) =>
  `{"tools":[],"resources":[{"uri":"shop://orders","name":"open_orders"${fields && `,${fields}`}}]}`;

ruleTest(rule, {
  good: [
    resource('"description":"The open orders as CSV."'),
    { json: resource('"description":"未結注文"'), why: 'not every description is English' },
    { json: resource('"description":null'), why: 'null is null-optional-field' },
    { json: resource('"description":"Open orders, as CSV"'), why: 'more than the name' },
  ],
  bad: [
    {
      json: '{"tools":[],"resources":[{"uri":"shop://orders","name":[|"open_orders"|]}]}',
      says: 'absent',
      severity: 'info',
    },
    { json: resource('"description":[|""|]'), says: 'absent' },
    { json: resource('"description":[|"No description provided"|]'), says: 'placeholder' },
    { json: resource('"description":[|"Open orders."|]'), says: 'echo', text: 'says nothing that its name does not' },
  ],
});
