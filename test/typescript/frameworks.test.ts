import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { loadTypescript } from '../../src/inputs/typescript/load.ts';

const STYLES = path.resolve(import.meta.dirname, '../fixtures/typescript/styles');

// outside of the repository: what is installed there must not decide which versions a fixture has
const scratch = mkdtempSync(path.join(tmpdir(), 'styles-'));
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

interface List {
  readonly tools: readonly Record<string, unknown>[];
}

/** The tools our reading finds in a fixture, as `tools/list` would send them, and what it could not read. */
async function read(name: string): Promise<{ tools: unknown[]; unread: unknown[] }> {
  const root = path.join(scratch, name);
  cpSync(path.join(STYLES, name), root, { recursive: true });
  rmSync(path.join(root, 'expected.json'));
  const found = await loadTypescript({ path: '.' }, { root, signal: new AbortController().signal });
  const servers = found.flatMap((each) => ('server' in each ? [each.server] : []));
  return {
    tools: servers.flatMap((server) => server.tools.map(({ data }) => data.raw ?? data)),
    unread: [
      ...servers.flatMap((server) => server.quirks.filter(({ at }) => at.kind !== 'code')),
      ...found.filter((each) => !('server' in each)),
    ],
  };
}

// scripts/check-styles.mjs proves that the real framework lists what expected.json says
test.each(readdirSync(STYLES).filter((name) => existsSync(path.join(STYLES, name, 'expected.json'))))(
  '%s is listed as the framework lists it',
  async (name) => {
    const expected = JSON.parse(readFileSync(path.join(STYLES, name, 'expected.json'), 'utf8')) as List;
    expect(await read(name)).toEqual({ tools: expected.tools, unread: [] });
  },
);
