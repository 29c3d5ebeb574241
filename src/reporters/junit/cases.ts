import type { Audit, Finding, ServerAudit } from '../../engine/audit.ts';
import { RANK } from '../../engine/severity.ts';
import { itemKey, printAddress, serverAddress, type Address } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { Severity } from '../../rule.ts';
import { grouped } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { besideFindings, type Beside } from '../beside.ts';
import { inRepository, type Roots } from '../files.ts';
import { itemTitle } from '../group.ts';
import { stands } from '../related.ts';

export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** One test; no two of a server share class and name, for GitLab keeps one of them. Texts are printable, not yet XML. */
export interface Case {
  /** The server: what GitLab shows as the suite. */
  readonly classname: string;
  /** `TOOL: RULE`, for viewers that list names alone. */
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  /** What viewers show of what did not pass. */
  readonly text: string;
  /** What is to be known of what passed. */
  readonly output: string;
}

export function suitesOf(audit: Audit, roots: Roots): Suite[] {
  const how: How = { least: leastOf(audit), roots };
  const findings = groupBy(audit.findings, ({ address }) => address.server);
  const beside = groupBy(
    besideFindings(audit).filter(({ what }) => what !== 'notice'),
    ({ server }) => server ?? '',
  );
  const ofAll = beside.get('') ?? [];
  return [
    ...audit.servers.map((server) => ({
      name: printable(server.id),
      cases: unlike(casesOf(server, findings.get(server.id) ?? [], beside.get(server.id) ?? [], how)),
    })),
    ...emptyShard(audit),
    ...(ofAll.length > 0
      ? [{ name: 'mcp-audit', cases: unlike(ofAll.map((each) => ofBeside(each, 'mcp-audit', roots))) }]
      : []),
  ];
}

/** Jenkins takes a report without a test for a mistake. */
function emptyShard({ shard, servers }: Audit): Suite[] {
  if (!shard || servers.length > 0) return [];
  const name = `shard ${shard.index}/${shard.of}: no targets`;
  return [{ name: 'mcp-audit', cases: [{ ...passed(serverAddress('mcp-audit')), name }] }];
}

/** What decides how a case ends, and is written. */
interface How {
  readonly least: number;
  readonly roots: Roots;
}

/** From here on a finding fails its case; nothing fails the run with `--fail-on never`, and errors stay failures here. */
const leastOf = ({ limits: { failOn } }: Audit): number => RANK[failOn === 'never' ? 'error' : failOn];

function casesOf(
  { id, status, tools }: ServerAudit,
  findings: readonly Finding[],
  beside: readonly Beside[],
  how: How,
): Case[] {
  const own = beside.map((each) => ofBeside(each, id, how.roots));
  const byItem = groupBy(findings, ({ address }) => itemKey(address));
  const onServer = [...byItem].filter(([key]) => !tools.some(({ address }) => itemKey(address) === key));
  const rest = [
    ...onServer.flatMap(([, all]) => ofItem(all, how)),
    ...tools.flatMap(({ address }) => {
      const all = byItem.get(itemKey(address)) ?? [];
      return all.length > 0 ? ofItem(all, how) : [passed(address)];
    }),
  ];
  const none = own.length + rest.length === 0 && status === 'audited' ? [passed(serverAddress(id))] : [];
  return [...own, ...rest, ...none];
}

const passed = (address: Address): Case => ({
  ...nameOf(address, 'no findings'),
  outcome: 'passed',
  type: '',
  message: '',
  text: '',
  output: '',
});

const nameOf = (address: Address, what: string): Pick<Case, 'classname' | 'name'> => ({
  classname: printable(address.server),
  name: `${printable(itemTitle(address))}: ${what}`,
});

/** The findings of one tool: a case for each rule. */
const ofItem = (findings: readonly Finding[], how: How): Case[] =>
  [...groupBy(findings, ({ ruleId }) => ruleId)].map(([rule, all]) => ofRule(rule, all, how));

function ofRule(rule: string, all: readonly Finding[], { least, roots }: How): Case {
  const told = (finding: Finding): string => inFull(finding, roots);
  const open = all.filter(({ suppressed }) => !suppressed).toSorted((a, b) => RANK[b.severity] - RANK[a.severity]);
  const failing = open.filter(({ severity }) => RANK[severity] >= least);
  const passing = open.filter((each) => !failing.includes(each));
  const silenced = all.filter(({ suppressed }) => suppressed);
  const outcome = failing.length > 0 ? 'failure' : open.length === 0 ? 'skipped' : 'passed';
  const shownHere = outcome === 'failure' ? failing : outcome === 'skipped' ? silenced : [];
  const [first] = shownHere;
  const more = shownHere.length - 1;
  return {
    ...nameOf(all[0]!.address, rule),
    outcome,
    type: first?.severity ?? '',
    message: first ? `${messageOf(first)}${more > 0 ? ` (and ${grouped(more)} more)` : ''}` : '',
    text: outcome === 'failure' ? failing.map(told).join('\n\n') : '',
    output: [...passing.map(told), ...(outcome === 'skipped' ? [] : silenced.map(messageOf))].join('\n\n'),
  };
}

const SILENCED = {
  comment: 'silenced by a comment',
  config: 'silenced by the configuration',
  baseline: 'in the baseline',
} as const;

function messageOf({ message, suppressed }: Finding): string {
  if (!suppressed) return shown(message);
  const { by, reason, until } = suppressed;
  return shown(`${SILENCED[by]}${until ? ` until ${until}` : ''}${reason ? `: ${reason}` : ''}: ${message}`);
}

const WORDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** What is wrong and where, what to do, and where to read on. */
function inFull({ severity, message, hint, docs, place, address }: Finding, roots: Roots): string {
  const where = stands(place)
    ? `${inRepository(place.file, roots).path}:${place.start.line}:${place.start.column}`
    : printAddress(address);
  return [`${shown(where)}: ${WORDS[severity]}: ${shown(message)}`, shown(hint), docs].join('\n');
}

const shown = (text: string): string => printable(text, 2_000);

const TYPES: Readonly<Record<Beside['what'], string>> = {
  'not-evaluated': 'not evaluated',
  partial: 'audited whole',
  limit: 'within the limits',
  unchecked: 'everything checked',
  conditional: 'always listed',
  notice: 'mcp-audit',
};

function ofBeside({ what, severity, address, lines, place }: Beside, id: string, roots: Roots): Case {
  const outcome = what === 'limit' ? 'failure' : severity === 'error' ? 'error' : 'skipped';
  const where = place ? `${shown(inRepository(place.file, roots).path)}:${place.start.line}: ` : '';
  return {
    ...nameOf(address ?? serverAddress(id), TYPES[what]),
    outcome,
    type: what,
    message: lines[0] ?? '',
    text: outcome === 'skipped' ? '' : `${where}${lines.join('\n')}`,
    output: '',
  };
}

/** Names of tools may look alike when they are made printable, and be cut. */
function unlike(cases: readonly Case[]): Case[] {
  const taken = new Map<string, number>();
  return cases.map((each) => {
    const key = `${each.classname}\0${each.name}`;
    const nth = (taken.get(key) ?? 0) + 1;
    taken.set(key, nth);
    return nth === 1 ? each : { ...each, name: `${each.name} (${nth})` };
  });
}
