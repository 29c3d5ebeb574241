import type { Cache } from '../cache/cache.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import { loadJson } from '../inputs/json/load.ts';
import type * as Live from '../inputs/live/load.ts';
import type { ProbeWish } from '../inputs/live/probing.ts';
import { renamed } from '../inputs/rename.ts';
import { distinctIds } from '../model/distinct.ts';
import type { Io } from './io.ts';
import { joinSources } from './join.ts';
import { wishOf, type ProbeFlags } from './probe.ts';
import { progress } from './progress.ts';
import { loadSource } from './source.ts';
import type { Anchor, Target } from './target.ts';

export interface LoadOptions {
  readonly protocol: 'auto' | 'legacy' | 'modern';
  readonly timeoutMs: number;
  /** For getting a package from the registry. */
  readonly npmTimeoutMs: number;
  /** Call what surely only reads: as it is reached, and again without a network. */
  readonly probe?: ProbeFlags;
  /** Whether servers are asked more than their lists. */
  readonly checks: boolean;
  /** Where servers read from source are kept from one run to the next. */
  readonly cache?: Cache;
  /** Where `--verbose` writes the messages exchanged. */
  readonly trace?: (line: string) => void;
}

/** Servers started at the same time; more would only slow each other down and eat into their deadlines. */
const AT_ONCE = 4;

/** Loads every target, in the order named; each ends on its own as loaded or failed, and no two servers share an id. */
export async function loadTargets(
  targets: readonly Target[],
  options: LoadOptions,
  io: Io,
): Promise<(Loaded | Failed)[]> {
  const results: (readonly (Loaded | Failed)[])[] = [];
  const waiting = targets.entries(); // one iterator, shared by the workers
  let done = 0;
  const shown = progress(io);
  const sources = new Map<string, ReturnType<typeof loadSource>>();
  const read = (path: string): ReturnType<typeof loadSource> => {
    if (!sources.has(path)) {
      shown.say(`${path}: reading`);
      sources.set(path, loadSource(path, { root: io.cwd, signal: io.signal }));
    }
    return sources.get(path)!;
  };
  const work = async (): Promise<void> => {
    for (const [i, target] of waiting) {
      const probe = wishOf(target, options.probe, read);
      const say = (message: string): void => shown.say(`${counted(done, targets.length)}${message}`);
      results[i] = asNamed(target, await loadTarget(target, options, io, say, probe));
      done++;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, targets.length) }, work));
    const joined = await joinSources(targets, results, read);
    return withDistinctIds(
      joined.flatMap((loaded, i) => {
        const { label } = targets[i]!;
        return loaded.map((each) => ({ each: { ...each, target: label }, label }));
      }),
    );
  } finally {
    shown.clear();
  }
}

const counted = (done: number, all: number): string => (all > 1 ? `${done} of ${all} read · ` : '');

/** A target that gave nothing has no name but the one it was called by; a configured one has that of its entry. */
function asNamed({ label, name, entries }: Target, loaded: readonly (Loaded | Failed)[]): readonly (Loaded | Failed)[] {
  const own = entries ? { entries } : {};
  const [only] = loaded;
  if (loaded.length === 1 && only && isFailed(only))
    return [{ ...only, ...(name === undefined ? {} : configuredHint(only)), id: name ?? label, ...own }];
  return loaded.map((each) =>
    isFailed(each) ? { ...each, ...own } : { ...(name === undefined ? each : renamed(each, name)), ...own },
  );
}

/** Our flags for headers do not reach what a client's file configures. */
const configuredHint = ({ hint }: Failed): Pick<Failed, 'hint'> =>
  hint?.includes('--header')
    ? {
        hint: "Its client may sign in by itself. To read it here, audit its address: `mcp-audit URL --header 'Authorization: Bearer …'`.",
      }
    : {};

/** Loaded once: where files are loaded one by one, of two workers that ask at once the second gets a module half read. */
let live: Promise<typeof Live> | undefined;

async function loadTarget(
  target: Target,
  options: LoadOptions,
  io: Io,
  say: (message: string) => void,
  probe: ProbeWish | undefined,
): Promise<readonly (Loaded | Failed)[]> {
  const env = { root: io.cwd, signal: io.signal };
  if (target.kind === 'json') {
    const loaded = await loadJson({ path: target.path, stdin: io.stdin }, env);
    return target.path === '-' && target.anchor
      ? loaded.map((each) => (isFailed(each) ? each : anchored(each, target.anchor!)))
      : loaded;
  }
  if (target.kind === 'unstarted') return [target.failed];
  if (target.kind === 'loaded') return target.results;
  if (target.kind === 'source') {
    say(`${target.label}: reading`);
    const { path, touchedBy } = target;
    if (!options.cache || touchedBy) return loadSource(path, env, touchedBy);
    return options.cache.source(path, (disk) => loadSource(path, env, undefined, disk));
  }
  if (target.kind === 'npm') {
    const { loadNpm } = await import('../inputs/npm/load.ts');
    return loadNpm(target.spec, {
      ...env,
      variables: io.env,
      timeoutMs: options.npmTimeoutMs,
      progress: (message) => say(`${target.label}: ${message}`),
    });
  }
  const { loadLive } = await (live ??= import('../inputs/live/load.ts'));
  const { protocol, timeoutMs, checks, trace } = options;
  const common = {
    protocol,
    timeoutMs,
    checks,
    ...(target.anchor ? { anchor: target.anchor } : {}),
    ...(target.secrets ? { secrets: target.secrets } : {}),
  };
  const more = {
    ...env,
    progress: (message: string) => say(`${target.name ?? target.label}: ${message}`),
    ...(trace ? { trace } : {}),
    ...(probe ? { probe } : {}),
  };
  if (target.kind === 'http')
    return loadLive(
      {
        ...common,
        transport: 'http',
        url: target.url,
        ...(target.headers ? { headers: target.headers } : {}),
        ...(target.otherHeaders ? { otherHeaders: target.otherHeaders } : {}),
        ...(target.healthUrl === undefined ? {} : { healthUrl: target.healthUrl }),
      },
      more,
    );
  const { command, args, env: given, cwd } = target;
  return loadLive(
    {
      ...common,
      transport: 'stdio',
      command,
      args,
      ...(given ? { env: given } : {}),
      ...(cwd === undefined ? {} : { cwd }),
    },
    more,
  );
}

/** A list from standard input stands in no file; its findings go to the line that was named for it. */
function anchored(loaded: Loaded, { file, line }: Anchor): Loaded {
  const start = { line, column: 1 };
  return {
    ...loaded,
    texts: new Map(),
    files: [file],
    locate: () => ({ file, start, end: start, precision: 'anchor' }),
  };
}

/** No two servers of a call share an id. */
function withDistinctIds(results: readonly { each: Loaded | Failed; label: string }[]): (Loaded | Failed)[] {
  const idOf = (each: Loaded | Failed): string => (isFailed(each) ? each.id : each.server.id);
  const ids = distinctIds(results.map(({ each, label }) => ({ id: idOf(each), target: label })));
  return results.map(({ each }, i) => {
    const id = ids[i]!;
    return id === idOf(each) ? each : isFailed(each) ? { ...each, id } : renamed(each, id);
  });
}
