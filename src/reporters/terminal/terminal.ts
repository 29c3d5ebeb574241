import type { Audit, Finding, ServerAudit, Status } from '../../engine/audit.ts';
import { RANK } from '../../engine/severity.ts';
import { groupBy } from '../../model/group.ts';
import { withoutLogCommands } from '../../text/log-commands.ts';
import { printable } from '../../text/printable.ts';
import { printableLog } from '../log.ts';
import type { Reporter } from '../reporter.ts';
import { printLibraries, printOrigin, printTools } from '../source.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { summarize, tally, verdictOf, type Verdict } from '../summary.ts';
import { budgetLines } from './budget.ts';
import { findingLines, hintLines, unbroken, type Page } from './findings.ts';
import { toldBefore } from '../fleet.ts';
import { elsewhere, fleetLines } from './fleet.ts';
import { conditionalLines, uncheckedLines } from './notes.ts';
import { scoreLines } from './score.ts';
import { spendingLines } from './spending.ts';
import { styleOf } from './style.ts';
import { columns, fit } from './width.ts';
import { NO_BREAK, wrap } from './wrap.ts';

/** For a person: what is wrong, grouped by server and tool, then what was checked and what was not. */
export const terminal: Reporter = {
  name: 'terminal',
  render: (audit, env) => {
    const page: Page = {
      ...env,
      width: Math.max(40, Math.min(env.width, 120)),
      style: styleOf(env),
      isBudget: audit.focus === 'budget',
      loud: audit.limits.failOn === 'never' ? 'error' : audit.limits.failOn,
    };
    const findings = groupBy(audit.findings, ({ address }) => address.server);
    const told = toldBefore(audit);
    const servers = audit.servers.flatMap((server) => serverLines(server, findings.get(server.id) ?? [], told, page));
    return withoutLogCommands(
      `${[...servers, ...fleetLines(audit.fleet, page), ...endLines(audit, page)].join('\n')}\n`,
    );
  },
};

/** Lines of a log that are shown when nobody asked for all. */
const MOST = 20;

function serverLines(
  server: ServerAudit,
  findings: readonly Finding[],
  told: ReadonlyMap<Finding, string>,
  page: Page,
): string[] {
  const open = findings.filter(
    ({ shown, suppressed, severity }) => shown && !suppressed && (!page.quiet || RANK[severity] >= RANK[page.loud]),
  );
  const visible = open.filter((finding) => !told.has(finding));
  const trouble = troubleLines(server, page);
  if (page.quiet && visible.length === 0 && trouble.length === 0) return [];
  return [
    ...heading(server, page),
    '',
    ...trouble,
    ...(findings.length === 0 && server.status === 'audited' && !page.isBudget
      ? [page.style.green('no findings'), '']
      : []),
    ...findingLines(visible, server.loaded?.texts ?? new Map(), page),
    ...elsewhere(open, told, page),
    ...(page.quiet
      ? []
      : [
          ...conditionalLines(server, page),
          ...uncheckedLines(server, page),
          ...scoreLines(server, page),
          ...budgetLines(server, page),
          ...(page.isBudget ? spendingLines(server, page) : []),
        ]),
  ];
}

/** A rule across the page that carries the name, and what it was read from. */
function heading(server: ServerAudit, page: Page): string[] {
  const { style, width } = page;
  const { id, loaded } = server;
  const version = loaded?.server.info?.version;
  const revisions = loaded?.server.revisions ?? [];
  const facts = [
    loaded ? printTools(server) : '',
    printOrigin(server),
    revisions.length > 0 ? `protocol ${revisions.map((each) => printable(each)).join(', ')}` : '',
  ];
  const name = fit(printable(id), Math.min(60, width - 4));
  const rest = [version ? printable(version, 30) : '', ...facts].filter(Boolean).join(' · ');
  const free = width - columns(name) - columns(rest) - 5;
  const libraries = printLibraries(server);
  const below = (text: string): string[] => (text ? wrap(text, width - 3).map((line) => `   ${style.dim(line)}`) : []);
  if (rest !== '' && free > 0)
    return [
      `${style.dim('──')} ${style.bold(name)} ${style.dim(`${rest} ${'─'.repeat(free)}`)}`,
      ...below(libraries && `read as ${libraries}`),
    ];
  return [
    `${style.dim('──')} ${style.bold(name)}${columns(name) < width - 4 ? style.dim(` ${'─'.repeat(width - columns(name) - 4)}`) : ''}`,
    ...below(rest),
    ...below(libraries && `read as ${libraries}`),
  ];
}

/** Why a server was not, or not wholly, audited; loud, since it must never pass for a clean one. */
function troubleLines({ status, reason, detail, hint, place }: ServerAudit, page: Page): string[] {
  if (status === 'audited') return [];
  const { style, width } = page;
  const word = status === 'partial' ? 'PARTIAL' : 'NOT EVALUATED';
  const badge = style.badge(status, word);
  const lead = word.length + (page.color ? 4 : 2);
  const lines = wrap(`${place ? `${unbroken(place)}: ` : ''}${printable(reason ?? '', 1000)}`, width - lead);
  return [
    ...lines.map((line, i) => (i === 0 ? `${badge}  ${line}` : ' '.repeat(lead) + line)),
    ...(detail
      ? tail(printableLog(detail), page)
          .flatMap((line) => wrapLog(line, width - 6))
          .map((line) => `    ${style.dim('│')} ${line}`.trimEnd())
      : []),
    ...(hint ? hintLines(printable(hint, 1000), page, 4) : []),
    '',
  ];
}

/** The last lines of a log tell most. */
function tail(log: string, { verbose }: Page): string[] {
  const lines = log.split('\n');
  return verbose || lines.length <= MOST ? lines : ['…', ...lines.slice(-MOST)];
}

/** Wraps a line and keeps its indentation, which carries meaning in a stack trace. */
function wrapLog(line: string, width: number): string[] {
  const [margin] = /^ {0,16}/.exec(line)!;
  return wrap(line.trimStart(), width - margin.length).map((each) => margin + each);
}

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  done: 'DONE',
  partial: 'PARTIAL',
  incomplete: 'INCOMPLETE',
  'not-evaluated': 'NOT EVALUATED',
  unchecked: 'UNCHECKED',
};

function endLines(audit: Audit, page: Page): string[] {
  const { style, width } = page;
  const verdict = verdictOf(audit);
  const word = WORDS[verdict];
  const lead = word.length + (page.color ? 4 : 2);
  const lines = wrap(summarize(audit).replace(/(\d) /g, `$1${NO_BREAK}`), width - lead);
  return [
    ...exceededLines(audit, page),
    ...lines.map((line, i) => (i === 0 ? `${style.badge(verdict, word)}  ${line}` : ' '.repeat(lead) + line)),
    ...[unread(audit), unsaid(audit, page), next(audit)]
      .filter(Boolean)
      .flatMap((text) => wrap(text, width - lead))
      .map((line) => ' '.repeat(lead) + style.dim(line)),
  ];
}

function exceededLines({ exceeded }: Audit, { style, width }: Page): string[] {
  if (exceeded.length === 0) return [];
  const label = 'over the limit';
  const lines = exceeded.flatMap(({ server, allowed, actual }) =>
    wrap(
      `${printable(server, 60)} costs ${grouped(actual)} tokens; --max-tokens allows ${grouped(allowed)}`,
      width - label.length - 2,
    ).map((line, i) => `${i === 0 ? style.severity.error(label) : ' '.repeat(label.length)}  ${line}`),
  );
  return [...lines, ''];
}

/** Which servers were not, or not wholly, read; said again at the end, where a long page is looked at. */
function unread({ servers }: Audit): string {
  const named = (wanted: Status): string =>
    servers
      .filter(({ status }) => status === wanted)
      .map(({ id }) => printable(id, 40))
      .join(', ');
  const [none, part] = [named('not-evaluated'), named('partial')];
  return [none && `not evaluated: ${none}`, part && `in part: ${part}`].filter(Boolean).join('; ');
}

/** What this page leaves out. */
function unsaid({ findings }: Audit, { quiet, loud }: Page): string {
  const { suppressed, hidden } = tally(findings);
  const below = findings.some((each) => each.shown && !each.suppressed && RANK[each.severity] < RANK[loud]);
  const silent =
    quiet && below
      ? 'what does not fail the run is not listed (--quiet)'
      : hidden > 0
        ? `${plural(hidden, 'finding')} below --min-severity not listed`
        : '';
  return [suppressed > 0 ? `${plural(suppressed, 'finding')} suppressed` : '', silent].filter(Boolean).join('; ');
}

/** The one thing to do next. */
function next({ findings }: Audit): string {
  const open = findings.filter(({ suppressed, shown }) => !suppressed && shown);
  const [worst] = (['error', 'warning', 'info'] as const).flatMap(
    (severity) => open.find((finding) => finding.severity === severity) ?? [],
  );
  if (worst) return `next: \`mcp-audit explain ${worst.ruleId}\``;
  return '';
}
