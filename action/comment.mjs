// The body of a comment on a pull request.
import { cell, code, prose } from './markdown.mjs';
import { countsOf, paired, sinceThen, toldOf, tokensOf } from './report.mjs';

/** Finds the comment again, so that the next run replaces it. */
export const MARK = '<!-- mcp-audit -->';

const ROWS = 50;
const FINDINGS = 20;
const WORDS = { error: '❌ **error**', warning: '⚠️ **warning**', info: 'ℹ️ note' };
const RANK = { error: 0, warning: 1, info: 2 };

const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const plural = (n, word) => `${grouped(n)} ${word}${n === 1 ? '' : 's'}`;

/** `summary` is the Markdown report, whose first line is a verdict of ours; `since` is left out where nothing is compared. */
export function commentOf(summary, since) {
  if (since === undefined) return `${MARK}\n${summary}`;
  return [`${MARK}\n${summary.split('\n', 1)}`, table(since), sinceBase(since)].join('\n\n');
}

/** What is new. `before` is the report on the base and `diff` what changed in the lists, left out where one of the two was not read. */
export function sinceBase({ report, before, diff, base }) {
  if (diff === undefined) return `⚠️ Not compared with ${code(base)}: one of the two could not be read.\n`;
  const [title, , ...rest] = diff.split('\n\n'); // the second names both sides, here by temporary files
  const limits = rest.filter((part) => part.startsWith('❌'));
  return [
    ...(before?.findings ? findingsSince(report, before) : []),
    `### ${title.replace(/^#+ /, '')}`,
    `Against ${code(base)}.`,
    ...limits,
    `<details><summary>Tokens and changes</summary>\n\n${rest.slice(limits.length).join('\n\n').trim()}\n\n</details>`,
    '',
  ].join('\n\n');
}

function table({ report: { servers, findings }, before }) {
  const rows = paired(before?.servers ?? [], servers)
    .slice(0, ROWS)
    .map(({ server, was }) => {
      const { errors, warnings, notes } = countsOf(findings.filter((finding) => finding.server === server.id));
      const counts = server.status === 'not-evaluated' ? ['', '', ''] : [errors, warnings, notes];
      return `| ${[cell(code(server.id)), scoreSince(server, was), ...counts, tokensSince(server, was)].join(' | ')} |`;
    });
  const left = servers.length - rows.length;
  return [
    '| server | score | errors | warnings | notes | tokens |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    ...(left > 0 ? ['', `and ${plural(left, 'more server')}`] : []),
  ].join('\n');
}

function scoreSince({ status, score }, was) {
  if (status !== 'audited') return status === 'partial' ? '⚠️ read in part' : '⛔ not evaluated';
  if (score === null || score.overall === null) return '';
  const old = was?.score?.overall ?? null;
  return `${score.overall} ${score.grade}${old === null || old === score.overall ? '' : ` (was ${old} ${was.score.grade})`}`;
}

function tokensSince(server, was) {
  const [now, then] = [tokensOf([server]), was && tokensOf([was])];
  if (now === undefined) return '';
  const by = then === undefined ? 0 : now - then;
  const share = then > 0 ? `, ${by > 0 ? '+' : '−'}${Math.abs((100 * by) / then).toFixed(1)} %` : '';
  return by === 0 ? grouped(now) : `${grouped(now)} (${by > 0 ? '+' : '−'}${grouped(Math.abs(by))}${share})`;
}

function findingsSince({ servers, findings }, before) {
  const audited = new Set(servers.map(({ id }) => id)); // of the base more may have been read
  const was = before.findings.filter(({ server }) => audited.has(server));
  const { came, gone } = sinceThen(was, findings);
  const fresh = toldOf(came).toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  const mended = toldOf(gone).length;
  const left = fresh.length - FINDINGS;
  return [
    `### ${fresh.length === 0 ? 'No new findings' : plural(fresh.length, 'new finding')}${mended > 0 ? `, ${grouped(mended)} mended` : ''}`,
    ...(fresh.length === 0
      ? []
      : [[...fresh.slice(0, FINDINGS).map(entry), ...(left > 0 ? [`- and ${grouped(left)} more`] : [])].join('\n')]),
  ];
}

function entry({ severity, message, ruleId, docs, hint, location, address }) {
  const where = location ? `${location.file}:${location.startLine}` : address;
  return `- ${WORDS[severity]} · ${prose(message)} · [${ruleId}](${docs}) · ${code(where, 300)}<br>${prose(hint)}`;
}
