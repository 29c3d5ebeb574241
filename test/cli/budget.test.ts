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
    expect(toolsets?.sets[0]!.addresses).toContain(`mcp:shop/tools/create_${toolsets!.sets[0]!.name}`);
    expect(toolsets?.sets.map(({ addresses }) => addresses.length)).toEqual([5, 5, 5, 5]);
    expect(toolsets?.sets.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(model);
    expect(spending?.savings[0]).toMatchObject({ kind: 'shorten', risk: 'none', saves: 156 });
    expect(spending?.windows.map(({ window, share }) => Math.round(window * share))).toEqual([model, model, model]);
  });

  it('as Markdown, and over a limit', async () => {
    const { code, stdout } = await cli(['budget', '-', '-f', 'markdown', '--max-tokens', '10'], stdin);
    expect(code).toBe(1);
    expect(stdout).toContain('--max-tokens allows 10');
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
    const sarif = await cli(['budget', '-', '-f', 'sarif'], stdin);
    expect([sarif.code, sarif.stderr]).toEqual([2, expect.stringContaining('--format takes `terminal`, `json`')]);
  });

  it('says of each saving where it is and whether anything is lost', async () => {
    expect((await cli(['budget', 'shop.json'], { cwd: folder({ 'shop.json': TOOLS }) })).stdout).toContain(
      'nothing is lost · shop.json:1 and 19 more',
    );
    expect((await cli(['budget', '-', '-f', 'markdown'], stdin)).stdout).toMatch(
      /\| nothing is lost \| .* and 19 more \|/,
    );
  });

  it('shows what an edit takes away', async () => {
    expect((await cli(['budget', '-'], stdin)).stdout).toContain('cut ↵····lists orders of one customer.');
    const page = (await cli(['budget', '-', '-f', 'markdown'], stdin)).stdout;
    expect(page).toContain('<details><summary>The edits</summary>');
    expect(page).toContain(
      '| **−156** | `mcp:shop/tools/list_order#/description` | `↵····lists orders of one customer.↵····Amounts are in cents.↵··` | `lists orders of one customer.↵Amounts are in cents.` |',
    );
    const html = (await cli(['budget', '-', '-f', 'html'], stdin)).stdout;
    expect(html).toContain(
      '<pre><del>↵····</del>lists orders of one customer.↵<del>····</del>Amounts are in cents.<del>↵··</del></pre>',
    );
  });

  it('counts what is sent in another encoding too', async () => {
    const run = async (format: string) =>
      (await cli(['budget', '-', '-f', format, '--encoding', 'cl100k_base'], stdin)).stdout;
    const { servers } = reportSchema.parse(JSON.parse(await run('json')));
    const [sent] = servers[0]!.budget!.spending!.sent;
    expect(sent).toMatchObject({ encoding: 'cl100k_base', instructions: 0 });
    const model = String(sent!.model).replace(/(\d)(?=\d{3}$)/, '$1,');
    expect(await run('terminal')).toContain(`cl100k_base   model ${model} · instructions 0`);
    expect(await run('markdown')).toContain(`- in \`cl100k_base\` **${model}**`);
    expect(await run('html')).toContain(`<td class="n">${model}</td>`);
    expect((await cli(['budget', '-'], stdin)).stdout).not.toContain('cl100k_base');
  });

  it.each(['terminal', 'markdown', 'html'])('of a part of a list says at least: %s', async (format) => {
    const half = { stdin: JSON.stringify({ ...(JSON.parse(TOOLS) as object), nextCursor: 'more' }) };
    const { code, stdout } = await cli(['budget', '-', '-f', format], half);
    expect(code).toBe(2);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/[Aa]t least 20 tools of 1 server cost at least [\d,]+ tokens/);
  });

  it.each(['terminal', 'markdown', 'html'])('of a list without tools counts nothing: %s', async (format) => {
    const none = { stdin: '{ "tools": [] }' };
    const { code, stdout } = await cli(['budget', '-', '-f', format], none);
    expect([code, /[Cc]ounted nothing: 1 server not read/.test(stdout.replace(/\s+/g, ' '))]).toEqual([2, true]);
    expect(stdout).not.toContain('Sonnet');
    const meant = await cli(['budget', '-', '-f', format, '--min-tools', '0'], none);
    expect([meant.code, meant.stdout.includes('Sonnet')]).toEqual([0, false]);
  });

  it.each([40, 60, 80, 120])('fits into %i columns, and cuts no word into pieces', async (columns) => {
    const { stdout } = await cli(['budget', '-'], { ...stdin, columns });
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.length > columns && !line.includes('/'))).toEqual([]);
    const said = stdout.replace(/\s+/g, ' ');
    for (const words of [
      '1.05 to 1.25 times o200k_base',
      '≈ is an estimate',
      'the first search brings',
      'with caching $',
    ])
      expect(said).toContain(words);
  });

  it('of a running server names the part: the line of its configuration is the same for all', async () => {
    const cwd = folder({
      'server.mjs': `
        const tools = ['a', 'b'].map((name) => ({ name, description: 'D.', inputSchema: { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' } }));
        const answers = { initialize: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } }, 'tools/list': { tools } };
        process.stdin.on('data', (chunk) => {
          for (const line of String(chunk).split('\\n').filter(Boolean)) {
            const { id, method } = JSON.parse(line);
            if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: answers[method] ?? {} }));
          }
        });
      `,
      '.mcp.json': JSON.stringify({
        mcpServers: { one: { command: process.execPath, args: ['server.mjs'] } },
      }),
    });
    const { code, stdout } = await cli(['budget', '--client-config', '.mcp.json'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('mcp:one/tools/a#/inputSchema/$schema and 1 more');
    expect(stdout).toContain('side by side');
  });
});

describe('a server of many tools whose source has them in files', () => {
  const names = (thing: string): string[] => Array.from({ length: 20 }, (_, i) => `${thing}${i}`);
  const file = (thing: string): string =>
    `export const ${thing} = (server) => {\n${names(thing)
      .map((name) => `  server.registerTool('${name}', { description: 'Reads.' }, async () => ({ content: [] }));`)
      .join('\n')}\n};\n`;
  const cwd = folder({
    'package.json': JSON.stringify({ name: 'shop', version: '1.0.0', type: 'module', main: 'src/index.ts' }),
    'src/index.ts': `
      import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
      import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
      import { orders } from './orders.ts';
      import { staff } from './staff.ts';
      const server = new McpServer({ name: 'shop', version: '1.0.0' });
      orders(server);
      staff(server);
      await server.connect(new StdioServerTransport());
    `,
    'src/orders.ts': file('orders'),
    'src/staff.ts': file('staff'),
    'list.json': JSON.stringify({
      server: { name: 'shop' },
      tools: [...names('orders'), ...names('staff')].map((name) => ({ name, description: 'Reads.' })),
    }),
  });
  const read = async (...argv: readonly string[]) => {
    const { stdout } = await cli([...argv, '-f', 'json'], { cwd });
    const { servers, findings } = reportSchema.parse(JSON.parse(stdout));
    return {
      basis: servers[0]!.budget!.toolsets?.basis,
      sets: servers[0]!.budget!.toolsets?.sets.map(({ name, tools }) => [name, tools]),
      hints: findings.flatMap(({ ruleId, hint }) => (ruleId === 'toolset-option-missing' ? [hint] : [])),
    };
  };

  it.each<[string, readonly string[]]>([
    ['from its source', ['src']],
    ['from what it lists, beside its source', ['list.json', '--source', 'src']],
    ['from a snapshot of its source', ['snapshot.json']],
  ])('%s is told the groups', async (_, argv) => {
    if (argv[0] === 'snapshot.json') await cli(['snapshot', 'src', '-o', 'snapshot.json'], { cwd });
    expect(await read(...argv)).toEqual({
      basis: 'source',
      sets: [
        ['orders', 20],
        ['staff', 20],
      ],
      hints: [expect.stringContaining('by the files they stand in: `orders 20`, `staff 20`.')],
    });
  });

  it('from what it lists alone is not: how it is started may choose', async () => {
    expect((await read('list.json')).hints).toEqual([]);
  });
});
