import { printable } from '../../text/printable.ts';
import { html, type Content, type Markup } from './markup.ts';

/** A heading of a column, `n` for numbers. */
export type Head = readonly [kind: 'n' | 'w', title: Content, sorted?: 'descending'];

/** A table with a title of its own, below the name of a server where there are many; it scrolls where it is too wide, by keys as well. */
export const titledTable = (
  id: string,
  /** The server, where the page has many. */
  of: string | undefined,
  title: string,
  heads: readonly Head[],
  rows: readonly Content[],
  /** What all rows come to. */
  sum?: Content,
): Markup =>
  html`${of !== undefined ? html`<h4 id="${id}" class="label">${title}</h4>` : html`<h3 id="${id}" class="label">${title}</h3>`}
    <div
      class="scroll"
      tabindex="0"
      role="region"
      aria-label="${of === undefined ? title : `${title}: ${printable(of)}`}"
    >
      <table class="sortable">
        <thead>
          <tr>
            ${heads.map(
              ([kind, head, sorted]) =>
                html`<th scope="col" class="${kind}" ${sorted && html`aria-sort="${sorted}"`}>${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
        ${
          sum &&
          html`<tfoot>
            ${sum}
          </tfoot>`
        }
      </table>
    </div>`;
