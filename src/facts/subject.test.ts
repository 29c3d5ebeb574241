import { describe, expect, it } from 'vitest';

import { isFailed } from '../inputs/input.ts';
import { loadText } from '../inputs/json/load.ts';
import { factsOf } from './facts.ts';

function serverOf(names: readonly string[], texts: Readonly<Record<string, string>> = {}) {
  const tools = names.map((name) => ({ name, description: texts[name] ?? `About ${name}.` }));
  const [loaded] = loadText(JSON.stringify({ tools }), 'case.json', 'case');
  if (loaded === undefined || isFailed(loaded)) throw new Error('the case does not load');
  return { server: loaded.server, facts: factsOf(loaded.server) };
}

describe('what a name speaks of', () => {
  it.each([
    ['list_pull_request_files', 'list', 'pull request file', 'pull request files'],
    ['getHTTPStatus', 'get', 'http status', 'http status'],
    ['issue_write', 'write', 'issue', 'issues'],
    ['mail_create_alias', 'create', 'alias', 'alias'],
    ['create_or_update_file', 'update', 'file', 'files'],
    ['pod_logs', 'get', 'pod logs', 'pod logs'],
    ['create_note_from_template', 'create', 'note', 'notes'],
    ['batch_delete_notes', 'delete', 'note', 'notes'],
    ['page_reader', 'read', 'page', 'pages'],
    ['search', 'search', '', ''],
    ['do_it', undefined, '', ''],
    ['get_myself', 'get', '', ''],
    ['go_back', 'go', '', ''],
    ['get_captured', 'get', '', ''],
    ['list_daily_totals', 'list', 'daily total', 'daily totals'],
    ['list_totals_daily', 'list', 'total', 'totals'],
    ['get_viewer', 'get', 'viewer', 'viewers'],
    ['search_by_sender', 'search', '', ''],
    ['kubectl_scale', 'scale', '', ''],
    ['check_if_note_is_locked', 'check', '', ''],
    ['constructor', undefined, 'constructor', 'constructors'],
    ['取得', undefined, '取得', '取得'],
  ])('%s', (name, verb, one, many) => {
    const { server, facts } = serverOf([name]);
    expect(facts.subject(server.tools[0]!)).toMatchObject({ verb, one, many });
  });
});

it.each([
  ['codebestpractices', 'Says how code is written best.', ''],
  ['tide_table', 'The tides of a port.', ''],
  ['tide_table', 'Tide table of a port.', 'tide table'],
  ['delete_many', 'Deletes notes.', ''],
  ['print_case', 'Prints a case of type.', 'case'],
  ['rain_forecast', 'Gets how much it rains.', 'rain forecast'],
  ['rain_report', 'Reports the rain.', 'rain'],
  ['draw_case', 'Draws a plan.', 'case'],
  ['place_search', 'Search for places.', 'place'],
  ['edit_send', 'Edits a send.', 'send'],
  ['create_api_key', 'Creates a key.', 'api key'],
  ['do_get_object', 'Gets an object.', 'object'],
  ['case', 'Case operations.', ''],
])('of %s, "%s" leaves "%s"', (name, text, one) => {
  const { server, facts } = serverOf([name, 'case_one', 'case_two'], { [name]: text });
  expect(facts.subject(server.tools[0]!).one).toBe(one);
});

it.each([
  ['list_note', 'notes'],
  ['remove_tags', 'tags'],
  ['search_wiki', ''],
  ['wiki_search', ''],
  ['search_build_log', 'build logs'],
  ['search_notes', 'notes'],
])('of one and many %s means %s', (name, thing) => {
  const { server, facts } = serverOf([name]);
  expect(facts.subject(server.tools[0]!).thing).toBe(thing);
});

describe('whether a name gives many', () => {
  it.each([
    ['search_note', true],
    ['get_notes', true],
    ['get_notes_by_tag', true],
    ['get_note_list', true],
    ['get_note_ids', true],
    ['server_statuses', true],
    ['create_note_list', false],
    ['notes_get_labels', true],
    ['get_note', false],
    ['get_notes_by_id', false],
    ['notes_get', false],
    ['get_status', false],
    ['delete_notes', false],
  ])('%s: %s', (name, lists) => {
    const { server, facts } = serverOf([name]);
    expect(facts.subject(server.tools[0]!).lists).toBe(lists);
  });
});

describe('the tool that it could be taken for', () => {
  it.each([
    ['list_notes', 'search_notes', 'alike'],
    ['edit_note', 'update_note', 'alike'],
    ['list_repos', 'search_repositories', 'alike'],
    ['list_notes', 'search_user_notes', 'near'],
    ['list_notes', 'list_notes_with_tags', 'near'],
    ['get_folder_notes', 'list_notes', 'near'],
    ['list_notes_v1', 'list_team_notes_v1', 'near'],
    ['get_note', 'list_notes', 'none'],
    ['get_note', 'get_notes', 'none'],
    ['notes_get', 'notes_list', 'none'],
    ['create_note', 'update_note', 'none'],
    ['list_user_notes', 'list_team_notes', 'none'],
    ['list_note_tags', 'list_notes', 'none'],
    ['list_notes_v1', 'list_tags_v1', 'none'],
    ['list_notes', 'search_tags', 'none'],
    ['list_notes', 'LIST_NOTES', 'none'],
  ])('%s, %s: %s', (one, two, how) => {
    const { server, facts } = serverOf([one, two]);
    const found = server.tools.map((tool) => facts.neighbour(tool));
    const word = (near: (typeof found)[number]) => (near === undefined ? 'none' : near.alike ? 'alike' : 'near');
    expect(found.map(word)).toEqual([how, how]);
  });

  it.each([
    ['as many words before a few more', ['list_team_notes', 'list_notes', 'find_notes'], 'list_notes', 'find_notes'],
    [
      'what is behind "to" counts less',
      ['move_to_bin', 'move_note_to_bin', 'move_old_note'],
      'move_old_note',
      'move_note_to_bin',
    ],
    [
      'of two as near, the one that is described more alike',
      ['get_long_note', 'get_note', 'get_old_note'],
      'get_note',
      'get_old_note',
    ],
  ])('%s', (_, names, name, nearest) => {
    const { server, facts } = serverOf(names, { get_note: 'Gets a dusty note.', get_old_note: 'Gets a dusty note.' });
    const tool = server.tools.find(({ data }) => data.name === name);
    expect(facts.neighbour(tool!)?.tool.data.name).toBe(nearest);
  });
});

it('the tool that gets one of what another lists', () => {
  const { server, facts } = serverOf(['list_notes', 'find_notes', 'get_note', 'get_notes', 'get_tag', 'delete_note']);
  expect(server.tools.map((tool) => facts.detail(tool)?.data.name)).toEqual([
    'get_note',
    'get_note',
    undefined,
    'get_note',
    undefined,
    undefined,
  ]);
});
