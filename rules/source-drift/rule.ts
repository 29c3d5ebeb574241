import {
  defineRule,
  few,
  groupBy,
  segments,
  spread,
  type Address,
  type Phrase,
  type ToolServer,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'source-drift',
    title: 'What runs is what the source says.',
    category: 'operations',
    severity: 'info',
    why: 'A build that is older than its source, another version installed than the one checked out, or a list changed after it was registered: what is reviewed is not what clients get, and a fix in the source reaches nobody.',
    hint: 'Build and start the server anew from this source; if they still differ, look for what changes the list at run time.',
    messages: {
      version: 'The source is version `{source}`, what runs is version `{listed}`.',
      differs: '`{path}` differs: the source says `{source}`, what runs lists `{listed}`.',
      added: '`{path}` is listed as `{listed}`, and the source has none.',
      removed: 'The source says `{source}` for `{path}`, and what runs lists none.',
      several:
        '{count} tools are listed with another `{field}` than in the source: `{names}`{rest}. In the first, {how}.',
      renamed: 'What runs lists `{listed}`, which the source registers as `{source}`.',
      unregistered: 'Listed by what runs, and not in the source: `{names}`{rest}.',
      unlisted: 'In the source, and not listed by what runs: `{names}`{rest}.',
    },
    references: ['rjwalters/loom#3803', 'satelliteoflove/godot-mcp#375', 'apmantza/pi-lens#535'],
    realCase:
      'rjwalters/loom#3803: eight tools of the source were missing, since the bundle that ran was months older; satelliteoflove/godot-mcp#375: the version was equal and the build was not',
    since: '0.1.0',
    needs: 'source',
  },
  {
    *server(server) {
      const drifts = server.quirks.flatMap((quirk) => (quirk.what === 'drift' ? [quirk] : []));
      const [tools, parts] = split(drifts, ({ at }) => at.kind === 'tool' && at.pointer === '');
      yield* parts.filter(({ at }) => at.kind === 'server').map(ofServer);
      for (const { at, source = '', listed = '' } of tools.filter(isRenamed))
        yield { at, message: 'renamed' as const, data: { source, listed } };
      yield* absences(server, tools);
      const fields = groupBy(
        parts.filter(({ at }) => at.kind === 'tool'),
        ({ at }) => segments(at.pointer)[0] ?? '',
      );
      for (const [field, same] of fields) yield* ofField(server, field, same);
    },
  },
);

interface Drift {
  readonly at: Address;
  readonly source?: string;
  readonly listed?: string;
}

const isRenamed = ({ source, listed }: Drift): boolean => source !== undefined && listed !== undefined;

const split = <T>(list: readonly T[], is: (item: T) => boolean): readonly [T[], T[]] => [
  list.filter(is),
  list.filter((item) => !is(item)),
];

function ofServer({ at, source = '', listed = '' }: Drift) {
  const path = segments(at.pointer).join('.');
  return path === 'server.version'
    ? { at, message: 'version' as const, data: { source, listed } }
    : { at, ...ofPart({ at, source, listed }, path) };
}

function ofPart({ source, listed }: Drift, path: string) {
  if (source === undefined) return { message: 'added' as const, data: { path, listed: listed ?? '' } };
  if (listed === undefined) return { message: 'removed' as const, data: { path, source } };
  return { message: 'differs' as const, data: { path, source, listed } };
}

/** Tools on one side only: many of them have one cause. */
function* absences(server: ToolServer, tools: readonly Drift[]) {
  const [unlisted, unregistered] = split(
    tools.filter((each) => !isRenamed(each)),
    ({ listed }) => listed === undefined,
  );
  for (const [message, all] of [
    ['unregistered', unregistered],
    ['unlisted', unlisted],
  ] as const)
    for (const same of all.length > FEW ? [all] : all.map((one) => [one])) {
      const place = spread(
        server,
        same.map(({ at }) => at),
      );
      yield {
        ...place,
        because: [...place.because, ...(message === 'unlisted' ? [server.at('tools')] : [])],
        message,
        data: few(same.map(({ at }) => at.name)),
      };
    }
}

/** One field that differs on many tools: a library that writes it in another way, more often than many edits. */
function* ofField(server: ToolServer, field: string, same: readonly Drift[]) {
  if (same.length <= FEW) {
    for (const each of same) yield { at: each.at, ...ofPart(each, segments(each.at.pointer).join('.')) };
    return;
  }
  const names = [...new Set(same.map(({ at }) => at.name))];
  yield {
    ...spread(
      server,
      same.map(({ at }) => at),
    ),
    message: 'several' as const,
    key: field,
    data: { count: names.length, field, ...few(names), how: inShort(same[0]!) },
  };
}

/** One difference as a clause. */
function inShort({ at, source, listed }: Drift): Phrase {
  const path = segments(at.pointer).join('.');
  if (source === undefined)
    return { say: '`{path}` is listed as `{listed}`, and the source has none', data: { path, listed: listed ?? '' } };
  if (listed === undefined)
    return { say: '`{path}` is `{source}` in the source, and none is listed', data: { path, source } };
  return { say: '`{path}` is `{source}` in the source and listed as `{listed}`', data: { path, source, listed } };
}

/** More than these have one cause and are one finding. */
const FEW = 3;
