import { grouped, plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import type { Contents, Row } from './contents.ts';
import { html, type Markup, name, NOTHING, short, type Content } from './markup.ts';
import { percent } from './numbers.ts';
import { REST, SPENT } from './tree.ts';

const PARTS = SPENT.filter(([part]) => part !== 'instructions');
const HEADS: Readonly<Record<string, string>> = {
  description: 'Descr.',
  parameters: 'Params',
  schema: 'Schema',
  name: 'Name',
  other: 'Other',
};
/** How much of a description tells which tool this is. */
const ABOUT = 130;

/** Every tool with its numbers: complete without scripts, sorted and filtered with them. */
export function toolSection({ chapters, many, judged }: Contents): Markup {
  const rows = chapters
    .flatMap((chapter) => chapter.rows)
    .toSorted((a, b) => b.tool.tokens.model - a.tool.tokens.model);
  if (rows.length === 0) return NOTHING;
  const most = rows[0]!.tool.tokens.model || 1;
  const total = rows.reduce((sum, { tool }) => sum + tool.tokens.model, 0) || 1;
  const toolsets = chapters.some(({ grouping }) => grouping);
  const parts = PARTS.filter(([part]) => part !== 'other' || rows.some((row) => row.parts.other > 0));
  const head = (title: string, kind: 'n' | 'w' = 'w', more = ''): Markup =>
    html`<th scope="col" class="${kind}${more}" ${title === 'Tokens' ? html` aria-sort="descending"` : ''}>
      ${title}
    </th>`;
  return html`<section aria-labelledby="tools">
    <h2 id="tools">Tools</h2>
    <p class="lead">
      Tokens of <code>o200k_base</code> by what a model reads, and those of the whole listing as sent, with output
      schemas and annotations. A token that spans two parts counts as one of the part in which it starts.
    </p>
    <form class="filter" hidden role="search" aria-label="Filter the tools">
      <label
        >Find
        <input
          type="search"
          name="q"
          placeholder="name, ${many ? 'server, ' : ''}${toolsets ? 'toolset, ' : ''}text"
          autocomplete="off"
      /></label>
      ${judged && html`<label><input type="checkbox" name="bad" /> with errors or warnings</label>`}
      <output></output>
    </form>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of tools">
      <table class="sortable tools">
        <thead>
          <tr>
            ${head('Tool')}${many && head('Server')}${toolsets && head('Toolset', 'w', ' mid')}${head('Tokens', 'n')}${head('Share', 'n', ' mid')}${parts.map(([part, label]) => html`<th scope="col" class="n wide" data-part="${label}" title="${label}">${HEADS[part]}</th>`)}${head('Listing', 'n', ' wide')}${head('Effect', 'w', ' wide')}${judged && head('Score', 'n')}${judged && head('Findings')}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => line(row))}
        </tbody>
      </table>
    </div>
  </section>`;

  function line(row: Row): Markup {
    const { id, tool, server, toolset, findings } = row;
    const { model, listing } = tool.tokens;
    const { overall, grade } = tool.score;
    const loud = findings.error + findings.warning;
    return html`<tr id="${id}" ${loud > 0 && html`class="bad"`}>
      <th scope="row"><code>${name(tool.name)}</code>${about(row)}</th>
      ${many && html`<td class="group">${name(server.id)}</td>`}${toolsets && html`<td class="group mid">${toolset === undefined ? html`<span class="none">${REST}</span>` : name(toolset)}</td>`}
      <td class="n total"><b>${grouped(model)}</b>${stack(row, most)}</td>
      <td class="n mid">${percent(model / total)}</td>
      ${parts.map(([part]) => html`<td class="n wide">${part === 'instructions' ? '' : grouped(row.parts[part])}</td>`)}
      <td class="n wide">${grouped(listing)}</td>
      <td class="wide">${tool.effect ?? 'unknown'}</td>
      ${judged && html`<td class="n" data-v="${overall ?? -1}">${overall === null ? '–' : `${overall} ${grade}`}</td>`}
      ${judged && html`<td data-v="${1e6 * findings.error + 1e3 * findings.warning + findings.info}">${counts(row)}</td>`}
    </tr> `;
  }
}

/** The parts of a tool as one bar, as long as it is dear: where each of them ends, for the style sheet. */
function stack({ parts }: Row, most: number): Markup {
  let end = 0;
  const ends = PARTS.map(([part], i) => {
    if (part !== 'instructions') end += (100 * parts[part]) / most;
    return `--p${i}:${short(end, 1)}%`;
  });
  return html`<i class="stack" style="${ends.join(';')}"></i>`;
}

function about({ listed: { description } }: Row): Content {
  const text = description
    ?.slice(0, 4 * ABOUT)
    .trim()
    .replace(/\s+/g, ' ');
  return text ? html`<span class="about">${printable(text, ABOUT)}</span>` : '';
}

/** A link to the findings of a tool; what the numbers count is said in its label. */
function counts({ id, tool, findings }: Row): Content {
  const { error, warning, info } = findings;
  const all = error + warning + info;
  if (all === 0) return html`<span class="none">none</span>`;
  const words = [
    error > 0 && plural(error, 'error'),
    warning > 0 && plural(warning, 'warning'),
    info > 0 && plural(info, 'note'),
  ].filter((each) => each !== false);
  const label = `${words.join(', ')} on ${printable(tool.name, 60)}`;
  return html`<a class="counts" href="#findings" data-only="${id}" aria-label="${label}"
    >${(['error', 'warning', 'info'] as const).map((severity) => findings[severity] > 0 && html`<i class="badge ${severity}">${findings[severity]}</i>`)}</a
  >`;
}
