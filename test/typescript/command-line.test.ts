import { describe, expect, test } from 'vitest';

import type { Value } from '../../src/inputs/typescript/values.ts';
import { evaluateProgram } from './evaluate.ts';

/** A value, shortly: `x!` for what is assumed, `?` for what is opaque, `a | b` for a choice, `if …` for a condition. */
function show(value: Value): string {
  switch (value.kind) {
    case 'primitive':
      return String(value.value) + (value.assumed === undefined ? '' : '!');
    case 'array':
      return `[${value.elements.map((each) => show(each.value) + (each.when ? ` if ${each.when.text}` : '')).join(', ')}]${value.open ? '!' : ''}`;
    case 'object':
      return `{${[...value.properties].map(([name, each]) => `${name}: ${show(each.value)}${each.when ? ` if ${each.when.text}` : ''}`).join(', ')}}`;
    case 'choice':
      return value.options.map((option) => show(option.value)).join(' | ');
    case 'opaque':
      return '?';
    case 'promise':
      return show(value.value);
    default:
      return value.kind;
  }
}

const shown = async (program: string): Promise<string> =>
  show((await evaluateProgram({ '/p/main.ts': program })).value);

const YARGS = `import yargs from 'yargs'; import { hideBin } from 'yargs/helpers';
  const y = yargs(hideBin(process.argv));`;
const COMMANDER = `import { Command, Option, Argument, program } from 'commander'; const p = new Command();`;

const CASES: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  yargs: [
    [
      'a default',
      `${YARGS} const a = y.option('port', { type: 'number', default: 80 }).parseSync(); export default a.port`,
      '80!',
    ],
    ['no default', `${YARGS} export default y.option('port', { type: 'number' }).argv.port`, 'undefined!'],
    ['no option at all', `${YARGS} export default y.argv.anything`, 'undefined!'],
    ['demanded', `${YARGS} export default y.option('port', { demandOption: true }).argv.port`, '?'],
    [
      'demanded with a default',
      `${YARGS} export default y.option('p', { demandOption: true, default: 1 }).argv.p`,
      '1!',
    ],
    ['demanded apart', `${YARGS} export default y.option('port', {}).demandOption(['port']).argv.port`, '?'],
    ['dashes in camel case', `${YARGS} export default y.option('api-key', { default: 'k' }).argv.apiKey`, 'k!'],
    ['camel case with dashes', `${YARGS} export default y.option('apiKey', { default: 'k' }).argv['api-key']`, 'k!'],
    ['an alias', `${YARGS} export default y.option('port', { alias: ['p', 'P'], default: 1 }).argv.P`, '1!'],
    ['an alias said apart', `${YARGS} export default y.default('port', 1).alias('port', 'p').argv.p`, '1!'],
    [
      'many options',
      `${YARGS} const { a, b } = y.options({ a: { default: 1 }, b: { count: true } }).parseSync(); export default [a, b]`,
      '[1!, 0!]',
    ],
    ['a list of one', `${YARGS} export default y.option('d', { array: true, default: 'all' }).argv.d`, '[all]!'],
    ['a list', `${YARGS} export default y.option('d', { type: 'array', default: ['a', 'b'] }).argv.d`, '[a, b]!'],
    [
      'what a list includes',
      `${YARGS} export default y.option('d', { type: 'array', default: ['a'] }).argv.d.includes('b')`,
      'false!',
    ],
    ['a default that is computed', `${YARGS} export default y.default('a', () => 1 + 1).argv.a`, '2!'],
    [
      'a default of the environment',
      `${YARGS} export default y.option('a', { default: process.env.A ?? 'x' }).argv.a`,
      'x!',
    ],
    ['coerce', `${YARGS} export default y.option('a', { default: 'x', coerce: (v) => v + 'y' }).argv.a`, 'xy!'],
    ['coerce without a default', `${YARGS} export default y.option('a', { coerce: (v) => 1 }).argv.a`, 'undefined!'],
    ['a configuration', `${YARGS} export default y.option('a', { default: 1 }).config({ a: 2 }).argv.a`, '2'],
    [
      'strip-aliased',
      `${YARGS} export default Object.keys(y.parserConfiguration({ 'strip-aliased': true }).option('port', { alias: 'p', default: 1 }).argv)`,
      '[_, port, $0]',
    ],
    [
      'strip-dashed',
      `${YARGS} export default Object.keys(y.parserConfiguration({ 'strip-dashed': true }).option('a-b', { default: 1 }).argv)`,
      '[_, aB, $0]',
    ],
    ['nested names', `${YARGS} export default y.option('db.port', { default: 1 }).argv.db.port`, '1!'],
    ['arguments', `${YARGS} export default [y.argv._, y.argv._[0]]`, '[[]!, undefined!]'],
    ['whether it is there', `${YARGS} export default 'a' in y.option('a', {}).argv`, 'false!'],
    ['a promise', `${YARGS} export default (await y.option('a', { default: 1 }).parseAsync()).a`, '1!'],
    [
      'a program of its own arguments',
      `import yargs from 'yargs'; export default yargs(['--a']).option('a', { default: 1 }).argv.a`,
      '?',
    ],
    [
      'the instance of the module',
      `import yargs from 'yargs'; export default yargs.option('a', { default: 1 }).argv.a`,
      '1!',
    ],
    [
      'required',
      `const yargs = require('yargs'); yargs.option('a', { default: 1 }); export default yargs.argv.a`,
      '1!',
    ],
    [
      'required with arguments',
      `const yargs = require('yargs/yargs'); export default yargs(process.argv.slice(2)).option('a', { default: 1 }).argv.a`,
      '1!',
    ],
    [
      'unknown methods',
      `${YARGS} export default y.usage('x').help().version('1').strict().wrap(Math.min(80, y.terminalWidth())).example([['a', 'b']]).option('a', { default: 1 }).argv.a`,
      '1!',
    ],
    ['middleware', `${YARGS} export default y.option('a', {}).middleware((argv) => { argv.b = 2 }).parseSync().b`, '2'],
    [
      'a check that fails',
      `${YARGS} export default y.option('a', { default: 1 }).check((argv) => { throw new Error('no') }).parseSync().a`,
      '1!',
    ],
    ['a context', `${YARGS} export default y.parse([], { a: 1 }).a`, '1'],
  ],
  'yargs commands': [
    [
      'the default command',
      `${YARGS} let got; y.command('$0', 'start', (b) => b.option('a', { default: 1 }), (argv) => { got = argv.a }).parse(); export default got`,
      '1!',
    ],
    [
      'its arguments',
      `${YARGS} const got = []; y.command('$0 <must> [may]', 'start', {}, (argv) => { got.push(argv.must, argv.may) }).parse(); export default got`,
      '[?, undefined!]',
    ],
    [
      'its arguments outside',
      `${YARGS} const argv = y.command('$0 <org>', 'start', (b) => { b.positional('org', { type: 'string' }) }).parseSync(); export default argv.org`,
      '?',
    ],
    [
      'options of all',
      `${YARGS} let got; y.option('g', { default: 'g' }).command(['serve', '$0'], 'start', {}, (argv) => { got = argv.g }).parse(); export default got`,
      'g!',
    ],
    [
      'a module',
      `${YARGS} let got; y.command({ command: '*', builder: { a: { default: 1 } }, handler: async (argv) => { got = argv.a } }).parse(); export default got`,
      '1!',
    ],
    [
      'the only command of a program that needs one',
      `${YARGS} let got; y.command('serve', 'start', { a: { default: 1 } }, (argv) => { got = argv.a }).demandCommand().parse(); export default got`,
      '1!',
    ],
    [
      'a command nobody names',
      `${YARGS} let got = 'none'; y.command('init', 'x', {}, () => { got = 'init' }).parse(); export default got`,
      'none',
    ],
  ],
  commander: [
    [
      'a default',
      `${COMMANDER} p.option('-p, --port <number>', 'x', '80').parse(); export default p.opts().port`,
      '80!',
    ],
    [
      'a default after a parser',
      `${COMMANDER} p.option('-p, --port <number>', 'x', parseInt, 80).parse(); export default p.opts().port`,
      '80!',
    ],
    ['no default', `${COMMANDER} p.option('--verbose').parse(); export default p.opts().verbose`, 'undefined!'],
    [
      'what is not given overrides nothing',
      `${COMMANDER} p.option('--mode <m>').option('--key <k>').parse(); const o = { mode: 'stdio', ...p.opts() }; export default [o.mode, o.key]`,
      '[stdio, undefined!]',
    ],
    [
      'what has a default overrides',
      `${COMMANDER} p.option('--mode <m>', 'x', 'http').parse(); export default { mode: 'stdio', ...p.opts() }.mode`,
      'http!',
    ],
    ['dashes', `${COMMANDER} p.option('--api-key-file <x>', 'x', 'k'); export default p.opts().apiKeyFile`, 'k!'],
    ['a short flag alone', `${COMMANDER} p.option('-d', 'x', 'k'); export default p.opts().d`, 'k!'],
    ['negated', `${COMMANDER} p.option('--no-color'); export default p.opts().color`, 'true!'],
    [
      'negated beside the other',
      `${COMMANDER} p.option('--color').option('--no-color'); export default p.opts().color`,
      'undefined!',
    ],
    ['required', `${COMMANDER} p.requiredOption('--key <x>'); export default p.opts().key`, '?'],
    [
      'required with a default',
      `${COMMANDER} p.requiredOption('--key <x>', 'x', 'k'); export default p.opts().key`,
      'k!',
    ],
    [
      'an option object',
      `${COMMANDER} p.addOption(new Option('-t, --transport <t>', 'x').choices(['a', 'b']).default('a').env('T')); export default p.opts().transport`,
      'a!',
    ],
    [
      'a mandatory option object',
      `${COMMANDER} p.addOption(new Option('--key <t>').env('T').makeOptionMandatory()); export default p.opts().key`,
      '?',
    ],
    [
      'the program of the module',
      `${COMMANDER} program.option('--a <x>', 'x', '1'); program.parse(process.argv); const { a } = program.opts(); export default a`,
      '1!',
    ],
    [
      'required as a module',
      `const { program } = require('commander'); program.version('1').option('--a <x>', 'x', '1').parse(process.argv); export default program.opts().a`,
      '1!',
    ],
    [
      'before version 7',
      `const program = require('commander'); program.option('--a <x>', 'x', '1').parse(process.argv); export default program.a`,
      '1!',
    ],
    [
      'the action',
      `${COMMANDER} let got; p.argument('<must>').argument('[may]', 'x', 'm').argument('[more...]').option('--a', 'x', 1).action((a, b, c, options, self) => { got = [a, b, c, options.a, self === p] }); await p.parseAsync(process.argv); export default got`,
      '[?, m!, []!, 1!, true]',
    ],
    [
      'arguments in one',
      `${COMMANDER} let got; p.arguments('<a> [b]').action((a, b) => { got = [a, b] }).parse(); export default got`,
      '[?, undefined!]',
    ],
    [
      'an argument object',
      `${COMMANDER} let got; p.addArgument(new Argument('<a>').default('x')).action((a) => { got = a }).parse(); export default got`,
      'x!',
    ],
    [
      'a default command',
      `${COMMANDER} let got; p.command('serve', { isDefault: true }).option('--a', 'x', 1).action((o) => { got = o.a }); p.parse(); export default got`,
      '1!',
    ],
    [
      'the only command',
      `${COMMANDER} let got; p.command('serve [dir]').action((dir, o, c) => { got = [dir, c.name(), c.parent === p] }); p.parse(); export default got`,
      '[undefined!, serve, true]',
    ],
    [
      'a command made apart',
      `${COMMANDER} let got; p.option('--g <x>', 'x', 'g').addCommand(new Command('serve').option('--a', 'x', 1).action((o, c) => { got = c.optsWithGlobals() })).parse(); export default got`,
      '{a: 1!, g: g!}',
    ],
    [
      'a command in a command',
      `${COMMANDER} let got; p.command('mcp').command('start').action(() => { got = 'started' }); p.parse(); export default got`,
      'started',
    ],
    [
      'beside an action',
      `${COMMANDER} let got; p.action(() => { got = 'program' }); p.command('init').action(() => { got = 'init' }); p.parse(); export default got`,
      'program',
    ],
    [
      'a hook',
      `${COMMANDER} const got = []; p.hook('preAction', (a, b) => { got.push(a === p, b.name()) }); p.command('serve').action(() => { got.push('run') }); p.parse(); export default got`,
      '[true, serve, run]',
    ],
    [
      'values that are set',
      `${COMMANDER} p.option('--a'); p.setOptionValue('a', 3); export default [p.opts().a, p.getOptionValue('a')]`,
      '[3, 3]',
    ],
    [
      'a class of its own',
      `${COMMANDER} class Own extends Command { constructor() { super('own'); this.option('--a <x>', 'x', '1') } } const own = new Own(); let got; own.action(function (o) { got = [o.a, this === own] }).parse(); export default got`,
      '[1!, true]',
    ],
    [
      'a list of its own',
      `${COMMANDER} p.option('--a', 'x', 1).parse(['--a'], { from: 'user' }); export default p.opts().a`,
      '?',
    ],
    ['flags nobody knows', `${COMMANDER} p.option(process.title, 'x', 1); export default p.opts().anything`, '?'],
    [
      'its classes in a bundle',
      `class O { makeOptionMandatory() {} } class C { requiredOption() {} parseAsync() {} option() { throw 1 } } export default new C().addOption(new O('--a <x>').default('1')).opts().a`,
      '1!',
    ],
    ['arguments left over', `${COMMANDER} export default [p.args, p.args.length]`, '[[]!, 0!]'],
  ],
  'parsers that are one function': [
    [
      'minimist',
      `import minimist from 'minimist'; const a = minimist(process.argv.slice(2), { default: { port: 80 }, alias: { port: ['p'], v: 'verbose' }, boolean: ['quiet'], string: ['name'] }); export default [a.port, a.p, a.verbose, a.quiet, a.name, a.other, a._]`,
      '[80!, 80!, undefined!, false!, undefined!, undefined!, []!]',
    ],
    [
      'minimist of one name',
      `const a = require('minimist')(process.argv.slice(2), { boolean: 'x', default: { x: true } }); export default a.x`,
      'true!',
    ],
    [
      'minimist, nested',
      `import minimist from 'minimist'; export default minimist([], { default: { 'db.port': 1 } }).db.port`,
      '1!',
    ],
    [
      'minimist of a list of its own',
      `import minimist from 'minimist'; export default minimist(['--a'], { default: { a: 1 } }).a`,
      '?',
    ],
    [
      'mri',
      `import mri from 'mri'; const a = mri(process.argv.slice(2), { default: { port: 80 }, alias: { port: 'p' }, boolean: ['quiet'] }); export default [a.port, a.p, a.quiet]`,
      '[80!, 80!, undefined!]',
    ],
    [
      'getopts',
      `import getopts from 'getopts'; const a = getopts(process.argv.slice(2), { boolean: ['b'], string: ['s'], alias: { bb: 'b' } }); export default [a.b, a.bb, a.s]`,
      '[false!, false!, !]',
    ],
    [
      'arg',
      `import arg from 'arg'; const a = arg({ '--port': Number, '--tag': [String], '-p': '--port' }, { permissive: true }); export default [a['--port'], a['--tag'], a._.length]`,
      '[undefined!, undefined!, 0!]',
    ],
    [
      'nopt',
      `import nopt from 'nopt'; const a = nopt({ port: Number }, { p: ['--port'] }, process.argv); export default [a.port, a.argv.remain]`,
      '[undefined!, []!]',
    ],
    [
      'command-line-args',
      `import commandLineArgs from 'command-line-args'; const a = commandLineArgs([{ name: 'dry-run', type: Boolean }, { name: 'src-dir', defaultValue: 'src' }], { camelCase: true }); export default [a.dryRun, a.srcDir]`,
      '[undefined!, src!]',
    ],
    [
      'yargs-parser',
      `import parse from 'yargs-parser'; const a = parse(process.argv.slice(2), { default: { 'a-b': 1 }, alias: { p: ['port'] }, count: ['v'], array: [{ key: 'l', number: true }], boolean: 'q' }); export default [a['a-b'], a.aB, a.port, a.v, a.l, a.q]`,
      '[1!, 1!, undefined!, 0!, undefined!, undefined!]',
    ],
    [
      'yargs-parser with a text',
      `import { Parser } from 'yargs/helpers'; export default Parser.detailed(process.argv, { default: { a: 1 } }).argv.a`,
      '1!',
    ],
    [
      'meow',
      `import meow from 'meow'; const { flags, input } = meow('help', { importMeta: import.meta, flags: { port: { type: 'number', default: 80 }, verbose: { type: 'boolean' }, name: { type: 'string' }, key: { type: 'string', isRequired: true }, tags: { isMultiple: true } } }); export default [flags.port, flags.verbose, flags.name, flags.key, flags.tags, input]`,
      '[80!, false!, undefined!, ?, []!, []!]',
    ],
    [
      'meow without defaults',
      `import meow from 'meow'; export default meow({ booleanDefault: undefined, flags: { verbose: { type: 'boolean' } } }).flags.verbose`,
      'undefined!',
    ],
    [
      'parseArgs',
      `import { parseArgs } from 'node:util'; const { values, positionals } = parseArgs({ options: { port: { type: 'string', default: '80' }, on: { type: 'boolean' }, tags: { type: 'string', multiple: true, default: ['a'] } }, strict: false, allowPositionals: true }); export default [values.port, values.on, values.tags, values.other, positionals]`,
      '[80!, undefined!, [a]!, undefined!, []!]',
    ],
  ],
  'parsers with commands': [
    [
      'cac',
      `import { cac } from 'cac'; const cli = cac('x'); let got; cli.option('--shared', 'x').command('[dir]', 'x').option('-p, --port-number <n>', 'x', { default: 80 }).option('--no-color', 'x').action((dir, o) => { got = [dir, o.portNumber, o.p, o.color, o.shared] }); cli.help().parse(); export default got`,
      '[undefined!, 80!, 80!, true!, undefined!]',
    ],
    [
      'cac without commands',
      `import cac from 'cac'; const { options, args } = cac().option('--port <p>', 'x', { default: 1 }).parse(); export default [options.port, args]`,
      '[1!, []!]',
    ],
    [
      'sade',
      `import sade from 'sade'; let got; sade('x <dir>').option('-p, --port', 'x', 80).option('--host', 'x').action((dir, o) => { got = [dir, o.port, o.p, o.host] }).parse(process.argv); export default got`,
      '[?, 80!, 80!, undefined!]',
    ],
    [
      'sade with commands',
      `import sade from 'sade'; let got; const prog = sade('x'); prog.option('-g', 'x', 1).command('build', 'x', { default: true }).option('-o', 'x', 'out').action((o) => { got = [o.g, o.o] }); prog.command('init').action(() => { got = 'init' }); prog.parse(process.argv); export default got`,
      '[1!, out!]',
    ],
    [
      'citty',
      `import { defineCommand, runMain } from 'citty'; let got; const main = defineCommand({ args: { dir: { type: 'positional' }, port: { type: 'string', default: '80', alias: 'p' }, 'dry-run': { type: 'boolean' } }, run({ args }) { got = [args.dir, args.port, args.p, args.dryRun] } }); runMain(main); export default got`,
      '[?, 80!, 80!, undefined!]',
    ],
    [
      'citty with one command',
      `import { defineCommand, runMain } from 'citty'; let got; runMain(defineCommand({ subCommands: { mcp: () => Promise.resolve(defineCommand({ run() { got = 'mcp' } })) } })); export default got`,
      'mcp',
    ],
    [
      'cleye',
      `import { cli, command } from 'cleye'; let got; const argv = cli({ parameters: ['<must>', '[may]'], flags: { port: { type: Number, default: 80 }, verbose: Boolean, tags: [String] }, commands: [command({ name: 'init' }, () => { got = 'init' })] }, (a) => { got = a.flags.port }); export default [got, argv.flags.verbose, argv.flags.tags, argv._.must, argv._.may]`,
      '[80!, undefined!, []!, ?, undefined!]',
    ],
  ],
  'the environment': [
    [
      'dotenv',
      `import dotenv from 'dotenv'; const { parsed, error } = dotenv.config({ quiet: true }); export default [process.env.A, parsed.A, error]`,
      '[undefined!, undefined!, undefined!]',
    ],
    ['dotenv for its effect', `import 'dotenv/config'; export default process.env.A ?? 'a'`, 'a!'],
    [
      'dotenv that fails',
      `import { config } from 'dotenv'; const r = config(); if (r.error) throw r.error; export default 1`,
      '1',
    ],
    [
      't3',
      `import { createEnv } from '@t3-oss/env-core'; import { z } from 'zod'; const env = createEnv({ server: { A: z.string(), B: z.coerce.number().default(3), C: z.string().optional() }, runtimeEnv: process.env }); export default [env.A, env.B, env.C]`,
      '[?, 3!, undefined!]',
    ],
    [
      'envalid',
      `import { cleanEnv, str, num, bool } from 'envalid'; const env = cleanEnv(process.env, { A: str(), B: num({ default: 3 }), C: bool({ default: undefined }) }); export default [env.A, env.B, env.C, env.isProduction, env.isDev]`,
      '[?, 3!, undefined!, true!, false!]',
    ],
    [
      'env-var',
      `import env from 'env-var'; export default [env.get('A').required().asString(), env.get('B').default('3').asIntPositive(), env.get('C').asBool(), env.get('D').default('true').asBool(), env.get('E').default('a,b').asArray()]`,
      '[?, 3!, undefined!, true!, [a, b]!]',
    ],
    [
      'convict',
      `import convict from 'convict'; const c = convict({ port: { format: 'port', default: 80, env: 'PORT' }, db: { host: { default: null, nullable: true } } }); c.validate({ allowed: 'strict' }); export default [c.get('port'), c.get('db.host'), c.get('db').host, c.getProperties().port]`,
      '[80!, null!, null!, 80!]',
    ],
    [
      'rc',
      `import rc from 'rc'; const c = rc('x', { port: 80 }); export default [c.port, c.other]`,
      '[80!, undefined!]',
    ],
    [
      'conf',
      `import Conf from 'conf'; const c = new Conf({ projectName: 'x', defaults: { a: { b: 1 } } }); export default [c.get('a.b'), c.get('c', 2), c.get('d'), c.has('d')]`,
      '[1!, 2!, undefined!, false!]',
    ],
    [
      'configstore',
      `import Configstore from 'configstore'; export default new Configstore('x', { a: 1 }).get('a')`,
      '1!',
    ],
    [
      'cosmiconfig',
      `import { cosmiconfig } from 'cosmiconfig'; const found = await cosmiconfig('x').search(); export default found?.config ?? 'none'`,
      'none!',
    ],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('%s', async (_title, program, expected) => {
    expect(await shown(program)).toBe(expected);
  });
});
