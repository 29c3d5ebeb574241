import type { Audit, Place, ServerAudit } from '../engine/audit.ts';
import type { Address } from '../model/address.ts';
import type { Severity } from '../rule.ts';
import { printable } from '../text/printable.ts';
import { sayExceeded } from './exceeded.ts';
import { itemTitle, titleOf } from './group.ts';
import { printableLog } from './log.ts';
import { conditional } from './source.ts';

/**
 * What an audit says beside its findings, for viewers that know nothing but alerts and tests. `error` is what the exit code
 * is for; the rest is to be known.
 */
export interface Beside {
  readonly what: 'not-evaluated' | 'partial' | 'limit' | 'unchecked' | 'conditional' | 'notice';
  readonly severity: Severity;
  /** The id of the server it is about; absent where it is about all of them. */
  readonly server?: string;
  /** The part it is about. */
  readonly address?: Address;
  /** A few words: "`shop`: not evaluated". Printable, like all text here. */
  readonly title: string;
  /** A sentence, then what to do and what else is known, each on lines of its own. */
  readonly lines: readonly string[];
  readonly place?: Pick<Place, 'file' | 'start' | 'end' | 'precision'>;
}

/** The end of a stderr tail tells most. */
const DETAIL = 1_500;

/** Servers first that were not audited, then limits, then what could not be judged, then what is to be said of the configuration. */
export function besideFindings(audit: Audit): Beside[] {
  const { servers, exceeded, limits } = audit;
  const held = limits.failOnUnchecked ? ('error' as const) : ('info' as const);
  return [
    ...servers.flatMap(troubleOf),
    ...exceeded.map((each): Beside => ({
      what: 'limit',
      severity: limits.failOn === 'never' ? 'warning' : 'error',
      title: 'over the limit',
      lines: [sayExceeded(each)],
      ...(each.server === undefined ? {} : { server: each.server }),
    })),
    ...servers.flatMap((server) => uncheckedOf(server, held)),
    ...(limits.failOnUnchecked ? servers.flatMap(sometimesOf) : []),
    ...audit.notices.map(({ what, message, hint, place }): Beside => {
      const isMissing = what === 'shard-missing';
      return {
        what: isMissing ? 'partial' : 'notice',
        severity: isMissing ? 'error' : 'info',
        title: 'mcp-audit',
        lines: [message, ...(hint ? [hint] : [])].map(shown),
        ...(place?.line === undefined ? {} : { place: pointAt(place.file, place.line, place.column) }),
      };
    }),
  ];
}

function troubleOf({ id, status, reason, hint, detail, place }: ServerAudit): Beside[] {
  if (status === 'audited') return [];
  return [
    {
      what: status,
      severity: 'error',
      server: id,
      title: `${printable(id)}: ${status === 'partial' ? 'audited only in part' : 'not evaluated'}`,
      lines: [
        `${printable(id)}: ${shown(reason ?? status).replace(/\.$/, '')}.`,
        ...(hint ? [shown(hint)] : []),
        ...(detail ? printableLog(detail.slice(-DETAIL)).split('\n') : []),
      ],
      ...(place ? { place } : {}),
    },
  ];
}

/** Parts of the list; how far the code behind it was followed is told elsewhere, and is rarely all the way. */
const uncheckedOf = ({ id, status, unchecked }: ServerAudit, severity: Severity): Beside[] =>
  unchecked.flatMap(({ address, reason, place }) =>
    address.kind === 'code' || (status === 'partial' && address.kind === 'server' && address.pointer === '/tools')
      ? [] // that a list is half read was said before
      : {
          what: 'unchecked' as const,
          severity,
          server: id,
          address,
          title: 'not checked',
          lines: [`${printable(titleOf(address) ?? itemTitle(address))}: not checked: ${shown(reason)}.`],
          ...(place ? { place } : {}),
        },
  );

const sometimesOf = (server: ServerAudit): Beside[] =>
  conditional(server, 'tools').map(({ address, test, place }) => ({
    what: 'conditional',
    severity: 'error',
    server: server.id,
    address,
    title: 'listed only sometimes',
    lines: [`\`${printable(itemTitle(address))}\` is listed only if ${shown(test)}.`],
    ...(place ? { place } : {}),
  }));

const shown = (text: string): string => printable(text, 2_000);

function pointAt(file: string, line: number, column = 1): NonNullable<Beside['place']> {
  const start = { line, column };
  return { file, start, end: start, precision: 'exact' };
}
