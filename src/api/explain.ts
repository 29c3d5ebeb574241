import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { rules } from '../../rules/index.ts';
import { docsOf } from '../about.ts';
import { knownRule } from '../cli/values.ts';
import type { RuleInfo } from './result.ts';

/** What is known of every rule of ours, in id order. */
export const ruleInfos = (): RuleInfo[] =>
  rules.map(({ meta: { id, title, category, severity, why, hint, advice, references, since } }) => ({
    id,
    title,
    category,
    severity,
    why,
    hint: advice ?? hint,
    docs: docsOf(id),
    references,
    since,
  }));

/** The page of a rule, in Markdown, without the comments of its generator. Throws a `UserError`. */
export async function rulePage(id: string): Promise<string> {
  knownRule(
    id,
    rules.map(({ meta }) => meta.id),
  );
  const page = await readFile(new URL(`rules/${id}/README.md`, packageRoot()), 'utf8');
  return `${page.replace(/<!--[^\n]*-->\n?/g, '').trim()}\n`;
}

/** Above dist/, dist/chunks/ or src/api/. */
function packageRoot(): URL {
  const above = ['../', '../../'].map((up) => new URL(up, import.meta.url));
  return above.find((each) => existsSync(new URL('package.json', each))) ?? above[0]!;
}
