import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';

import { audit, snapshot, type Report, type Target } from '../../src/index.ts';
import { COMMAND, ROOT } from './session.ts';

// The rules that others are held to hold for the tools of `mcp-audit serve`: as a client receives them, and as they are written.
const LIVE: Target = { command: [process.execPath, COMMAND, 'serve'] };
const SOURCE: Target = { source: 'src/serve/server.ts' };
/** Reading what is behind three tools of ours is reading most of this program. */
const PATIENCE = 240_000;

let reports: Readonly<Record<'live' | 'source', Report>>;
beforeAll(async () => {
  const of = async (target: Target) => (await audit({ targets: [target], config: false, cwd: ROOT })).report;
  reports = { live: await of(LIVE), source: await of(SOURCE) };
}, PATIENCE);

it.each(['live', 'source'] as const)('%s: the top grade, and nothing to say', (mode) => {
  const { status, servers, findings } = reports[mode];
  expect(status).toBe('audited');
  expect(
    findings.filter(({ severity }) => severity !== 'info').map(({ ruleId, message }) => `${ruleId}: ${message}`),
  ).toEqual([]);
  expect(findings.filter(({ suppressed }) => suppressed)).toEqual([]);
  const [{ score, tools }] = servers as [Report['servers'][0]];
  expect(score).toMatchObject({ grade: 'A' });
  expect(score!.overall).toBeGreaterThanOrEqual(99);
  expect(tools.map((tool) => [tool.name, tool.grade, tool.effect])).toEqual([
    ['audit_tools', 'A', 'read'],
    ['explain_rule', 'A', 'read'],
    ['budget_report', 'A', 'read'],
  ]);
});

it(
  'the source says what is listed',
  async () => {
    const of = async (target: Target) =>
      JSON.parse((await snapshot({ targets: [target], config: false, cwd: ROOT })).text) as Record<string, unknown>;
    const [live, source] = [await of(LIVE), await of(SOURCE)];
    for (const part of ['tools', 'server', 'instructions', 'capabilities'])
      expect(source[part], part).toEqual(live[part]);
  },
  PATIENCE,
);

it('costs little, and says what', () => {
  const [{ budget, tools }] = reports.live.servers as [Report['servers'][0]];
  const { model, instructions, listing } = budget!;
  const each = tools.map(({ name, tokens }) => `${name} ${tokens.model}`).join(', ');
  process.stdout.write(
    `mcp-audit serve: ${model} tokens for the model, ${instructions} of instructions, ${listing} listed: ${each}\n`,
  );
  expect(model + instructions).toBeLessThan(1_200);
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  expect(readme).toContain(`They cost ${(model + instructions).toLocaleString('en')} tokens.`);
});
