// Opens HTML reports in Chromium: nothing runs, is loaded or sent; nothing overflows; axe-core finds nothing serious; keys, sorting,
// filters and themes work, and the page is whole without scripts.
//   node scripts/check-html.mjs [--shots DIR] [FILE.html…]
// Without a file it makes one report of each kind. Takes `chromium` from the PATH, or the one named by CHROMIUM. Exits 1 on an error.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

import { bundle } from './bundle.mjs';
import { behaviours, findBrowser } from './check-html-behaviour.mjs';

const root = path.resolve(import.meta.dirname, '..');
const THEMES = ['light', 'dark'];
const WIDTHS = [400, 1400];
/** What a report of 1,000 tools may take. */
const MOST = { bytes: 3_000_000, milliseconds: 2_000 };

const executablePath = findBrowser();
const argv = process.argv.slice(2);
const shots = argv[0] === '--shots' ? path.resolve(argv.splice(0, 2)[1]) : undefined;
if (shots) mkdirSync(shots, { recursive: true });
mkdirSync(path.join(root, 'node_modules/.cache'), { recursive: true });
const scratch = mkdtempSync(path.join(root, 'node_modules/.cache/check-html-')); // inside, so that what is not bundled is found
let failures = 0;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const pages = argv.length > 0 ? argv.map((file) => [path.basename(file), path.resolve(file)]) : await generate();
  for (const [name, file] of pages) await check(name, file);
  if (argv.length === 0) await behaviours(browser, Object.fromEntries(pages), expect);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

function expect(holds, what) {
  if (holds) return;
  failures++;
  console.log(`  FAILED ${what}`);
}

async function generate() {
  await bundle({ entryPoints: { pages: path.join(root, 'test/html/pages.ts') }, outdir: scratch, minify: true });
  const { audits, pageOf } = await import(pathToFileURL(path.join(scratch, 'pages.js')).href);
  return Object.entries(audits()).map(([name, audit]) => {
    const file = path.join(scratch, `${name.replaceAll(' ', '-')}.html`);
    writeFileSync(file, pageOf(audit));
    return [name, file];
  });
}

/** One page in both themes at both widths. */
async function check(name, file) {
  const bytes = readFileSync(file).length;
  const url = pathToFileURL(file).href;
  console.log(`${name}: ${(bytes / 1e6).toFixed(2)} MB`);
  for (const colorScheme of THEMES)
    for (const width of WIDTHS) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 1000 } });
      const seen = await open(context, url);
      const { page, milliseconds } = seen;
      await rendered(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const at = `${name}, ${colorScheme}, ${width} px`;
      expect(wide <= 0, `${at}: ${wide} px too wide`);
      untouched(seen, at);
      if (name === 'thousand') {
        let fastest = milliseconds;
        for (let again = 0; again < 2 && fastest >= MOST.milliseconds; again++) {
          const other = await open(await browser.newContext({ colorScheme, viewport: { width, height: 1000 } }), url); // what else runs here is none of its doing
          fastest = Math.min(fastest, other.milliseconds);
          await other.page.context().close();
        }
        console.log(`  ${colorScheme}, ${width} px: open in ${Math.round(fastest)} ms`);
        expect(fastest < MOST.milliseconds, `${at}: opens in ${fastest} ms`);
        expect(bytes < MOST.bytes, `${at}: ${bytes} bytes`);
      }
      if (shots) await page.screenshot({ path: path.join(shots, `${name}-${colorScheme}-${width}.png`) });
      if (name !== 'thousand') await accessible(page, at);
      else if (colorScheme === 'light' && width === 1400) await accessible(page, at, ['color-contrast']); // its colours are those of the others
      await context.close();
    }
  await armoured(url, name);
}

/** Opens a page and notes all that it should not do. */
async function open(context, url) {
  const page = await context.newPage();
  const said = [];
  page.on('dialog', (dialog) => (said.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on('console', (message) => said.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('request', (request) => request.url() !== url && said.push(`request: ${request.url()}`));
  page.on('framenavigated', (frame) => frame.url() !== url && said.push(`went to ${frame.url()}`));
  const start = performance.now();
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { page, said, milliseconds: performance.now() - start };
}

/** All of a page, also what a browser leaves for later since it is not in view. */
async function rendered(page) {
  await page.evaluate(() => {
    for (const section of document.querySelectorAll('main > section')) section.style.contentVisibility = 'visible';
  });
}

function untouched({ said }, at) {
  expect(said.length === 0, `${at}: ${said.slice(0, 3).join('; ')}`);
}

/** All details open, so that what is folded away is looked at as well. */
async function accessible(page, at, without = []) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (rules) => window.axe.run(document, { resultTypes: ['violations'], rules }),
    Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
  );
  for (const { id, impact, nodes } of violations) {
    const line = `${at}: axe ${impact} ${id} at ${nodes.length} places, first ${nodes[0].target.join(' ')}`;
    if (impact === 'serious' || impact === 'critical') expect(false, line);
    else console.log(`  ${line}`);
  }
}

/** What protects the page is that all text is escaped; the policy in its head is the second lock, so here it is taken off. */
async function armoured(url, name) {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1000, height: 800 } });
  const seen = await open(context, url);
  const { page } = seen;
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('main *')) {
      for (const type of ['mouseover', 'mouseenter', 'focus', 'begin']) element.dispatchEvent(new Event(type));
      if (element.matches('.strip, th button')) element.click();
    }
  });
  await page.waitForTimeout(200);
  const found = await page.evaluate(() => ({
    ran: window.ran,
    scripts: document.querySelectorAll('script').length,
    foreign: document.querySelectorAll(
      'img,iframe,object,embed,base,link,video,audio,template,noscript,animate,use,image',
    ).length,
    handlers: [...document.querySelectorAll('*')].filter((each) =>
      each.getAttributeNames().some((attribute) => attribute.startsWith('on')),
    ).length,
    links: [...document.querySelectorAll('[href],[src],[action]')]
      .map((each) => each.getAttribute('href') ?? '')
      .filter((href) => !/^#|^https:\/\/(?!evil)/.test(href)),
    hidden: /[\u202A-\u202E\u2066-\u2069\u200B-\u200F\uFEFF]/.test(document.body.textContent),
  }));
  expect(found.ran === undefined, `${name}: a script of a stranger ran`);
  expect(
    found.scripts === 1 && found.foreign === 0 && found.handlers === 0,
    `${name}: foreign elements ${JSON.stringify(found)}`,
  );
  expect(found.links.length === 0, `${name}: leads to ${found.links.slice(0, 3).join(', ')}`);
  expect(!found.hidden, `${name}: invisible characters are left`);
  untouched(seen, name);
  await context.close();
}
