import { VERSION } from '../about.ts';
import type { Rule } from '../rule.ts';
import { few } from '../text/few.ts';
import { fill } from '../text/fill.ts';
import { plural } from '../text/numbers.ts';
import type { BaselineOutcome, Notice, ServerAudit } from './audit.ts';
import { canSpeak, holesOf, mayCoverUnread } from './comments.ts';
import type { Audited } from './one-server.ts';
import { hasExpired, isFor, isIn, type Override } from './overrides.ts';
import { ruleSetHash } from './rule-set.ts';
import type { Settings } from './run.ts';

/** What is to be said about the configuration and the baseline, as far as all they could be about was read. */
export function noticesOf(
  settings: Settings,
  audited: readonly Audited[],
  servers: readonly ServerAudit[],
  known: readonly Rule[],
  baseline: BaselineOutcome | undefined,
): Notice[] {
  const overrides = settings.overrides ?? [];
  return [
    ...overrides.flatMap((each) =>
      hasExpired(each, settings.today) ? [expired(each)] : unused(each, settings, audited, servers, known),
    ),
    ...(settings.baseline && baseline
      ? aboutBaseline(settings.baseline, baseline, known, settings.whole ? audited : [])
      : []),
  ];
}

const notice = (
  what: Notice['what'],
  [text, hint]: readonly [string, string],
  data: Parameters<typeof fill>[1],
  place: Notice['place'],
): Notice => ({ what, message: fill(text, data), hint: fill(hint, data), ...(place ? { place } : {}) });

const expired = ({ levels, options, until, place }: Override): Notice =>
  notice(
    'override-expired',
    [
      'the override of `{names}`{rest} ended after `{until}` and does nothing any more',
      'repair what it was for and remove it, or give it a later `until`',
    ],
    { ...few([...new Set([...levels.keys(), ...options.keys()])], 3), until: until! },
    place,
  );

/** An override that is for nothing there, or silences nothing. A level is for what is yet to come, and so never unused. */
function unused(
  override: Override,
  { whole = false }: Settings,
  audited: readonly Audited[],
  servers: readonly ServerAudit[],
  known: readonly Rule[],
): Notice[] {
  const { servers: patterns, tools, levels, place } = override;
  const fitting = audited.filter(({ loaded }) => isFor(override, loaded));
  const isNamed = patterns?.every(
    (each) => !/[*?]/.test(each) && audited.some(({ server: { id, target } }) => id === each || target === each),
  );
  if (!isNamed && !(whole && servers.length > 0 && servers.every(({ loaded }) => loaded))) return [];
  const holes = new Map(fitting.map((each) => [each, holesOf(each.loaded)]));
  if (fitting.some(({ server }) => server.status !== 'audited') || [...holes.values()].some(({ anywhere }) => anywhere))
    return [];
  const say = (text: string, hint: string, data: Parameters<typeof fill>[1]): Notice[] => [
    notice('override-unused', [text, hint], data, place),
  ];
  if (fitting.length === 0)
    return say(
      'the override for the servers `{names}`{rest} is for none of those audited',
      'correct it, or remove it',
      {
        ...few(patterns ?? [], 3),
      },
    );
  if (tools && !fitting.some(({ loaded }) => loaded.server.tools.some(({ address }) => isIn(address, tools))))
    return say('the override for the tools `{names}`{rest} is for none that {where}', 'correct it, or remove it', {
      ...few(tools, 3),
      where: fitting.length === 1 ? 'its server lists' : 'its servers list',
    });
  const rules = new Map(known.map((rule) => [rule.meta.id, rule]));
  const idle = [...levels].flatMap(([id, level]) => {
    const speaking = fitting.filter(
      (each) => canSpeak(rules.get(id), [each.loaded.server]) && !each.ruling.isOff(rules.get(id)!),
    );
    if (level !== 'off' || speaking.length === 0) return [];
    const isNeeded = fitting.some((each) => {
      const { silence, outside, ruling } = each;
      const suppression = ruling.suppressions.get(override);
      if (suppression === undefined) return true;
      const marks = [silence.used, silence.spared, outside.used, outside.spared];
      return marks.some((all) => all.get(suppression)?.has(id)) || mayCoverUnread(suppression, id, holes.get(each)!);
    });
    return isNeeded ? [] : [id];
  });
  if (idle.length === 0) return [];
  return say(
    'the override suppresses nothing of `{names}`{rest}: nothing of that is found there',
    idle.length === levels.size ? 'remove it' : 'remove the {what} from it',
    { ...few(idle, 3), what: idle.length === 1 ? 'rule' : 'rules' },
  );
}

function aboutBaseline(
  { file, rules, entries, adopts }: NonNullable<Settings['baseline']>,
  { fixed }: BaselineOutcome,
  known: readonly Rule[],
  all: readonly Audited[],
): Notice[] {
  if (adopts) return [];
  const ids = new Set(known.map(({ meta }) => meta.id));
  const unknown = entries.filter(({ rule }) => !ids.has(rule));
  const lineOf = ([first]: typeof fixed): NonNullable<Notice['place']> => ({
    file,
    ...(first?.line === undefined ? {} : { line: first.line, column: 1 }),
  });
  const servers = [...new Set(entries.map(({ server }) => server))];
  const isElsewhere = servers.length > 0 && all.length > 0 && !all.some((each) => servers.includes(each.known.server));
  return [
    ...(isElsewhere
      ? [
          notice(
            'baseline-elsewhere',
            [
              'the baseline lists findings of `{names}`{rest}, and none of the servers audited',
              'a server that is called otherwise now needs `--update-baseline`; lines of one that is gone may be deleted',
            ],
            few(servers, 3),
            { file },
          ),
        ]
      : []),
    ...(rules !== undefined && rules.hash !== ruleSetHash(known)
      ? [
          notice(
            'baseline-other-rules',
            [
              rules.version === VERSION
                ? 'the baseline was written with other rules'
                : 'the baseline was written by mcp-audit {version}, and this is {now}',
              'what only these rules find is new: look at it, then `--update-baseline`',
            ],
            { version: rules.version, now: VERSION },
            { file },
          ),
        ]
      : []),
    ...(unknown.length > 0
      ? [
          notice(
            'baseline-unknown-rule',
            ['the baseline names `{names}`{rest}, which {are}', '`--update-baseline` takes {entries} out'],
            {
              ...few([...new Set(unknown.map(({ rule }) => rule))], 3),
              are: new Set(unknown.map(({ rule }) => rule)).size === 1 ? 'is no rule' : 'are no rules',
              entries: plural(unknown.length, 'entry', 'entries'),
            },
            lineOf(unknown),
          ),
        ]
      : []),
    ...(fixed.length > 0
      ? [
          notice(
            'baseline-fixed',
            [
              `${plural(fixed.length, 'entry', 'entries')} of the baseline ${fixed.length === 1 ? 'is' : 'are'} found no more: \`{names}\`{rest}`,
              '`--update-baseline` takes {them} out, so that {they} cannot come back unseen',
            ],
            {
              ...few(
                fixed.map(({ rule, at }) => `${rule} ${at}`),
                3,
              ),
              them: fixed.length === 1 ? 'it' : 'them',
              they: fixed.length === 1 ? 'it' : 'they',
            },
            lineOf(fixed),
          ),
        ]
      : []),
  ];
}
