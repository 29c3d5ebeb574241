import { noConfig, readConfig, type ReadConfig } from '../config/config.ts';
import { severitiesOf } from '../engine/severity.ts';
import type { Rule } from '../rule.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';
import { silencing } from './silencing.ts';

/** Our rules and those of the plugins that are configured here; ours alone, and a word on it, where the configuration is wrong. */
export async function rulesHere(ours: readonly Rule[], { cwd, stderr }: Io): Promise<ReadConfig> {
  try {
    return await readConfig({ root: cwd, rules: ours });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    stderr.write('note: the configuration here is wrong, so that rules of plugins are left out\n');
    return noConfig(ours);
  }
}

/** The page of a rule of a plugin, in Markdown, from its metadata: ours have theirs in the package. */
export function pluginPage(rule: Rule): string {
  const { id, title, category, why, hint, advice = hint, options = {}, references, docs } = rule.meta;
  const set = Object.entries(options).map(
    ([name, option]) => `- \`${name}\` (by default \`${JSON.stringify(option.default)}\`): ${option.describe}`,
  );
  return [
    `# ${id}`,
    title,
    `${severitiesOf(rule.meta).join(' or ')} · ${category}`,
    `**Why.** ${why}`,
    `**Do.** ${withoutPlaceholders(advice)}`,
    ...(set.length === 0 ? [] : ['## Options', set.join('\n')]),
    ...(references.length === 0 ? [] : [`**Sources.** ${references.join(' · ')}`]),
    ...(docs === undefined || references.includes(docs) ? [] : [`**More.** ${docs}`]),
    silencing(rule).join('\n'),
    '',
  ].join('\n\n');
}

/** What a finding fills in: "Rename `{name}`" is "Rename `NAME`" where no finding is. */
const withoutPlaceholders = (text: string): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
