import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, key: string, description?: string, type = 'string') => ({
  name,
  inputSchema: { type: 'object', properties: { [key]: { type, ...(description ? { description } : {}) } } },
});
const over = (
  kind: 'stdio' | 'http' | 'sse' | 'serverless',
  tools: NonNullable<Case['tools']>,
  auth: 'checked' | 'none' = 'none',
) => codeCase({ tools, transports: [{ at: 'main.ts#/main/transport', kind, auth }] });
const marked = (json: string, name: string) => json.replace(`"${name}":`, `[|"${name}"|]:`);
const many = (names: readonly string[], key: string) => names.map((name) => tool(name, key));
const NOTES = ['add_note', 'list_notes', 'search_notes'];
const MEMORY = many(NOTES, 'user_id');

ruleTest(rule, {
  good: [
    codeCase({}),
    { json: JSON.stringify({ tools: [tool('list_orders', 'acting_user_id')] }), why: 'nobody knows how it is reached' },
    { json: over('stdio', [tool('list_orders', 'acting_user_id')]), why: 'over stdio there is one person' },
    ...(
      [
        [tool('get_user', 'user_id', 'The ID of the user'), 'whom it works on'],
        [tool('add_user_to_team', 'user_id', 'ID of the user to add'), 'whom it works on'],
        [tool('assign_issue', 'assignee_id', 'Who is to do it'), 'whom it works on'],
        [tool('send_message', 'userId', 'The user ID to receive a message.'), 'whom it is for'],
        [tool('list_issues', 'user_id', 'Filter by the current user or another'), 'it narrows the list'],
        [tool('list_teams', 'user', "If not provided, uses the authenticated user's"), 'who calls is known'],
        [tool('get_member', 'memberId', 'The id of the member, or "me" for current user'), 'who calls is known'],
        [tool('get_events', 'actingUserId', 'Filter by acting user ID'), 'it narrows the list'],
        [tool('make_call', 'callerId', 'The number that is shown'), 'a number of a telephone'],
        [tool('send_email', 'subject', 'The subject of the email'), 'what it is about'],
        [tool('set_flag', 'current_user', 'Only for the current user', 'boolean'), 'a flag'],
      ] as const
    ).map(([each, why]) => ({ json: over('http', [each], 'checked'), why })),
    {
      json: over('http', [...many(['add_note', 'list_notes'], 'user_id'), { name: 'get_weather' }, { name: 'search' }]),
      why: 'half of the tools: it may be whose notes they are',
    },
    {
      json: over('http', many(['get_user', 'delete_user', 'ban_user', 'list_user_posts'], 'user_id')),
      why: 'all tools are about users',
    },
    {
      json: over('http', [
        tool('list_orders', 'acting_user_id', 'The one to filter by'),
        tool('update_order', 'user_id', 'ID of the user assigned to this order'),
      ]),
      why: 'whose it is to be',
    },
    { json: over('http', many(NOTES, 'username')), why: 'an account that the tools work in' },
  ],
  bad: [
    {
      json: marked(over('http', [tool('list_orders', 'acting_user_id')]), 'acting_user_id'),
      says: 'chosen',
      severity: 'info',
      text: 'By `acting_user_id`, a parameter of `list_orders`, a model says who calls',
    },
    { json: marked(over('sse', [tool('list_orders', 'on_behalf_of')]), 'on_behalf_of'), says: 'chosen' },
    {
      json: marked(over('serverless', [tool('list_orders', 'user_id', 'The user who makes the request.')]), 'user_id'),
      says: 'chosen',
    },
    {
      json: marked(over('http', [tool('list_orders', 'email', 'Your email address')], 'checked'), 'email'),
      says: 'beside',
      text: 'though each request carries that',
    },
    {
      json: marked(
        over('http', [
          tool('suggest', 'user_id', 'Current user ID for personalized suggestions'),
          tool('update_order', 'user_id', 'ID of the user assigned to this order'),
        ]),
        'user_id',
      ),
      says: 'chosen',
      text: 'a parameter of `suggest`, a model',
    },
    {
      json: over('http', MEMORY).replace('"tools":[{"name":"add_note"', '[|"tools"|]:[{"name":"add_note"'),
      says: 'chosen',
      text: '`add_note`, `list_notes`, `search_notes`',
    },
    {
      json: over('http', [...many(NOTES, 'tenant_id'), ...['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }))]).replace(
        '"tools":[{"name":"add_note"',
        '[|"tools"|]:[{"name":"add_note"',
      ),
      says: 'chosen',
    },
    {
      json: marked(
        JSON.stringify({
          fidelity: 'observed',
          wire: { transport: 'http', pages: [], lists: [], stdout: [], http: [] },
          tools: [tool('list_orders', 'caller_user', 'x'), tool('list_carts', 'calling_user_id')],
        }),
        'calling_user_id',
      ),
      says: 'chosen',
    },
  ],
});
