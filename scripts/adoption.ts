// The walk of a team that adopts us, on real servers: init, the first run, baseline, clean, lines that move, one defect, and
// exactly that finding at its line in the terminal, in SARIF and as an annotation, and by the hook. Prints every step with its
// time, and exits 1 where one is otherwise. Works on copies; needs the built command, and the registry only for `npm:`.
//   npx jiti scripts/adoption.ts [--cli dist/cli.js] [FOLDER… npm:NAME@VERSION…]
// Without a name it takes three servers from npm that are installed here. `FOLDER=missing` puts in another defect: hidden (a character nobody sees), missing (a description that is gone).
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { isFailed } from '../src/inputs/input.ts';
import { loadTypescript } from '../src/inputs/typescript/load.ts';

const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { cli: { type: 'string' } } });
const cli = path.resolve(flags.cli ?? path.join(import.meta.dirname, '../dist/cli.js'));
const room = mkdtempSync(path.join(tmpdir(), 'adoption-'));

interface Row {
  readonly server: string;
  readonly step: string;
  readonly exit: number | null;
  readonly ms: number;
  readonly found: string;
  readonly ok: boolean;
}
const rows: Row[] = [];

/** A file of the copy, and where a description of a tool stands in it as one plain string. */
interface Spot {
  readonly file: string;
  readonly line: number;
  /** Columns of the string with its quotes, from 0. */
  readonly from: number;
  readonly to: number;
}

const DEFECTS = {
  hidden: { rule: 'hidden-unicode', edit: (literal: string) => `${literal.slice(0, -1)}\\u{E0041}${literal.at(-1)!}` },
  missing: { rule: 'tool-description-missing', edit: (literal: string) => `${literal[0]!}${literal[0]!}` },
} as const;
type Defect = keyof typeof DEFECTS;

const INSTALLED = ['server-filesystem', 'server-memory=missing', 'server-everything'].map((name) =>
  path.join(import.meta.dirname, '../node_modules/@modelcontextprotocol', name),
);

try {
  for (const word of positionals.length > 0 ? positionals : INSTALLED) {
    const [, named = '', defect = 'hidden'] = /^(.+?)(?:=(hidden|missing))?$/.exec(word) ?? [];
    await walk(named, defect as Defect);
  }
} finally {
  rmSync(room, { recursive: true, force: true });
}
console.table(rows.map(({ ok, ...row }) => ({ ...row, '': ok ? 'ok' : 'WRONG' })));
process.exitCode = rows.length > 0 && rows.every(({ ok }) => ok) ? 0 : 1;

/** A copy of its own, as a repository. */
function copyOf(named: string): { readonly dir: string; readonly server: string } {
  const dir = path.join(room, String(rows.length));
  mkdirSync(dir);
  if (named.startsWith('npm:')) {
    const packed = path.join(room, `${rows.length}-packed`);
    mkdirSync(packed);
    execFileSync('npm', ['pack', '--silent', named.slice(4)], { cwd: packed, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('tar', ['-xzf', path.join(packed, readdirSync(packed)[0]!), '-C', dir, '--strip-components=1']);
  } else cpSync(named, dir, { recursive: true, filter: (file) => !/\/(?:node_modules|\.git)$/.test(file) });
  execFileSync('git', ['init', '--quiet', '.'], { cwd: dir });
  return { dir, server: named.startsWith('npm:') ? named : path.basename(named) };
}

async function walk(named: string, kind: Defect): Promise<void> {
  const { dir, server } = copyOf(named);
  const run = (...argv: string[]): { readonly code: number | null; readonly text: string; readonly ms: number } => {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...argv], {
      cwd: dir,
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    return { code: status, text: stdout + stderr, ms: Math.round(performance.now() - start) };
  };
  const note = (step: string, ran: ReturnType<typeof run>, found: string, ok: boolean): void => {
    rows.push({ server, step, exit: ran.code, ms: ran.ms, found, ok });
    if (!ok) console.error(`${server}: ${step}\n${ran.text.slice(-3_000)}`);
  };
  /** What counts, in a complete report. */
  const open = (): readonly Finding[] => {
    const { findings } = JSON.parse(readFileSync(path.join(dir, 'report.json'), 'utf8')) as {
      readonly findings: readonly Finding[];
    };
    return findings.filter(({ suppressed }) => suppressed === null);
  };
  const audit = ['--fail-on', 'info', '-f', 'terminal', '-f', 'json=report.json'];

  const init = run('init', '--yes');
  note(
    'init',
    init,
    (init.text.match(/^wrote/gm) ?? []).length + ' files',
    init.code === 0 && /^wrote/m.test(init.text),
  );
  const first = run(...audit);
  const before = open().length;
  note('first run', first, `${before} findings`, first.code === 1 && before > 0);
  const baseline = run('--update-baseline', '-q');
  const lines = readFileSync(path.join(dir, 'mcp-audit.baseline.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('mcp:'));
  note('--update-baseline', baseline, `${lines.length} lines`, baseline.code === 0);
  const clean = run(...audit);
  note('clean run', clean, `${open().length} new`, clean.code === 0 && open().length === 0);

  const spot = await spotIn(dir);
  if (!spot) {
    note('a place for the defect', clean, 'none: no description is one plain string', false);
    return;
  }
  const file = path.join(dir, spot.file);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, moved(text));
  const shifted = run(...audit);
  note('three lines more above', shifted, `${open().length} new`, shifted.code === 0 && open().length === 0);

  const { rule, edit } = DEFECTS[kind];
  const source = moved(text).split('\n');
  const line = spot.line + source.length - text.split('\n').length;
  const old = source[line - 1]!;
  source[line - 1] = old.slice(0, spot.from) + edit(old.slice(spot.from, spot.to)) + old.slice(spot.to);
  writeFileSync(file, source.join('\n'));
  const where = `${spot.file}:${line}`;

  const terminal = run('--fail-on', 'info', '-f', 'terminal');
  const told = terminal.text.match(/^ {2}(?:error|warning|note) /gm) ?? [];
  const places = [...terminal.text.matchAll(/^ {11}(\S+:\d+):\d+$/gm)].map(([, at]) => at);
  note(
    'defect: terminal',
    terminal,
    `${told.length} at ${places.join(', ')}`,
    terminal.code === 1 && told.length === 1 && places[0] === where && terminal.text.includes(rule),
  );

  const sarif = run('--fail-on', 'info', '-f', 'sarif=out.sarif');
  const { runs } = JSON.parse(readFileSync(path.join(dir, 'out.sarif'), 'utf8')) as Sarif;
  const results = runs.flatMap((each) => each.results).filter(({ suppressions = [] }) => suppressions.length === 0);
  const at = results.map(
    ({ locations: [place] }) =>
      `${decodeURIComponent(place!.physicalLocation.artifactLocation.uri)}:${place!.physicalLocation.region.startLine}`,
  );
  note(
    'defect: SARIF',
    sarif,
    `${results.length} at ${at.join(', ')}`,
    sarif.code === 1 && at.length === 1 && at[0] === where && results[0]!.ruleId.endsWith(rule),
  );

  const github = run('--fail-on', 'info', '-f', 'github');
  const annotations = [...github.text.matchAll(/^::(?:error|warning|notice) ([^\n]*?)::/gm)].flatMap(
    ([, fields = '']) => {
      const [name, number, title] = ['file', 'line', 'title'].map(
        (key) => new RegExp(`(?:^|,)${key}=([^,]*)`).exec(fields)?.[1],
      );
      return title === 'mcp-audit' ? [] : [`${name}:${number}`]; // that one speaks of the run
    },
  );
  note(
    'defect: annotation',
    github,
    `${annotations.length} at ${annotations.join(', ')}`,
    github.code === 1 && annotations.length === 1 && annotations[0] === where,
  );

  const hook = run('hook', '--fail-on', 'info', spot.file);
  note(
    'defect: hook',
    hook,
    hook.text.includes(`${where}:`) ? `at ${where}` : 'elsewhere',
    hook.code === 1 && hook.text.includes(`${where}:`),
  );
  writeFileSync(file, text);
  const mended = run(...audit);
  note('mended', mended, `${open().length} new`, mended.code === 0 && open().length === 0);
}

interface Finding {
  readonly ruleId: string;
  readonly suppressed: object | null;
}
interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly suppressions?: readonly object[];
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

/** Below a line that must stay first. */
function moved(text: string): string {
  const first = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  return `${text.slice(0, first)}// one\n// two\n// three\n${text.slice(first)}`;
}

/** The first description of a tool that is written as one plain string on one line. */
async function spotIn(dir: string): Promise<Spot | undefined> {
  const loaded = await loadTypescript({ path: '.' }, { root: dir, signal: new AbortController().signal });
  for (const each of loaded) {
    if (isFailed(each)) continue;
    for (const tool of each.server.tools) {
      const place = each.locate(tool.at('description'), 'value');
      if (place?.precision !== 'exact' || place.start.line !== place.end.line) continue;
      const line = readFileSync(path.join(dir, place.file), 'utf8').split('\n')[place.start.line - 1]!;
      const [from, to] = [place.start.column - 1, place.end.column - 1];
      if (/^(?:"[^"\\]{20,}"|'[^'\\]{20,}')$/.test(line.slice(from, to)))
        return { file: place.file, line: place.start.line, from, to };
    }
  }
  return undefined;
}
