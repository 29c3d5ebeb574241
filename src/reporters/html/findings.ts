import { RANK } from '../../engine/severity.ts';
import type { Finding } from '../../engine/audit.ts';
import type { Address } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { Rule, Severity } from '../../rule.ts';
import { plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { areFew, FEW, itemTitle } from '../group.ts';
import { elsewhereOf, stands } from '../related.ts';
import { tally } from '../summary.ts';
import type { Chapter, Contents } from './contents.ts';
import { code, html, link, type Markup, name, NOTHING, prose, type Content } from './markup.ts';
import { quoter, type Quote } from './quote.ts';

const WORDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Characters for all findings; what is left is counted. A thousand tools can have ten thousand. */
const MOST = 700_000;

/** What is wrong, by rule: the worst first, then what there is most of. */
export function findingSection(contents: Contents): Markup {
  const { chapters, audit, many, judged } = contents;
  if (!judged) return NOTHING;
  const rules = new Map(audit.rules.map((rule) => [rule.meta.id, rule]));
  const room = { left: MOST };
  const groups = chapters
    .filter(({ findings }) => findings.length > 0)
    .map(
      (chapter) => html`${many && html`<h3>${name(chapter.server.id)}</h3>`}${causes(chapter, contents, rules, room)}`,
    );
  const { error, warning, info } = tally(audit.findings);
  const none = groups.length === 0;
  return html`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    ${
      none
        ? html`<p class="lead">
            ${audit.servers.some(({ loaded }) => loaded) ? 'No rule has anything to say.' : 'Nothing was judged.'}
          </p>`
        : html`<p class="lead">
              ${plural(error, 'error')}, ${plural(warning, 'warning')} and ${plural(info, 'note')}, by rule; each rule
              has a page that says why, with sources.
            </p>
            <form class="filter" hidden role="search" aria-label="Filter the findings">
              <label>Find <input type="search" name="q" placeholder="tool, rule, text" autocomplete="off" /></label>
              ${(['error', 'warning', 'info'] as const).map((severity) => html`<label><input type="checkbox" name="severity" value="${severity}" checked /> ${WORDS[severity]}s</label>`)}
              <button type="button" name="only" hidden></button><output></output>
            </form>`
    }
    ${groups}
  </section>`;
}

interface Room {
  left: number;
}

function causes(
  { server, findings }: Chapter,
  contents: Contents,
  rules: ReadonlyMap<string, Rule>,
  room: Room,
): Content {
  const quote = quoter(server);
  return [...groupBy(findings, ({ ruleId, severity }) => `${severity} ${ruleId}`).values()]
    .toSorted((a, b) => RANK[b[0]!.severity] - RANK[a[0]!.severity] || b.length - a.length)
    .map((same) => cause(same, contents, rules.get(same[0]!.ruleId), quote, room));
}

function cause(
  same: readonly Finding[],
  contents: Contents,
  rule: Rule | undefined,
  quote: (finding: Finding) => Quote | undefined,
  room: Room,
): Markup {
  const { severity, ruleId, docs, hint } = same[0]!;
  const tools = new Set(same.flatMap(({ address }) => contents.rowAt(address)?.id ?? [])).size;
  const kept = areFew(same.length) ? same.length : FEW;
  const first = same
    .slice(0, kept)
    .map((finding) =>
      entry(finding, contents, { hint: finding.hint === hint ? '' : finding.hint, quote: quote(finding) }),
    );
  const rest: Markup[] = [];
  for (const finding of same.slice(kept)) {
    if (room.left < 0) break;
    const made = entry(finding, contents);
    room.left -= made.text.length;
    rest.push(made);
  }
  room.left -= first.reduce((sum, { text }) => sum + text.length, 0);
  const untold = same.length - kept - rest.length;
  return html`<details class="cause ${severity}" ${severity !== 'info' && 'open'}>
    <summary>
      <span class="badge ${severity}">${WORDS[severity]}</span>
      <span class="title">${prose(rule?.meta.title ?? ruleId)}</span>
      <span class="count">${plural(same.length, 'place')}${tools > 1 ? ` in ${plural(tools, 'tool')}` : ''}</span>
    </summary>
    <ul class="places">
      ${first}
    </ul>
    ${
      same.length > kept &&
      html`<details class="more">
        <summary>and ${plural(same.length - kept, 'more place')}</summary>
        <ul class="places">
          ${rest}
        </ul>
        ${untold > 0 && html`<p class="none">${plural(untold, 'more place')}: the JSON and SARIF reports have them all.</p>`}
      </details>`
    }
    <p class="hint"><b>Help:</b> ${prose(hint)} ${link(docs, html`${ruleId}: why, and examples`)}</p>
  </details>`;
}

/** One of many is told without its quote, its other places and its hint. */
function entry(
  finding: Finding,
  contents: Contents,
  full?: { readonly hint: string; readonly quote: Quote | undefined },
): Markup {
  const { address, message, place } = finding;
  const row = contents.rowAt(address);
  const title = itemTitle(address);
  const subject = row ? html`<a href="#${row.id}">${code(title, 80)}</a>` : html`<b>${printable(title, 80)}:</b>`;
  const named = `\`${title}\``;
  const said = row && message.startsWith(named) ? message.slice(named.length) : ` ${message}`; // its name is said once
  return html`<li ${row && html`data-t="${row.id}"`}>
    ${subject}${prose(said)} ${where(place, address, '')}${full && detail(finding, full)}
  </li>`;
}

const detail = (
  finding: Finding,
  { hint, quote }: { readonly hint: string; readonly quote: Quote | undefined },
): Markup =>
  html`${quote && html`<pre>${quote.before}<mark>${quote.marked}</mark>${quote.after}</pre>`}${seeAlso(finding)}${hint !== '' && html`<p class="hint"><b>Help:</b> ${prose(hint)}</p>`}`;

/** A line in a file, else the part of the tool. */
const where = (place: Finding['place'], address: Address, otherwise: string): Content =>
  stands(place)
    ? spot(`${place.file}:${place.start.line}`)
    : (address.pointer || otherwise) !== '' && spot(address.pointer || otherwise);

const spot = (text: string): Markup => html`<code class="where">${printable(text, 300)}</code>`;

function seeAlso(finding: Finding): Content {
  const all = elsewhereOf(finding);
  const shown = all.slice(0, areFew(all.length) ? all.length : FEW);
  if (shown.length === 0) return '';
  const named = shown.map(({ place, address, notes }) => {
    const note = notes.map((each, i) => html`${i > 0 && ', '}${prose(each)}`);
    return html`${where(place, address, itemTitle(address))}${note.length > 0 && ': '}${note}`;
  });
  const left = all.length - shown.length;
  return html`<p class="see">
    See ${named.map((each, i) => html`${i > 0 && '; '}${each}`)}${left > 0 && `; and ${plural(left, 'more place')}`}
  </p>`;
}
