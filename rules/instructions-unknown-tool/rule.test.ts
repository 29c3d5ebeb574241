import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const TOOLS =
  '[{"name":"search_issues","inputSchema":{"type":"object","properties":{"page_token":{"type":"string"},"mode":{"enum":["deep_search"]}}}},{"name":"get_issue"},{"name":"acme_create_branch"}]';
const list = (instructions: string, marked = false, more = '') => {
  const text = JSON.stringify(instructions);
  return `{"instructions":${marked ? `[|${text}|]` : text}${more},"tools":${TOOLS}}`;
};

ruleTest(rule, {
  good: [
    list('Use `search_issues` first, then **get_issue**. Never call get_issue(0).'),
    { json: list('Send `page_token` back; `deep_search` is slow.'), why: 'parameters and their values are named too' },
    {
      json: list('Install it with `npx acme-cli` and set `ACME_API_KEY`; see `config.json`.'),
      why: 'commands, variables and files are no tools',
    },
    { json: list('Invoke the `create_report` command of the CLI.'), why: 'it says what else it is' },
    {
      json: list('Use the `acme` tools. The `git` tool must be installed; call `initialize` once.'),
      why: 'a single word nothing in the list looks like',
    },
    {
      json: list('Call `weekly_report` for a summary.', false, ',"prompts":[{"name":"weekly_report"}]'),
      why: 'a prompt has that name',
    },
    {
      json: `{"instructions":"Call \`list_teams\` first.","tools":${TOOLS},"nextCursor":"2"}`,
      why: 'the rest of the list was not read',
    },
    {
      json: '{"instructions":"Call `list_teams` first.","tools":[]}',
      why: 'without a list nothing can be missing from it',
    },
  ],
  bad: [
    {
      json: list('Use `search_issue` to find one.', true),
      says: 'renamed',
      severity: 'warning',
      text: '`search_issue`, which is not in the list; there is `search_issues`',
    },
    {
      json: list('Always start with `issueSearch` or `issue_get`.', true).replace('[|', '[|[|').replace('|]', '|]|]'),
      says: ['renamed', 'renamed'],
    },
    { json: list('Then use the `create_branch` tool.', true), says: 'renamed', text: 'there is `acme_create_branch`' },
    {
      json: list('Before anything else call `list_teams`.', true),
      says: 'unknown',
      severity: 'warning',
      text: 'call `list_teams`',
    },
    { json: list('Look people up with find_people(name).', true), says: 'unknown' },
  ],
});
