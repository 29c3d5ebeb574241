import { describe, expect, it } from 'vitest';

import { differenceOf } from '../../src/inputs/live/difference.ts';
import { showsSecret } from '../../src/inputs/live/secrets.ts';
import { shownBy } from '../../src/inputs/live/health-answer.ts';

const SAME = { moved: false, missing: [], added: [], changed: [] };
const tool = (name: string, more: object = {}) => ({ name, ...more });
const part = (name: string, pointer: string, what = 'value', nth = 1) => ({ name, nth, pointer, what });

describe('two readings of a list', () => {
  it.each<[string, unknown[], unknown[], object]>([
    ['equal', [tool('a', { x: [1, { y: null }] })], [tool('a', { x: [1, { y: null }] })], {}],
    ['both empty', [], [], {}],
    ['another order', [tool('a'), tool('b')], [tool('b'), tool('a')], { moved: true }],
    [
      'one more in front is no other order',
      [tool('a'), tool('b')],
      [tool('c'), tool('a'), tool('b')],
      { added: ['c'] },
    ],
    ['one less', [tool('a'), tool('b')], [tool('b')], { missing: [{ name: 'a', nth: 1 }] }],
    [
      'the second of a name',
      [tool('a'), tool('a', { x: 1 })],
      [tool('a'), tool('a', { x: 2 })],
      { changed: [part('a', '/x', 'value', 2)] },
    ],
    [
      'a value inside',
      [tool('a', { s: { p: [1, { d: 1 }] } })],
      [tool('a', { s: { p: [1, { d: 2 }] } })],
      { changed: [part('a', '/s/p/1/d')] },
    ],
    ['a key more', [tool('a', { s: {} })], [tool('a', { s: { k: 1 } })], { changed: [part('a', '/s')] }],
    ['another length', [tool('a', { s: [1] })], [tool('a', { s: [1, 2] })], { changed: [part('a', '/s')] }],
    ['another type', [tool('a', { s: [] })], [tool('a', { s: {} })], { changed: [part('a', '/s')] }],
    [
      'the order of keys',
      [tool('a', { s: { x: 1, y: 2 } })],
      [tool('a', { s: { y: 2, x: 1 } })],
      { changed: [part('a', '/s', 'order')] },
    ],
    ['a value before the order of keys', [{ name: 'a', x: 1 }], [{ x: 2, name: 'a' }], { changed: [part('a', '/x')] }],
    [
      'keys that need escaping',
      [tool('a', { 'x/y~z': 1 })],
      [tool('a', { 'x/y~z': 2 })],
      { changed: [part('a', '/x~1y~0z')] },
    ],
    ['what is no tool', [null, 3, { name: 5 }], [null, 4, { name: 5 }], { changed: [part('', '', 'value', 2)] }],
    ['a key of every object', [tool('a', { toString: 1 })], [tool('a', { valueOf: 1 })], { changed: [part('a', '')] }],
  ])('%s', (_, first, second, expected) => expect(differenceOf(first, second)).toEqual({ ...SAME, ...expected }));

  it('ten thousand tools take no time, and a hundred are named', () => {
    const list = Array.from({ length: 10_000 }, (_, i) => tool(`t${i}`, { description: 'x' }));
    const began = Date.now();
    const { moved, changed } = differenceOf(list, list.map((each) => ({ ...each, description: 'y' })).toReversed());
    expect([moved, changed.length, Date.now() - began < 1000]).toEqual([true, 100, true]);
  });
});

describe('what a health answer shows', () => {
  const shown = (body: string) =>
    shownBy({ status: 200, type: '', headers: new Headers(), body, took: 1, away: false });

  it.each<[string, boolean]>([
    ['{"key":"sk-proj-4f9a8c7b6d5e4f3a2b1c"}', true],
    ['{"db":"postgres://app:pw123@db/x"}', true],
    ['{"jwt":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x"}', true],
    ['API_KEY=4f9a8c7b6d5e4f3a', true],
    ['{"api_key":"configured"}', false],
    ['{"api_key":true,"token":null,"secret":"not set"}', false],
    ['{"tokens":{"used":12345678901234567890}}', false],
    ['{"version":"1.2.3-4f9a8c7b6d5e4f3a","uptime":12}', false],
    ['{"commit":"4f9a8c7b6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a"}', false],
    ['{"token_endpoint":"https://example.com/oauth2/token"}', false],
  ])('a secret: %s', (body, expected) => expect(showsSecret(body)).toBe(expected));

  it.each<[string, string | undefined]>([
    ['{"status":"ok"}', 'well'],
    ['{"status":"UP"}', 'well'],
    ['{"ready":true}', 'well'],
    ['{"status":"DOWN"}', 'ill'],
    ['{"status":"not_ready"}', 'ill'],
    ['{"healthy":false}', 'ill'],
    ['{"status":"ok","ready":false}', 'well'],
    ['{"status":"degraded"}', undefined],
    ['{"checks":{"status":"down"}}', undefined],
    ['{"status":"Shipping errors are 3"}', undefined],
    ['["down"]', undefined],
    ['down', undefined],
    ['', undefined],
  ])('how the server is: %s', (body, expected) => expect(shown(body).says).toBe(expected));

  it.each(['\n', ' ', 'at ', '\n at a:1:', '"sessions":', '{"key":', 'token=', '"PATH"', '://a:', 'a'])(
    '64 kB of %j take no time',
    (piece) => {
      const began = Date.now();
      shown(piece.repeat(Math.ceil(65_536 / piece.length)));
      expect(Date.now() - began).toBeLessThan(1000);
    },
  );
});
