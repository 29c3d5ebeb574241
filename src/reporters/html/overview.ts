import { grouped, plural } from '../../text/numbers.ts';
import { archetypeText } from '../archetype.ts';
import { printableLog } from '../log.ts';
import { sayExceeded } from '../exceeded.ts';
import { hasMoreTools, printLibraries, printOrigin } from '../source.ts';
import { isOfVariants, summarize, tally, verdictOf, type Verdict } from '../summary.ts';
import { shownScore } from '../totals.ts';
import type { Chapter, Contents } from './contents.ts';
import { html, lines, type Markup, name, NOTHING, prose, type Content } from './markup.ts';
import { percent } from './numbers.ts';
import { findingCounts, gradeTile } from './score.ts';

const WORDS: Readonly<Record<Verdict, readonly [tone: string, words: string]>> = {
  pass: ['good', 'Passed'],
  fail: ['error', 'Failed'],
  done: ['warning', 'Not failed, as asked'],
  partial: ['warning', 'Audited only in part'],
  incomplete: ['warning', 'Some servers could not be audited'],
  'not-evaluated': ['error', 'Not evaluated'],
  unchecked: ['warning', 'Not everything could be checked'],
};

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

/** How the audit ended, and the numbers that are looked for first. */
export function overview(contents: Contents): Markup {
  const { audit, chapters, many, judged } = contents;
  const verdict = verdictOf(audit);
  const [tone, words] = verdict === 'pass' && !judged ? ['good', 'Counted'] : WORDS[verdict];
  const [only] = chapters;
  return html`<div class="overview">
    <h1>${many || !only ? plural(chapters.length, 'MCP server') : name(only.server.id)}</h1>
    ${!many && only ? facts(only) : ''}
    <p class="verdict"><b class="badge ${tone}">${words}</b> ${sentence(summarize(audit))}${known(audit)}</p>
    ${audit.exceeded.slice(0, MOST).map((each) => html`<p class="note error">${prose(sayExceeded(each))}</p>`)}
    ${audit.exceeded.length > MOST && html`<p class="note error">${plural(audit.exceeded.length - MOST, 'other limit')} exceeded.</p>`}
    ${figures(contents)} ${chapters.map(trouble)} ${many && (judged || !audit.fleet) ? serverTable(contents) : ''}
  </div>`;
}

/** "No new findings" is another thing than none. */
function known({ findings }: Contents['audit']): string {
  const counts = tally(findings);
  if (counts.known === 0) return '';
  const none = counts.error + counts.warning + counts.info === 0;
  return ` ${none ? 'No new findings, ' : ''}${grouped(counts.known)} in the baseline.`;
}

function facts({ server }: Chapter): Content {
  const { loaded } = server;
  const version = loaded?.server.info?.version;
  const revisions = loaded?.server.revisions ?? [];
  const libraries = printLibraries(server);
  const kind = archetypeText(server);
  const all = [
    version === undefined ? '' : `version ${version.slice(0, 60)}`,
    printOrigin(server),
    revisions.length > 0 ? `protocol ${revisions.join(', ').slice(0, 200)}` : '',
    libraries && `read as ${libraries}`,
    kind ?? '',
  ].filter(Boolean);
  return all.length === 0
    ? ''
    : html`<p class="facts">${all.map((fact, i) => html`${i === 0 ? '' : ' · '}${prose(fact)}`)}</p>`;
}

/** Limits that are listed. */
const MOST = 20;
const WINDOW = 200_000;

function figures({ audit, chapters, many, judged }: Contents): Markup {
  const read = chapters.filter(({ server: { budget } }) => budget);
  if (read.length === 0) return NOTHING;
  const costs = read.map(({ server: { budget } }) => budget!.model + budget!.instructions);
  const lists = read.map(({ rows }) => rows.length);
  // of variants a client has one
  const together = isOfVariants(audit)
    ? (all: readonly number[]) => Math.max(...all)
    : (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0);
  const [spent, tools] = [together(costs), together(lists)];
  const more = `${isOfVariants(audit) ? 'up to ' : ''}${read.length < chapters.length || read.some(({ server }) => hasMoreTools(server)) ? 'at least ' : ''}`;
  const score = many ? undefined : shownScore(read[0]!.server);
  const figure = (label: string, value: Content, below: Content): Markup =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}<small>${below}</small></dd>
    </div>`;
  const { error, warning, info, known } = tally(audit.findings);
  const found = error + warning + info;
  return html`<dl class="figures">
    ${many || !judged ? '' : figure('Score', gradeTile(score), score ? 'of 100, by the default rules' : 'not scored')}
    ${figure('Tokens', html`<b>${more}${grouped(spent)}</b>`, `${percent(spent / WINDOW)} of a window of ${grouped(WINDOW)}`)}
    ${figure('Tools', html`<b>${more}${grouped(tools)}</b>`, tools === 0 ? 'none listed' : `${grouped(Math.round(spent / tools))} tokens each, on average`)}
    ${judged && figure(known > 0 ? 'New findings' : 'Findings', html`<b>${grouped(found)}</b>`, `${known > 0 && found === 0 ? 'none' : `${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(info, 'note')}`}${known > 0 ? `; ${grouped(known)} in the baseline` : ''}`)}
  </dl>`;
}

/** Why a server was not, or not wholly, audited. */
function trouble({ server: { id, status, reason, detail, hint, place } }: Chapter): Content {
  if (status === 'audited') return '';
  const where = place ? `${place.file}:${place.start.line}: ` : '';
  return html`<div class="note ${status === 'partial' ? 'warning' : 'error'}">
    <p>
      <b>${name(id)}</b> ${status === 'partial' ? 'was audited only in part' : 'was not evaluated'}:
      ${prose(`${where}${reason ?? ''}`.slice(0, 1500))}
    </p>
    ${detail ? html`<pre tabindex="0">${lines(printableLog(detail.slice(-3000)))}</pre>` : ''}
    ${hint ? html`<p><b>Next:</b> ${prose(hint)}</p>` : ''}
  </div>`;
}

const STATUS = { audited: 'audited', partial: 'in part', 'not-evaluated': 'not evaluated' } as const;

function serverTable({ chapters, judged }: Contents): Markup {
  const alike = chapters.every(({ server }) => server.status === 'audited');
  const rows = chapters.map(({ server, rows, findings, id }) => {
    const { budget, status } = server;
    const more = hasMoreTools(server) ? 'at least ' : '';
    const spent = budget ? budget.model + budget.instructions : 0;
    const score = shownScore(server);
    return html`<tr>
      <th scope="row">${judged ? html`<a href="#${id}">${name(server.id)}</a>` : name(server.id)}</th>
      ${!alike && html`<td class="status ${status}">${STATUS[status]}</td>`}
      ${judged && html`<td class="n" data-v="${score?.overall ?? -1}">${score ? gradeTile(score) : '–'}</td>`}
      <td class="n">${budget ? more + grouped(rows.length) : '–'}</td>
      <td class="n">${budget ? more + grouped(spent) : '–'}</td>
      <td class="n">${budget ? percent(spent / WINDOW) : '–'}</td>
      ${judged && html`<td>${budget ? findingCounts(tally(findings)) : '–'}</td>`}
    </tr>`;
  });
  return html`<h2 id="servers">Servers</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="servers">
      <table class="sortable servers">
        <thead>
          <tr>
            <th scope="col">Server</th>
            ${!alike && html`<th scope="col">Status</th>`} ${judged && html`<th scope="col" class="n">Score</th>`}
            <th scope="col" class="n">Tools</th>
            <th scope="col" class="n">Tokens</th>
            <th scope="col" class="n">Of ${grouped(WINDOW)}</th>
            ${judged && html`<th scope="col">Findings</th>`}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}
