import { describe, expect, it } from 'vitest';

import { withoutSecrets } from '../../src/inputs/live/secrets.ts';

// Put together here, so that no scanner of repositories takes them for keys.
const letters = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0';
const shaped = (prefix: string, length = 30): string => prefix + letters.repeat(2).slice(0, length);
const jwt = `${shaped('eyJ', 20)}.${shaped('eyJ', 30)}.${shaped('', 40)}`;
const pem = (kind: string, begin = 'BEGIN', end = 'END'): string =>
  `-----${begin} ${kind}-----\nProc-Type: 4,ENCRYPTED\n\n${letters}\n${letters}\n-----${end} ${kind}-----`;

describe('what looks like a secret is taken out', () => {
  it.each([
    ['TOKEN=abc123', 'TOKEN=[redacted]'],
    ['GITHUB_TOKEN=hunter2 DEBUG=1', 'GITHUB_TOKEN=[redacted] DEBUG=1'],
    ['https://example.com/?key=abcd1234&page=2', 'https://example.com/?key=[redacted]&page=2'],
    ['password: hunter2, user: me', 'password: [redacted], user: me'],
    ['password="with blanks in it" next', 'password="[redacted]" next'],
    ["{ apiKey: 'abcdef', retries: 3 }", "{ apiKey: '[redacted]', retries: 3 }"],
    ['{"client_secret":"abcdef","a":1}', '{"client_secret":"[redacted]","a":1}'],
    [String.raw`{"msg":"{\"token\":\"abcdef\",\"a\":1}"}`, String.raw`{"msg":"{\"token\":\"[redacted]\",\"a\":1}"}`],
    ['api key: abcdef', 'api key: [redacted]'],
    ['X-Api-Key => abcdef', 'X-Api-Key => [redacted]'],
    ['Authorization: Bearer abcdef', 'Authorization: Bearer [redacted]'],
    ['authorization: abcdef', 'authorization: [redacted]'],
    ['"Authorization": "Basic dXNlcjpwdw=="', '"Authorization": "Basic [redacted]"'],
    ['sent Bearer abc.DEF-123~x to it', 'sent Bearer [redacted] to it'],
    ['Basic dXNlcjpwdw==', 'Basic [redacted]'],
    ['Set-Cookie: sid=1; Path=/\nnext', 'Set-Cookie: [redacted]\nnext'],
    ['postgres://me:hunter2@db/x', 'postgres://me:[redacted]@db/x'],
    [`using ${shaped('sk-')}.`, 'using [redacted].'],
    [`using ${shaped('sk-ant-api03-', 60)}!`, 'using [redacted]!'],
    [`(${shaped('sk_live_')})`, '([redacted])'],
    [`(${shaped('ghp_')})`, '([redacted])'],
    [`(${shaped('github_pat_')})`, '([redacted])'],
    [`(${shaped('glpat-')})`, '([redacted])'],
    [`(${shaped('xoxb-')})`, '([redacted])'],
    [`(AKIA${'ABCD1234'.repeat(2)})`, '([redacted])'],
    [`(${shaped('AIza', 40)})`, '([redacted])'],
    [`(${shaped('npm_')})`, '([redacted])'],
    [`with ${jwt}, no`, 'with [redacted], no'],
    [`a\n${pem('RSA PRIVATE KEY')}\nb`, 'a\n[redacted]\nb'],
    [`a\n${pem('PRIVATE KEY').slice(0, 80)}`, 'a\n[redacted]'],
  ])('%j', (text, left) => {
    expect(withoutSecrets(text)).toBe(left);
    expect(withoutSecrets(left), 'twice is once').toBe(left);
  });
});

describe('what tells why a server failed stays', () => {
  it.each([
    'Error: GITHUB_TOKEN: not set',
    'API key: missing',
    'Missing API key. Set EXAMPLE_API_KEY and start again.',
    'token: undefined, secret: null, password: ""',
    'Password: required',
    'SyntaxError: Unexpected token } in JSON at position 4',
    'Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
    '{"error":"invalid_token","error_description":"The access token expired"}',
    'WWW-Authenticate: Bearer realm="mcp"',
    'the server asks for `Bearer` authorization',
    'Basic usage: server --port 1',
    'bearer token is missing',
    'Authorization: missing',
    'tokens=500 of 1000',
    'a task-list of disk-images in sk-learn-like-packages',
    'http://localhost:3000/mcp and user@host.example',
    'at file:///app/node_modules/a@1.2.3/index.js:10:5',
    pem('PUBLIC KEY'),
  ])('%j', (text) => expect(withoutSecrets(text)).toBe(text));
});

const UNITS = `a|-|"|\\|:|sk-|eyJ|eyJ-|token|token:|token="|token: |key=|cookie:|://|://a:|bearer |Bearer a|basic -|api key|authorization: |-----BEGIN |-----BEGIN PRIVATE KEY-----`;

it.each([...UNITS.split('|'), ' ', '\n'])('a megabyte of %j takes no time', (unit) => {
  const text = unit.repeat(Math.ceil((1 << 20) / unit.length));
  const began = performance.now();
  withoutSecrets(text);
  expect(performance.now() - began).toBeLessThan(2000);
});
