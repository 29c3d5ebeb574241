// How well are descriptions judged? Compares the levels with labels made by reading, and says what each family of cues adds.
//   npm run bench:accuracy -- --labels FILE --corpus DIR [--ablation]
// FILE: a JSON line a tool, { id: "server/tool", what, when, returns, side: 0|1|2|null, class: "m"|"r" }. DIR: server.json with the tool list.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { CUES, descriptionsOf, PARTS, type Part } from '../src/facts/description.ts';
import { factsOf } from '../src/facts/facts.ts';
import { groupBy } from '../src/model/group.ts';
import { isFailed } from '../src/inputs/input.ts';
import { loadJson } from '../src/inputs/json/load.ts';

type Level = 0 | 1 | 2;
interface Label extends Readonly<Record<'what' | 'when' | 'returns' | 'side', Level | null>> {
  readonly id: string;
  readonly class: 'm' | 'r';
}
interface Pair {
  readonly server: string;
  readonly label: Level;
  readonly judged: Level;
  readonly length: Level;
}

const {
  labels: file,
  corpus,
  ablation,
} = parseArgs({
  options: { labels: { type: 'string' }, corpus: { type: 'string' }, ablation: { type: 'boolean', default: false } },
}).values;
if (!file || !corpus) throw new Error('usage: npm run bench:accuracy -- --labels FILE --corpus DIR [--ablation]');

const labels = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Label);
const serverOf = ({ id }: Label): string => id.slice(0, id.indexOf('/'));
const servers = new Map<string, Awaited<ReturnType<typeof read>>>();
for (const name of new Set(labels.map(serverOf))) servers.set(name, await read(path.join(corpus, `${name}.json`)));

async function read(list: string) {
  if (!existsSync(list)) throw new Error(`${list}: no tool list of that name`);
  const [loaded] = await loadJson({ path: list }, { root: '.', signal: new AbortController().signal });
  if (!loaded || isFailed(loaded)) throw new Error(`${list}: ${loaded?.reason}`);
  const { server } = loaded;
  return { server, facts: factsOf(server), tools: new Map(server.tools.map((tool) => [tool.data.name, tool])) };
}

/** Label and level of each tool that both assess. A part that is not assessed counts as not said, as in a report. */
function pairs(part: Part, cues?: typeof CUES): Pair[] {
  const key = part === 'sideEffects' ? 'side' : part;
  const describe = new Map([...servers].map(([name, { server }]) => [name, descriptionsOf(server, cues)]));
  return labels.flatMap((label) => {
    const { facts, tools } = servers.get(serverOf(label))!;
    const tool = tools.get(label.id.slice(label.id.indexOf('/') + 1));
    const wanted = label[key];
    if (!tool || wanted === null) return [];
    const { levels } = describe.get(serverOf(label))!(tool, facts.effect(tool).class);
    const words = (tool.data.description ?? '').split(/\s+/).filter(Boolean).length;
    const length = words < 8 ? 0 : words < 20 ? 1 : 2;
    return { server: serverOf(label), label: wanted, judged: levels[part] ?? 0, length };
  });
}

/** Agreement beyond chance where two levels apart weighs four times one: Cohen's kappa with quadratic weights. */
function kappa(all: readonly { readonly a: Level; readonly b: Level }[]): number {
  const count = (of: (each: { a: Level; b: Level }) => boolean): number => all.filter(of).length;
  let [observed, expected] = [0, 0];
  for (const a of [0, 1, 2])
    for (const b of [0, 1, 2]) {
      const weight = (a - b) ** 2;
      observed += weight * count((each) => each.a === a && each.b === b);
      expected += (weight * count((each) => each.a === a) * count((each) => each.b === b)) / all.length;
    }
  return expected === 0 ? Number.NaN : 1 - observed / expected;
}

const agreement = (all: readonly Pair[]): number => kappa(all.map(({ label: a, judged: b }) => ({ a, b })));

function precisionRecall(all: readonly Pair[], hit: (level: Level) => boolean): readonly [number, number] {
  const both = all.filter(({ label, judged }) => hit(label) && hit(judged)).length;
  return [both / all.filter(({ judged }) => hit(judged)).length, both / all.filter(({ label }) => hit(label)).length];
}

/** The middle 95 % of kappa when whole servers are drawn again and again: tools of one server are alike. */
function interval(all: readonly Pair[]): string {
  const names = [...new Set(all.map(({ server }) => server))];
  const by = groupBy(all, ({ server }) => server);
  let seed = 1;
  const draw = (): string => names[(seed = (seed * 48_271) % 2_147_483_647) % names.length]!;
  const values = Array.from({ length: 400 }, () => agreement(names.flatMap(() => by.get(draw())!)))
    .filter((value) => !Number.isNaN(value))
    .toSorted((a, b) => a - b);
  return `${values[Math.floor(values.length * 0.025)]?.toFixed(2)}-${values[Math.floor(values.length * 0.975)]?.toFixed(2)}`;
}

const percent = (value: number): string => (Number.isNaN(value) ? '-' : (100 * value).toFixed(1)).padStart(6);
console.log(`${labels.length} labels, ${servers.size} servers`);
console.log('part            n  missing: P      R   weak: P      R   kappa   95 % by server   length alone');
for (const part of PARTS) {
  const all = pairs(part);
  const [mp, mr] = precisionRecall(all, (level) => level === 0);
  const [wp, wr] = precisionRecall(all, (level) => level <= 1);
  console.log(
    `${part.padEnd(12)} ${String(all.length).padStart(4)}    ${percent(mp)} ${percent(mr)}  ${percent(wp)} ${percent(wr)}   ${agreement(all).toFixed(3)}   ${interval(all).padEnd(14)}   ${kappa(all.map(({ label: a, length: b }) => ({ a, b }))).toFixed(2)}`,
  );
}
const effects = labels.flatMap((label) => {
  const { facts, tools } = servers.get(serverOf(label))!;
  const tool = tools.get(label.id.slice(label.id.indexOf('/') + 1));
  return tool ? [{ label: label.class === 'm', judged: !['read', null].includes(facts.effect(tool).class) }] : [];
});
const hits = effects.filter(({ label, judged }) => label && judged).length;
const p = hits / effects.filter(({ judged }) => judged).length;
const r = hits / effects.filter(({ label }) => label).length;
console.log(`changes something: P ${percent(p)} R ${percent(r)} F1 ${percent((2 * p * r) / (p + r))}`);

if (ablation) {
  console.log('\nkappa without a family of cues');
  for (const part of PARTS) {
    if (part === 'what') continue;
    const full = agreement(pairs(part));
    for (const family of new Set(CUES[part].map((cue) => cue.family))) {
      const value = agreement(pairs(part, { ...CUES, [part]: CUES[part].filter((cue) => cue.family !== family) }));
      console.log(
        `${part.padEnd(12)} ${family.padEnd(14)} ${value.toFixed(3)}  ${(value - full).toFixed(3).padStart(6)}`,
      );
    }
  }
}
