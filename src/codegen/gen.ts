import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { diffJsonSchema, reportJsonSchema } from '../reporters/json/schema.ts';
import { severitiesOf } from '../engine/severity.ts';
import type { Message, Rule, RuleMeta } from '../rule.ts';
import { POINTS } from '../score/weights.ts';
import { metaschemaModule } from './metaschema.ts';

const root = path.resolve(import.meta.dirname, '../..');
const NOTE = 'generated from rule.ts by npm run gen';
const START = `<!-- ${NOTE} -->`;
const END = '<!-- end generated -->';

/** Every file that follows from others, as `path → text`: the barrel, the head of each rule page, the table in README, the schemas of the JSON reports, the metaschema validators. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const ids = ruleFolders();
  const out = new Map<string, string>();
  out.set('rules/index.ts', barrel(ids));
  const rules = await loadRules(ids);
  for (const rule of rules) {
    const page = `rules/${rule.meta.id}/README.md`;
    out.set(page, between(existing(page) ?? `${START}\n${END}\n`, head(rule)));
  }
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  out.set('README.md', between(readme, table(rules)));
  out.set('schemas/report.schema.json', reportJsonSchema());
  out.set('schemas/diff.schema.json', diffJsonSchema());
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
  const levels = severitiesOf(meta).map((level) => `**${level}**`);
  return [
    '',
    `# ${meta.id}`,
    '',
    meta.title,
    '',
    `${levels.join(' or ')} · ${meta.category} · ${pointsOf(meta)} · since ${meta.since}`,
    '',
    `**Why.** ${meta.why}`,
    '',
    `**Do.** ${meta.advice ?? meta.hint}`,
    '',
    `**Seen in.** ${meta.realCase}`,
    '',
    `**Sources.** ${references.join(' · ')}`,
    '',
    '',
  ].join('\n');
}

/** What a finding costs: "25 points", or "12.5 to 25 points" where it depends on what is said. */
function pointsOf({ messages, points, severity }: RuleMeta): string {
  const all = Object.values(messages).map((message) => {
    const own: Partial<Message> = typeof message === 'string' ? {} : message;
    return own.points ?? points ?? POINTS[own.severity ?? severity];
  });
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return `${least === most ? '' : `${least} to `}${most} ${most === 1 ? 'point' : 'points'}`;
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ meta }) =>
      `| [${meta.id}](rules/${meta.id}/README.md) | ${severitiesOf(meta).join(', ')} | ${meta.category} | ${meta.title.replaceAll('|', '\\|')} |`,
  );
  return ['', '| rule | level | category | what it asks |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

/** Replaces what stands between the two generated-by comments. */
function between(text: string, body: string): string {
  const from = text.indexOf(START);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw new Error(`no \`${START}\` … \`${END}\` in the page`);
  return `${text.slice(0, from + START.length)}\n${body.trim()}\n${text.slice(to)}`;
}

function existing(file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === import.meta.filename) {
  const stale: string[] = [];
  for (const [file, text] of await generate()) {
    if (existing(file) === text) continue;
    stale.push(file);
    if (!process.argv.includes('--check')) writeFileSync(path.join(root, file), text);
  }
  if (process.argv.includes('--check') && stale.length > 0) {
    console.error(`stale generated files, run \`npm run gen\`:\n  ${stale.join('\n  ')}`);
    process.exitCode = 1;
  }
}
