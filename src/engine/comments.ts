import type { Loaded, Suppression } from '../inputs/input.ts';
import { touches, type Address } from '../model/address.ts';
import type { Family } from '../model/code.ts';
import { groupBy } from '../model/group.ts';
import { segments } from '../model/pointer.ts';
import type { ToolServer } from '../model/server.ts';
import type { Rule, RuleMeta, SilencedRule, SuppressionFact } from '../rule.ts';
import { nearest } from '../text/nearest.ts';
import type { Finding, Place } from './audit.ts';
import type { Silence } from './silence.ts';

/** A server whose findings are finished. */
export interface Judged {
  readonly loaded: Loaded;
  readonly silence: Silence;
  readonly findings: readonly Pick<Finding, 'ruleId' | 'place' | 'suppressed'>[];
}

/** A comment as one server sees it: the servers of one program share their files, and with them the comments. */
interface View {
  readonly judged: Judged;
  readonly suppression: Suppression;
}

/**
 * What came of every comment that silences rules, once for each comment, under the first server that has it: one that is
 * used in any server is used. `known` are all rules there are, `active` those that ran.
 */
export function commentFacts<J extends Judged>(
  servers: readonly J[],
  known: readonly Rule[],
  active: readonly Rule[],
): { readonly judged: J; readonly fact: SuppressionFact }[] {
  const views = servers.flatMap((judged) =>
    judged.loaded.suppressions.flatMap((suppression) => (suppression.at ? [{ judged, suppression }] : [])),
  );
  const ids = new Set(known.map(({ meta }) => meta.id));
  const running = new Map(active.map((rule) => [rule.meta.id, rule]));
  const holes = new Map(servers.map((judged): [Judged, Holes] => [judged, holesOf(judged.loaded)]));
  let index: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const found = () => (index ??= findingsByLine(servers));
  const outcome = (id: string, seen: readonly View[]): SilencedRule => {
    if (id !== '*' && !ids.has(id)) {
      const near = nearest(id, ids);
      return { id, outcome: 'unknown', ...(near === undefined ? {} : { near }) };
    }
    if (seen.some(({ judged, suppression }) => has(judged.silence.used, suppression, id)))
      return { id, outcome: 'used' };
    const judgeable =
      (id === '*' ||
        canSpeak(
          running.get(id),
          seen.map(({ judged }) => judged.loaded.server),
        )) &&
      !seen.some(
        ({ judged, suppression }) =>
          has(judged.silence.spared, suppression, id) || mayCoverUnread(suppression, id, holes.get(judged)!),
      );
    if (!judgeable) return { id, outcome: 'unjudged' };
    const below = nextBelow(seen[0]!, id, found());
    return { id, outcome: 'unused', ...(below === undefined ? {} : { below }) };
  };
  return [...groupBy(views, ({ suppression: { at } }) => `${at!.name}\0${at!.pointer}`).values()].map((seen) => {
    const { judged, suppression } = seen[0]!;
    const { at, reason, rules } = suppression;
    const directive = segments(at!.pointer)[0] ?? '';
    return { judged, fact: { at: at!, directive, reason, rules: rules.map((id) => outcome(id, seen)) } };
  });
}

/** Lines below a comment in which what it was meant for is looked for: an empty line, or a formatter, came between. */
const CLOSE = 5;

/** The rules that report something, by file and line. */
function findingsByLine(servers: readonly Judged[]): ReadonlyMap<string, ReadonlySet<string>> {
  const rules = new Map<string, Set<string>>();
  for (const { place, ruleId, suppressed } of servers.flatMap(({ findings }) => findings)) {
    if (!place || suppressed) continue;
    const key = `${place.file}\0${place.start.line}`;
    rules.set(key, (rules.get(key) ?? new Set()).add(ruleId));
  }
  return rules;
}

/** What a comment that reaches no further than a line may have been meant for. */
function nextBelow(
  { judged, suppression: { at } }: View,
  id: string,
  found: ReadonlyMap<string, ReadonlySet<string>>,
): number | undefined {
  const place = segments(at!.pointer)[0]?.endsWith('-line') ? judged.loaded.locate(at!, 'value') : undefined;
  if (!place) return undefined;
  for (let line = place.end.line + 1; line <= place.end.line + CLOSE; line++) {
    const rules = found.get(`${place.file}\0${line}`);
    if (rules && (id === '*' || rules.has(id))) return line;
  }
  return undefined;
}

const has = (marks: Silence['used'], suppression: Suppression, id: string): boolean => {
  const rules = marks.get(suppression);
  return rules !== undefined && (id === '*' || rules.has(id));
};

const HAS: Readonly<Record<NonNullable<RuleMeta['needs']>, (server: ToolServer) => boolean>> = {
  wire: ({ wire }) => wire !== undefined,
  source: ({ fidelity }) => fidelity === 'observed', // only one joined with its source has comments
  code: ({ code }) =>
    code !== undefined && Object.values<Family<unknown>>({ ...code }).every(({ complete }) => complete), // it may be for what nobody followed
};

/** A rule that is switched off says nothing, and neither does one about the wire when only the source was read. */
export function canSpeak(rule: Rule | undefined, servers: readonly ToolServer[]): boolean {
  if (rule === undefined) return false;
  const { needs } = rule.meta;
  return needs === undefined || servers.some(HAS[needs]);
}

/** What of a server was not read. */
export interface Holes {
  /** A tool that was not read may be the one a comment is for, wherever it stands. */
  readonly anywhere: boolean;
  readonly parts: readonly { readonly at: Address; readonly place: Place | undefined }[];
}

export function holesOf(loaded: Loaded): Holes {
  const { server } = loaded;
  const unread = server.quirks.filter(({ what }) => what === 'opaque').map(({ at }) => at);
  const list = server.at('tools');
  return {
    anywhere: unread.some((at) => touches(at, list)),
    parts: unread.map((at) => ({ at, place: loaded.locate(at, 'value') })),
  };
}

export const mayCoverUnread = (suppression: Suppression, id: string, { anywhere, parts }: Holes): boolean =>
  anywhere || parts.some(({ at, place }) => suppression.covers(at, place, id));
