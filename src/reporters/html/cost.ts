import type { Budget } from '../../budget/budget.ts';
import type { ClientView, Cost, Encoding, Spending } from '../../budget/spending/spending.ts';
import { groupBy } from '../../model/group.ts';
import { grouped, plural } from '../../text/numbers.ts';
import type { Chapter, Contents } from './contents.ts';
import { html, link, type Markup, NOTHING, type Content } from './markup.ts';
import { percent } from './numbers.ts';
import { ofServer } from './of-server.ts';
import { titledTable, type Head } from './table.ts';

/** What the tools take of windows and budgets, by client and by model; nothing where nobody asked. */
export function costSection({ chapters, many }: Contents): Markup {
  const parts = chapters.flatMap((chapter) => {
    const { spending } = chapter;
    const of = many ? chapter.server.id : undefined;
    const own = spending
      ? [windows(spending, many), costs(spending, chapter, of), views(spending, chapter, of)].filter(
          (each) => each !== NOTHING,
        )
      : [];
    return own.length === 0 ? [] : [ofServer(chapter, many, note(chapter), html`<div class="costs">${own}</div>`)];
  });
  return parts.length === 0
    ? NOTHING
    : html`<section aria-labelledby="cost">
        <h2 id="cost">What it costs</h2>
        ${parts}
      </section>`;
}

const note = ({ server: { budget } }: Chapter): string =>
  budget ? plural(budget.model + budget.instructions, 'token') : '';

const windows = ({ windows: all }: Spending, many: boolean): Markup =>
  all.length === 0
    ? NOTHING
    : html`<div>
        ${many ? html`<h4 class="label">Of a context window</h4>` : html`<h3 class="label">Of a context window</h3>`}
        <dl class="bars windows">
          ${all.map(
            ({ window, share }) =>
              html`<div>
                <dt>${size(window)}</dt>
                <dd>
                  <span class="bar${share > 1 && ' error'}" style="--v:${Math.min(100, 100 * share).toFixed(1)}%"></span
                  >${percent(share)}
                </dd>
              </div>`,
          )}
        </dl>
      </div>`;

/** `128k`, `1M`. */
const size = (window: number): string => (window >= 1e6 ? `${window / 1e6}M` : `${window / 1e3}k`);

const ENCODINGS: readonly Encoding[] = ['o200k_base', 'cl100k_base'];

function views(
  { views: all, sent: others }: Spending,
  { id, server: { budget } }: Chapter,
  of: string | undefined,
): Markup {
  if (all.length === 0) return NOTHING;
  const encodings = ENCODINGS.filter((encoding) => all.some(({ tokens }) => tokens[encoding] !== undefined));
  const line = ({ title, source, tokens, hidden, firstSearch }: ClientView): Markup =>
    html`<tr>
      <th scope="row">
        ${link(source, title)}${firstSearch && html`<span class="about">${searched(firstSearch)}</span>`}
      </th>
      ${encodings.map((encoding) => html`<td class="n">${tokens[encoding] === undefined ? '–' : grouped(tokens[encoding])}</td>`)}
      <td class="n">${hidden === 0 ? '–' : grouped(hidden)}</td>
    </tr>`;
  const guesses = all.flatMap(({ title, estimates }) => estimates.map((estimate) => ({ title, ...estimate })));
  return html`<div class="span">
      ${titledTable(
        `${id}-views`,
        of,
        'As sent, and as clients render it for their models',
        [
          ['w', 'Client'],
          ...encodings.map((encoding): Head => ['n', html`<code>${encoding}</code>`]),
          ['n', 'Parts left out'],
        ],
        [...sent(budget, others, encodings), ...all.map(line)],
      )}
      <p class="none">Left out: parts of schemas that a rendering does not show to the model.</p>
    </div>
    ${
      guesses.length > 0 &&
      html`<div class="span">
        ${titledTable(
          `${id}-estimates`,
          of,
          'Estimates, for models whose tokenizer is not published',
          [
            ['w', 'Models'],
            ['w', 'Tokens'],
          ],
          [...groupBy(guesses, ({ models, basis }) => `${models} ${basis}`).values()].map(
            (same) =>
              html`<tr>
                <th scope="row">${same[0]!.models}<span class="about">${same[0]!.basis}</span></th>
                <td>
                  ${same.map(
                    ({ title, from, to }) =>
                      html`<p><b>${range(from, to, grouped)}</b> <span class="none">${title}</span></p>`,
                  )}
                </td>
              </tr>`,
          ),
        )}
      </div>`
    }`;
}

/** What is sent, for those that compare; a client gives its model one of the lines below. */
const sent = (
  budget: Budget | undefined,
  others: Spending['sent'],
  encodings: readonly Encoding[],
): readonly Markup[] =>
  budget
    ? SENT.filter(([what]) => budget[what] > 0).map(
        ([what, title]) =>
          html`<tr>
            <th scope="row">${title}</th>
            ${encodings.map((encoding) => {
              const count = encoding === budget.encoding ? budget : others.find((each) => each.encoding === encoding);
              return html`<td class="n">${count ? grouped(count[what]) : '–'}</td>`;
            })}
            <td class="n">–</td>
          </tr>`,
      )
    : [];

const SENT = [
  ['model', 'As sent: name, description and input schema'],
  ['instructions', 'As sent: the instructions'],
  ['listing', 'As sent: the whole listing'],
] as const;

const searched = ({ tools, from, to }: NonNullable<ClientView['firstSearch']>): Content =>
  html`and, with the first search for ${range(tools.from, tools.to, grouped)} tools, ${range(from, to, grouped)} more`;

function costs({ costs: all }: Spending, { id }: Chapter, of: string | undefined): Markup {
  if (all.length === 0) return NOTHING;
  const days = [...new Set(all.map(({ asOf }) => asOf))].toSorted();
  const line = ({ model, uncached, cached }: Cost): Markup =>
    html`<tr>
      <th scope="row">${model}</th>
      <td class="n">${range(uncached.from, uncached.to, money)}</td>
      <td class="n">${range(cached.from, cached.to, money)}</td>
    </tr>`;
  return html`<div>
    ${titledTable(
      `${id}-costs`,
      of,
      'For 1,000 turns, the definitions alone',
      [
        ['w', 'Model'],
        ['n', 'Without caching'],
        ['n', 'With caching'],
      ],
      all.map(line),
    )}
    <p class="none">Caching: one write, then reads. Prices read on ${days.join(', ')}.</p>
  </div>`;
}

const money = (dollars: number): string =>
  dollars >= 100 ? `$${grouped(Math.round(dollars))}` : `$${dollars.toFixed(2)}`;

const range = (from: number, to: number, show: (value: number) => string): Content =>
  show(from) === show(to) ? show(from) : `${show(from)} to ${show(to)}`;
