import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const prompt = (fields: string) => `{"tools":[],"prompts":[{"name":"plan_release"${fields && `,${fields}`}}]}`;
const described = '"description":"Checks what is open and drafts the notes."';

ruleTest(rule, {
  good: [
    prompt(`${described},"arguments":[{"name":"version","description":"Such as 1.4.0."}]`),
    { json: prompt('"description":"リリースを計画する"'), why: 'not every description is English' },
    { json: prompt('"description":null'), why: 'null is null-optional-field' },
    { json: prompt('"description":"Plans the next release."'), why: 'a word more than the name' },
    {
      json: prompt(`${described},"arguments":[{"name":"version","description":null}]`),
      why: 'null is another rule here too',
    },
    { json: prompt(`${described},"arguments":{"version":{}}`), why: 'a list of another shape is not read' },
  ],
  bad: [
    { json: '{"tools":[],"prompts":[{"name":[|"plan_release"|]}]}', says: 'absent', severity: 'info' },
    { json: prompt('"description":[|"  "|]'), says: 'absent' },
    { json: prompt('"description":[|"TODO"|]'), says: 'placeholder', text: '`TODO`' },
    { json: prompt('"title":"Release plan","description":[|"Plan release."|]'), says: 'echo' },
    { json: prompt(`${described},"arguments":[[|{"name":"version"}|]]`), says: 'arguments', text: '`version`' },
    {
      json: prompt(
        `${described},"arguments":[|[{"name":"version"},{"name":"branch","description":""},{"name":"date","description":"ISO 8601."}]|]`,
      ),
      says: 'arguments',
      text: '`version`, `branch`.',
    },
  ],
});
