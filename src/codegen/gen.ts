import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { diffJsonSchema, reportJsonSchema } from '../reporters/json/schema.ts';
import type { Rule } from '../rule.ts';
import { configJsonSchemaText } from './config-schema.ts';
import { configTypes } from './config-types.ts';
import { metaschemaModule } from './metaschema.ts';
import { between, pageOf, START, table } from './page.ts';
import { reportTypes } from './report-types.ts';

const root = path.resolve(import.meta.dirname, '../..');
const NOTE = 'generated from rule.ts by npm run gen';

/** Every file that follows from others, as `path → text`: the barrel, the head of each rule page, the table in README, the schemas of the JSON reports, the metaschema validators. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const ids = ruleFolders();
  const out = new Map<string, string>();
  out.set('rules/index.ts', barrel(ids));
  const rules = await loadRules(ids);
  for (const rule of rules) {
    const page = `rules/${rule.meta.id}/README.md`;
    out.set(page, pageOf(rule, existing(page)));
  }
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  out.set('README.md', between(readme, START, table(rules)));
  out.set('schemas/report.schema.json', reportJsonSchema());
  out.set('schemas/diff.schema.json', diffJsonSchema());
  out.set('schemas/config.schema.json', configJsonSchemaText(rules));
  out.set('src/config/config.generated.ts', configTypes(rules));
  out.set('src/api/report.generated.ts', reportTypes());
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
