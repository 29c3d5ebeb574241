import { printable } from '../../text/printable.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { hasMoreTools } from '../source.ts';
import { isOfVariants } from '../summary.ts';
import type { Contents } from './contents.ts';
import { hasStrip, layOut, SHAPES, type Cell, type Shape } from './layout.ts';
import { html, Markup, name, NOTHING, short, type Content } from './markup.ts';
import { percent } from './numbers.ts';
import { spentOn, treeOf, type Branch, type Spent } from './tree.ts';

/** Where the tokens go: a treemap of servers, toolsets, tools and their parts, and what its colours mean. */
export function mapSection(contents: Contents): Markup {
  const tree = treeOf(contents);
  const total = spentOn(contents).reduce((sum, { tokens }) => sum + tokens, 0);
  if (total === 0) return NOTHING;
  const more = contents.chapters.some(({ server }) => hasMoreTools(server)) ? 'At least ' : '';
  const cut = contents.chapters.some(({ server }) => server.budget?.cut);
  const tools = contents.chapters.reduce((sum, { rows }) => sum + rows.length, 0);
  const instructed = contents.chapters.some(({ server }) => (server.budget?.instructions ?? 0) > 0);
  if (tools === 0) return NOTHING;
  return html`<section aria-labelledby="tokens">
    <h2 id="tokens">Where the tokens go</h2>
    <p class="lead">
      ${more}${grouped(total)} tokens${cut ? ', estimated,' : ''} that a model reads before its first message: name,
      description and input schema of
      ${more.toLowerCase()}${plural(tools, 'tool')}${instructed ? ', and the instructions' : ''}. Areas are tokens of
      <code>o200k_base</code>; the <a href="#tools">table of tools</a> has the same
      numbers.${isOfVariants(contents.audit) && ' These are all variants; a client has one of them.'}
    </p>
    ${legend(contents, total)} ${groupingNote(contents)}
    <a class="skip" href="#after-map">Skip the map</a>
    <div class="crumbs" hidden></div>
    <div class="maps">${SHAPES.map((shape) => mapOf(tree, total, shape))}</div>
    <p class="detail" id="after-map" tabindex="-1">&nbsp;</p>
  </section>`;
}

const legend = (contents: Contents, total: number): Markup =>
  html`<ul class="legend">
    ${spentOn(contents).map(
      ({ part, label, tokens }) =>
        html`<li>
          <i class="key ${part}"></i>${label} <b>${grouped(tokens)}</b> <span>${percent(tokens / total)}</span>
        </li>`,
    )}
  </ul>`;

const BASES = {
  configuration: 'as the configuration groups them',
  declared: 'as the tools themselves declare them',
  source: 'as the modules of the source register them',
  names: 'inferred from names',
  none: '',
} as const;

function groupingNote({ chapters, many }: Contents): Content {
  const notes = chapters.flatMap(({ server, grouping }) => {
    if (!grouping) return [];
    const { basis, confidence, toolsets } = grouping;
    const sure =
      confidence < 1 ? ` (of the pairs put together, expect ${Math.round(100 * confidence)}\u00A0% to be right)` : '';
    return [
      html`${many ? html`<b>${name(server.id)}</b>: ` : ''}${plural(toolsets.length, 'toolset')}, ${BASES[basis]}${sure}`,
    ];
  });
  return notes.length === 0
    ? ''
    : html`<p class="note">${notes.map((note, i) => html`${i === 0 ? '' : html`<br />`}${note}`)}</p>`;
}

/** A cell that is smaller, in pixels, is drawn but cannot be pointed at; the table has it. */
const LEAST = 3;

function mapOf(tree: Branch, total: number, shape: Shape): Markup {
  const root = layOut(tree, shape);
  const single = tree.children?.length === 1;
  const paths = new Map<Spent, string>();
  const cells: Markup[] = [];
  root.eachBefore((cell) => {
    const { kind, part } = cell.data;
    const [wide, high] = [cell.x1 - cell.x0, cell.y1 - cell.y0];
    if (part) paths.set(part, (paths.get(part) ?? '') + rectangle(cell));
    if (wide < LEAST || high < LEAST) return;
    const labelled =
      kind === 'part'
        ? partLabel(cell, shape)
        : kind === 'tool'
          ? toolCell(cell, total, shape)
          : groupCell(cell, total, shape, single);
    if (labelled) cells.push(labelled);
  });
  const { name: id, width, height } = shape;
  return html`<div class="map ${id}" role="group" aria-label="Treemap of ${grouped(total)} tokens">
    <div class="layer">
      <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
        ${[...paths].map(([part, path]) => new Markup(`<path class="${part}" d="${path}"/>`))}</svg
      >${cells}
    </div>
  </div>`;
}

const rectangle = ({ x0, x1, y0, y1 }: Cell): string => {
  const [x, y, w, h] = [x0, y0, x1 - x0, y1 - y0].map((each) => short(each, 1));
  return `M${x} ${y}h${w}v${h}h-${w}z`;
};

/** Its place, in percent of the map: top, right, bottom, left. */
const inset = ({ x0, x1, y0, y1 }: Pick<Cell, 'x0' | 'x1' | 'y0' | 'y1'>, { width, height }: Shape): string =>
  [y0 / height, 1 - x1 / width, 1 - y1 / height, x0 / width]
    .map((each) => `${short(100 * Math.max(0, each))}%`)
    .join(' ');

/** Whether a name can be read in it on paper, where no style sheet can tell. */
const isRoomy = ({ x0, x1, y0, y1 }: Cell): boolean => x1 - x0 >= 72 && y1 - y0 >= 34;

function toolCell(cell: Cell, total: number, shape: Shape): Markup {
  const { row, name: title, label = title } = cell.data;
  const tokens = cell.value ?? 0;
  const roomy = isRoomy(cell);
  return html`<a
    class="cell ${roomy && 'roomy'}"
    href="#${row!.id}"
    style="inset:${inset(cell, shape)}"
    title="${printable(title, 80)}: ${plural(tokens, 'token')}, ${percent(tokens / total)}"
    ><span>${name(label, roomy ? 60 : 30)} <small>${grouped(tokens)}</small></span></a
  >`;
}

function groupCell(cell: Cell, total: number, shape: Shape, single: boolean): Markup | undefined {
  const { kind, name: title } = cell.data;
  if (!hasStrip(cell, single)) return undefined;
  const tokens = cell.value ?? 0;
  const strip = { ...cell, y1: cell.children?.[0] ? Math.min(...cell.children.map(({ y0 }) => y0)) : cell.y1 };
  return html`<span class="strip of-${kind}" style="inset:${inset(strip, shape)}" data-all="${inset(cell, shape)}"
    ><b>${printable(title, 60)}</b> <span class="tokens">${grouped(tokens)}</span>
    <i>${percent(tokens / total)}</i></span
  >`;
}

/** What stands beside the tools. */
const leaf = (cell: Cell, shape: Shape): Markup =>
  html`<span class="cell leaf ${isRoomy(cell) && 'roomy'}" style="inset:${inset(cell, shape)}"
    ><span>${cell.data.name} <small>${grouped(cell.value ?? 0)}</small></span></span
  >`;

/** How high the name and the number of a tool may stand, in pixels: on a narrower screen than the map was laid out for, names take more lines. */
function labelHeight({ x0, x1, data: { name: title, label = title } }: Cell): number {
  const wide = (x1 - x0) * NARROWER;
  const letters = Math.min(label.length, 60) * 1.2; // lines end where words do
  const heights = [
    { letter: 6.4, line: 14, space: 5 },
    { letter: 8.3, line: 19, space: 8 },
  ].map(({ letter, line, space }) => {
    const lines = Math.ceil((letters * letter) / Math.max(letter, wide - 2 * space));
    return space + line * (lines + 1);
  });
  return wide < 180 * NARROWER ? heights[0]! : Math.max(...heights);
}

const NARROWER = 0.75;

/** What a part is, where it is big enough to say so without standing in the way of the name of its tool. */
function partLabel(cell: Cell, shape: Shape): Markup | undefined {
  const { x0, x1, y0, y1, data, parent } = cell;
  const tool = parent?.data.kind === 'tool';
  if (!tool) return leaf(cell, shape);
  const under = parent.y0 + labelHeight(parent);
  const label = `${data.name} ${grouped(cell.value ?? 0)}`;
  if (x1 - x0 < 14 + 6.6 * label.length || y1 - y0 < 24 || y1 - 18 < under) return undefined;
  return html`<span class="part" aria-hidden="true" style="inset:${inset(cell, shape)}"><span>${label}</span></span>`;
}
