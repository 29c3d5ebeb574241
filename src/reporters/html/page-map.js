/* global document, window -- runs in the browser that shows the report */
export function useMap() {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const tools = document.querySelector('table.tools');

  // The map: a line on what is pointed at, a closer look at a group, and arrow keys.
  const detail = document.querySelector('.detail');
  const crumbs = document.querySelector('.crumbs');
  const describe = (cell) => {
    if (!cell.hash) {
      const [title, tokens, share] = ['b', '.tokens', 'i'].map((part) => cell.querySelector(part).textContent);
      return `${title} · ${tokens} tokens, ${share}`;
    }
    const row = document.getElementById(cell.hash.slice(1));
    const parts = all('th[data-part]', tools).flatMap((head) => {
      const count = row.cells[head.cellIndex].textContent;
      return count === '0' ? [] : `${head.dataset.part} ${count}`;
    });
    const group = all('td.group', row).map((each) => `${each.textContent} › `);
    return `${group.join('')}${cell.title} · ${parts.join(', ')}`;
  };
  for (const map of all('.map')) {
    const layer = map.firstElementChild;
    const cells = all('a, .strip', map);
    const zoom = (strip) => {
      const [top, right, bottom, left] = strip ? strip.dataset.all.split(' ').map(Number.parseFloat) : [0, 0, 0, 0];
      const [wide, high] = [100 - left - right, 100 - top - bottom];
      layer.style.inset = 'auto';
      layer.style.left = `${(-100 * left) / wide}%`;
      layer.style.top = `${(-100 * top) / high}%`;
      layer.style.width = `${1e4 / wide}%`;
      layer.style.height = `${1e4 / high}%`;
      crumbs.hidden = !strip;
      crumbs.replaceChildren();
      if (!strip) return;
      const back = document.createElement('button');
      back.type = 'button';
      back.textContent = '← all';
      back.addEventListener('click', () => {
        zoom();
        strip.focus();
      });
      crumbs.append(back, ` ${describe(strip)}`);
    };
    const focusOn = (cell) => {
      for (const other of cells) other.tabIndex = -1;
      cell.tabIndex = 0;
    };
    for (const strip of all('.strip', map)) {
      strip.setAttribute('role', 'button');
      strip.addEventListener('click', () => zoom(strip));
    }
    if (cells.length > 0) focusOn(cells[0]);
    for (const type of ['pointerover', 'focusin'])
      map.addEventListener(type, ({ target }) => {
        const cell = target.closest('a, .strip');
        if (cell) detail.textContent = describe(cell);
        if (cell && type === 'focusin') focusOn(cell);
      });
    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    map.addEventListener('keydown', (event) => {
      const cell = event.target.closest('a, .strip');
      if (event.key === 'Escape') zoom();
      else if ((event.key === 'Enter' || event.key === ' ') && cell?.matches('.strip')) {
        event.preventDefault();
        zoom(cell);
      } else if (cell && ARROWS[event.key]) {
        event.preventDefault();
        nearest(cell, ARROWS[event.key], cells, map)?.focus();
      }
    });
  }
  /** The next cell in a direction: the nearest by its middle, with a step aside counted double. */
  function nearest(from, [dx, dy], cells, map) {
    const frame = map.getBoundingClientRect();
    const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
    const [x, y] = middle(from.getBoundingClientRect());
    let best;
    let least = Infinity;
    for (const cell of cells) {
      const box = cell.getBoundingClientRect();
      const [cx, cy] = middle(box);
      if (cx < frame.left || cx > frame.right || cy < frame.top || cy > frame.bottom) continue;
      const along = (cx - x) * dx + (cy - y) * dy;
      const aside = Math.abs((cx - x) * dy) + Math.abs((cy - y) * dx);
      if (along > 1 && along + 2 * aside < least) [best, least] = [cell, along + 2 * aside];
    }
    return best;
  }

  // Paper cannot be opened.
  let closed = [];
  window.addEventListener('beforeprint', () => {
    closed = all('details:not([open])');
    for (const each of closed) each.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const each of closed) each.open = false;
  });
}
