import { expect, it } from 'vitest';

import { expandAbbreviation, unclearAbbreviation } from '../../src/language/abbreviations.ts';
import { splitIdentifier } from '../../src/language/identifiers.ts';

it.each([
  ['get_issue', 'get issue'],
  ['getHTTPStatus_v2', 'get http status v 2'],
  ['API-post-search', 'api post search'],
  ['bitable_v1_appTableRecord_update', 'bitable v 1 app table record update'],
  ['IdentifyRecordByName', 'identify record by name'],
  ['admin.tools.list', 'admin tools list'],
  ['npmSearch', 'npm search'],
  ['URL', 'url'],
  ['getPendingPRs', 'get pending prs'],
  ['listIDsOf', 'list ids of'],
  ['IsOpen', 'is open'],
  ['createManagedOAuthApplication', 'create managed oauth application'],
  ['get_OAuth2Token', 'get oauth 2 token'],
  ['GitHubAPIKeyURL', 'github api key url'],
  ['runGraphQLOnPostgreSQL', 'run graphql on postgresql'],
  ['digitHubOAuthor', 'digit hub o author'],
  ['größeÄndern', 'größe ändern'],
  ['取得_ユーザー', '取得 ユーザー'],
  ['__', ''],
  ['', ''],
  ['constructor', 'constructor'],
])('splits %s', (identifier, words) => {
  expect(splitIdentifier(identifier).join(' ')).toBe(words);
});

it('reads short forms in full', () => {
  expect(['repo', 'del', 'exec', 'msg', 'db', 'issue', 'constructor', '__proto__'].map(expandAbbreviation)).toEqual([
    'repository',
    'delete',
    'execute',
    'message',
    'database',
    'issue',
    'constructor',
    '__proto__',
  ]);
});

it('splits a megabyte of anything', () => {
  for (const unit of ['A', 'a', 'Aa', 'aA', '_', '9', 'é', '\uD800'])
    expect(splitIdentifier(unit.repeat(2 ** 20 / unit.length)).join('').length).toBeLessThanOrEqual(2 ** 20);
});

it('knows which short forms make a reader stop', () => {
  expect(['repo', 'id', 'url', 'config', 'get', 'constructor', 'usr', 'tbl'].map(unclearAbbreviation)).toEqual([
    ...Array.from({ length: 6 }, () => undefined),
    'user',
    'table',
  ]);
});
