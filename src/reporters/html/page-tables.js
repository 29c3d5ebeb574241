/* global document, window, location -- runs in the browser that shows the report */
export function useTables() {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const numbers = new Intl.NumberFormat('en-US');
  const counted = (count, word) => `${numbers.format(count)} ${word}${count === 1 ? '' : 's'}`;
  const textOf = (element) => element.textContent.toLowerCase();

  // Tables: a heading becomes a button that sorts.
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const valueOf = (cell, numeric) => {
    const given = cell.dataset.v;
    if (!numeric && given === undefined) return cell.textContent;
    const value = Number.parseFloat((given ?? cell.textContent).replace(/[^\d.-]/g, ''));
    return Number.isNaN(value) ? -1 : value;
  };
  for (const table of all('table.sortable')) {
    const heads = all('thead th', table);
    const body = table.tBodies[0];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const rows = [...body.rows];
        const isNumber = head.classList.contains('n') || rows[0]?.cells[column]?.dataset.v !== undefined;
        const was = head.getAttribute('aria-sort');
        const descending = was ? was === 'ascending' : isNumber;
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
        const sorted = rows
          .map((row) => ({ row, value: valueOf(row.cells[column], isNumber) }))
          .toSorted(
            (a, b) => (isNumber ? a.value - b.value : collator.compare(a.value, b.value)) * (descending ? -1 : 1),
          );
        body.append(...sorted.map(({ row }) => row));
      });
    });
  }

  // The filter of the tools.
  const tools = document.querySelector('table.tools');
  const toolFilter = document.querySelector('section[aria-labelledby=tools] .filter');
  if (tools && toolFilter) {
    const rows = [...tools.tBodies[0].rows].map((row) => ({
      row,
      text: textOf(row),
      bad: row.classList.contains('bad'),
      tokens: Number(row.querySelector('.total b').textContent.replaceAll(',', '')),
    }));
    const update = () => {
      const words = toolFilter.elements.q.value.toLowerCase().split(/\s+/);
      const bad = toolFilter.elements.bad?.checked;
      let shown = 0;
      let tokens = 0;
      for (const each of rows) {
        const wanted = (!bad || each.bad) && words.every((word) => each.text.includes(word));
        each.row.hidden = !wanted;
        shown += wanted ? 1 : 0;
        tokens += wanted ? each.tokens : 0;
      }
      toolFilter.querySelector('output').textContent =
        `${shown < rows.length ? `${numbers.format(shown)} of ` : ''}${counted(rows.length, 'tool')}, ${counted(tokens, 'token')}`;
    };
    toolFilter.hidden = false;
    toolFilter.addEventListener('input', update);
    toolFilter.addEventListener('submit', (event) => event.preventDefault());
    update();
    // What a link leads to is shown, whatever the filter says.
    const reveal = () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target?.hidden) return;
      toolFilter.reset();
      update();
      target.scrollIntoView();
    };
    window.addEventListener('hashchange', reveal);
  }

  // The filter of the findings.
  const findingFilter = document.querySelector('section[aria-labelledby=findings] .filter');
  if (findingFilter) {
    const { q, only } = findingFilter.elements;
    const causes = all('details.cause').map((cause) => ({
      cause,
      severity: ['error', 'warning', 'info'].find((each) => cause.classList.contains(each)),
      title: `${textOf(cause.querySelector('summary'))} ${textOf(cause.lastElementChild)}`,
      places: all('li', cause).map((place) => ({ place, text: textOf(place) })),
      more: cause.querySelector('details.more'),
      open: cause.open,
    }));
    const total = causes.reduce((sum, { places }) => sum + places.length, 0);
    let tool = '';
    const update = () => {
      const wanted = new Set(
        all('input[name=severity]', findingFilter).flatMap((box) => (box.checked ? box.value : [])),
      );
      const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
      const narrow = words.length > 0 || tool !== '';
      let shown = 0;
      for (const { cause, severity, title, places, more, open } of causes) {
        const left = words.filter((word) => !title.includes(word));
        let here = 0;
        for (const { place, text } of places) {
          const fits =
            wanted.has(severity) &&
            (tool === '' || place.dataset.t === tool) &&
            left.every((word) => text.includes(word));
          place.hidden = !fits;
          if (fits) here++;
        }
        cause.hidden = here === 0;
        cause.open = narrow || open;
        if (more) {
          more.open = narrow;
          more.hidden = narrow && !all('li', more).some((place) => !place.hidden);
        }
        shown += here;
      }
      findingFilter.querySelector('output').textContent =
        `${shown < total ? `${numbers.format(shown)} of ` : ''}${counted(total, 'place')}`;
    };
    findingFilter.hidden = false;
    findingFilter.addEventListener('input', update);
    findingFilter.addEventListener('submit', (event) => event.preventDefault());
    const choose = (id, name) => {
      tool = id;
      only.hidden = id === '';
      only.textContent = id === '' ? '' : `only ${name} ×`;
      only.setAttribute('aria-label', `only ${name}: show all tools again`);
      update();
    };
    only.addEventListener('click', () => {
      choose('', '');
      q.focus();
    });
    for (const link of all('a[data-only]'))
      link.addEventListener('click', () =>
        choose(
          link.dataset.only,
          document.getElementById(link.dataset.only).querySelector('th code, th i').textContent,
        ),
      );
    update();
  }
}
