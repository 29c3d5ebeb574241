import { posix } from 'node:path';

import type { Disk } from './disk.ts';
import { targetsOf } from './exports.ts';
import { objectOf, readJson, stringOf, stringsOf, tableOf } from './manifest.ts';
import { moduleAt, outputFoldersOf, sourceOf } from './module-file.ts';
import type { Package } from './packages.ts';
import { isInstalled, isSource, isTypeScript, pathFrom, within } from './paths.ts';

/** Nobody writes a longer script. */
const MOST_WORDS = 100;
const NAMES = ['index', 'server', 'main', 'app', 'cli', 'stdio', 'mcp', 'mcp-server', 'worker', 'mod', 'start'];
const PLACES = ['src', '.', 'src/mastra', 'src/mcp', 'server', 'app', 'source', 'lib'];

/**
 * The files a package's program starts at, mapped to their sources: what it declares, else what its scripts start and
 * what is named like a start, else what its build begins with. Those inside `root` when there are any; else the program that the folder is a part of.
 */
export function entriesOf(of: Package, root: string, files: readonly string[], disk: Disk): readonly string[] {
  const find = finder(of, root, files, disk);
  const declared = inside(root, programsOf(of, disk).concat(modulesOf(of)).flatMap(find), disk);
  if (declared.length > 0) return declared;
  const scripted = (...names: string[]): readonly string[] =>
    inside(root, names.map((name) => wordsOf(of, name).flatMap(find)).find(isFull) ?? [], disk);
  const started = [...new Set([...scripted('start', 'serve', 'dev'), ...namedLikeStart(root, disk)])]; // a script may be a helper
  return started.length > 0 ? started : scripted('build');
}

/** Further starts of its program: what its scripts run, whatever else it declares. */
export const scriptStarts = (of: Package, root: string, disk: Disk): readonly string[] => {
  const named = [...tableOf(of.json['scripts']).keys()].filter((name) =>
    /^(?:start|serve|server|http|sse|prod)/.test(name),
  );
  const find = finder(of, root, [], disk);
  return [
    ...new Set(
      named
        .slice(0, 20)
        .flatMap((name) => wordsOf(of, name))
        .flatMap(find),
    ),
  ];
};

/** Whether a package says how to start it. */
export const isProgram = (of: Package, disk: Disk): boolean =>
  programsOf(of, disk).length > 0 || objectOf(of.json['scripts'])?.['start'] !== undefined;

/** Files named like a start, in the folders where one is looked for. */
export function namedLikeStart(root: string, disk: Disk): readonly string[] {
  for (const place of PLACES) {
    const found = NAMES.flatMap((name) => moduleAt(posix.join(root, place, `${name}.js`), disk) ?? []).filter(isSource);
    if (found.length > 0) return found;
  }
  return [];
}

const isFull = (list: readonly unknown[]): boolean => list.length > 0;

function inside(root: string, found: readonly string[], disk: Disk): readonly string[] {
  const all = [...new Set(found)];
  const isInside = (path: string): boolean => within(root, path) !== undefined;
  return all.some(isInside) ? all.filter((path) => isInside(path) || opens(path, root, disk)) : all;
}

/** Nothing is in it but what it opens: `import '../dist/cli.js'` in `bin/server.js`. */
const LONGEST_OPENER = 2_000;

const opens = (path: string, root: string, disk: Disk): boolean => {
  const text = disk.read(path) ?? '';
  if (text.length > LONGEST_OPENER) return false;
  const named = [...text.matchAll(/["'](\.{1,2}\/[^"'\n]{1,200})["']/g)];
  return named.some(([, written]) => within(root, posix.join(posix.dirname(path), written!)) !== undefined);
};

/** What is run: `bin`, and `main` of a Cloudflare Worker. */
function programsOf({ dir, json }: Package, disk: Disk): readonly string[] {
  const worker = ['wrangler.jsonc', 'wrangler.json'].map((name) => readJson(`${dir}/${name}`, disk)?.['main']);
  const toml = disk.read(`${dir}/wrangler.toml`);
  const [, , inToml] = /^main\s*=\s*(["'])([^"'\n]+)\1/m.exec(toml ?? '') ?? [];
  return [...stringsOf(json['bin']), ...tableOf(json['bin']).values(), ...worker, inToml].flatMap(
    (each) => stringOf(each) ?? [],
  );
}

/** What is loaded by others, who may start it. */
const modulesOf = ({ json }: Package): readonly string[] =>
  [json['source'], json['main'], json['module'], ...targetsOf(json['exports'], '.')].flatMap(
    (each) => stringOf(each) ?? [],
  );

/** The words of a script that could be files, those of the scripts it runs among them. */
function wordsOf({ json }: Package, script: string): readonly string[] {
  const scripts = tableOf(json['scripts']);
  const [words, open, seen]: [string[], string[], Set<string>] = [[], [script], new Set()];
  while (open.length > 0) {
    const name = open.pop()!;
    if (seen.has(name)) continue;
    seen.add(name);
    for (const word of (scripts.get(name) ?? '').split(/[\s"'`;&|()=]+/).slice(0, MOST_WORDS)) {
      if (scripts.has(word)) open.push(word);
      else if (/^\.?$|^-|node_modules|\.config\.|tsconfig|^https?:/.test(word)) continue;
      else if (isSource(word) || /^(?:\.{0,2}\/)?(?:src|dist|build|lib|out|bin|server)(?:\/|$)/.test(word))
        words.push(word);
    }
  }
  return words;
}

/** Finds the file a package means by a path: as it stands, or the source it is built from. */
function finder(of: Package, root: string, files: readonly string[], disk: Disk): (path: string) => readonly string[] {
  const wantsBuilt =
    isInstalled(`${of.dir}/`) || outputFoldersOf(of, disk).some((each) => within(each, root) !== undefined);
  return (written) => {
    const path = pathFrom(of.dir, written);
    if (within(of.dir, path) === undefined) return [];
    const built = (): string | undefined => moduleAt(path, disk);
    const source = (): string | undefined => sourceOf(path, of, disk);
    const found = wantsBuilt
      ? (built() ?? source())
      : (typeScript(source()) ?? built() ?? source() ?? similar(path, of, files));
    return found !== undefined && (isSource(found) || isScript(found, disk)) ? [found] : [];
  };
}

/** A program without an extension, which its first line gives to Node or its like. */
const isScript = (path: string, disk: Disk): boolean =>
  posix.extname(path) === '' && /^#!.{0,80}\b(?:node|bun|deno|tsx)\b/.test(disk.read(path)?.slice(0, 100) ?? '');

/** Bundles are often named after the file they start from, wherever it stands. */
function similar(path: string, { dir }: Package, files: readonly string[]): string | undefined {
  const stem = posix.basename(path, posix.extname(path));
  if (stem === 'index') return undefined;
  const named = (file: string): boolean => {
    const own = posix.basename(file, posix.extname(file));
    return own === stem || (own === 'index' && posix.basename(posix.dirname(file)) === stem);
  };
  return files.filter((file) => within(dir, file) !== undefined && named(file)).sort((a, b) => a.length - b.length)[0];
}

const typeScript = (path: string | undefined): string | undefined =>
  path !== undefined && isTypeScript(path) ? path : undefined;
