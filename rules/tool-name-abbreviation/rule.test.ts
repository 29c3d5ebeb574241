import { describe, expect, it } from 'vitest';

import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';
import { explainingIn, isCryptic, isExplained } from './short-forms.ts';

const list = (...tools: readonly (readonly [name: string, description?: string])[]) =>
  `{"tools":[${tools.map(([name, text]) => `{"name":${name.startsWith('[|') ? `[|"${name.slice(2)}"|]` : `"${name}"`},"description":"${text ?? ''}"}`).join()}]}`;

ruleTest(rule, {
  good: [
    list(['get_repo_config'], ['list_org_prs'], ['query_db'], ['get_url_info'], ['export_csv'], ['sync_html']),
    { json: list(['list_rtk_items', 'List the items of a realtime toolkit (RTK).']), why: 'the description says it' },
    { json: list(['get_GNFD', 'Reads an object.']), options: { allow: ['gnfd'] }, why: 'everybody here knows it' },
    { json: list(['list_wkf', 'List workflows.']), why: 'cut from a word of the description' },
    { json: list(['get_bpl', 'Get the build plan log.']), why: 'the initials of what the description says' },
    { json: list(['parse_ipv4'], ['uuid_v7'], ['transfer_erc20'], ['read_mp3']), why: 'versions of standards' },
    { json: list(['get_v3_breaking_changes'], ['get_component']), why: 'a version that is spoken of' },
    {
      json: list(['search', 'Old index.'], ['search_v2', 'Use it rather than `search`.']),
      why: 'the description tells them apart',
    },
    { json: list(['get_vec2'], ['get_vec3']), why: 'dimensions, and none without' },
    { json: list(['crypt', 'Encrypts.'], ['crypt64', 'Encrypts.']), why: 'nobody tries 64 times' },
    { json: list(['list_dhcp', 'Lists.'], ['list_dhcp_v6', 'Lists.']), why: 'the version of a standard' },
    { json: list(['constructor'], ['__proto__'], ['my_sky_rhythm']), why: 'words' },
  ],
  bad: [
    {
      json: list(['[|upd_user']),
      says: 'short',
      severity: 'info',
      text: 'An agent has to guess what `upd` means in `upd_user`: `update`?',
    },
    { json: list(['[|updUsrPrefs']), says: 'short', text: 'what `upd`, `usr`, `prefs` mean in `updUsrPrefs`' },
    {
      json: list(['upd_user'], ['upd_tkt'], ['get_tkt']).replace(/\[.*\]/, '[|$&|]'),
      says: 'short',
      text: '`upd`, `tkt` mean in `upd_user`, `upd_tkt`, `get_tkt`',
    },
    { json: list(['[|get_gnfd', 'Reads an object.']), says: 'cryptic', text: 'Nothing says what `gnfd` means' },
    {
      json: list(['search', 'Finds.'], ['[|search_new', 'Finds.']),
      says: 'again',
      text: '`search_new` differs from `search`',
    },
    { json: list(['get_user', 'Gets.'], ['[|getUser2', 'Gets.']), says: 'again' },
    { json: list(['[|list_orders_v2', 'Lists.']), says: 'version', text: 'A name carries a version: `list_orders_v2`' },
    { json: list(['[|createPTRRecordV1', 'Creates a PTR record.']), says: 'version' },
    {
      json: list(['im_v1_send'], ['im_v1_read'], ['im_v1_edit'], ['wiki_v2_get']).replace('"tools"', '[|$&|]'),
      says: 'version',
      text: '4 names carry a version',
    },
  ],
});

describe('short forms', () => {
  it.each(['html', 'sql', 'dns', 'pdfs', 'why', 'get', 'a', 'ns', 'jsonb', '取得', 'constructor'])('knows %s', (word) =>
    expect(isCryptic(word)).toBe(false),
  );
  it.each(['gnfd', 'bdct', 'srm'])('asks about %s', (word) => expect(isCryptic(word)).toBe(true));
  it('reads a long text in linear time', () => {
    expect(isExplained('gnfd', explainingIn('g'.repeat(1 << 20)))).toBe(false);
    expect(isExplained('gnfd', explainingIn('g n f e '.repeat(1 << 16)))).toBe(false);
  });
});
