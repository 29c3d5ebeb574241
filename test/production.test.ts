import type { RequestListener } from 'node:http';
import { describe, expect, it, vi } from 'vitest';

import { rules } from '../rules/index.ts';
import { cli } from './cli/run.ts';
import {
  call,
  commandOf,
  FAILURES,
  folderOf,
  freePort,
  marksOf,
  overHttp,
  overStdio,
  service,
  serving,
  type State,
} from './production-servers.ts';

vi.setConfig({ testTimeout: 120_000 }); // processes, each compiled when it starts

interface Finding {
  readonly ruleId: string;
  readonly location: { readonly file: string; readonly startLine: number } | null;
}

/** What an audit finds, of the rules that these servers are for: `RULE FILE:LINE`. */
async function found(cwd: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await cli(['-f', 'json', '--fail-on', 'never', ...argv], { cwd });
  if (stdout === '') throw new Error(stderr);
  const { status, findings } = JSON.parse(stdout) as { readonly status: string; readonly findings: readonly Finding[] };
  expect(status).toBe('audited');
  return findings
    .filter(({ ruleId }) => MEANT.has(ruleId))
    .map(({ ruleId, location }) => `${ruleId} ${location ? `${location.file}:${location.startLine}` : ''}`)
    .toSorted();
}

const ALL = FAILURES.flatMap(marksOf);
const MEANT = new Set(ALL.map(({ rule }) => rule));
const onTheWire = new Set(rules.filter(({ meta }) => meta.needs === 'wire').map(({ meta }) => meta.id));

describe.each(FAILURES)('%s, from the source', (failure) => {
  const marks = marksOf(failure);
  it('is marked with rules that there are', () => {
    expect(marks).not.toEqual([]);
    expect(rules.map(({ meta }) => meta.id)).toEqual(expect.arrayContaining(marks.map(({ rule }) => rule)));
  });
  it('is found where it stands', async () =>
    expect(await found(folderOf(failure, 'broken'), '.')).toEqual(
      marks
        .filter(({ rule }) => !onTheWire.has(rule))
        .map(({ at, rule }) => `${rule} ${at}`)
        .toSorted(),
    ));
  it('is not found once repaired, and nothing worse than a note is', async () => {
    const cwd = folderOf(failure, 'repaired');
    expect(await found(cwd, '.')).toEqual([]);
    expect(await cli(['.', '--quiet', '--fail-on', 'warning'], { cwd })).toMatchObject({ code: 0 });
  });
});

/** Each of the two, side by side. */
const both = async <T>(failure: string, run: (folder: string) => Promise<T>): Promise<Record<State, T>> => ({
  broken: await run(folderOf(failure, 'broken')),
  repaired: await run(folderOf(failure, 'repaired')),
});
const json =
  (value: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
/** What only the running server shows, of both: with its source, and over stdio. */
const wired = (failure: string, entry: string, ...flags: readonly string[]) =>
  both(failure, async (folder) =>
    onlyWire(await found(folder, ...flags, '--source', '.', '--cwd', folder, '--', ...commandOf(entry))),
  );
const onlyWire = (all: readonly string[]): readonly string[] =>
  all.filter((each) => onTheWire.has(each.split(' ')[0]!));
/** That, as it is marked. */
const seen = (failure: string): Record<State, readonly string[]> => ({
  broken: marksOf(failure)
    .filter(({ rule }) => onTheWire.has(rule))
    .map(({ at, rule }) => `${rule} ${at}`)
    .toSorted(),
  repaired: [],
});
const never: RequestListener = () => undefined;
const gone = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;

describe('silent egress', () => {
  const search = (folder: string, url: string) =>
    overStdio(folder, 'server.ts', { INVENTORY_URL: url }, async (client) => {
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['search_parts', 'list_warehouses']);
      return call(client, 'search_parts', { words: 'bolt' });
    });
  it('shows only when the service is away', async () => {
    const parts = [{ name: 'hex bolt', count: 3 }];
    const there = await service(json(parts), (url) => both('silent-egress', (folder) => search(folder, url)));
    const answer = { text: JSON.stringify(parts), failed: false };
    expect(there).toEqual({ broken: answer, repaired: answer });
    const { broken, repaired } = await both('silent-egress', async (folder) => search(folder, await gone()));
    expect(broken).toEqual({ text: '[]', failed: false });
    expect(repaired.failed).toBe(true);
    expect(JSON.parse(repaired.text)).toMatchObject({ code: 'UPSTREAM_FAILURE', retryable: true });
  });
  it('is found by cutting the network, and placed at the handler', async () => {
    const env = `INVENTORY_URL=http://inventory.invalid`;
    expect(await wired('silent-egress', 'server.ts', '--env', env, '--break-egress')).toEqual(seen('silent-egress'));
  });
});

describe('retry storm', () => {
  it('writes three records where one was asked for', async () => {
    const create = (folder: string) => {
      const records: (string | undefined)[] = [];
      const tickets: RequestListener = (request, response) => {
        const key = request.headers['idempotency-key'] as string | undefined;
        const known = key === undefined ? -1 : records.indexOf(key);
        const id = known < 0 ? records.push(key) : known + 1;
        asked++;
        // Written at once; the first two answers are lost on the way.
        if (asked > 2) json({ id, title: 'x' }, 201)(request, response);
      };
      let asked = 0;
      return service(tickets, (url) =>
        overStdio(folder, 'server.ts', { TICKETS_URL: url }, async (client) => {
          expect((await client.listTools()).tools).toHaveLength(1);
          const { text, failed } = await call(client, 'create_ticket', { title: 'The printer is on fire.' });
          return { text, failed, records: records.length };
        }),
      );
    };
    expect(await both('retry-storm', create)).toEqual({
      broken: { text: 'Created ticket 3.', failed: false, records: 3 },
      repaired: { text: 'Created ticket 1.', failed: false, records: 1 },
    });
  });
});

describe('phantom health', () => {
  const weather: RequestListener = (request, response) =>
    json(request.url === '/status' ? { ok: true } : { degrees: 4, wind: 9 })(request, response);
  const ask = (folder: string, url: string) =>
    serving(folder, 'src/server.ts', { WEATHER_URL: url }, async (origin) => ({
      ready: (await fetch(`${origin}/ready`)).status,
      answer: await overHttp([origin], {}, async (client) => {
        expect((await client.listTools()).tools).toHaveLength(1);
        return call(client, 'get_current_weather', { place: 'Bergen' });
      }),
    }));
  it('is found by asking for its health', async () => {
    const url = await gone();
    const asked = await both('phantom-health', (folder) =>
      serving(folder, 'src/server.ts', { WEATHER_URL: url }, async (origin) =>
        onlyWire(await found(folder, '--source', '.', `${origin}/mcp`)),
      ),
    );
    expect(asked).toEqual(seen('phantom-health'));
  });
  it('is ready whatever happens', async () => {
    const well = { ready: 200, answer: { text: '4 °C, wind 9 m/s', failed: false } };
    expect(await service(weather, (url) => both('phantom-health', (folder) => ask(folder, url)))).toEqual({
      broken: well,
      repaired: well,
    });
    const ill = await both('phantom-health', async (folder) => ask(folder, await gone()));
    expect(ill).toMatchObject({
      broken: { ready: 200, answer: { failed: true } },
      repaired: { ready: 503, answer: { failed: true } },
    });
  });
});

describe('timeout cascade', () => {
  const LONGER = 2_000;
  it('is found by the time that a probe takes', async () => {
    const slow: RequestListener = (request, response) =>
      void setTimeout(() => json('none')(request, response), request.url?.startsWith('/sales') ? LONGER : 0);
    await service(slow, async (url) =>
      expect(await wired('timeout-cascade', 'server.ts', '--env', `REPORTS_URL=${url}`, '--probe')).toEqual(
        seen('timeout-cascade'),
      ),
    );
  });
  it('waits for a service that hangs', async () => {
    const report = (folder: string, listener: RequestListener) =>
      service(listener, (url) =>
        overStdio(folder, 'server.ts', { REPORTS_URL: url }, async (client) => {
          expect((await client.listTools()).tools).toHaveLength(3);
          return Promise.race([
            call(client, 'search_sales', { month: '2026-03' }),
            new Promise((resolve) => setTimeout(resolve, LONGER, 'no answer')),
          ]);
        }),
      );
    const answer = { text: '"none"', failed: false };
    expect(await both('timeout-cascade', (folder) => report(folder, json('none')))).toEqual({
      broken: answer,
      repaired: answer,
    });
    expect(await both('timeout-cascade', (folder) => report(folder, never))).toEqual({
      broken: 'no answer',
      repaired: { text: expect.stringContaining('timeout'), failed: true },
    });
  });
});

describe('sessions in memory', () => {
  const shop = (folder: string, instances: 1 | 2) => {
    const carts = new Map<string, string>();
    const store: RequestListener = (request, response) => {
      const { url = '', method } = request;
      if (method !== 'PUT') {
        const cart = carts.get(url);
        return cart === undefined ? json({}, 404)(request, response) : void response.end(cart);
      }
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        carts.set(url, body);
        response.end();
      });
    };
    const buy = (origins: readonly string[]) =>
      overHttp(origins, {}, async (client) => {
        const [add] = (await client.listTools()).tools;
        const first = await call(client, 'add_to_cart', { article: 'teapot' });
        const cart = /^[\da-f-]{36}/.exec(first.text)?.[0];
        const handle = 'cart' in (add!.inputSchema.properties ?? {}) ? { cart } : {};
        const second = await call(client, 'add_to_cart', { article: 'cup', ...handle });
        return second.text.replace(`${cart}: `, '');
      }).catch((error: Error) => `failed: ${/Session not found/.exec(error.message)?.[0] ?? error.message}`);
    return service(store, (url) => {
      const env = { STORE_URL: url };
      return serving(folder, 'src/index.ts', env, (one) =>
        instances === 1 ? buy([one]) : serving(folder, 'src/index.ts', env, (other) => buy([one, other])),
      );
    });
  };
  it('are lost between two instances', async () => {
    expect(await both('in-memory-sessions', (folder) => shop(folder, 1))).toEqual({
      broken: 'teapot, cup',
      repaired: 'teapot, cup',
    });
    expect(await both('in-memory-sessions', (folder) => shop(folder, 2))).toEqual({
      broken: 'failed: Session not found',
      repaired: 'teapot, cup',
    });
  });
});

describe('an identity parameter', () => {
  it('gives away what is of others', async () => {
    const read = (folder: string) =>
      serving(folder, 'server.ts', {}, (origin) =>
        overHttp([origin], { Authorization: 'Bearer token-of-ada' }, async (client) => {
          expect((await client.listTools()).tools).toHaveLength(1);
          return (await call(client, 'search_notes', { user_id: 'ben', words: 'dentist' })).text;
        }),
      );
    expect(await both('identity-parameter', read)).toEqual({
      broken: 'dentist on Friday',
      repaired: 'dentist on Monday',
    });
  });
});

describe('the list of two users', () => {
  const USERS = ['ada', 'ben'].flatMap((user, i) => ['--header', `${'AB'[i]!}/Authorization: Bearer token-of-${user}`]);
  it('is the same, whoever names whom', async () => {
    const lists = await both('identity-parameter', (folder) =>
      serving(folder, 'server.ts', {}, async (origin) => {
        const { stdout } = await cli(['-f', 'json', ...USERS, `${origin}/mcp`]);
        const { status, findings } = JSON.parse(stdout) as { status: string; findings: readonly Finding[] };
        return [status, ...findings.filter(({ ruleId }) => ruleId === 'list-varies-by-identity')];
      }),
    );
    expect(lists).toEqual({ broken: ['audited'], repaired: ['audited'] });
  });
});

describe('stdout pollution', () => {
  it('answers all the same', async () => {
    const count = (folder: string) =>
      overStdio(folder, 'index.js', {}, async (client) => {
        expect((await client.listTools()).tools).toHaveLength(1);
        return (await call(client, 'get_downloads', { name: 'left-pad' })).text;
      });
    expect(await both('stdout-pollution', count)).toEqual({ broken: '1204511', repaired: '1204511' });
  });
  it('is seen on the wire, and placed where it is written', async () =>
    expect(await wired('stdout-pollution', 'index.js')).toEqual(seen('stdout-pollution')));
});
