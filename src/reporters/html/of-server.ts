import type { Chapter } from './contents.ts';
import { html, name, type Content, type Markup } from './markup.ts';

/** What is said of one server: as it is, or folded below its name where the page has many. */
export const ofServer = ({ server }: Chapter, many: boolean, note: string, content: Content): Markup =>
  many
    ? html`<details class="server">
        <summary>
          <h3>${name(server.id)}</h3>
          <span class="count">${note}</span>
        </summary>
        ${content}
      </details>`
    : html`${content}`;
