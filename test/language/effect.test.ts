import { describe, expect, it } from 'vitest';

import { effectOf } from '../../src/facts/effect.ts';
import { toTool } from '../../src/inputs/build.ts';
import { splitIdentifier } from '../../src/language/identifiers.ts';
import { readName } from '../../src/language/name-verb.ts';
import { readPurpose } from '../../src/language/purpose.ts';
import { itemAt } from '../../src/model/address.ts';

const effect = (raw: Record<string, unknown>) =>
  effectOf(itemAt(toTool(raw), { server: 's', kind: 'tool', name: '', nth: 1, pointer: '' }), splitIdentifier);
const params = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});

describe('a name', () => {
  const said = (name: string) => {
    const reading = readName(splitIdentifier(name));
    return reading && `${reading.effect}: ${reading.verb}${reading.sure ? '' : '?'}`;
  };

  it.each([
    // verb first, with and without a server in front
    ['get_issue', 'read: get'],
    ['slack_post_message', 'external: post?'],
    ['mobile_set_location', 'write: set'],
    ['hubspot-batch-create-objects', 'write: create'],
    // verb last
    ['issue_write', 'write: write?'],
    ['pods_delete', 'destructive: delete'],
    ['node_search', 'read: search?'],
    ['monitor_create', 'write: create'],
    ['list_create', 'write: create'],
    // nouns that look like verbs
    ['list_updates', 'read: list'],
    ['post_office_lookup', 'read: lookup'],
    ['API-post-search', 'read: search?'],
    ['get_post', 'read: get'],
    ['search_orders', 'read: search'],
    ['create_report', 'write: create'],
    ['list_open_issues', 'read: list'],
    ['get_latest_release', 'read: get'],
    ['delete_comment', 'destructive: delete'],
    ['check_update', 'read: check'],
    // joined
    ['get_or_create_cart', 'write: create'],
    ['create_or_update_file', 'write: create'],
    ['search_and_replace', 'destructive: replace'],
    // with a particle
    ['check_in', 'write: check'],
    ['guest_check_out', 'write: check'],
    ['look_up_word', 'read: look'],
    ['set_up_project', 'write: set'],
    ['shut_down_vm', 'destructive: shut'],
    ['log_in', 'write: log'],
    // on its own a verb has nothing to act on
    ['set', 'write: set?'],
    ['get', 'read: get?'],
    ['search', 'read: search?'],
    ['delete', 'destructive: delete?'],
    // what it acts on decides
    ['resolve_library_id', 'read: resolve'],
    ['resolve_review_thread', 'write: resolve'],
    ['run_query', 'execute: run'],
    ['run_report', 'read: run'],
    ['run_tests', 'execute: run'],
    ['take_screenshot', 'produce: take'],
    ['select_option', 'write: select'],
    ['select_rows', 'read: select'],
    ['capture_payment', 'external: capture'],
    ['place_order', 'external: place'],
    // nouns that tell
    ['user_info', 'read: information?'],
    ['deploy-services-reader', 'read: reader?'],
    ['project_updater', 'write: updater?'],
    ['image_generation', 'produce: generation?'],
    ['sync_status', 'write: synchronize?'],
    // short and derived forms
    ['rm_file', 'destructive: remove'],
    ['execQuery', 'execute: execute'],
    ['unstar_repository', 'write: unstar'],
    ['reprioritize_sub_issue', 'write: reprioritize'],
    ['is_valid', 'read: is'],
    ['new_page', 'write: new'],
  ])('%s', (name, expected) => {
    expect(said(name)).toBe(expected);
  });

  it.each([
    'issue',
    'netlify-coding-rules-x',
    '',
    '___',
    '取得',
    'constructor',
    'constructor_name',
    'toString',
    '__proto__',
  ])('%j tells nothing', (name) => {
    expect(readName(splitIdentifier(name))).toBeUndefined();
  });
});

describe('a description', () => {
  const said = (text: string) => {
    const reading = readPurpose(text);
    return reading && `${reading.effect}: ${reading.verb}`;
  };

  it.each([
    ['Create a new issue in a repository.', 'write: create'],
    ['Lists all open pull requests and their reviews.', 'read: lists'],
    ['This tool will create a coupon. It takes two arguments.', 'write: create'],
    ['Use this tool to delete a page.', 'destructive: delete'],
    ['Allows you to search the web.', 'read: search'],
    ['Commands for managing key vaults. Includes operations for listing keys.', 'write: managing'],
    ['Load Testing operations - Commands for managing load tests.', 'write: managing'],
    ['Recursively search for files matching a pattern.', 'read: search'],
    ['Create, update or delete a record.', 'destructive: delete'],
    ['Fetches a page and returns it as text.', 'read: fetches'],
    ['Fetch a page and save it to disk.', 'write: save'],
    ['Performs a web search.', 'read: performs'],
    ['Perform an advanced book search.', 'read: perform'],
    ['Make line-based edits to a file.', 'write: make'],
    ['Call this interface to send a postcard to a friend.', 'external: send'],
    ['ALWAYS call when writing code. Returns the rules to follow.', 'read: returns'],
    ['This tool does NOT delete anything. It lists what would go.', 'read: lists'],
    ['🎯 Purpose:\n 1. Retrieves the catalog of properties.', 'read: retrieves'],
    ['[Docs]-Base-Record-Update a record', 'write: update'],
    ['START HERE: List available tables.', 'read: list'],
    ['Get view and edit restrictions of a page.', 'read: get'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it.each(['', 'Valorant map meta data', 'The user ID.', '显示所有用户', 'a'.repeat(100_000)])(
    '%.40j tells nothing',
    (text) => {
      expect(readPurpose(text)).toBeUndefined();
    },
  );

  it('reads the head of a long text only', () => {
    expect(readPurpose(`${'x '.repeat(1000)} to delete a file`)).toBeUndefined();
  });
});

describe('a tool', () => {
  it.each([
    ['annotations come first', { name: 'delete_x', annotations: { readOnlyHint: true } }, 'read', 'annotations'],
    [
      'not read-only, and the name tells the rest',
      { name: 'send_mail', annotations: { readOnlyHint: false, destructiveHint: true } },
      'external',
      'name',
    ],
    [
      'not read-only, and nothing else told',
      { name: 'frobnicate', annotations: { readOnlyHint: false } },
      'write',
      'annotations',
    ],
    [
      'a write that may destroy',
      { name: 'update_page', annotations: { readOnlyHint: false, destructiveHint: true } },
      'destructive',
      'annotations',
    ],
    [
      'a default does not make a search destructive',
      { name: 'search_pages', annotations: { destructiveHint: true } },
      'read',
      'name',
    ],
    ['hints of a wrong type say nothing', { name: 'get_page', annotations: { readOnlyHint: 'false' } }, 'read', 'name'],
    ['a bare verb and its description', { name: 'set', description: 'Set a key to a value.' }, 'write', 'description'],
    ['a noun and its description', { name: 'git_log', description: 'Shows the commit logs' }, 'read', 'description'],
    [
      'a status is read',
      { name: 'sync_status', description: 'Check the status of the last sync.' },
      'read',
      'description',
    ],
    [
      'a producer gives back what it made',
      { name: 'generate_chart', inputSchema: params('data', 'width') },
      'read',
      'name',
    ],
    [
      'unless it is told where to put it',
      { name: 'generate_chart', inputSchema: params('data', 'output_path') },
      'write',
      'schema',
    ],
    ['or a place for it', { name: 'capture_page', inputSchema: params('filePath') }, 'write', 'schema'],
    ['a path with a purpose is read', { name: 'render_page', inputSchema: params('template_path') }, 'read', 'name'],
    ['a converter reads its path', { name: 'convert_pdf', inputSchema: params('path') }, 'read', 'name'],
    [
      'an action parameter decides',
      {
        name: 'backlog',
        description: 'Retrieve backlog data.',
        inputSchema: { type: 'object', properties: { action: { enum: ['list', 'reorder'] } } },
      },
      'write',
      'schema',
    ],
    [
      'actions that only read',
      {
        name: 'build',
        description: 'Retrieve build data.',
        inputSchema: { type: 'object', properties: { action: { enum: ['list', 'get_status'] } } },
      },
      'read',
      'description',
    ],
    [
      'a list of values is no list of actions',
      { name: 'get_paint', inputSchema: { type: 'object', properties: { method: { enum: ['red', 'blue', 'set'] } } } },
      'read',
      'name',
    ],
    [
      'a query that cannot change anything',
      { name: 'run_query', description: 'Run a read-only SQL query.', inputSchema: params('sql') },
      'read',
      'description',
    ],
    [
      'a query that can',
      { name: 'query', description: 'Run a SQL query.', inputSchema: params('sql') },
      'execute',
      'description',
    ],
    [
      'a language that only asks',
      { name: 'query', description: 'Execute a TideQL query against the harbour.' },
      'read',
      'name',
    ],
    [
      'a producer that keeps what it made',
      { name: 'render_map', description: 'Renders a map of the harbour and saves it to a chest.' },
      'write',
      'description',
    ],
    [
      'the same behind the purpose',
      { name: 'download_maps', description: 'Download maps of the harbour. Maps will be saved relative to the chest.' },
      'write',
      'description',
    ],
    [
      'a reader that keeps it',
      { name: 'get_map', description: 'Get a map and save it to a chest.' },
      'write',
      'description',
    ],
    [
      'what can be saved is not',
      { name: 'render_map', description: 'Renders a map. It can be saved to a chest.' },
      'read',
      'name',
    ],
    ['an archive is unpacked', { name: 'extract_archive', description: 'Extracts an archive.' }, 'write', 'name'],
    ['a text is not', { name: 'extract_text', description: 'Extracts the text of a map.' }, 'read', 'name'],
    [
      'operations with bars between',
      { name: 'harbour', description: 'Harbour ops: list/get/contents/delete_berth.' },
      'destructive',
      'description',
    ],
    [
      'two words with a bar are no operations',
      { name: 'harbour', description: 'Get the read/write state of a berth.' },
      'read',
      'description',
    ],
    [
      'it says that it changes nothing',
      { name: 'berth', description: 'Runs a trial of a mooring. Does not write to disk.' },
      'read',
      'description',
    ],
    ['waiting blocks nothing', { name: 'tide', description: 'Block until the tide turns.' }, 'read', 'description'],
    ['only code as evidence', { name: 'sandbox', inputSchema: params('code') }, 'execute', 'schema'],
    ['only a recipient as evidence', { name: 'gmail', inputSchema: params('to', 'subject') }, 'external', 'schema'],
    ['only a search term as evidence', { name: 'papers', inputSchema: params('query') }, 'read', 'schema'],
    [
      'instructions are told, not followed',
      { name: 'install_hinge', description: 'Generate installation commands for a hinge.' },
      'read',
      'description',
    ],
    [
      'documentation for writing writes nothing',
      { name: 'hinge_docs', description: 'Provides detailed documentation for writing hinges.' },
      'read',
      'description',
    ],
    [
      'a read that keeps what it found',
      { name: 'extract_tides', description: 'Extracts tides. Stores them all in a local database.' },
      'write',
      'description',
    ],
    [
      'a name that leaves out what is sent',
      { name: 'verify_sailor', description: 'Sends a letter to a sailor.' },
      'external',
      'description',
    ],
    [
      'a simulated key is pressed',
      { name: 'press_key', description: 'Simulates pressing a keyboard key.' },
      'write',
      'description',
    ],
    [
      'a forward geocoder forwards nothing',
      { name: 'ForwardGeocode', description: 'Forward geocode the name of a harbour.' },
      'read',
      'name',
    ],
    ['a title of one word is a thing', { name: 'search_drafts', title: 'Drafts' }, 'read', 'name'],
    ['adding numbers', { name: 'add', description: 'Adds two numbers.' }, 'read', 'description'],
  ])('%s', (_, raw, expected, by) => {
    expect(effect(raw)).toMatchObject({ class: expected, by });
  });

  it.each([
    [{}],
    [{ name: 'x' }],
    [{ name: 5, description: {}, inputSchema: [], annotations: 'no' }],
    [{ name: 'constructor', inputSchema: { properties: { action: { enum: [1, null, {}] } } } }],
  ])('%j tells nothing', (raw) => {
    expect(effect(raw)).toMatchObject({ class: null, by: null });
  });

  it('is sure only where name and description agree', () => {
    expect(effect({ name: 'delete_file' }).unannotated).toMatchObject({
      class: 'destructive',
      lemma: 'delete',
      sure: true,
    });
    expect(
      effect({ name: 'create_report', description: 'Shows a report over the last week.' }).unannotated,
    ).toMatchObject({ class: 'write', sure: false });
    expect(effect({ name: 'search_drafts', title: 'Drafts' }).unannotated).toMatchObject({ class: 'read', sure: true });
  });
});
