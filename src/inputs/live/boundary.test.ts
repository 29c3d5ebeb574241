import { describe, expect, it } from 'vitest';

import { boundary } from './boundary.ts';

const SECRET = 'a1b2C3d4E5f6g7';
const ODD = 'k+"<1>/&\n2 é\u20ac%abc';

describe('what was handed over is taken out of what comes', () => {
  it.each([
    ['as it is', `say ${SECRET}.`, 'say [redacted].'],
    ['twice', `${SECRET}${SECRET}`, '[redacted][redacted]'],
    ['in part', 'a1b2C3d4E5', 'a1b2C3d4E5'],
  ])('%s', (_, text, left) => expect(boundary([SECRET]).text(text)).toBe(left));

  it.each([
    ['as it is', ODD],
    ['a string of JSON', JSON.stringify(ODD)],
    ['an address', `mcp:a/${encodeURIComponent(ODD)}`],
    ['the path of an address', Object.assign(new URL('http://a'), { pathname: ODD }).pathname],
  ])('an odd one in %s', (_, text) => expect(boundary([ODD]).text(`x ${text} y`)).not.toContain('abc'));

  it('the longest first', () => expect(boundary([SECRET, `${SECRET}-more`]).text(`${SECRET}-more`)).toBe('[redacted]'));

  it('of keys as well as values, and no key is lost', () => {
    const message = JSON.parse(
      `{"${SECRET}":1,"x${SECRET}":{"__proto__":["${SECRET}",2,null,true]},"[redacted]":2,"${SECRET}${SECRET}":3}`,
    ) as object;
    expect(JSON.stringify(boundary([SECRET, `${SECRET}${SECRET}`]).value(message))).toBe(
      '{"[redacted][2]":1,"x[redacted]":{"__proto__":["[redacted]",2,null,true]},"[redacted]":2,"[redacted][3]":3}',
    );
  });

  it('what has none is handed on as it is', () => {
    const message = { a: [SECRET.slice(1)] };
    expect(boundary([SECRET]).value(message)).toBe(message);
    expect(boundary([]).value(message)).toBe(message);
  });
});

it.each(['nothing', 'a secret', 'a key'])('5 MB with %s in every tool take no time', (what) => {
  const secrets = Array.from({ length: 50 }, (_, i) => `s3cret-${i}-"${'aB'.repeat(10)}${i}`);
  const said = what === 'a secret' ? secrets[7]! : 'nothing';
  const tools = Array.from({ length: 10_000 }, (_, i) => ({
    name: `tool_${i}`,
    description: `${said} ${'s3cret- and more words '.repeat(18)}`,
    inputSchema: {
      type: 'object',
      properties: { [what === 'a key' ? `${secrets[3]!}${i}` : 'id']: { type: 'string' } },
    },
  }));
  expect(JSON.stringify(tools).length).toBeGreaterThan(5_000_000);
  const clean = boundary(secrets);
  const began = performance.now();
  clean.value(tools);
  expect(performance.now() - began).toBeLessThan(1000);
});

it('as many keys that become one take no longer', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, i) => [`${SECRET}${i}`.slice(0, 14) + i, i]),
  );
  const same = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [i % 2 ? SECRET : `${SECRET}${i}`, i]));
  const began = performance.now();
  boundary([SECRET]).value({ properties, same });
  boundary(Object.keys(properties).slice(0, 50)).value({ properties, same });
  expect(performance.now() - began).toBeLessThan(2000);
});
