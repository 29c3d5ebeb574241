import { HOMEPAGE } from '../../about.ts';
import type { Audit, Notice, ServerAudit } from '../../engine/audit.ts';
import { printable } from '../../text/printable.ts';
import { sayExceeded } from '../exceeded.ts';
import { printableLog } from '../log.ts';
import { plural } from '../../text/numbers.ts';
import { itemTitle, titleOf } from '../group.ts';
import { conditional, testOfAll, type Conditional } from '../source.ts';
import { verdictOf, type Verdict } from '../summary.ts';
import { plain, type Descriptor, type Location, type Notification } from './format.ts';
import { artifactOf, locationOf, regionOf, STDIN, type Roots } from './location.ts';

/** What can be said about a run beside its results. */
export const NOTIFICATIONS: readonly Descriptor[] = [
  descriptor(
    'not-evaluated',
    'ServerNotEvaluated',
    'A server that was asked for could not be audited.',
    'Nothing is known of it, so this is no pass. The message says why, and what to do.',
  ),
  descriptor(
    'partial',
    'ServerReadInPart',
    'A server was read in part.',
    'The results are right for what was read; what was not read is not judged, so this is no pass.',
  ),
  descriptor(
    'unchecked',
    'PartNotChecked',
    'A part of a server could not be judged.',
    'The results that would rest on it are not made. The message says why.',
  ),
  descriptor(
    'conditional',
    'ToolListedSometimes',
    'A tool is listed only under a condition.',
    'The source registers it on one side of a test that only running decides. It is judged like any other.',
  ),
  descriptor(
    'limit',
    'LimitExceeded',
    'A limit that was set is exceeded.',
    'Tools or texts of a server cost more tokens than the budget allows, or there are more warnings than --max-warnings.',
  ),
  descriptor(
    'notice',
    'SettingsNotice',
    'Something is to be said about the configuration or the baseline.',
    'It is no finding on a server, and fails nothing. The message says what, and what to do.',
  ),
];
function descriptor(id: string, name: string, short: string, full: string): Descriptor {
  return {
    id,
    name,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: full, markdown: full },
    helpUri: HOMEPAGE,
  };
}
const refer = (id: string): Notification['descriptor'] => ({
  id,
  index: NOTIFICATIONS.findIndex((each) => each.id === id),
});

const DETAIL = 2000;

export function notificationsOf(
  server: ServerAudit,
  { exceeded, notices, servers }: Audit,
  roots: Roots,
): Notification[] {
  return [
    ...outcome(server, roots),
    ...exceeded
      .filter((each) => (each.server ?? servers[0]?.id) === server.id) // what is of all servers stands in the first run
      .map((each): Notification => ({
        descriptor: refer('limit'),
        level: 'error',
        message: { text: plain(sayExceeded(each)) },
      })),
    ...(server === servers[0] ? notices : []).map((each) => noticed(each, roots)),
    ...sometimes(server).map(({ address, test, place, what }): Notification => ({
      descriptor: refer('conditional'),
      level: 'note',
      message: { text: plain(`${printable(what)} is listed only if ${printable(test)}.`) },
      locations: [locationOf(address, place, server.loaded?.files ?? [], roots)],
    })),
    ...server.unchecked.map(({ address, reason, dropped, place }): Notification => {
      const title = titleOf(address);
      const held = dropped > 0 ? ` ${plural(dropped, 'possible finding')} not made.` : '';
      return {
        descriptor: refer('unchecked'),
        level: 'note',
        message: { text: plain(`Not checked: ${title === undefined ? '' : `${title}: `}${printable(reason)}.${held}`) },
        locations: [locationOf(address, place, server.loaded?.files ?? [], roots)],
      };
    }),
  ];
}

function noticed({ message, hint, place }: Notice, roots: Roots): Notification {
  const { file, line, column } = place ?? {};
  const region =
    line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  return {
    descriptor: refer('notice'),
    level: 'note',
    message: { text: plain([message, hint].filter(Boolean).join('; ')) },
    ...(file === undefined
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: artifactOf(file, roots), ...region } }] }),
  };
}

/** Each tool that is listed only sometimes; all of them as one, where all depend on the same. */
function sometimes(server: ServerAudit): (Conditional & { readonly what: string })[] {
  const tools = conditional(server, 'tools');
  const [first] = tools;
  const test = testOfAll(server, tools);
  return first && test !== undefined
    ? [{ ...first, test, what: `Each of the ${tools.length} tools` }]
    : tools.map((each) => ({ ...each, what: itemTitle(each.address) }));
}

function outcome({ id, status, reason, detail, hint, place }: ServerAudit, roots: Roots): Notification[] {
  if (status === 'audited') return [];
  const text = [
    `${printable(id)}: ${printable(reason ?? status, DETAIL)}.`,
    hint && printable(hint, DETAIL),
    detail && printableLog(detail.slice(-DETAIL)),
  ]
    .filter(Boolean)
    .join('\n');
  const locations: readonly Location[] =
    place && place.file !== STDIN
      ? [{ physicalLocation: { artifactLocation: artifactOf(place.file, roots), region: regionOf(place) } }]
      : [];
  return [
    {
      descriptor: refer(status),
      level: status === 'partial' ? 'warning' : 'error',
      message: { text: plain(text) },
      ...(locations.length > 0 ? { locations } : {}),
    },
  ];
}

/** How an audit ended, by its verdict. */
export const ENDS: Readonly<Record<Verdict, string>> = {
  pass: 'clean',
  done: 'findings, none of which was to fail the run',
  fail: 'findings at or above the level that fails the run, or a limit exceeded',
  partial: 'a server was read in part',
  incomplete: 'a server could not be audited',
  'not-evaluated': 'a server could not be audited',
  unchecked: 'a part of a server could not be judged',
};
export const exitCodeDescription = (audit: Audit): string => ENDS[verdictOf(audit)];
