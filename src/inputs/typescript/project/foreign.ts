import { posix } from 'node:path';

import { pasted } from '../../../text/pasted.ts';
import type { Failed } from '../../input.ts';
import { displayPath } from '../../json/load.ts';
import type { Disk } from './disk.ts';
import { objectOf, readJson, stringsOf } from './manifest.ts';
import { repositoryOf } from './packages.ts';
import { upwards } from './paths.ts';
import type { NoProject } from './projects.ts';

/** A server in a language that is not read here. */
export interface Foreign {
  readonly none: 'foreign';
  readonly language: string;
  /** The file that tells, relative to the folder looked at: `pyproject.toml`, `apps/api/go.mod`. */
  readonly evidence: string;
  /** The folder it is started in, absolute. */
  readonly dir: string;
  /** How it is started there: `uv run my-server`. */
  readonly command: string;
}

const LIVE = 'audit it while it runs: `mcp-audit -- COMMAND`';

/** The answer to a target without a program to read; `shown` is the target as the user named it, `root` the working directory. */
export function foreignAnswer(found: NoProject, shown: string, root: string): Failed & { readonly hint: string } {
  const answer = (reason: string, hint: string): Failed & { readonly hint: string } => ({
    id: shown,
    input: 'typescript',
    reason,
    hint,
  });
  switch (found.none) {
    case 'target':
      return answer(`${shown} does not exist`, 'Name a source file, or a folder of a package.');
    case 'sources':
      return answer(
        `${shown} holds no TypeScript or JavaScript`,
        `Name where the source of the server stands, or ${LIVE}.`,
      );
    case 'mcp':
      return answer(
        `no MCP library is used in ${found.package ? `the source of ${found.package.name}` : shown} (${found.sources} ${found.sources === 1 ? 'file' : 'files'})`,
        `Name the folder of the server; if this is one, ${LIVE}.`,
      );
    case 'foreign':
      return answer(
        `a server in ${found.language} (${found.evidence}) is not read from source`,
        `Audit it while it runs: \`mcp-audit ${inFolder(found.dir, root)}-- ${found.command}\`.`,
      );
  }
}

/** The flag that starts a command in another folder than the working directory. */
export function inFolder(dir: string, root: string): string {
  const shown = displayPath(dir, root);
  return shown === '.' ? '' : `--cwd ${pasted(shown, 'FOLDER')} `;
}

/** Reads how a project is started, as the command would be typed in `dir`. */
type Start = (dir: string, file: string, disk: Disk) => string;

const LANGUAGES: readonly (readonly [file: RegExp, language: string, start: Start])[] = [
  [/^pyproject\.toml$/, 'Python', pythonProject],
  [
    /^(?:setup\.py|setup\.cfg|requirements\.txt|Pipfile)$/,
    'Python',
    (dir, _, disk) => `python ${pythonFile(dir, disk) ?? 'server.py'}`,
  ],
  [/^go\.mod$/, 'Go', goCommand],
  [/^Cargo\.toml$/, 'Rust', (dir, file, disk) => crate(disk.read(`${dir}/${file}`) ?? '')],
  [/^pom\.xml$/, 'Java', () => 'java -jar target/SERVER.jar'],
  [/^build\.gradle(?:\.kts)?$/, 'Java or Kotlin', () => 'java -jar build/libs/SERVER.jar'],
  [/\.csproj$/, 'C#', (_, file) => `dotnet run --project ${safe(file) ?? '.'}`],
  [/\.sln[xf]?$/, 'C#', () => 'dotnet run --project PROJECT'],
  [/^(?:Gemfile|.+\.gemspec)$/, 'Ruby', rubyCommand],
  [/^composer\.json$/, 'PHP', phpCommand],
  [/^mix\.exs$/, 'Elixir', () => 'mix run --no-halt'],
  [/^Package\.swift$/, 'Swift', () => 'swift run'],
];

const EXTENSIONS: Readonly<Record<string, readonly [language: string, runner: string]>> = {
  '.py': ['Python', 'python'],
  '.go': ['Go', 'go run'],
  '.rb': ['Ruby', 'ruby'],
  '.php': ['PHP', 'php'],
};

/** What a folder is, or, up to the end of its package or repository, one above it. */
export function foreignAt(dir: string, within: string | undefined, disk: Disk): Foreign | undefined {
  const outermost = within ?? repositoryOf(dir, disk) ?? dir;
  for (const at of upwards(dir)) {
    const found = foreignIn(at, '', disk);
    if (found || at === outermost) return found;
  }
  return undefined;
}

/** The first folder of up to three levels below that is one. */
export function foreignBelow(root: string, disk: Disk): Foreign | undefined {
  let folders = [''];
  for (let depth = 0; depth < 3; depth++) {
    folders = folders
      .flatMap((folder) => disk.list(posix.join(root, folder, '.')).map((name) => `${folder}${name}`))
      .filter((path) => /(?:^|\/)[^./][^/]*\/$/.test(path) && !path.endsWith('node_modules/'))
      .slice(0, 1_000);
    for (const folder of folders) {
      const found = foreignIn(posix.join(root, folder, '.'), folder, disk);
      if (found) return found;
    }
  }
  return undefined;
}

export function foreignFile(path: string): Foreign | undefined {
  const [language, runner] = EXTENSIONS[posix.extname(path)] ?? [];
  if (language === undefined) return undefined;
  const name = posix.basename(path);
  return { none: 'foreign', language, evidence: name, dir: posix.dirname(path), command: `${runner} ${pasted(name)}` };
}

export function foreignIn(dir: string, shown: string, disk: Disk): Foreign | undefined {
  const names = disk.list(dir);
  for (const [pattern, language, start] of LANGUAGES) {
    const file = names.find((name) => pattern.test(name));
    if (file !== undefined)
      return { none: 'foreign', language, evidence: `${shown}${file}`, dir, command: start(dir, file, disk) };
  }
  return undefined;
}

function pythonProject(dir: string, file: string, disk: Disk): string {
  const sections = tomlStrings(disk.read(`${dir}/${file}`) ?? '');
  const project = sections.get('project') ?? sections.get('tool.poetry');
  const scripts = [...(sections.get('project.scripts') ?? sections.get('tool.poetry.scripts') ?? new Map()).keys()];
  const name = safe(project?.get('name'));
  const script = preferred(scripts, name);
  if (script !== undefined) return `uv run ${script}`;
  const start = pythonFile(dir, disk);
  if (start !== undefined) return `uv run ${start}`;
  return name === undefined ? 'uv run SERVER' : `uvx ${name}`;
}

const pythonFile = (dir: string, disk: Disk): string | undefined =>
  ['server.py', 'main.py', 'app.py', 'src/server.py', 'src/main.py'].find(
    (name) => disk.size(`${dir}/${name}`) !== undefined,
  );

function goCommand(dir: string, _: string, disk: Disk): string {
  const commands = disk
    .list(`${dir}/cmd`)
    .filter((name) => name.endsWith('/') && disk.list(`${dir}/cmd/${name.slice(0, -1)}`).includes('main.go'));
  const command = preferred(
    commands.map((name) => name.slice(0, -1)),
    undefined,
  );
  return command === undefined ? 'go run .' : `go run ./cmd/${command}`;
}

function crate(toml: string): string {
  const sections = tomlStrings(toml);
  const name = safe(sections.get('bin')?.get('name') ?? sections.get('package')?.get('name'));
  return name === undefined ? 'cargo run --quiet' : `cargo run --quiet --bin ${name}`;
}

function rubyCommand(dir: string, _: string, disk: Disk): string {
  const program = preferred(disk.list(`${dir}/exe`), undefined) ?? preferred(disk.list(`${dir}/bin`), undefined);
  return program === undefined ? 'bundle exec ruby server.rb' : `bundle exec ${program}`;
}

function phpCommand(dir: string, file: string, disk: Disk): string {
  const bin = stringsOf(objectOf(readJson(`${dir}/${file}`, disk))?.['bin']);
  return `php ${safe(bin[0]) ?? 'server.php'}`;
}

/** The name that sounds most like the server. */
function preferred(names: readonly string[], project: string | undefined): string | undefined {
  const good = names.flatMap((name) => safe(name) ?? []);
  return (
    good.find((name) => name === project) ??
    good.find((name) => /mcp/i.test(name)) ??
    good.find((name) => /server/i.test(name)) ??
    good[0]
  );
}

/** Names come from files of strangers and are shown to be typed. */
const safe = (name: string | undefined): string | undefined =>
  name !== undefined && /^[\w@][\w@./-]{0,100}$/.test(name) ? name : undefined;

/** The strings of a TOML file by section; all that is needed of it. */
function tomlStrings(toml: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of toml.split(/\r?\n/)) {
    const [, head] = /^\s*\[{1,2}([^[\]]+)\]/.exec(line) ?? [];
    const [, key, , value] = /^\s*"?([\w.-]+)"?\s*=\s*(["'])([^"']*)\2/.exec(line) ?? [];
    if (head !== undefined) sections.set(head.trim(), (section = sections.get(head.trim()) ?? new Map()));
    else if (key !== undefined && !section.has(key)) section.set(key, value!);
  }
  return sections;
}
