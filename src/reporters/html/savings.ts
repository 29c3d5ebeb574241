import type { LongText, Repeat, Risk, Saving, Spending } from '../../budget/spending/spending.ts';
import { grouped, plural } from '../../text/numbers.ts';
import type { Chapter, Contents } from './contents.ts';
import { code, html, type Markup, NOTHING, prose } from './markup.ts';
import { percent } from './numbers.ts';
import { ofServer } from './of-server.ts';
import { changes, placeOf, places, roomFor, type Room } from './places.ts';
import { titledTable } from './table.ts';

/** What can be saved, and where the same is said twice; nothing where nobody asked. */
export function savingSection(contents: Contents): Markup {
  const parts = contents.chapters.flatMap((chapter) => {
    const { spending } = chapter;
    const room = roomFor(contents);
    const own = spending ? all(spending, chapter, contents, room).filter((each) => each !== NOTHING) : [];
    return own.length === 0
      ? []
      : [ofServer(chapter, contents.many, plural(spending!.savings.length, 'suggestion'), own)];
  });
  return parts.length === 0
    ? NOTHING
    : html`<section aria-labelledby="savings">
        <h2 id="savings">Where to save</h2>
        <p class="lead">
          A number with a minus is a promise: the edit is mechanical, and was counted on the list before and after. The
          others name what is spent there.
        </p>
        ${parts}
      </section>`;
}

function all({ savings, repeats, longest }: Spending, chapter: Chapter, contents: Contents, room: Room): Markup[] {
  const total = (chapter.server.budget?.model ?? 0) + (chapter.server.budget?.instructions ?? 0) || 1;
  return [
    savings.length === 0
      ? NOTHING
      : html`<ol class="savings">
          ${savings.map((saving) => suggestion(saving, total, chapter, contents, room))}
        </ol>`,
    repeats.length === 0 ? NOTHING : repeated(repeats, chapter, contents, room),
    longest.length === 0 ? NOTHING : longTexts(longest, chapter, contents),
  ];
}

const RISKS: Readonly<Record<Risk, readonly [tone: string, words: string]>> = {
  none: ['good', 'nothing is lost'],
  low: ['info', 'low risk'],
  some: ['warning', 'read it first'],
};

function suggestion(
  { kind, say, risk, at, spent, saves, edits }: Saving,
  total: number,
  { server }: Chapter,
  contents: Contents,
  room: Room,
): Markup {
  const [tone, words] = RISKS[risk];
  return html`<li class="card">
    <p class="amount">
      ${
        saves === undefined
          ? html`<b>${grouped(spent)}</b><small>spent there, ${percent(spent / total)} of all</small>`
          : html`<b class="minus">−${grouped(saves)}</b
              ><small
                >${percent(saves / total)} of all${spent > saves && html`; ${grouped(spent)} are spent there`}</small
              >`
      }
    </p>
    <div>
      <p><span class="label">${kind}</span> <span class="badge ${tone}">${words}</span></p>
      <p>${prose(say)}</p>
      ${edits ? changes(edits, server, contents, room) : places(at, contents, room)}
    </div>
  </li>`;
}

const KINDS: Readonly<Record<Repeat['kind'], string>> = {
  parameter: 'parameter',
  sentence: 'sentence',
  title: 'title',
  enum: 'list of values',
};

const repeated = (repeats: readonly Repeat[], { id, server }: Chapter, contents: Contents, room: Room): Markup =>
  titledTable(
    `${id}-repeats`,
    contents.many ? server.id : undefined,
    'Said more than once',
    [
      ['w', 'What is repeated'],
      ['w', 'Kind'],
      ['n', 'Places'],
      ['n', 'Tokens'],
      ['n', 'All but one'],
    ],
    repeats.map(
      ({ kind, text, at, tokens, duplicate }) =>
        html`<tr>
          <th scope="row">${code(text, 240)}${places(at, contents, room)}</th>
          <td>${KINDS[kind]}</td>
          <td class="n">${grouped(at.length)}</td>
          <td class="n">${grouped(tokens)}</td>
          <td class="n"><b>${grouped(duplicate)}</b></td>
        </tr>`,
    ),
  );

const longTexts = (longest: readonly LongText[], { id, server }: Chapter, contents: Contents): Markup =>
  titledTable(
    `${id}-longest`,
    contents.many ? server.id : undefined,
    'The longest texts',
    [
      ['w', 'Where'],
      ['n', 'Tokens', 'descending'],
    ],
    longest.map(
      ({ at, text, tokens }) =>
        html`<tr>
          <th scope="row">
            ${placeOf(at, contents)}<span class="about">${text.slice(0, 400).replace(/\s+/g, ' ')}</span>
          </th>
          <td class="n"><b>${grouped(tokens)}</b></td>
        </tr>`,
    ),
  );
