// How well tools are grouped by their names alone: pair F1 and adjusted Rand index against groups that their makers state,
// beside a baseline that takes the first word of the name. `npx jiti scripts/toolsets.ts FILE…`, each a tool list whose key
// `toolset` says the group of each tool; it is the answer and never read as input.
import { readFileSync } from 'node:fs';

import { factsOf } from '../src/facts/facts.ts';
import { buildServer } from '../src/inputs/build.ts';
import { groupBy } from '../src/model/group.ts';
import { splitIdentifier } from '../src/language/identifiers.ts';

type Groups = readonly string[];

const isVerbose = process.argv.includes('--verbose');
console.log(
  'server                 tools groups | by names: P    R    F1   ARI  | first word: F1   ARI  | without the word: F1',
);
for (const file of process.argv.slice(2).filter((each) => !each.startsWith('-'))) {
  const {
    toolset,
    tools,
    server: info,
  } = JSON.parse(readFileSync(file, 'utf8')) as {
    toolset: Record<string, string>;
    tools: { name: string }[];
    server?: { name?: string };
  };
  const labelled = tools.filter(({ name }) => Object.hasOwn(toolset, name));
  const server = buildServer({
    id: info?.name ?? file,
    ...(info?.name === undefined ? {} : { info: { name: info.name, raw: {} } }),
    fidelity: 'observed',
    complete: true,
    tools: tools as never,
  });
  const { toolsets, basis, confidence } = factsOf(server).toolsets();
  const own = new Map(toolsets.flatMap((each) => each.tools.map((tool) => [tool.data.name, each.name] as const)));
  const truth = labelled.map(({ name }) => toolset[name]!);
  const ours = labelled.map(({ name }) => own.get(name) ?? `alone ${name}`);
  const first = labelled.map(({ name }) => splitIdentifier(name)[0] ?? name);
  const { precision, recall, f1 } = pairs(truth, ours);
  const show = (x: number): string => x.toFixed(3);
  console.log(
    `${(info?.name ?? file).slice(0, 22).padEnd(22)} ${String(labelled.length).padStart(5)} ${String(new Set(truth).size).padStart(6)} | ${basis} ${confidence} ${show(precision)} ${show(recall)} ${show(f1)} ${show(rand(truth, ours))} | ${show(pairs(truth, first).f1)} ${show(rand(truth, first))}`,
  );
  if (isVerbose)
    for (const each of toolsets) console.log(`  ${each.name}: ${each.tools.map(({ data }) => data.name).join(' ')}`);
  if (isVerbose)
    console.log(
      `  alone: ${labelled
        .filter(({ name }) => !own.has(name))
        .map(({ name }) => name)
        .join(' ')}`,
    );
}

/** Of the pairs in one group of ours the share that the answer has in one group, and the other way round. */
function pairs(truth: Groups, ours: Groups): { precision: number; recall: number; f1: number } {
  let both = 0;
  let said = 0;
  let meant = 0;
  for (let i = 0; i < truth.length; i++)
    for (let j = i + 1; j < truth.length; j++) {
      const isMeant = truth[i] === truth[j];
      const isSaid = ours[i] === ours[j];
      meant += Number(isMeant);
      said += Number(isSaid);
      both += Number(isMeant && isSaid);
    }
  const [precision, recall] = [both / (said || 1), both / (meant || 1)];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
}

/** The adjusted Rand index (Hubert and Arabie 1985): 1 for the same groups, 0 for what chance gives. */
function rand(truth: Groups, ours: Groups): number {
  const choose = (n: number): number => (n * (n - 1)) / 2;
  const sizes = (of: Groups): number[] => [...groupBy(of, (each) => each).values()].map(({ length }) => length);
  const sum = (of: readonly number[]): number => of.reduce((all, n) => all + choose(n), 0);
  const cells = sum(sizes(truth.map((each, i) => `${each}\0${ours[i]}`)));
  const [a, b] = [sum(sizes(truth)), sum(sizes(ours))];
  const expected = (a * b) / choose(truth.length);
  return (cells - expected) / ((a + b) / 2 - expected || 1);
}
