import { docsOf } from '../../about.ts';
import { CATEGORIES, gradeOf, type Grade } from '../../score/weights.ts';
import { plural } from '../../text/numbers.ts';
import { printLibraries, printOrigin, printTools } from '../source.ts';
import type { Tally } from '../summary.ts';
import { shownScore } from '../totals.ts';
import type { Chapter, Contents } from './contents.ts';
import { html, link, type Markup, name, NOTHING, type Content } from './markup.ts';

const TONES: Readonly<Record<Grade, string>> = { A: 'good', B: 'good', C: 'warning', D: 'warning', F: 'error' };

/** "84 B" with the colour of its grade. */
export const gradeTile = (score: { readonly overall: number; readonly grade: Grade } | undefined): Markup =>
  score
    ? html`<span class="grade"><b>${score.overall}</b> <i class="badge ${TONES[score.grade]}">${score.grade}</i></span>`
    : html`<b>–</b>`;

const SEVERITIES = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const;

/** Badges with numbers; what a number counts is said in words to those who do not see colours. */
export function findingCounts(counts: Tally): Content {
  const some = SEVERITIES.filter(([severity]) => counts[severity] > 0);
  return some.length === 0
    ? html`<span class="none">none</span>`
    : html`<span class="counts"
        >${some.map(
          ([severity, word], i) =>
            html`${i === 0 ? '' : ' '}<span class="badge ${severity}" title="${plural(counts[severity], word)}"
                >${counts[severity]}<span class="unseen"> ${counts[severity] === 1 ? word : `${word}s`}</span></span
              >`,
        )}</span
      >`;
}

/** What the scores are made of, and what would raise them most. */
export function scoreSection(contents: Contents): Markup {
  if (!contents.judged) return NOTHING;
  const cards = contents.chapters.map((chapter) => card(chapter, contents)).filter((each) => each !== NOTHING);
  return cards.length === 0
    ? NOTHING
    : html`<section aria-labelledby="score">
        <h2 id="score">${contents.many ? 'Scores' : 'Score'}</h2>
        <p class="lead">
          From 0 to 100 by the default rules, whatever was configured; what findings take is weighed over what was
          evaluated. <code>mcp-audit explain score</code> tells how.
        </p>
        <div class="cards">${cards}</div>
      </section>`;
}

function card(chapter: Chapter, { many }: Contents): Markup {
  const { server } = chapter;
  const shown = shownScore(server);
  const title = many
    ? html`<h3 id="${chapter.id}">${name(server.id)}</h3>
        <p class="facts">${origin(chapter)}</p>`
    : '';
  if (!shown || !server.score)
    return many
      ? html`<article class="card">
          ${title}
          <p>Not scored.</p>
        </article>`
      : NOTHING;
  const { categories } = server.score;
  const known = CATEGORIES.filter((category) => categories[category] !== null);
  return html`<article class="card">
    ${title}${many ? html`<p class="big">${gradeTile(shown)}</p>` : ''}
    <div class="columns">
      <dl class="bars">
        ${known.map((category) => {
          const value = categories[category]!;
          return html`<div>
            <dt>${category}</dt>
            <dd><span class="bar ${TONES[gradeOf(value)]}" style="--v:${value}%"></span>${value}</dd>
          </div>`;
        })}
      </dl>
      <div>
        ${list(
          'Most to gain',
          shown.gains.map(
            ({ rule, points }) => html`${link(docsOf(rule), html`<code>${rule}</code>`)} <b>+${points}</b>`,
          ),
        )}${list('Lowest tools', lowest(chapter))}
      </div>
    </div>
  </article>`;
}

const origin = ({ server }: Chapter): string =>
  [printTools(server), printOrigin(server), printLibraries(server)].filter(Boolean).join(' · ');

const LOWEST = 5;

/** As `shownScore` has them, with links to their rows. */
const lowest = ({ rows, server: { score } }: Chapter): Markup[] =>
  rows
    .filter(({ tool }) => tool.score.overall !== null && tool.score.overall < (score?.overall ?? 0))
    .toSorted((a, b) => a.tool.score.overall! - b.tool.score.overall!)
    .slice(0, LOWEST)
    .map(
      ({ id, tool }) => html`<a href="#${id}"><code>${name(tool.name, 60)}</code></a> <b>${tool.score.overall!}</b>`,
    );

const list = (title: string, items: readonly Markup[]): Content =>
  items.length > 0 &&
  html`<div>
    <p class="label">${title}</p>
    <ul class="plain">
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>
  </div>`;
