import { describe, expect, it } from 'vitest';

import { splitIdentifier } from '../language/identifiers.ts';
import { actionOf } from '../language/name-action.ts';
import { styleOf } from '../language/name-style.ts';
import { loadText } from '../inputs/json/load.ts';
import { isFailed } from '../inputs/input.ts';
import { namingOf } from './naming.ts';

function naming(server: string, ...names: readonly string[]) {
  const json = JSON.stringify({ server: { name: server }, tools: names.map((name) => ({ name })) });
  const [loaded] = loadText(json, 'list.json', 'list');
  if (!loaded || isFailed(loaded)) throw new Error('not loaded');
  return namingOf(loaded.server, splitIdentifier);
}

describe('what all names begin with', () => {
  it.each([
    ['acme_', true, 'acme', ['acme_get', 'acme_list_users', 'acme_add_user', 'acme_drop']],
    ['acme-crm-', true, 'acme-crm-mcp', ['acme-crm-get-user', 'acme-crm-add-user', 'acme-crm-list', 'acme-crm-find']],
    ['AcmeApiV2--', true, 'acme', ['AcmeApiV2--GetUser', 'AcmeApiV2--AddUser', 'AcmeApiV2--List', 'AcmeApiV2--Drop']],
    ['acme', true, 'acme', ['acmeGet', 'acmeList', 'acmeAdd', 'acmeDrop']],
    ['browser_', false, 'puppets', ['browser_click', 'browser_open', 'browser_type', 'browser_close', 'ping']],
    ['API-', false, 'notes-api', ['API-get-page', 'API-post-page', 'API-patch-page', 'API-find']],
  ])('%s', (text, isServer, server, names) => {
    expect(naming(server, ...names).prefix).toMatchObject({ text, isServer });
  });
  it.each([
    ['a verb', ['get_a', 'get_b', 'get_c', 'get_d']],
    ['three names', ['acme_get', 'acme_list', 'acme_add']],
    ['half of them', ['acme_get', 'acme_list', 'acme_add', 'acme_drop', 'w', 'x', 'y', 'z']],
    ['nothing behind it', ['acme', 'acme', 'Acme', 'ACME']],
    ['odd names', ['', '__proto__', 'constructor', '取得', '---']],
  ])('nothing: %s', (_, names) => expect(naming('acme', ...names).prefix).toBeUndefined());
  it('is left out of what tells the tools apart', () => {
    const { names, styles } = naming('linear', 'linear_getUser', 'linear_addTeam', 'linear_findLabel', 'linear_ping');
    expect(names.map(({ own }) => own)).toEqual(['getUser', 'addTeam', 'findLabel', 'ping']);
    expect([...styles.keys()]).toEqual(['camelCase']);
  });
});

it.each([
  ['verb-first', ['get_user', 'add_user', 'create_team', 'delete_team']],
  ['noun-first', ['users-get', 'users-create', 'teams-list', 'teams-delete']],
  [undefined, ['users_get', 'get_team', 'teams_list', 'list_roles']],
  [undefined, ['get_user', 'add_user']],
])('the verb stands %s', (order, names) => expect(naming('x', ...names).order).toBe(order));

it.each([
  ['get_user', 'verb'],
  ['user_get', 'verb'],
  ['rm_dir', 'verb'],
  ['give_feedback', 'verb'],
  ['pull_request', 'maybe'],
  ['server_status', 'told'],
  ['map_navigation', 'told'],
  ['page_summarizer', 'told'],
  ['text_to_speech', 'told'],
  ['wiki', 'none'],
  ['channels_me', 'none'],
  ['user_number', 'none'],
  ['constructor', 'told'],
  ['ユーザー', 'none'],
  ['', 'none'],
])('the action of %s: %s', (name, kind) => expect(actionOf(splitIdentifier(name)).kind).toBe(kind));

it.each([
  ['get_user', 'snake_case'],
  ['get-user', 'kebab-case'],
  ['user.get', 'dotted'],
  ['getUser', 'camelCase'],
  ['GetUser', 'PascalCase'],
  ['user_getName', 'mixed'],
  ['v1.user_get', 'mixed'],
  ['search', undefined],
  ['_search', undefined],
  ['SEARCH', undefined],
  ['', undefined],
])('the style of %s: %s', (name, style) => expect(styleOf(name)).toBe(style));

it('grows no faster than the list', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => `acme_get_${'x'.repeat(i % 40)}${i}_data`);
  const from = performance.now();
  expect(naming('acme', ...many, 'A'.repeat(1 << 20)).names).toHaveLength(20_001);
  expect(performance.now() - from).toBeLessThan(5_000);
});
