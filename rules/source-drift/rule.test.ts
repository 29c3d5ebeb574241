import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FOUR = ['a', 'b', 'c', 'd'];
const snapshot = (drift: readonly object[], tools: string, more = ''): string =>
  `{${more}"fidelity":"observed","drift":${JSON.stringify(drift)},"tools":${tools}}`;
const tool = (name: string, rest = ''): string => `{"name":"${name}"${rest}}`;
const four = (rest = ''): string => `[${FOUR.map((name) => tool(name, rest)).join()}]`;
const at = (address: string, source?: string, listed?: string) => ({
  address: `mcp:demo${address}`,
  source,
  listed,
});

ruleTest(rule, {
  good: [
    snapshot([], `[${tool('a')}]`),
    {
      json: `{"fidelity":"observed","conditional":[{"address":"mcp:demo/tools/a","test":"isPro"}],"tools":[${tool('a')}]}`,
      why: 'a tool that depends on a test is no difference',
    },
    {
      json: snapshot([at('/tools/z', 'z')], `[${tool('a')}]`, '"partial":"page 2 did not come",'),
      why: 'a tool may be in the part of the list that did not come',
    },
  ],
  bad: [
    {
      json: snapshot([at('/tools/a#/description', 'Two.', 'One.')], `[${tool('a', ',"description":[|"One."|]')}]`),
      says: 'differs',
      severity: 'info',
      text: '`description` differs: the source says `Two.`, what runs lists `One.`',
    },
    {
      json: snapshot(
        [at('/tools/a#/inputSchema/properties/q', undefined, '{}')],
        `[${tool('a', ',"inputSchema":{"properties":{"q":[|{}|]}}')}]`,
      ),
      says: 'added',
      text: '`inputSchema.properties.q`',
    },
    { json: snapshot([at('/tools/a#/title', 'A')], `[{"name":[|"a"|]}]`), says: 'removed' },
    {
      json: snapshot([at('/tools/a', 'find_a', 'a')], `[[|${tool('a')}|]]`),
      says: 'renamed',
      text: 'lists `a`, which the source registers as `find_a`',
    },
    { json: snapshot([at('/tools/a', undefined, 'a')], `[[|${tool('a')}|]]`), says: 'unregistered' },
    {
      json: snapshot(
        FOUR.map((name) => at(`/tools/${name}`, undefined, name)),
        `[|${four()}|]`,
      ),
      says: 'unregistered',
      text: '`a`, `b`, `c`, `d`',
    },
    {
      json: snapshot(
        FOUR.map((name) => at(`/tools/${name}`, name)),
        `[|[${tool('z')}]|]`,
      ),
      says: 'unlisted',
      text: '`a`, `b`, `c`, `d`',
    },
    {
      json: snapshot(
        FOUR.map((name) => at(`/tools/${name}#/title`, 'B', 'A')),
        `[|${four(',"title":"A"')}|]`,
      ),
      says: 'several',
      text: '4 tools are listed with another `title`',
    },
    {
      json: snapshot(
        [at('#/server/version', '2.0.0', '1.0.0')],
        `[${tool('a')}]`,
        '"server":{"name":"demo","version":[|"1.0.0"|]},',
      ),
      says: 'version',
      text: 'The source is version `2.0.0`, what runs is version `1.0.0`.',
    },
    {
      json: snapshot([at('#/instructions', 'Ask.', 'Tell.')], `[${tool('a')}]`, '"instructions":[|"Tell."|],'),
      says: 'differs',
    },
  ],
});
