// How fast is the built command? Whole processes, each run several times in turn with `node -e 0`; medians are printed.
//   npm run bench -- [--corpus DIR] [--runs N] [--cli FILE]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { deep, flood, tools } from './lists.mjs';
import { writeServer } from './servers.mjs';

const built = path.resolve(import.meta.dirname, '../dist/cli.js');
const {
  corpus: folder,
  runs,
  cli,
} = parseArgs({
  options: {
    corpus: { type: 'string' },
    runs: { type: 'string', default: '9' },
    cli: { type: 'string', default: built },
  },
}).values;
/** What reads TypeScript, as `src/inputs/typescript/parser.js` loads it. */
const PARSER = createRequire(import.meta.url).resolve('@ts-morph/common/dist/typescript.js');
const FILES = [50, 500, 2_000];
const corpus =
  folder === undefined
    ? []
    : readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.name.endsWith('.json') ? path.join(folder, entry.name) : [],
      );
const github = corpus.find((file) => path.basename(file) === 'github-official.json');
const dir = mkdtempSync(path.join(tmpdir(), 'mcp-audit-bench-'));
try {
  print(measure(commands()));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** Arguments for node, by name. */
function commands() {
  const audit = (...files) => [cli, ...files, '--fail-on', 'never'];
  return {
    node: ['-e', '0'],
    version: [cli, '--version'],
    one: audit(list('one', tools(1))),
    117: audit(list('117', tools(117))),
    100: audit(list('100', tools(100))),
    1000: audit(list('1000', tools(1_000))),
    many: audit(...Array.from({ length: 40 }, (_, i) => list(`many-${i}`, tools(20, i + 1)))),
    deep: audit(list('deep', deep(200))),
    letter: audit(list('letter', flood('a'))),
    letters: audit(list('letters', flood('etaoinshrdlucmfwypvbgkqjxz'))),
    marks: audit(list('marks', flood('!#$%&()*+-./:;<=>?@[]^_{|}~'))),
    chinese: audit(
      list(
        'chinese',
        flood('的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里'),
      ),
    ),
    parser: ['-e', `require(${JSON.stringify(PARSER)})`],
    ...Object.fromEntries(FILES.map((files) => [`ts${files}`, audit(server(files))])),
    ...(github ? { github: audit(github) } : {}),
    ...(corpus.length > 0 ? { corpus: audit(...corpus) } : {}),
  };
}

/** The folder of a server in TypeScript. Throws unless all its tools are found, in the files that registrations reach and no others. */
function server(files) {
  const folder = path.join(dir, `server-${files}`);
  const { tools, unreached } = writeServer(folder, files);
  const { stdout } = spawnSync(process.execPath, [path.resolve(cli), '.', '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const [read] = JSON.parse(stdout).servers;
  const found = new Set(read.tools?.map(({ name }) => name));
  const missed = tools.filter((name) => !found.has(name));
  if (missed.length > 0 || found.size !== tools.length)
    throw new Error(`${files} files: ${found.size} of ${tools.length} tools are found; missed: ${missed.slice(0, 5)}`);
  const idle = unreached.filter((file) => read.source.files.includes(file));
  if (idle.length > 0 || read.source.files.length !== files - unreached.length)
    throw new Error(`${files} files: ${idle.length} are read and no registration reaches them: ${idle.slice(0, 5)}`);
  return folder;
}

function list(name, content) {
  const file = path.join(dir, `${name}.json`);
  writeFileSync(file, JSON.stringify(content, undefined, 2));
  return file;
}

/** Wall times in ms, by command and round. */
function measure(all) {
  const times = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  for (let round = 0; round <= Number(runs); round++) {
    for (const [name, args] of Object.entries(all)) {
      const start = performance.now();
      const { status, signal, error, stderr } = spawnSync(process.execPath, args, {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        timeout: 120_000,
      });
      const ms = performance.now() - start;
      if (error || status !== 0)
        throw new Error(`${name} did not run: ${error?.message ?? signal ?? `exit code ${status}`}\n${stderr}`);
      if (round > 0) times[name].push(ms); // the first round warms the file cache
    }
  }
  return times;
}

function print(times) {
  const ms = (name) => median(times[name]);
  const ratio = (name) => median(times[name].map((time, round) => time / times.node[round]));
  const afterStart = (name) => ms(name) - ms('one'); // a list of one tool costs little more than the start-up
  const rate = (name, count) => (1000 * count) / afterStart(name);
  const under = (target) => (figure) => [`<= ${target}`, figure <= target];
  const over = (target) => (figure) => [`>= ${target}`, figure >= target];
  const row = (what, figure, unit, judge) => {
    const [target, met] = judge?.(figure) ?? [];
    console.log(
      `${what.padEnd(46)} ${figure.toFixed(figure < 20 ? 2 : 0).padStart(7)} ${unit.padEnd(8)}${target === undefined ? '' : `target ${target}${met ? '' : '  MISSED'}`}`.trimEnd(),
    );
  };
  const busy =
    loadavg()[0] > availableParallelism()
      ? `; load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores: the machine is busy, the figures are too high`
      : '';
  console.log(`node ${process.version}, medians of ${runs} runs; x is times the wall time of \`node -e 0\`${busy}\n`);
  row('node -e 0', ms('node'), 'ms');
  row('--version', ratio('version'), 'x');
  row('1 tool: the start-up', ratio('one'), 'x');
  row('117 tools', ratio('117'), 'x', under(5));
  if (github) row(`github-official.json, ${count([github])} tools`, ratio('github'), 'x', under(5));
  row('1,000 tools over 100, after start-up', afterStart('1000') / afterStart('100'), 'times', under(12));
  row('40 files of 20 tools, after start-up', rate('many', 800), 'tools/s', over(1500));
  if (corpus.length > 0)
    row(`${corpus.length} files of the corpus, after start-up`, rate('corpus', count(corpus)), 'tools/s', over(1500));
  row('10 tools nested 200 deep', ms('deep'), 'ms');
  row('1 MB of one letter', ms('letter'), 'ms', under(1000));
  row('1 MB of letters at random', ms('letters'), 'ms', under(1000));
  row('1 MB of punctuation at random', ms('marks'), 'ms', under(1000));
  row('1,000,000 Chinese characters at random (3 MB)', ms('chinese'), 'ms');
  row('a server of 50 files of TypeScript', ms('ts50'), 'ms', under(1500));
  row('of which starting the parser', ms('parser') - ms('node'), 'ms');
  for (const files of FILES)
    row(`${files} files, after start-up`, (ms(`ts${files}`) - ms('parser')) / files, 'ms/file');
  row('2,000 files over 500, after 50', (ms('ts2000') - ms('ts50')) / (ms('ts500') - ms('ts50')), 'times', under(5.2));
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

function count(files) {
  return files.reduce((sum, file) => {
    const content = JSON.parse(readFileSync(file, 'utf8'));
    return sum + (Array.isArray(content) ? content : (content.tools ?? content.result?.tools ?? [])).length;
  }, 0);
}
