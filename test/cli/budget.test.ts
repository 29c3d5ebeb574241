import { describe, expect, it } from 'vitest';

import { reportSchema } from '../../src/reporters/json/contract.ts';
import { cli, folder } from './run.ts';

const TOOLS = JSON.stringify({
  server: { name: 'shop' },
  tools: ['order', 'refund', 'parcel', 'coupon'].flatMap((thing) =>
    ['list', 'get', 'create', 'update', 'delete'].map((deed) => ({
      name: `${deed}_${thing}`,
      description: `\n    ${deed}s ${thing}s of one customer.\n    Amounts are in cents.\n  `,
      inputSchema: {
        type: 'object',
        properties: { customer_id: { type: 'string', title: 'Customer Id', description: 'Which customer' } },
      },
    })),
  ),
});
const stdin = { stdin: TOOLS };

describe('mcp-audit budget', () => {
  it('says what the tools cost, and nothing else', async () => {
    const { code, stdout } = await cli(['budget', '-'], stdin);
    expect(code).toBe(0);
    for (const said of [
      'context',
      'toolsets',
      'clients',
      'money',
      'said again',
      'longest texts',
      'savings',
      '20 tools',
    ])
      expect(stdout).toContain(said);
    expect(stdout).not.toMatch(/score|findings|rules/);
  });

  it('as JSON by the schema, with toolsets that add up', async () => {
    const { stdout } = await cli(['budget', '-', '-f', 'json'], stdin);
    const { servers, findings } = reportSchema.parse(JSON.parse(stdout));
    const { model, toolsets, spending } = servers[0]!.budget!;
    expect(findings).toEqual([]);
    expect(toolsets?.sets.map(({ name }) => name).toSorted()).toEqual(['coupon', 'order', 'parcel', 'refund']);
    expect(toolsets?.sets.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(model);
    expect(spending?.savings[0]).toMatchObject({ kind: 'shorten', risk: 'none', saves: 156 });
    expect(spending?.windows.map(({ window, share }) => Math.round(window * share))).toEqual([model, model, model]);
  });

  it('as Markdown, and over a limit', async () => {
    const { code, stdout } = await cli(['budget', '-', '-f', 'markdown', '--max-tokens', '10'], stdin);
    expect(code).toBe(1);
    expect(stdout).toContain('`--max-tokens` allows 10');
    expect(stdout).toContain('| toolset');
  });

  it('by the toolsets of the configuration', async () => {
    const { stdout } = await cli(['budget', '-', '--config', 'c.json', '-f', 'json'], {
      ...stdin,
      cwd: folder({ 'c.json': JSON.stringify({ toolsets: { money: ['*_refund', '*_coupon'] } }) }),
    });
    const { toolsets } = reportSchema.parse(JSON.parse(stdout)).servers[0]!.budget!;
    expect(toolsets).toMatchObject({ basis: 'configuration', confidence: 1 });
    expect(toolsets?.sets.map(({ name, tools }) => [name, tools])).toEqual([
      ['money', 10],
      [null, 10],
    ]);
  });

  it('refuses what it has no use for', async () => {
    const { code, stderr } = await cli(['budget', '-', '--fail-on', 'error'], stdin);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--fail-on')]);
  });
});
