import type { ServerAudit } from '../../engine/audit.ts';
import { type Address, printAddress } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import { plural } from '../../text/numbers.ts';
import { areFew, FEW, titleOf } from '../group.ts';
import { conditional, sharedTest } from '../source.ts';
import type { Contents } from './contents.ts';
import { code, html, link, type Markup, NOTHING, prose, type Content } from './markup.ts';

/** Entries of one list; a server can have ten thousand parts that nobody could read. */
const MOST = 400;

/** What was not judged, what is not always so, and what was silenced. */
export function restSection({ audit }: Contents): Markup {
  const { servers, findings } = audit;
  const lists = [
    folded(
      (count) => `${plural(count, 'part')} not checked`,
      servers.flatMap(({ unchecked }) =>
        unchecked.map(({ address, reason, place }) => ({ address, place, cause: reason, joint: ': ' })),
      ),
    ),
    folded(
      (count) => `${plural(count, 'tool')} listed only sometimes`,
      servers.flatMap((server) => sometimes(server, 'tools')),
    ),
    folded(
      (count) => `${plural(count, 'part')} not always the same`,
      servers.flatMap((server) => sometimes(server, 'parts')),
    ),
    suppressed(findings),
    known(findings),
    noticed(audit),
  ].filter((each) => each !== NOTHING);
  return lists.length === 0
    ? NOTHING
    : html`<section aria-labelledby="rest">
        <h2 id="rest">Not judged</h2>
        ${lists}
      </section>`;
}

interface Note {
  readonly address: Address;
  readonly place: ServerAudit['unchecked'][number]['place'];
  readonly cause: string;
  readonly joint: string;
}

const sometimes = (server: ServerAudit, what: 'tools' | 'parts'): Note[] =>
  conditional(server, what).map(({ address, place, test }) => ({
    address,
    place,
    cause: `if \`${sharedTest(test).replaceAll('`', "'")}\``,
    joint: ', ',
  }));

/** One line for each, or for all that share a cause where those are many. */
function folded(title: (count: number) => string, notes: readonly Note[]): Markup {
  if (notes.length === 0) return NOTHING;
  const named = ({ address, place }: Note): Markup =>
    html`${titleOf(address) ?? code(printAddress(address), 300)}${place && html` <span class="where">${code(`${place.file}:${place.start.line}`, 300)}</span>`}`;
  const items = [...groupBy(notes, ({ cause }) => cause).values()].flatMap((same) => {
    const { joint, cause } = same[0]!;
    const why = prose(cause.slice(0, 600));
    if (areFew(same.length)) return same.map((note) => html`${named(note)}${joint}${why}`);
    return [
      html`${same.slice(0, FEW).map((note, i) => html`${i > 0 ? ', ' : ''}${named(note)}`)} and ${same.length - FEW}
      more${joint}${why}`,
    ];
  });
  return list(title(notes.length), items);
}

const SILENCED = {
  comment: 'silenced by a comment',
  config: 'silenced by the configuration',
  baseline: 'in the baseline',
} as const;

function suppressed(findings: Contents['audit']['findings']): Markup {
  const items = findings.flatMap(({ ruleId, docs, address, suppressed: by }): Markup[] => {
    if (!by || by.by === 'baseline') return [];
    const why = `${SILENCED[by.by]}${by.until ? ` until ${by.until}` : ''}${by.reason ? `: ${by.reason}` : ''}`;
    return [html`${link(docs, code(ruleId))} at ${code(printAddress(address), 300)}, ${prose(why)}`];
  });
  return items.length === 0 ? NOTHING : list(plural(items.length, 'suppressed finding'), items);
}

function known(findings: Contents['audit']['findings']): Markup {
  const items = findings
    .filter((each) => each.suppressed?.by === 'baseline')
    .map(({ ruleId, docs, address }) => html`${link(docs, code(ruleId))} at ${code(printAddress(address), 300)}`);
  return items.length === 0 ? NOTHING : list(`${plural(items.length, 'finding')} in the baseline`, items);
}

/** What is to be said about the configuration and the baseline. */
function noticed({ notices }: Contents['audit']): Markup {
  const items = notices.map(({ message, hint, place }) => {
    const where = place && html`${code([place.file, place.line].filter(Boolean).join(':'), 300)}: `;
    return html`${where}${prose(message)}${hint && html`; ${prose(hint)}`}`;
  });
  return items.length === 0 ? NOTHING : list(plural(items.length, 'notice'), items);
}

const list = (title: string, items: readonly Content[]): Markup =>
  html`<details class="more">
    <summary>${title}</summary>
    <ul class="places">
      ${items.slice(0, MOST).map((item) => html`<li>${item}</li>`)}
    </ul>
    ${items.length > MOST && html`<p class="none">and ${items.length - MOST} more: the JSON report has them all.</p>`}
  </details>`;
