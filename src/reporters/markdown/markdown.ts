import type { Audit, ServerAudit } from '../../engine/audit.ts';
import { printAddress } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import { printable } from '../../text/printable.ts';
import { withoutLogCommands } from '../../text/log-commands.ts';
import { sayExceeded } from '../exceeded.ts';
import { areFew, FEW, itemTitle, titleOf } from '../group.ts';
import type { Reporter } from '../reporter.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { conditional, type Conditional, hasMoreTools, printLibraries, printOrigin, sharedTest } from '../source.ts';
import { totalsOf } from './totals.ts';
import { summarize, tally } from '../summary.ts';
import { budgetPages, spentSections } from './spending.ts';
import { fleetSections } from './fleet.ts';
import { block, cell, code, prose } from './escape.ts';
import { folded, LISTED, onePage, within } from './folded.ts';
import { headline } from './headline.ts';
import { capped, sectionsOf } from './sections.ts';
import { notices, suppressed } from './suppressed.ts';

/** For step summaries and for comments on pull requests, which GitHub cuts at 65,536 characters; this stays below. */
export const markdown: Reporter = {
  name: 'markdown',
  render: (audit) => {
    const { findings, servers } = audit;
    const byServer = groupBy(
      findings.filter((finding) => !finding.suppressed),
      ({ address }) => address.server,
    );
    const parts = [
      `## ${headline(audit)}`,
      sentence(summarize(audit)),
      ...exceededLimits(audit),
      ...(audit.focus
        ? [...fleetSections(audit.fleet), ...budgetPages(servers)]
        : [...serverTable(audit), ...fleetSections(audit.fleet)]),
      ...origins(servers),
      ...(audit.focus ? [] : totals(servers)),
      ...capped(
        servers.flatMap((server) => (server.status === 'audited' ? [] : { text: trouble(server), findings: 0 })),
        OF_TROUBLES,
      ),
      ...capped(
        servers.flatMap((server) => sectionsOf(server, byServer.get(server.id) ?? [])),
        OF_FINDINGS,
      ),
      ...(audit.focus ? [] : spentSections(servers)),
      ...sometimes(servers),
      ...unchecked(servers),
      ...suppressed(findings),
      ...notices(audit),
    ];
    return withoutLogCommands(`${onePage(parts)}\n`);
  },
};

const STATUS = { audited: 'audited', partial: '⚠️ **partial**', 'not-evaluated': '⛔ **not evaluated**' } as const;

/** Characters for each part of the page. */
const OF_FINDINGS = 32_000;
const OF_TOTALS = 4_000;
const OF_TROUBLES = 10_000;
/** The end of a stderr tail tells most. */
const DETAIL = 1_500;
/** Of what could not be checked. */
const REASON = 400;

function exceededLimits({ exceeded }: Audit): string[] {
  const left = exceeded.length - FEW;
  return [
    ...exceeded.slice(0, FEW).map((each) => `❌ ${prose(sayExceeded(each))}`),
    ...(left > 0 ? [`❌ ${plural(left, 'other limit')} exceeded.`] : []),
  ];
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

function serverTable({ servers, findings, shard }: Audit): string[] {
  if (shard && servers.length === 0) return [];
  const encodings = [...new Set(servers.flatMap(({ budget }) => budget?.encoding ?? []))].join(', ');
  const rows = servers.slice(0, LISTED).map((server) => {
    const { id, status, tools, budget, loaded, score } = server;
    const more = hasMoreTools(server) ? 'at least ' : '';
    const { error, warning, info } = tally(findings.filter(({ address }) => address.server === id));
    const { overall = null, grade } = score ?? {};
    const counts = loaded ? [more + tools.length, error, warning, info].map(String) : ['', '', '', ''];
    return `| ${[cell(code(id)), STATUS[status], overall === null ? '' : `${overall} ${grade}`, ...counts, budget ? more + grouped(budget.model) : ''].join(' | ')} |`;
  });
  const left = servers.length - rows.length;
  return [
    [
      `| server | status | score | tools | errors | warnings | notes | tokens${encodings && ` (${encodings})`} |`,
      '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
      ...rows,
      ...(left > 0 ? ['', `and ${plural(left, 'more server')}`] : []),
    ].join('\n'),
  ];
}

/** What was read in place of a running server, and as what. */
function origins(servers: readonly ServerAudit[]): string[] {
  const read = servers.filter(({ loaded }) => loaded?.source);
  if (read.length === 0) return [];
  const lines = read.slice(0, LISTED).map((server) => {
    const libraries = printLibraries(server, code);
    return `${code(server.id)}: ${prose(printOrigin(server))}${libraries && `; read as ${libraries}`}`;
  });
  const shown = within(lines, OF_TOTALS);
  const left = read.length - shown.length;
  return [[...shown, ...(left > 0 ? [`and ${plural(left, 'more server')}`] : [])].join('<br>')];
}

/** What the numbers of the table are made of: the servers that come first, where there are many. */
function totals(servers: readonly ServerAudit[]): string[] {
  const sections = servers.flatMap((server) => totalsOf(server, servers.length > 1));
  let used = 0;
  const kept = sections.filter(({ text }) => (used += text.length) <= OF_TOTALS);
  if (kept.length === 0) return [];
  if (servers.length === 1) return kept.map(({ text }) => text);
  const left = sections.length - kept.length;
  return [
    [
      '<details><summary>What the scores and the tokens are made of</summary>',
      ...kept.map(({ text }) => text),
      ...(left > 0 ? [`and ${plural(left, 'more server')}`] : []),
      '</details>',
    ].join('\n\n'),
  ];
}

function sometimes(servers: readonly ServerAudit[]): string[] {
  const tools = servers.flatMap((server) => conditional(server, 'tools'));
  const parts = servers.flatMap((server) => conditional(server, 'parts'));
  return [
    ...folded(
      `${plural(tools.length, 'tool')} listed only sometimes`,
      byTest(tools, ({ address }) => code(itemTitle(address))),
    ),
    ...folded(
      `${plural(parts.length, 'part')} not always the same`,
      byTest(parts, ({ address }) => code(printAddress(address), 300)),
    ),
  ];
}

/** One line for each, or for all that share a test where those are many. */
function byTest(all: readonly Conditional[], named: (each: Conditional) => string): string[] {
  const where = ({ place }: Conditional): string => (place ? ` (${code(`${place.file}:${place.start.line}`)})` : '');
  return [...groupBy(all, ({ address, test }) => `${address.server} ${sharedTest(test)}`).values()].flatMap((same) => {
    const lines = same.map((each) => `${named(each)}${where(each)}`);
    const test = `, if ${code(sharedTest(same[0]!.test), 200)}`;
    if (areFew(same.length)) return lines.map((line) => `${line}${test}`);
    return [`${lines.slice(0, FEW).join(', ')} and ${same.length - FEW} more${test}`];
  });
}

/** Why a server was not, or not wholly, audited. */
function trouble({ id, status, reason, detail, hint }: ServerAudit): string {
  const title = `### ${code(id)}: ${status === 'partial' ? 'audited only in part' : 'not evaluated'}`;
  return [
    title,
    prose(sentence(printable(reason ?? '', DETAIL))),
    ...(detail ? [block(detail.slice(-DETAIL))] : []),
    ...(hint ? [prose(printable(hint, DETAIL))] : []),
  ].join('\n\n');
}

function unchecked(servers: readonly ServerAudit[]): string[] {
  const all = servers.flatMap((server) => server.unchecked);
  return folded(
    `${plural(all.length, 'part')} not checked`,
    all.map(
      ({ address, reason }) =>
        `${titleOf(address) ?? code(printAddress(address), 300)}: ${prose(printable(reason, REASON))}`,
    ),
  );
}
