// How well are descriptions judged? Compares levels, effects and scores with labels made by reading.
//   npm run bench:accuracy -- --labels FILE --corpus DIR [--ablation]
// FILE: a JSON line a tool, { id: "server/tool", what, when, returns, side: 0|1|2|null, class: "m"|"r", verdict?: "ship"|"revise"|null }.
// DIR: server.json with the tool list. --ablation: what each family of cues adds.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { rules } from '../rules/index.ts';
import { runAudit } from '../src/engine/run.ts';
import { CUES, descriptionsOf, PARTS, type Part } from '../src/facts/description.ts';
import { factsOf } from '../src/facts/facts.ts';
import { isFailed } from '../src/inputs/input.ts';
import { loadJson } from '../src/inputs/json/load.ts';
import type { Cues, Level } from '../src/language/levels/cue.ts';
import type { Item } from '../src/model/address.ts';
import { groupBy } from '../src/model/group.ts';
import type { Tool } from '../src/model/server.ts';

interface Label extends Readonly<Record<'what' | 'when' | 'returns' | 'side', Level | null>> {
  readonly id: string;
  readonly class: 'm' | 'r';
  readonly verdict?: 'ship' | 'revise' | null;
}
interface Labelled {
  readonly label: Label;
  readonly server: string;
  readonly tool: Item<Tool>;
  readonly score: number | null;
}
interface Pair {
  readonly server: string;
  readonly label: Level;
  readonly judged: Level;
}

const {
  labels: file,
  corpus,
  ablation,
} = parseArgs({
  options: { labels: { type: 'string' }, corpus: { type: 'string' }, ablation: { type: 'boolean', default: false } },
}).values;
if (!file || !corpus) throw new Error('usage: npm run bench:accuracy -- --labels FILE --corpus DIR [--ablation]');

const labels = groupBy(
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Label),
  ({ id }) => id.slice(0, id.indexOf('/')),
);
const servers = new Map<string, Awaited<ReturnType<typeof read>>>();
for (const name of labels.keys()) servers.set(name, await read(path.join(corpus, `${name}.json`)));
const tools = [...labels].flatMap(([server, own]) => own.flatMap((label) => labelled(server, label)));

async function read(list: string) {
  if (!existsSync(list)) throw new Error(`${list}: no tool list of that name`);
  const [loaded] = await loadJson({ path: list }, { root: '.', signal: new AbortController().signal });
  if (!loaded || isFailed(loaded)) throw new Error(`${list}: ${loaded?.reason}`);
  const { server } = loaded;
  const [audited] = runAudit([loaded], { rules, failOn: 'never', minTools: 0 }).servers;
  const entries = server.tools.map((tool, i) => [tool.data.name, { tool, score: audited!.tools[i]!.score.overall }]);
  return {
    server,
    facts: factsOf(server),
    tools: new Map(entries as [string, { tool: Item<Tool>; score: number | null }][]),
  };
}

function labelled(server: string, label: Label): Labelled[] {
  const found = servers.get(server)!.tools.get(label.id.slice(server.length + 1));
  return found ? [{ label, server, ...found }] : [];
}

type Judge = (part: Part, each: Labelled) => Level;

/** By these cues. A part that is not assessed counts as not said, as in a report. */
function judgeBy(cues?: typeof CUES): Judge {
  const describe = new Map([...servers].map(([name, { server }]) => [name, descriptionsOf(server, cues)]));
  const known = new Map<Item<Tool>, ReturnType<ReturnType<typeof descriptionsOf>>['levels']>();
  return (part, { server, tool }) => {
    const levels = known.get(tool) ?? describe.get(server)!(tool, servers.get(server)!.facts.effect(tool).class).levels;
    known.set(tool, levels);
    return levels[part] ?? 0;
  };
}

/** What a linter would say that looks at length, or at one word. */
const byLength: Judge = (_, { tool }) => {
  const words = (tool.data.description ?? '').split(/\s+/).filter(Boolean).length;
  return words < 8 ? 0 : words < 20 ? 1 : 2;
};
const WORD: Readonly<Partial<Record<Part, RegExp>>> = { when: /\buse\b/i, returns: /\breturn/i };
const byWord: Judge = (part, { tool }) => (WORD[part]?.test(tool.data.description ?? '') ? 2 : 0);

const pairs = (part: Part, judge: Judge): Pair[] =>
  tools.flatMap((each) => {
    const label = each.label[part === 'sideEffects' ? 'side' : part];
    return label === null ? [] : [{ server: each.server, label, judged: judge(part, each) }];
  });

/** Agreement beyond chance where two levels apart weighs four times one: Cohen's kappa with quadratic weights. */
function kappa(all: readonly Pair[]): number {
  const share = (of: (each: Pair) => boolean): number => all.filter(of).length / all.length;
  let [observed, expected] = [0, 0];
  for (const a of [0, 1, 2])
    for (const b of [0, 1, 2]) {
      const weight = (a - b) ** 2;
      observed += weight * share(({ label, judged }) => label === a && judged === b);
      expected += weight * share(({ label }) => label === a) * share(({ judged }) => judged === b);
    }
  return expected === 0 ? Number.NaN : 1 - observed / expected;
}

function precisionRecall(all: readonly Pair[], most: Level): readonly [number, number] {
  const both = all.filter(({ label, judged }) => label <= most && judged <= most).length;
  const judged = all.filter((each) => each.judged <= most).length;
  return [both / judged, both / all.filter(({ label }) => label <= most).length];
}

/** How often a tool a reviewer would ship scores higher than one that was sent back; a tie is half. */
function auc(all: readonly Labelled[]): number {
  const scores = (verdict: string): number[] =>
    all.flatMap(({ label, score }) => (label.verdict === verdict && score !== null ? [score] : []));
  const [good, bad] = [scores('ship'), scores('revise')];
  const won = good.flatMap((a) => bad.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return won.reduce((sum: number, each) => sum + each, 0) / won.length;
}

/** The middle 95 % of a figure when whole servers are drawn again and again: tools of one server are alike. */
function interval<T extends { readonly server: string }>(
  all: readonly T[],
  figure: (drawn: readonly T[]) => number,
): string {
  const by = [...groupBy(all, ({ server }) => server).values()];
  let seed = 1;
  const draw = (): readonly T[] => by[(seed = (seed * 48_271) % 2_147_483_647) % by.length]!;
  const values = Array.from({ length: 400 }, () => figure(by.flatMap(draw)))
    .filter((value) => !Number.isNaN(value))
    .toSorted((a, b) => a - b);
  const at = (share: number): string => values[Math.floor(values.length * share)]?.toFixed(2) ?? '-';
  return `${at(0.025)}-${at(0.975)}`;
}

const percent = (value: number): string => (Number.isNaN(value) ? '-' : (100 * value).toFixed(1)).padStart(6);
const number = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(2)).padStart(5);

const ours = judgeBy();
console.log(`${tools.length} labels, ${servers.size} servers`);
console.log('part            n  missing: P      R   weak: P      R   kappa   95 % by server   length alone  one word');
for (const part of PARTS) {
  const all = pairs(part, ours);
  const [mp, mr] = precisionRecall(all, 0);
  const [wp, wr] = precisionRecall(all, 1);
  const word = WORD[part] ? number(kappa(pairs(part, byWord))) : '    -';
  console.log(
    `${part.padEnd(12)} ${String(all.length).padStart(4)}    ${percent(mp)} ${percent(mr)}  ${percent(wp)} ${percent(wr)}   ${kappa(all).toFixed(3)}   ${interval(all, kappa).padEnd(14)}   ${number(kappa(pairs(part, byLength)))}         ${word}`,
  );
}
const effects = tools.map(({ label, server, tool }) => ({
  label: label.class === 'm',
  judged: !['read', null].includes(servers.get(server)!.facts.effect(tool).class),
}));
const hits = effects.filter(({ label, judged }) => label && judged).length;
const precision = hits / effects.filter(({ judged }) => judged).length;
const recall = hits / effects.filter(({ label }) => label).length;
console.log(
  `changes something: P ${percent(precision)} R ${percent(recall)} F1 ${percent((2 * precision * recall) / (precision + recall))}`,
);
if (tools.some(({ label }) => label.verdict))
  console.log(
    `the score ranks what a reviewer would ship above what is sent back: AUC ${auc(tools).toFixed(3)}   ${interval(tools, auc)} by server`,
  );

if (ablation) {
  console.log('\nwithout a family of cues: kappa, change, and precision of "missing"');
  for (const part of ['when', 'returns', 'sideEffects'] as const) {
    const full = kappa(pairs(part, ours));
    const { read, cues } = CUES[part] as Cues<unknown>;
    for (const family of new Set(cues.map((cue) => cue.family))) {
      const others = { read, cues: cues.filter((cue) => cue.family !== family) };
      const without = pairs(part, judgeBy({ ...CUES, [part]: others }));
      const change = (kappa(without) - full).toFixed(3).padStart(6);
      console.log(
        `${part.padEnd(12)} ${family.padEnd(14)} ${kappa(without).toFixed(3)}  ${change}  ${percent(precisionRecall(without, 0)[0])}`,
      );
    }
  }
}
