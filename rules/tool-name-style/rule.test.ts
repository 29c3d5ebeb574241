import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const list = (...names: readonly string[]) =>
  `{"tools":[${names.map((name) => `{"name":${name.startsWith('[|') ? `[|"${name.slice(2)}"|]` : `"${name}"`}}`).join()}]}`;

ruleTest(rule, {
  good: [
    list('list_issues', 'get_issue', 'search'),
    {
      json: list('listIssues', 'getIssue', 'search', 'fetch'),
      why: 'a single word fits every style',
    },
    {
      json: list('linear_getUser', 'linear_getTeam', 'linear_listTeams', 'linear_addUser'),
      why: 'what all begin with is not compared',
    },
    {
      json: list('im_v1_chatMembers_get', 'im_v1_chatList_get', 'docx_rawContent_get', 'wiki_node_search'),
      why: 'several styles in one name are a system of its own',
    },
    { json: list('get_OAuth2', 'get_user'), why: 'silent about how a product is written when names are few' },
    {
      json: list('list_issues', 'get_issue', 'close_issue', 'getIssue'),
      why: 'tool-name-similar speaks of one name in two styles',
    },
    list(),
  ],
  bad: [
    {
      json: list('list_issues', 'get_issue', '[|closeIssue'),
      says: 'odd',
      severity: 'info',
      text: '1 of 3 names is not snake_case like the others: `closeIssue`',
    },
    { json: list('list-issues', 'get-issue', 'close-issue', '[|get_user'), says: 'odd' },
    { json: list('user.list', 'user.get', '[|GetTeam'), says: 'odd', text: 'not dotted' },
    {
      json: `{"tools":[|[{"name":"listIssues"},{"name":"getIssue"},{"name":"get_user"},{"name":"list_users"}]|]}`,
      says: 'split',
      text: 'several styles: 2 camelCase, 2 snake_case',
    },
  ],
});
