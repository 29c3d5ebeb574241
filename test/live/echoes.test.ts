import { readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { cli, folder, type Ran } from '../cli/run.ts';
import { echoing } from './fixtures/echoes.mjs';
import { serving } from './support.ts';

/**
 * Odd to every grammar that a text may pass, and told by the parts between: no escaping changes those, and no line is as narrow
 * as their beginnings.
 */
const PARTS = [
  'qz7Kp2mX',
  'w8Rt4vNb',
  'h3Jd9sLc',
  'y5Gf6xTk',
  'u2Bn8zQw',
  'm4Vc7rPd',
  'k9Xs3jHg',
  'e6Lt5yFb',
  'a8Zr2wMn',
];
const [odd, odder] = [`${PARTS[0]}"<${PARTS[1]}>&\\%2`, `${PARTS[2]}'~/:,|_${PARTS[3]}?#`];
const lines = `-----BEGIN PRIVATE KEY-----\n${PARTS[4]}0123456789\n${PARTS[5]}abcdefghi+/=\n-----END PRIVATE KEY-----`;
const VARIABLES = { ECHO_TOKEN: odd, ECHO_KEY: lines, ECHO_PASSWORD: odder, ECHO_DB: `pg://me:${PARTS[6]}-1@db/x` };
const ARGUMENTS = [`--api-key=${PARTS[7]}-"a"`, '--token', `${PARTS[8]}-1`];
const SHOWN = ['terminal', 'json', 'sarif', 'markdown', 'html', 'github', 'gitlab', 'junit'];

/** What is left of a secret in a text, with what stands between the characters of a line that was broken, and without. */
function left(text: string): readonly string[] {
  const plain = text.replace(/\u001B\[[\d;]*m/g, ''); // oxlint-disable-line no-control-regex
  const joined = plain.replace(/<wbr>|[\s│|]+/g, '');
  return PARTS.map((part) => part.slice(0, 5)).filter((part) =>
    [text, plain, joined].some((each) => each.includes(part)),
  );
}

interface Call {
  readonly what: string;
  readonly argv: readonly string[];
  readonly code?: number;
}

const reports = SHOWN.flatMap((format) => ['-f', format === 'terminal' ? format : `${format}=out.${format}`]);
const CALLS: readonly Call[] = [
  {
    what: 'every format of an audit',
    argv: [...reports, '--anchor', 'a.ts:1', '--min-severity', 'info', '--probe', '--fail-on', 'never'],
  },
  { what: 'a narrow one with its messages', argv: ['-v'], code: 1 },
  {
    what: 'budget',
    argv: ['budget', '-f', 'terminal', '-f', 'json=out.budget', '-f', 'markdown=b.md', '-f', 'html=b.html'],
  },
  { what: 'a plan of calls', argv: ['--probe-plan'] },
  { what: 'a baseline', argv: ['--update-baseline', '-q'] },
  { what: 'snapshot', argv: ['snapshot', '--probe'] },
  { what: 'lock', argv: ['lock'] },
  { what: 'the same lock', argv: ['lock', '--frozen'] },
  { what: 'an audit that is held to another lock', argv: ['--frozen', '--lockfile', 'other.json'], code: 1 },
  {
    what: 'diff',
    argv: ['diff', 'base.json', ...['terminal', 'json=d.json', 'markdown=d.md'].flatMap((each) => ['-f', each])],
    code: 1,
  },
];

const base = JSON.stringify({
  tools: [{ name: 'get_last', description: 'Gets it.', inputSchema: { type: 'object' } }],
});

/** All that a call says and writes. */
const told = ({ stdout, stderr }: Ran, cwd: string): Readonly<Record<string, string>> => ({
  stdout,
  stderr,
  ...Object.fromEntries(
    readdirSync(cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(path.join(parentPath, name), 'utf8')]),
  ),
});

async function none(cwd: string, target: readonly string[], { argv, code }: Call): Promise<void> {
  if (argv.includes('other.json')) await cli(['lock', 'base.json', '--lockfile', 'other.json'], { cwd });
  else if (argv.includes('--frozen')) await cli(['lock', ...target], { cwd });
  const ran = await cli([...argv, ...target], { cwd, columns: 60 });
  const all = told(ran, cwd);
  expect(
    Object.fromEntries(
      Object.entries(all).flatMap(([name, text]) => (left(text).length > 0 ? [[name, left(text)]] : [])),
    ),
  ).toEqual({});
  if (code !== undefined) expect(ran.code, ran.stderr.slice(0, 2000)).toBe(code);
  expect(Object.values(all).join(''), ran.stderr.slice(0, 2000)).toContain('[redacted]');
}

describe('no output has what a server was handed, wherever it says it: over stdio', () => {
  const server = (mode: string): readonly string[] => [
    ...Object.entries(VARIABLES).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    '--',
    process.execPath,
    path.join(import.meta.dirname, 'fixtures', 'echoes.mjs'),
    mode,
    ...ARGUMENTS,
  ];
  const cwd = folder({ 'base.json': base });

  it.each(CALLS.map((call) => [call.what, call] as const))('%s', (_, call) => none(cwd, server('stays'), call));
  it.each([
    ['audit', []],
    ['snapshot', ['snapshot']],
    ['diff', ['diff', 'base.json']],
  ])('%s of one that ends', (_, argv) => none(cwd, server('ends'), { what: '', argv, code: 2 }));
  it('both pages are read, with the cursor as it was sent; what holds a secret is not called', async () => {
    const { stdout } = await cli(['snapshot', '--probe', ...server('stays')], { cwd });
    const said = ['get_last', 'get_state', 'unknown cursor', 'it was called by another name'];
    expect(said.filter((each) => stdout.includes(each))).toEqual(['get_last', 'get_state']);
    const { wire } = JSON.parse(stdout) as { wire: { lists: { outcome: string }[] } };
    expect(wire.lists.filter(({ outcome }) => outcome !== 'complete')).toEqual([]);
  });
});

describe('no output has what a server was handed, wherever it says it: over HTTP', () => {
  const HEADERS = {
    Authorization: `Bearer ${PARTS[0]}.${PARTS[1]}`,
    'X-Api-Key': odder,
    Cookie: `sid=${PARTS[4]}12; b=${PARTS[5]}34`,
  };
  const PATHS = `${PARTS[6]}0123456789ab`;
  const SECOND = { Authorization: `Bearer ${PARTS[7]}-second` };
  const given = (request: { url?: string | undefined; headers: NodeJS.Dict<string | string[]> }): string[] => {
    const url = new URL(request.url!, 'http://a');
    return [
      String(request.headers.authorization).replace('Bearer ', ''),
      String(request.headers['x-api-key']),
      PATHS,
      url.searchParams.get('key') ?? PATHS,
      ...String(request.headers['cookie'] ?? '')
        .split('; ')
        .flatMap((pair) => pair.split('=').slice(1)),
    ];
  };
  const answering =
    (refuses?: (said: readonly string[]) => [number, Record<string, string>]): RequestListener =>
    (request, response) => {
      const said = given(request);
      if (refuses) {
        const [status, headers] = refuses(said);
        response.writeHead(status, headers).end(`no: ${said.join(' ')} ${JSON.stringify({ error: said })}`);
        return;
      }
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (request.method !== 'POST') {
          response.writeHead(405, { 'content-type': `text/${said[0]}` }).end(said.join());
          return;
        }
        const message = echoing(said)(JSON.parse(body) as Record<string, unknown>);
        response.writeHead(message ? 200 : 202, { 'content-type': 'application/json' });
        response.end(message ? JSON.stringify(message) : '');
      });
    };
  const server = (origin: string): readonly string[] => [
    `${origin}/${PATHS}/mcp?key=${encodeURIComponent(`${PARTS[8]}"&1`)}`,
    ...Object.entries(HEADERS).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
  ];

  it.each(CALLS.map((call) => [call.what, call] as const))('%s', (_, call) =>
    serving(answering(), (origin) => none(folder({ 'base.json': base }), server(origin), call)),
  );
  it('what a second user is listed', () =>
    serving(answering(), (origin) =>
      none(
        folder({}),
        [
          ...server(origin).slice(0, 1),
          '--header',
          `X-Api-Key: ${odder}`,
          '--header',
          `A:Authorization: ${HEADERS.Authorization}`,
          '--header',
          `B:Authorization: ${SECOND.Authorization}`,
        ],
        { what: '', argv: ['-f', 'json'] },
      ),
    ));
  it.each<[string, (said: readonly string[]) => [number, Record<string, string>]]>([
    [
      '401',
      (said) => [
        401,
        { 'www-authenticate': `Bearer realm="x", scope="${said[0]}", error="${'x'.repeat(290)}${said[0]}"` },
      ],
    ],
    ['a redirect', (said) => [302, { location: `https://example.com/${said.map(encodeURIComponent).join('/')}` }]],
    [
      'a redirect that is written otherwise',
      (said) => [
        302,
        {
          location: `https://example.com/${said[0]}/${Object.assign(new URL('http://a'), { pathname: said[1] }).pathname}`,
        },
      ],
    ],
    ['500', () => [500, { 'content-type': 'text/plain' }]],
    ['something else', (said) => [200, { 'content-type': `text/${'x'.repeat(70)}${said[0]}` }]],
  ])('%s', (_, refuses) =>
    serving(answering(refuses), (origin) =>
      none(folder({}), server(origin), { what: '', argv: ['-f', 'json', '-v'], code: 2 }),
    ),
  );
});
