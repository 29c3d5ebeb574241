// What a reader can do with a report, for check-html.mjs: by pointer, by keys, without scripts, on paper.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The browser, or an end with a word on how to get one. */
export function findBrowser() {
  const named = process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = [
    ...(named ? [named] : []),
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
  ].find(isProgram);
  if (found) return found;
  console.error(
    `check-html: no Chromium ${named ? `at CHROMIUM=${named}` : 'on the PATH'}\n  install one (Debian: \`apt-get install chromium\`), or name it: \`CHROMIUM=/path/to/chrome npm run check:html\``,
  );
  process.exit(2);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function behaviours(browser, pages, expect) {
  const run = async (what, name, options, test) => {
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options });
    const page = await context.newPage();
    await page.goto(pathToFileURL(pages[name]).href);
    await test(page, (holds, detail) => expect(holds, `${what}: ${detail}`));
    await context.close();
    console.log(what);
  };
  await run('without scripts', 'several', { javaScriptEnabled: false }, withoutScripts);
  await run('themes', 'one', { colorScheme: 'light' }, themes);
  await run('sorting and filters', 'one', {}, tables);
  await run('findings', 'one', {}, findings);
  await run('the map by keys', 'one', {}, map);
  await run('hostile text is there to be read', 'hostile', {}, hostile);
  await run('on paper', 'one', { colorScheme: 'dark' }, paper);
}

async function withoutScripts(page, expect) {
  expect((await page.locator('table.tools tbody tr:visible').count()) === 142, 'not every tool has its row');
  expect((await page.locator('.filter:visible').count()) === 0, 'there is a filter that does nothing');
  expect((await page.locator('thead button').count()) === 0, 'there are buttons that do nothing');
  expect((await page.locator('.map.wide a').count()) > 100, 'the map is empty');
  await page.locator('#tools').scrollIntoViewIfNeeded();
  await page.locator('.theme label', { hasText: 'dark' }).click();
  expect((await colorOf(page)) < 100, 'the theme cannot be chosen');
}

/** How light the page is, 0 to 765; read off the pixels, since a page without scripts cannot be asked. */
async function colorOf(page) {
  const handle = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  return handle
    .match(/\d+/g)
    .slice(0, 3)
    .reduce((sum, each) => sum + Number(each), 0);
}

async function themes(page, expect) {
  const light = await colorOf(page);
  await page.locator('.theme label', { hasText: 'dark' }).click();
  const dark = await colorOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('.theme label', { hasText: 'light' }).click();
  const forced = await colorOf(page);
  await page.locator('.theme label', { hasText: 'auto' }).click();
  const auto = await colorOf(page);
  expect(light > 600 && forced === light && dark < 100 && auto === dark, JSON.stringify({ light, dark, forced, auto }));
}

async function tables(page, expect) {
  const tokens = () =>
    page
      .locator('table.tools tr:visible td.total b')
      .allTextContents()
      .then((all) => all.map((text) => Number(text.replace(',', ''))));
  const isSorted = (list, sign) => list.every((each, i) => i === 0 || sign * (each - list[i - 1]) >= 0);
  expect(isSorted(await tokens(), -1), 'the dearest is not first');
  const head = page.locator('table.tools th', { hasText: 'Tokens' });
  await head.getByRole('button').focus();
  await page.keyboard.press('Enter');
  expect(
    isSorted(await tokens(), 1) && (await head.getAttribute('aria-sort')) === 'ascending',
    'a heading does not sort by keys',
  );
  await page.locator('table.tools th', { hasText: 'Tool' }).first().getByRole('button').click();
  const names = await page.locator('table.tools tbody th code').allTextContents();
  expect(
    names.join() === names.toSorted(new Intl.Collator('en', { numeric: true }).compare).join(),
    'names are not sorted',
  );
  expect((await page.locator('table.tools [aria-sort]').count()) === 1, 'two columns say that they are sorted');
  const filter = page.getByRole('search', { name: 'Filter the tools' });
  await filter.getByRole('searchbox').fill('order delete');
  const left = await page.locator('table.tools tbody tr:visible').count();
  const said = await filter.locator('output').textContent();
  expect(left > 0 && left < 10 && said.startsWith(`${left} of 60 tools`), `filtered to ${left}, said ${said}`);
  await page.locator('.map.wide a', { hasText: 'list_issue' }).first().click();
  const row = page.locator('tr:target');
  expect(
    (await row.isVisible()) && (await filter.getByRole('searchbox').inputValue()) === '',
    'a row that is linked to stays hidden',
  );
}

async function findings(page, expect) {
  const filter = page.getByRole('search', { name: 'Filter the findings' });
  const places = () => page.locator('.cause li:visible').count();
  const link = page.locator('a[data-only]').first();
  const wanted = Number(/^\d+/.exec(await link.getAttribute('aria-label'))[0]);
  await link.click();
  expect((await places()) === wanted, `${wanted} findings of a tool, ${await places()} shown`);
  await filter.getByRole('button', { name: 'show all tools again' }).click();
  await filter.getByRole('checkbox', { name: 'notes' }).uncheck();
  expect((await page.locator('.cause.info:visible').count()) === 0, 'notes are shown all the same');
  await filter.getByRole('searchbox').fill('no such word');
  expect((await page.locator('.cause:visible').count()) === 0, 'a word that is nowhere hides nothing');
}

async function map(page, expect) {
  await page.keyboard.press('Tab');
  expect(
    (await page.evaluate(() => document.activeElement.textContent)) === 'Skip to the report',
    'the first stop is not the way past the rest',
  );
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  await page.locator('.map.wide [tabindex="0"]').focus();
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  const second = await focused();
  await page.keyboard.press('ArrowRight');
  expect(new Set([first, second, await focused()]).size === 3, 'arrow keys do not move');
  expect((await page.locator('.map.wide [tabindex="0"]').count()) === 1, 'the map is more than one stop');
  expect(/tokens/.test(await page.locator('.detail').textContent()), 'nothing is said of what is pointed at');
  const strip = page.locator('.map.wide .strip').first();
  await strip.focus();
  const before = await page.locator('.map.wide .layer').boundingBox();
  await page.keyboard.press('Enter');
  const after = await page.locator('.map.wide .layer').boundingBox();
  expect(
    after.width > 1.2 * before.width && (await page.locator('.crumbs').isVisible()),
    'a group does not come closer',
  );
  await page.keyboard.press('Escape');
  expect((await page.locator('.map.wide .layer').boundingBox()).width === before.width, 'there is no way back');
}

async function hostile(page, expect) {
  await page.evaluate(() => {
    for (const section of document.querySelectorAll('main > section')) section.style.contentVisibility = 'visible';
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
  const text = await page.locator('body').innerText();
  for (const wanted of [
    '<script>window.ran=1;alert(1)</script>',
    'javascript:window.ran=1',
    ']]><script>',
    '\\u{202E}',
    'onerror="window.ran=1"',
  ])
    expect(text.includes(wanted), `${wanted} cannot be read`);
}

async function paper(page, expect) {
  await page.emulateMedia({ media: 'print' });
  expect((await colorOf(page)) > 700, 'paper is not white');
  expect(
    (await page.locator('nav:visible, .filter:visible, .theme:visible').count()) === 0,
    'what cannot be pressed is printed',
  );
  for (const format of ['A4', 'Letter'])
    for (const margin of ['0', '10mm']) {
      const pdf = await page.pdf({
        format,
        printBackground: true,
        margin: { left: margin, right: margin, top: margin },
      });
      expect(pdf.length > 150_000, `${format}, margins ${margin}: ${pdf.length} bytes, so pages are empty`);
    }
}
