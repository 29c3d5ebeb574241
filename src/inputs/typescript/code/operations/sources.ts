import type { Machine } from '../../machine/machine.ts';
import { scriptStarts } from '../../project/entries.ts';
import { packageOf } from '../../project/packages.ts';
import { isInstalled } from '../../project/paths.ts';
import { Source } from './source.ts';

/** More files than a program has of its own, and more of their text than is looked at. */
const MOST_FILES = 2_000;
const MOST_TEXT = 20_000_000;

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
 * served may stand where nobody came to who looked for tools.
 */
export function sourcesOf(m: Machine, root: string, starts: readonly string[]): Sources {
  const { disk, resolver } = m.world;
  const own = packageOf(root, disk);
  const all = new Map<string, Source>();
  const scripted = own ? scriptStarts(own, root, disk).filter((path) => !FOR_DEVELOPERS.test(path)) : [];
  const open = [...new Set([...starts, ...scripted])];
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
  const files = [...all.values()];
  return {
    files,
    served: files.filter((each) => SERVES.test(each.text)),
    missing,
    isWhole: isWhole && missing.length === 0,
    byPath: (path) => all.get(path),
    distance: (from, to) => distanceIn(leads, from.file.path, to.file.path),
  };
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
