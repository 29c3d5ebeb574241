import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { reportJsonSchema } from '../reporters/json/schema.ts';
import type { Rule } from '../rule.ts';
import { metaschemaModule } from './metaschema.ts';

const root = path.resolve(import.meta.dirname, '../..');
const NOTE = 'generated from rule.ts by npm run gen';

/** Every file that follows from others, as `path → text`: the barrel, the head of each rule page, the table in README, the schema of the JSON report, the metaschema validators. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const ids = ruleFolders();
  const out = new Map<string, string>();
  out.set('rules/index.ts', barrel(ids));
  const rules = await loadRules(ids);
  for (const rule of rules) {
    const page = `rules/${rule.meta.id}/README.md`;
    out.set(page, between(readFileSync(path.join(root, page), 'utf8'), head(rule)));
  }
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  out.set('README.md', between(readme, table(rules)));
  out.set('schemas/report.schema.json', reportJsonSchema());
  out.set('src/facts/metaschema.generated.js', await metaschemaModule());
  return out;
}

export const ruleFolders = (): string[] =>
  readdirSync(path.join(root, 'rules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

/** The rules of these folders, one after the other: jiti hands out half-loaded modules when asked for several at once. */
export async function loadRules(ids: readonly string[]): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const id of ids)
    rules.push(
      ((await import(pathToFileURL(path.join(root, 'rules', id, 'rule.ts')).href)) as { default: Rule }).default,
    );
  return rules;
}

const camel = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const barrel = (ids: readonly string[]): string =>
  [
    `// ${NOTE}`,
    "import type { Rule } from '../src/rule.ts';",
    ...ids.map((id) => `import ${camel(id)} from './${id}/rule.ts';`),
    '',
    'export const rules: readonly Rule[] = [',
    ...ids.map((id) => `  ${camel(id)},`),
    '];',
    '',
  ].join('\n');

function head({ meta }: Rule): string {
  const references = meta.references.map((reference) =>
    reference.startsWith('http')
      ? `<${reference}>`
      : `[${reference}](https://github.com/${reference.replace('#', '/issues/')})`,
  );
  return [
    '',
    `# ${meta.id}`,
    '',
    meta.title,
    '',
    `**${meta.severity}** · ${meta.category} · since ${meta.since}`,
    '',
    `**Why.** ${meta.why}`,
    '',
    `**Do.** ${meta.hint}`,
    '',
    `**Seen in.** ${meta.realCase}`,
    '',
    `**Sources.** ${references.join(' · ')}`,
    '',
    '',
  ].join('\n');
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ meta }) =>
      `| [${meta.id}](rules/${meta.id}/README.md) | ${meta.severity} | ${meta.category} | ${meta.title.replaceAll('|', '\\|')} |`,
  );
  return ['', '| rule | level | category | what it asks |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

/** Replaces what stands between the two generated-by comments. */
function between(text: string, body: string): string {
  const start = `<!-- ${NOTE} -->`;
  const end = '<!-- end generated -->';
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no \`${start}\` … \`${end}\` in the page`);
  return `${text.slice(0, from + start.length)}\n${body.trim()}\n${text.slice(to)}`;
}

if (process.argv[1] === import.meta.filename) {
  const stale: string[] = [];
  for (const [file, text] of await generate()) {
    const at = path.join(root, file);
    const current = (() => {
      try {
        return readFileSync(at, 'utf8');
      } catch {
        return '';
      }
    })();
    if (current === text) continue;
    stale.push(file);
    if (!process.argv.includes('--check')) writeFileSync(at, text);
  }
  if (process.argv.includes('--check') && stale.length > 0) {
    console.error(`stale generated files, run \`npm run gen\`:\n  ${stale.join('\n  ')}`);
    process.exitCode = 1;
  }
}
