import type { Machine } from '../../machine/machine.ts';
import { scriptStarts } from '../../project/entries.ts';
import { packageOf } from '../../project/packages.ts';
import { isInstalled } from '../../project/paths.ts';
import { Source } from './source.ts';

/** More files than a program has of its own, and more of their text than is looked at. */
const MOST_FILES = 2_000;
const MOST_TEXT = 20_000_000;
/** More programs than one package has. */
const MOST_STARTS = 50;

/** The files that register the tools of a server, and the names of those. */
export interface Whose {
  readonly homes: ReadonlySet<string>;
  readonly names: readonly string[];
}

/** The program's own files. */
export interface Sources {
  readonly files: readonly Source[];
  /** Those with words of serving: the others are not walked for it. */
  readonly served: readonly Source[];
  /** What one of them imports and was not there to be read; and whether there were more files than are looked at. */
  readonly missing: readonly { readonly source: Source; readonly specifier: string }[];
  readonly isWhole: boolean;
  byPath(path: string): Source | undefined;
  /** By how many imports one file leads to another; `undefined` where it does not. */
  distance(from: Source, to: Source): number | undefined;
}

/**
 * All files that the starts of a program lead to by their imports, in the package and the workspace around it: how it is
 * served may stand where nobody came to who looked for tools. A start that leads neither to its tools nor to another file
 * that names one of them, and makes a server, is another program.
 */
export function sourcesOf(
  m: Machine,
  root: string,
  starts: readonly string[],
  whose: Whose = { homes: new Set(), names: [] },
): Sources {
  const { disk, resolver } = m.world;
  const here = packageOf(root, disk);
  const all = new Map<string, Source>();
  const scripted = here ? scriptStarts(here, root, disk).filter((path) => !FOR_DEVELOPERS.test(path)) : [];
  const begun = [...new Set([...starts, ...scripted])];
  const open = [...begun];
  let text = 0;
  const missing: { source: Source; specifier: string }[] = [];
  const leads = new Map<string, string[]>();
  let isWhole = open.length > 0;
  for (const path of open) {
    m.step(10);
    if (isInstalled(path) || path.endsWith('.json') || all.has(path)) continue;
    const file = all.size < MOST_FILES && text < MOST_TEXT ? m.world.source(path) : undefined;
    if (!file) {
      isWhole = false;
      continue;
    }
    text += file.text.length;
    const source = new Source(file, m);
    all.set(path, source);
    for (const [specifier, isCode] of specifiersIn(file.text)) {
      const found = resolver.resolve(specifier, path);
      if (found.kind === 'file') {
        open.push(found.path);
        const led = leads.get(path);
        if (led) led.push(found.path);
        else leads.set(path, [found.path]);
      } else if (
        found.kind === 'missing' &&
        isCode &&
        /^[.#]/.test(specifier) &&
        !/\.(?:json|css|html?|md|txt|svg|png|wasm)\b/.test(specifier)
      )
        missing.push({ source, specifier });
    }
  }
  const kept =
    begun.length > MOST_STARTS
      ? begun
      : begun.filter((path) => !all.has(path) || isOwn(m, reachedFrom([path], leads), all, whose));
  const own = kept.length > 0 ? reachedFrom(kept, leads) : undefined;
  const files = [...all.values()].filter(({ file }) => !own || own.has(file.path));
  const lacking = missing.filter(({ source }) => !own || own.has(source.file.path));
  return {
    files,
    served: files.filter((each) => SERVES.test(each.text)),
    missing: lacking,
    isWhole: isWhole && lacking.length === 0,
    byPath: (path) => all.get(path),
    distance: (from, to) => distanceIn(leads, from.file.path, to.file.path),
  };
}

/** What makes servers. */
const MAKES = /["'](?:@modelcontextprotocol\/|fastmcp["'])/;
/** In characters: what is read of a file to see whose it is; and the tools that are looked for. */
const HEAD = 100_000;
const MOST_NAMES = 10;

/** Whether a start leads to the tools or to what names one, or makes no server: then it may start one that does. */
function isOwn(m: Machine, reached: ReadonlySet<string>, all: ReadonlyMap<string, Source>, { homes, names }: Whose) {
  if (homes.size === 0 || [...homes].some((home) => reached.has(home))) return true;
  const written = names.slice(0, MOST_NAMES).flatMap((name) => [`'${name}'`, `"${name}"`, `\`${name}\``]);
  let makes = false;
  for (const path of reached) {
    const text = all.get(path)?.text.slice(0, HEAD) ?? '';
    m.step(1 + (text.length >> 6));
    makes ||= MAKES.test(text);
    if (written.some((name) => text.includes(name))) return true;
  }
  return !makes;
}

function reachedFrom(starts: readonly string[], leads: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set(starts);
  for (const path of seen) for (const next of leads.get(path) ?? []) seen.add(next);
  return seen;
}

function distanceIn(leads: ReadonlyMap<string, readonly string[]>, from: string, to: string): number | undefined {
  const seen = new Map([[from, 0]]);
  for (const [at, steps] of seen) {
    if (at === to) return steps;
    for (const next of leads.get(at) ?? []) if (!seen.has(next)) seen.set(next, steps + 1);
  }
  return undefined;
}

/** What is started while a server is being written. */
const FOR_DEVELOPERS = /(?:^|[/_.-])dev(?:elopment)?(?:[_.-][^/]*)?$/i;

/** What stands in a file that serves something, or answers. */
const SERVES =
  /Transport\b|\bIncomingMessage\b|\.on\(\s{0,4}["']data["']|\bserveStdio\b|\bcreateMcp|\bMcpAgent\b|\bFastMCP\b|\btransportType\b|\.listen\s*\(|\bserve\s*\(|\bcreateServer\b|\b(?:express|[Hh]ono|fastify|koa|polka|restify|[Rr]outer|NestFactory)\b|\bpathname\b|\breq(?:uest)?\.url\b|\bfetch\s*\(\s*req(?:uest)?\b|["'`]\/(?:health|live|ready|ping|status|mcp)/;

const IMPORTS = /\b(?:from|import|require)\s{0,20}\(?\s{0,20}(["'`])([^"'`\n$]{1,300})\1/g;

/** By its words: no file is parsed for what it imports. With whether a statement says so, and no text or comment. */
function specifiersIn(text: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { 2: specifier, index } of text.matchAll(IMPORTS)) {
    const line = text.slice(Math.max(0, text.lastIndexOf('\n', index) + 1, index - 300), index);
    found.set(specifier!, (found.get(specifier!) ?? false) || STATEMENT.test(line));
  }
  return found;
}

/** How the line of an import begins; types leave nothing behind. */
const STATEMENT = /^(?:import\b(?!\s+type\b)|export\b(?!\s+type\b)|\s*\}|(?:const|let|var)\b)/;
