import { HOMEPAGE } from '../../about.ts';
import type { Audit, Finding, ServerAudit } from '../../engine/audit.ts';
import { groupBy } from '../../model/group.ts';
import { printAddress } from '../../model/address.ts';
import { printable } from '../../text/printable.ts';
import { printJson } from '../json/print.ts';
import { named } from '../named.ts';
import type { Reporter, RenderEnv } from '../reporter.ts';
import { LEVELS, plain, type Descriptor, type Location, type Result, type Run } from './format.ts';
import { BASE, locationOf, STDIN, type Roots } from './location.ts';
import { exitCodeDescription, NOTIFICATIONS, notificationsOf } from './notifications.ts';
import { descriptorOf } from './rules.ts';

/** SARIF 2.1.0, one run for each server so that GitHub keeps their alerts apart. */
export const sarif: Reporter = {
  name: 'sarif',
  render: (audit, env) => {
    const rules = audit.rules.map(descriptorOf);
    const findings = groupBy(audit.findings, ({ address }) => address.server);
    return printJson({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: audit.servers.map((server) => runOf(server, findings.get(server.id) ?? [], audit, rules, env)),
      ...(audit.shard ? { properties: { shard: `${audit.shard.index}/${audit.shard.of}` } } : {}),
    });
  },
};

function runOf(
  server: ServerAudit,
  findings: readonly Finding[],
  audit: Audit,
  rules: readonly Descriptor[],
  roots: RenderEnv,
): Run {
  const indexes = new Map(rules.map(({ id }, i) => [id, i]));
  const suppressing = findings.some(({ suppressed }) => suppressed);
  return {
    tool: {
      driver: {
        name: 'mcp-audit',
        semanticVersion: audit.version,
        version: audit.version,
        informationUri: HOMEPAGE,
        rules,
        notifications: NOTIFICATIONS,
        properties: { ruleSet: audit.ruleSet },
      },
    },
    automationDetails: {
      id: `mcp-audit/${printable(server.id)}/`,
      description: { text: plain(`Audit of the MCP server ${printable(server.id)}.`) },
    },
    // GitHub closes no alert on a run that says it did not succeed (github/codeql-action#1393).
    invocations: [
      {
        executionSuccessful: server.status === 'audited',
        exitCode: audit.exitCode,
        exitCodeDescription: exitCodeDescription(audit),
        toolExecutionNotifications: notificationsOf(server, audit, roots),
      },
    ],
    originalUriBaseIds: {
      [BASE]: { description: { text: 'The root of the repository, or else the directory that mcp-audit ran in.' } },
    },
    ...(server.loaded?.source ? { properties: { libraries: server.loaded.source.libraries } } : {}),
    language: 'en-US',
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    results: findings.map((finding) =>
      resultOf(finding, indexes.get(finding.ruleId)!, server.loaded?.files ?? [], roots, suppressing),
    ),
  };
}

function resultOf(
  finding: Finding,
  ruleIndex: number,
  files: readonly string[],
  roots: Roots,
  suppressing: boolean,
): Result {
  const { ruleId, severity, message, hint, address, place, fingerprint, suppressed } = finding;
  const related = relatedOf(finding, roots);
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: [plain(named(message, address)), related.mention, plain(hint)].filter(Boolean).join(' ') },
    locations: [locationOf(address, place, files, roots)],
    ...(related.locations.length > 0 ? { relatedLocations: related.locations } : {}),
    partialFingerprints: {
      'mcpAudit/v1': fingerprint,
      ...(isShared(place) ? { primaryLocationLineHash: `${fingerprint}:1` } : {}),
    },
    ...(suppressing ? { suppressions: suppressionsOf(suppressed) } : {}),
  };
}

/** Findings without a line of their own would all hash alike in GitHub's uploader; elsewhere the hash is left to it. */
const isShared = (place: Finding['place']): boolean =>
  place === undefined || place.precision === 'anchor' || place.file === STDIN;

/** GitHub shows a related location only when the text links to it; one without a place is only named. */
function relatedOf({ related }: Finding, roots: Roots): { locations: Location[]; mention: string } {
  const locations: Location[] = [];
  const named = related.map(({ address, place, note }) => {
    if (place === undefined || isShared(place)) return `${plain(note)} (${plain(printAddress(address))})`;
    const id = locations.length + 1;
    locations.push({ id, ...locationOf(address, place, [], roots), message: { text: plain(note) } });
    return `[${note.replace(/[[\]\\]/g, '\\$&')}](${id})`;
  });
  return { locations, mention: named.length > 0 ? `See also ${named.join(', ')}.` : '' };
}

/** Either all results of a run have them or none has (§3.27.23); an empty list says "not suppressed". */
function suppressionsOf(suppressed: Finding['suppressed']): NonNullable<Result['suppressions']> {
  if (!suppressed) return [];
  const { by, reason, until } = suppressed;
  const justification = [reason, until && `until ${until}`, by === 'baseline' && !reason && 'in the baseline']
    .filter(Boolean)
    .join(', ');
  return [
    {
      kind: by === 'comment' ? 'inSource' : 'external',
      status: 'accepted',
      ...(justification ? { justification: plain(printable(justification, 1000)) } : {}),
    },
  ];
}
