import type { FleetGroup, Member } from '../../fleet/fleet.ts';
import { grouped } from '../../text/numbers.ts';
import { remarksOf, shareOf, STATES, toolsOf, WINDOW, windowName } from '../fleet.ts';
import type { Contents } from './contents.ts';
import { code, html, type Markup, NOTHING, prose, type Content } from './markup.ts';
import { percent } from './numbers.ts';
import { titledTable } from './table.ts';

/** What is configured together, or instead of each other, side by side; nothing where nobody asked. */
export function fleetSection({ audit }: Contents): Markup {
  const groups = audit.fleet?.groups ?? [];
  return groups.length === 0
    ? NOTHING
    : html`<section aria-labelledby="fleet">
        <h2 id="fleet">Side by side</h2>
        ${groups.map(group)}
      </section>`;
}

function group(each: FleetGroup, i: number): Markup {
  const { title, files, members, together, client } = each;
  const missing = members.some(({ state }) => state === 'failed' || state === 'partial');
  const sum =
    together &&
    members.length > 1 &&
    html`<tr>
      <th scope="row"><b>together${missing && ', at least'}</b></th>
      <td class="n">${grouped(together.tools)}</td>
      <td class="n"><b>${grouped(together.total)}</b></td>
      <td class="n">${percent(shareOf(together))}</td>
      <td></td>
    </tr>`;
  return html`${titledTable(
    `fleet-${i}`,
    undefined,
    title,
    [
      ['w', client === 'variants' ? 'Variant' : 'Server'],
      ['n', 'Tools'],
      ['n', 'Tokens'],
      ['n', `Of ${windowName(WINDOW)}`],
      ['w', 'State'],
    ],
    members.map(row),
    sum,
  )}
  ${files.length > 0 && html`<p class="none">From ${files.map((file, j) => html`${j > 0 && ', '}${code(file)}`)}.</p>`}
  ${remarksOf(each).map(
    ({ loud, title: what, lines, left }) =>
      html`<div class="note ${loud && 'warning'}">
        <p>${prose(what)}</p>
        ${
          lines.length > 0 &&
          html`<ul class="plain">
            ${lines.map((line) => html`<li>${code(line, 400)}</li>`)}${left > 0 && html`<li>and ${left} more</li>`}
          </ul>`
        }
      </div>`,
  )}`;
}

const TONES: Readonly<Record<Member['state'], string>> = { read: '', partial: 'warning', failed: 'error', off: 'info' };

function row(member: Member): Content {
  const { name, state, reason = '', spent } = member;
  const known = spent && state !== 'failed';
  const why = reason && html` ${prose(reason.slice(0, 400))}`;
  return html`<tr>
    <th scope="row">${code(name, 120)}</th>
    <td class="n">${known ? toolsOf(member) : '–'}</td>
    <td class="n">${known ? grouped(spent.total) : '–'}</td>
    <td class="n">${known ? percent(shareOf(spent)) : '–'}</td>
    <td>${state !== 'read' && html`<span class="badge ${TONES[state]}">${STATES[state]}</span>${why}`}</td>
  </tr>`;
}
