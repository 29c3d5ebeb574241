import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, parameters: Readonly<Record<string, string>>, description = '') =>
  `{"name":"${name}","description":"${description}","inputSchema":{"type":"object","properties":{${Object.entries(
    parameters,
  )
    .map(([key, text]) => `${key.startsWith('[|') ? `[|"${key.slice(2)}"|]` : `"${key}"`}:{"description":"${text}"}`)
    .join()}}}}`;
const list = (...tools: readonly string[]) => `{"tools":[${tools.join()}]}`;
const COMMENTS = tool('delete_comment', { comment_id: 'The comment.' });
const ISSUES = tool('close_issue', { issue_id: 'The issue.' });

ruleTest(rule, {
  good: [
    {
      json: list(tool('get_order', { id: '' }), tool('delete_order', { id: 'The ID' })),
      why: 'of the one thing there is',
    },
    list(tool('update_comment', { id: 'Identifier of the issue commented on', comment_id: '' })),
    { json: list(tool('update_comment', { id: '', author_id: '' })), why: 'the other one is of something else' },
    {
      json: list(tool('add_comment_to_issue', { id: 'Of the issue' }), COMMENTS, ISSUES),
      why: 'the description says of what',
    },
    {
      json: list(tool('add_comment_to_issue', { id: '' }, 'Takes an issue ID and adds a comment.'), COMMENTS, ISSUES),
      why: 'the description of the tool says of what',
    },
    {
      json: list(tool('delete_comment_of_issue', { id: '', type: 'comment or issue' }), COMMENTS, ISSUES),
      why: 'another parameter says of what',
    },
    { json: list(tool('a_b', { constructor: '', ID: '' })), why: 'words like others' },
    {
      json: list(tool('get_builds', { build_id: 'For one build.', build_ids: 'For several builds, at most 100.' })),
      why: 'both say when',
    },
    { json: list(tool('delete_site_page', { id: '', site_id: '' })), why: 'the page is deleted' },
    {
      json: list(tool('assign', { id: '', board_id: '', user_id: '' }, 'Assigns the card with this ID.')),
      why: 'the description says of what',
    },
    { json: list(tool('assign', { id: '', user_id: '' })), why: 'one other is what it is assigned to' },
    { json: list(tool('set_dns', { ns1: '', ns2: '' })), why: 'numbered' },
    '{"tools":[{"name":"a","inputSchema":{"properties":[]}},{"name":"b","inputSchema":true}]}',
  ],
  bad: [
    {
      json: list(tool('update_comment', { '[|id': '', comment_id: '', text: 'The text.' })),
      says: 'beside',
      severity: 'info',
      text: 'What is `id` of `update_comment`, when `comment_id` is a parameter of its own?',
    },
    { json: list(tool('scheduled_tasks', { '[|uuid': 'The unique identifier', taskUuid: '' })), says: 'beside' },
    { json: list(tool('search_repositories', { '[|id': '', user_id: '', repo_id: '' })), says: 'beside' },
    {
      json: list(tool('assign', { '[|id': '', board_id: '', list_id: '', user_id: '' })),
      says: 'among',
      text: 'Of what is `id` of `assign`, beside `board_id` and `list_id`?',
    },
    {
      json: list(tool('add_comment_to_issue', { '[|id': 'The ID.' }), COMMENTS, ISSUES),
      says: 'between',
      text: 'identifier of the comment or of the issue',
    },
    { json: list(tool('get_builds', { build: '', '[|builds': '' })), says: 'alike', text: '`build` and `builds`' },
    { json: list(tool('get_user', { userId: 'The user.', '[|userid': 'The user.' })), says: 'alike' },
  ],
});
