import { createHash } from 'node:crypto';

import type { Audit, Place, ServerAudit } from '../../engine/audit.ts';
import { printAddress } from '../../model/address.ts';
import type { Severity } from '../../rule.ts';
import { printable } from '../../text/printable.ts';
import { besideFindings, type Beside } from '../beside.ts';
import { inRepository, STDIN, type Roots } from '../files.ts';
import { printJson } from '../json/print.ts';
import { named } from '../named.ts';
import type { Reporter } from '../reporter.ts';

/** One entry, as https://docs.gitlab.com/ci/testing/code_quality/ ("Code Quality report format") asks for. */
export interface CodeQuality {
  readonly description: string;
  readonly check_name: string;
  /** GitLab shows one entry of each. */
  readonly fingerprint: string;
  readonly severity: 'blocker' | 'critical' | 'major' | 'minor' | 'info';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** A blocker is what keeps the rest from being known. */
const SEVERITIES: Readonly<Record<Severity, CodeQuality['severity']>> = {
  error: 'critical',
  warning: 'major',
  info: 'info',
};
const BESIDE: Readonly<Record<Exclude<Beside['what'], 'notice'>, string>> = {
  'not-evaluated': 'not-evaluated',
  partial: 'partial',
  limit: 'limit-exceeded',
  unchecked: 'not-checked',
  conditional: 'listed-sometimes',
};

/** GitLab code quality: what is open, without what is suppressed, for GitLab knows no such thing; what could not be audited is an entry too. */
export const gitlab: Reporter = {
  name: 'gitlab',
  render: (audit, env) => printJson(oneOfEach([...troubles(audit, env), ...findingsOf(audit, env)])),
};

const findingsOf = ({ findings, servers }: Audit, roots: Roots): CodeQuality[] => {
  const files = new Map(servers.map((server) => [server.id, fileOf(server)]));
  return findings.flatMap(({ ruleId, severity, message, hint, address, place, fingerprint, suppressed }) =>
    suppressed
      ? []
      : {
          description: printable(`${named(message, address)} ${hint}`, Infinity),
          check_name: ruleId,
          fingerprint,
          severity: SEVERITIES[severity],
          location: locationOf(place, files.get(address.server) ?? address.server, roots),
        },
  );
};

function troubles(audit: Audit, roots: Roots): CodeQuality[] {
  const files = new Map(audit.servers.map((server) => [server.id, fileOf(server)]));
  return besideFindings(audit).flatMap(({ what, severity, server = '', address, lines, place, title }) =>
    what === 'notice'
      ? []
      : {
          description: lines.slice(0, 2).join(' '),
          check_name: BESIDE[what],
          fingerprint: hash(what, address ? printAddress(address) : server, title, what === 'limit' ? lines[0]! : ''),
          severity: what === 'not-evaluated' || what === 'partial' ? 'blocker' : SEVERITIES[severity],
          location: locationOf(place, files.get(server) ?? (server || 'mcp-audit'), roots),
        },
  );
}

/** What a finding stands at that has no place: the first file of its server, else its name. */
const fileOf = ({ id, loaded }: ServerAudit): string => loaded?.files.find((each) => each !== STDIN) ?? id;

function locationOf(
  place: Pick<Place, 'file' | 'start'> | undefined,
  otherwise: string,
  roots: Roots,
): CodeQuality['location'] {
  const isFile = place !== undefined && place.file !== STDIN;
  const path = isFile ? inRepository(place.file, roots).path : otherwise;
  return { path: path.toWellFormed(), lines: { begin: isFile ? place.start.line : 1 } };
}

/** Of two with one fingerprint GitLab drops one. */
function oneOfEach(entries: readonly CodeQuality[]): CodeQuality[] {
  const taken = new Map<string, number>();
  return entries.map((entry) => {
    const nth = (taken.get(entry.fingerprint) ?? 0) + 1;
    taken.set(entry.fingerprint, nth);
    return nth === 1 ? entry : { ...entry, fingerprint: hash(entry.fingerprint, String(nth)) };
  });
}

const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
