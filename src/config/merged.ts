import type { Rule } from '../rule.ts';
import { UserError } from '../user-error.ts';
import type { Chain } from './chain.ts';
import type { ReadConfig } from './config.ts';
import { merge, type Merged } from './merge.ts';
import { didYouMean, knownAre, quotable } from './problem.ts';

/** A chain in one, with the rules of its plugins beside ours. `file` is where a part stands that nobody has written. */
export function mergeAll(
  { layers, plugins }: Chain,
  own: readonly Rule[],
  file: string,
): Merged & Pick<ReadConfig, 'rules' | 'plugins' | 'layers'> {
  const rules = [...own, ...plugins.flatMap((plugin) => plugin.rules)];
  const merged = merge(layers, rules, file);
  checkMerged(merged);
  return { ...merged, rules, plugins, layers };
}

/** Refuses what only shows when everything is put together: a budget for a toolset that there is none of. */
function checkMerged({ config: { toolsets, budget }, place }: Merged): void {
  const limits = budget?.toolset;
  if (toolsets === undefined || typeof limits !== 'object') return;
  const known = Object.keys(toolsets);
  const mistakes = Object.keys(limits)
    .filter((name) => !known.includes(name))
    .map(
      (name) =>
        new UserError(`no toolset is called \`${quotable(name)}\``, {
          place: place(['budget', 'toolset', name], 'key'),
          hints: [...didYouMean(name, known), knownAre(known)].slice(0, 1),
        }),
    );
  const [first, ...others] = mistakes;
  if (first) throw new UserError(first.message, { ...first, others });
}
