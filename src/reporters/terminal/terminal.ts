import type { Finding, ServerAudit } from '../../engine/audit.ts';
import { RANK } from '../../engine/severity.ts';
import { groupBy } from '../../model/group.ts';
import { withoutLogCommands } from '../../text/log-commands.ts';
import { printable } from '../../text/printable.ts';
import { printableLog } from '../log.ts';
import type { Reporter } from '../reporter.ts';
import { printLibraries, printOrigin, printTools } from '../source.ts';
import { budgetLines } from './budget.ts';
import { findingLines, hintLines, unbroken, type Page } from './findings.ts';
import { toldBefore } from '../fleet.ts';
import { elsewhere, fleetLines } from './fleet.ts';
import { endLines } from './ending.ts';
import { conditionalLines, uncheckedLines } from './notes.ts';
import { scoreLines } from './score.ts';
import { spendingLines } from './spending.ts';
import { styleOf } from './style.ts';
import { columns, fit } from './width.ts';
import { wrap } from './wrap.ts';

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
