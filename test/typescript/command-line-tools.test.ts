import { expect, test } from 'vitest';

import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';

const IMPORTS = `
  import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
  import { Command } from 'commander';
  import { cac } from 'cac';
  import { defineCommand, runMain } from 'citty';
  import { parseArgs } from 'node:util';
  import yargs from 'yargs';
  import minimist from 'minimist';
  import { hideBin } from 'yargs/helpers';
  const cb = async () => ({ content: [] });
  const make = () => new McpServer({ name: 's', version: '1' });
`;

/** The tools a program declares, server by server: `a?` is conditional, `a: text` has a description. */
async function toolsOf(program: string): Promise<string[]> {
  const disk = memoryDisk({
    '/p/package.json': `{ "name": "p", "type": "module", "main": "main.ts", "dependencies": { "@modelcontextprotocol/sdk": "1.32.2" } }`,
    '/p/main.ts': IMPORTS + program,
  });
  const found = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  return found.flatMap((each) =>
    'server' in each
      ? each.server.tools.map(({ data: { name, description }, address }) => {
          const isConditional = each.server.quirks.some(
            ({ what, at }) => what === 'conditional' && at.name === name && at.nth === address.nth && at.pointer === '',
          );
          return name + (isConditional ? '?' : '') + (description ? `: ${description}` : '');
        })
      : [],
  );
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a flag of yargs',
    `const argv = yargs(hideBin(process.argv)).option('more', { type: 'boolean', default: false }).parseSync(); const s = make(); s.tool('a', cb); if (argv.more) s.tool('b', cb)`,
    ['a', 'b?'],
  ],
  [
    'a flag that is on',
    `const argv = yargs(hideBin(process.argv)).option('more', { default: true }).parseSync(); const s = make(); if (argv.more) s.tool('a', cb); else s.tool('b', cb)`,
    ['a?', 'b?'],
  ],
  [
    'a flag of commander',
    `const options = new Command().option('--no-a').option('--b').parse().opts(); const s = make(); if (options.a) s.tool('a', cb); if (options.b) s.tool('b', cb)`,
    ['a?', 'b?'],
  ],
  [
    'a flag of parseArgs',
    `const { values } = parseArgs({ options: { b: { type: 'boolean' } } }); const s = make(); s.tool('a', cb); if (values.b) s.tool('b', cb)`,
    ['a', 'b?'],
  ],
  [
    'a description that depends on a default',
    `const { mode } = minimist(process.argv.slice(2), { default: { mode: 'fast' } }); make().tool('a', \`A \${mode} tool\`, cb)`,
    ['a: A fast tool'],
  ],
  [
    'a list of toolsets',
    `const { t } = yargs(hideBin(process.argv)).option('t', { type: 'array', default: ['x'] }).parseSync(); const s = make(); if (t.includes('x')) s.tool('a', cb); if (t.includes('y')) s.tool('b', cb)`,
    ['a', 'b?'],
  ],
  [
    'a key that must be given',
    `const { key } = new Command().requiredOption('--key <key>').parse().opts(); const s = make(); if (!key) process.exit(1); s.tool('a', cb)`,
    ['a'],
  ],
  [
    'the action of the program',
    `new Command().option('--b').action(async ({ b }) => { const s = make(); s.tool('a', cb); if (b) s.tool('b', cb) }).parse()`,
    ['a', 'b?'],
  ],
  [
    'the default command of yargs',
    `yargs(hideBin(process.argv)).command('$0', 'x', (y) => y.option('b', { default: false }), (argv) => { const s = make(); s.tool('a', cb); if (argv.b) s.tool('b', cb) }).parse()`,
    ['a', 'b?'],
  ],
  [
    'a command among others',
    `const p = new Command(); p.command('login').action(() => { console.log('x') }); p.command('serve').option('--b').action((o) => { const s = make(); s.tool('a', cb); if (o.b) s.tool('b', cb) }); p.parse()`,
    ['a', 'b?'],
  ],
  [
    'a command of yargs beside others',
    `yargs(hideBin(process.argv)).command('init', 'x', {}, () => process.exit(0)).command('serve', 'x', { b: { default: false } }, (argv) => { const s = make(); s.tool('a', cb); if (argv.b) s.tool('b', cb) }).demandCommand(1).parse()`,
    ['a', 'b?'],
  ],
  [
    'a command that adds tools',
    `const s = make(); const p = new Command().action(() => { s.tool('a', cb) }); p.command('all').action(() => { s.tool('a', cb); s.tool('b', cb) }); p.parse()`,
    ['a', 'b?'],
  ],
  [
    'a command that exits',
    `const s = make(); const p = new Command(); p.command('version').action(() => { process.exit(0) }); p.parse(); s.tool('a', cb)`,
    ['a'],
  ],
  [
    'cac',
    `const cli = cac('x'); cli.command('serve').action(() => {}); cli.command('').option('--b').action((o) => { const s = make(); s.tool('a', cb); if (o.b) s.tool('b', cb) }); cli.parse()`,
    ['a', 'b?'],
  ],
  [
    'citty',
    `runMain(defineCommand({ args: { b: { type: 'boolean' } }, async run({ args }) { const s = make(); s.tool('a', cb); if (args.b) s.tool('b', cb) } }))`,
    ['a', 'b?'],
  ],
];

test.each(CASES)('%s', async (_title, program, expected) => {
  expect(await toolsOf(program)).toEqual(expected);
});

test('the one command of an oclif program', async () => {
  const disk = memoryDisk({
    '/p/package.json': `{ "name": "p", "version": "1.2.3", "type": "module", "bin": "bin/run.js",
      "oclif": { "commands": { "strategy": "single", "target": "./lib/index.js" } },
      "dependencies": { "@modelcontextprotocol/sdk": "1.32.2", "@oclif/core": "4.0.0" } }`,
    '/p/bin/run.js': `import { execute } from '@oclif/core'; await execute({ dir: import.meta.url })`,
    '/p/src/index.ts': `
      import { Command, Flags } from '@oclif/core';
      import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
      export default class Serve extends Command {
        static flags = { mode: Flags.string({ default: 'fast' }), more: Flags.boolean(), key: Flags.custom()({ required: true }) };
        async run(): Promise<void> {
          const { flags } = await this.parse(Serve);
          const server = new McpServer({ name: 's', version: this.config.version });
          server.tool('a', \`A \${flags.mode} tool\`, cb);
          if (flags.more) server.tool('b', cb);
        }
      }`,
  });
  const found = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  const [server] = found.flatMap((each) => ('server' in each ? [each.server] : []));
  expect(server?.info).toMatchObject({ name: 's', version: '1.2.3' });
  expect(server?.tools.map(({ data }) => data.description ?? data.name)).toEqual(['A fast tool', 'b']);
});
