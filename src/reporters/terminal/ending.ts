import type { Audit, Notice, Status } from '../../engine/audit.ts';
import { RANK } from '../../engine/severity.ts';
import { plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { sayExceeded } from '../exceeded.ts';
import { printSuppressed, summarize, tally, verdictOf, type Verdict } from '../summary.ts';
import { hintLines, type Page } from './findings.ts';
import { NO_BREAK, wrap } from './wrap.ts';

/** Lines of one kind that are shown when nobody asked for all. */
const MOST = 20;

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  done: 'DONE',
  partial: 'PARTIAL',
  incomplete: 'INCOMPLETE',
  'not-evaluated': 'NOT EVALUATED',
  unchecked: 'UNCHECKED',
};

/** What was exceeded and what is to be noticed, then how it ended, and what this page leaves out. */
export function endLines(audit: Audit, page: Page): string[] {
  const { style, width } = page;
  const verdict = verdictOf(audit);
  const word = WORDS[verdict];
  const lead = word.length + (page.color ? 4 : 2);
  const lines = wrap(summarize(audit).replace(/(\d) /g, `$1${NO_BREAK}`), width - lead);
  return [
    ...noticeLines(audit, page),
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
  const left = exceeded.length - MOST;
  const said = [
    ...exceeded.slice(0, MOST).map(sayExceeded),
    ...(left > 0 ? [`and ${plural(left, 'limit')} more`] : []),
  ];
  const lines = said.flatMap((text) =>
    wrap(text, width - label.length - 2).map(
      (line, i) => `${i === 0 ? style.severity.error(label) : ' '.repeat(label.length)}  ${line}`,
    ),
  );
  return [...lines, ''];
}

/** What is to be said about the configuration and the baseline. */
function noticeLines({ notices }: Audit, page: Page): string[] {
  if (page.quiet || notices.length === 0) return [];
  const { style, width } = page;
  const label = 'notice';
  const margin = ' '.repeat(label.length + 2);
  const shown = page.verbose ? notices : notices.slice(0, MOST);
  const left = notices.length - shown.length;
  return [
    ...shown.flatMap(({ message, hint, place }) => [
      ...wrap(`${place ? `${at(place)}: ` : ''}${message}`, width - margin.length).map((line, i) =>
        i === 0 ? `${style.severity.info(label)}  ${line}` : margin + line,
      ),
      ...(hint ? hintLines(hint, page, margin.length) : []),
    ]),
    ...(left > 0 ? [`${margin}and ${plural(left, 'notice')} more`] : []),
    '',
  ];
}

/** `mcp-audit.config.json:12:5`, as far as it is known. */
const at = ({ file, line, column }: NonNullable<Notice['place']>): string =>
  [printable(file), line, column]
    .filter((each) => each !== undefined)
    .join(':')
    .replaceAll(' ', NO_BREAK);

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
  const counts = tally(findings);
  const below = findings.some((each) => each.shown && !each.suppressed && RANK[each.severity] < RANK[loud]);
  const silent =
    quiet && below
      ? 'what does not fail the run is not listed (--quiet)'
      : counts.hidden > 0
        ? `${plural(counts.hidden, 'finding')} below --min-severity not listed`
        : '';
  return [printSuppressed(counts), silent].filter(Boolean).join('; ');
}

/** The one thing to do next. */
function next({ findings, exceeded, limits: { failOn }, focus }: Audit): string {
  const open = findings.filter(({ suppressed, shown }) => !suppressed && shown);
  const fails = failOn !== 'never' && findings.some((each) => !each.suppressed && RANK[each.severity] >= RANK[failOn]);
  if (!fails && !focus && exceeded.length > 0 && exceeded.every(({ limit }) => limit !== 'max-warnings'))
    return 'next: `mcp-audit budget`';
  const [worst] = (['error', 'warning', 'info'] as const).flatMap(
    (severity) => open.find((finding) => finding.severity === severity) ?? [],
  );
  if (worst) return `next: \`mcp-audit explain ${worst.ruleId}\``;
  return '';
}
