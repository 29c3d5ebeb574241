import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const list = (server: string, ...names: readonly string[]) =>
  `{"server":{"name":"${server}"},"tools":[${names.map((name) => `{"name":${name.startsWith('[|') ? `[|"${name.slice(2)}"|]` : `"${name}"`}}`).join()}]}`;

ruleTest(rule, {
  good: [
    list('orders', 'search_orders', 'get_order', 'run_report'),
    { json: list('browser', 'click', 'hover', 'navigate', 'screenshot'), why: 'one word, but it says what happens' },
    { json: list('acme', 'login', 'ping', 'help', 'whoami', 'checkout'), why: 'what it acts on is understood' },
    { json: list('acme', 'search', 'fetch'), why: 'ChatGPT asks connectors for these two names' },
    {
      json: list('crm', 'get_object', 'list_objects', 'delete_object'),
      why: 'what several tools act on is a thing of this server',
    },
    { json: list('shell', 'run_command', 'execute_sql', 'execute_query'), why: 'a command is what a shell runs' },
    {
      json: list('tavily', 'tavily_search', 'tavily_map', 'tavily_crawl', 'tavily_ask'),
      why: 'the product is searched',
    },
    { json: list('', 'constructor', '__proto__', '検索', ''), why: 'words like others, another script, no name' },
    { json: list('people', 'get_user_info', 'get_order_details'), why: 'information on a thing' },
    {
      json: list('hg', 'hg_add', 'hg_commit', 'hg_log', 'hg_diff', 'hg_push', 'hg_status', 'hg_show'),
      why: 'the commands of a program',
    },
    { json: list('kiosk', 'kiosk_call_api', 'kiosk_open', 'kiosk_close', 'kiosk_lock'), why: 'the API of the prefix' },
    {
      json: list('kiosk-manager', 'kiosk_open', 'kiosk_close', 'kiosk_lock', 'kiosk_process_manager'),
      why: 'a word of the server that belongs to a thing here',
    },
  ],
  bad: [
    {
      json: list('gdrive', '[|search', 'read_file'),
      says: 'word',
      severity: 'warning',
      text: '`search` could be a tool of any server',
    },
    { json: list('example-servers/postgres', '[|query'), says: 'word' },
    { json: list('acme', '[|get', '[|set', '[|list', '[|delete'), says: 'word' },
    { json: list('acme', '[|data', '[|tool'), says: 'noun', severity: 'warning' },
    { json: list('acme', '[|assign', '[|restore'), says: 'word' },
    { json: list('acme', '[|do_it', '[|handle_this'), says: 'empty', text: 'no more than `do`' },
    {
      json: list('acme', '[|process_data', 'list_orders'),
      says: 'empty',
      severity: 'info',
      text: 'no more than `process`',
    },
    { json: list('figma', '[|get_figma_data', '[|handle_request', '[|run_task'), says: 'empty' },
    {
      json: list('jira', '[|jira_get', '[|jira_post', '[|jira_delete', 'jira_search', 'jira_list_issues'),
      says: 'bare',
      severity: 'info',
      text: '`jira_get` is only `get`',
    },
  ],
});
