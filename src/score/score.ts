import { itemKey, type Address, type Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import type { Tool } from '../model/server.ts';
import type { Category } from '../rule.ts';
import { sumOf, type Loss } from './loss.ts';
import {
  CATEGORIES,
  gradeOf,
  MEAN,
  SERVER_WITH_ERROR,
  TOOL_WITH_ERROR,
  WEIGHTS,
  WORST,
  type Grade,
  type Weights,
} from './weights.ts';

/** 0 to 100, whole numbers; `null` where not evaluated. */
export interface Score {
  readonly overall: number | null;
  readonly grade: Grade | null;
  readonly categories: Readonly<Record<Category, number | null>>;
}

/** What the server's score would gain if a rule had nothing to say. */
export interface Gain {
  readonly rule: string;
  /** Points of the server's score, above 0. */
  readonly points: number;
}

export interface ServerScore extends Score {
  /** In the order listed. */
  readonly tools: readonly Score[];
  /** The rules that hold the score down, the heaviest first. */
  gains(): readonly Gain[];
}

/** What is scored, as the engine knows it. */
export interface Scored {
  /** Whether the whole list was read; of half a list nothing can be said. */
  readonly audited: boolean;
  readonly tools: readonly ScoredTool[];
  /** What was evaluated of the server beyond its tools. */
  readonly categories: ReadonlySet<Category>;
  /** By what kind of server it is; the general ones where that is left out. */
  readonly weights?: Weights;
  /** Every finding of the default rules, before configuration, suppressions and filters. */
  readonly losses: readonly Loss[];
}

export interface ScoredTool {
  readonly item: Item<Tool>;
  /** What was evaluated of it. */
  readonly categories: ReadonlySet<Category>;
  /** Of the 100 points of its description, those that are for something it has: side effects, parameters. */
  readonly due: number;
}

/** Numbers before they are rounded. */
type Exact = { readonly overall: number | null; readonly categories: Readonly<Record<Category, number | null>> };

/** The score of a server and of each of its tools. Every point that is lost is lost to a finding. */
export function scoreServer(scored: Scored): ServerScore {
  const bearers = bearersOf(scored);
  const tools = bearers.tools.map(({ tool, losses }) => scoreTool(tool, losses, scored.weights));
  const server = scoreWhole(scored, tools, bearers.beyond);
  return {
    ...rounded(server),
    tools: tools.map(rounded),
    gains: () => gainsOf(scored, bearers, tools, server.overall),
  };
}

interface Bearers {
  readonly tools: readonly { readonly tool: ScoredTool; readonly losses: readonly Loss[] }[];
  /** What no tool of the list bears. */
  readonly beyond: readonly Loss[];
}

/** Who loses what; a loss that has several places in one tool is lost there once. */
function bearersOf({ tools, losses }: Scored): Bearers {
  const at = new Map<string, Loss[]>();
  for (const loss of losses) {
    for (const key of new Set(loss.places.map(bearer))) {
      const known = at.get(key);
      if (known) known.push(loss);
      else at.set(key, [loss]);
    }
  }
  return {
    tools: tools.map((tool) => ({ tool, losses: at.get(itemKey(tool.item.address)) ?? [] })),
    beyond: at.get(SERVER) ?? [],
  };
}

const SERVER = 'server';
/** Prompts, resources and what else a server has are scored with it. */
const bearer = (place: Address): string => (place.kind === 'tool' ? itemKey(place) : SERVER);

function scoreTool({ categories, due }: ScoredTool, losses: readonly Loss[], weights?: Weights): Exact {
  const byCategory = groupBy(losses, ({ category }) => category);
  const scores = record((category) => {
    if (!categories.has(category)) return null;
    const lost = sumOf(byCategory.get(category) ?? []);
    return Math.max(0, 100 - (category === 'description' ? (lost * 100) / due : lost));
  });
  // Without its text, what a tool is chosen by was not seen.
  const overall = scores.description === null ? null : mean(scores, weights);
  const failed = losses.some(({ severity }) => severity === 'error');
  return { categories: scores, overall: overall !== null && failed ? Math.min(overall, TOOL_WITH_ERROR) : overall };
}

function scoreWhole(
  { audited, categories: evaluated, losses: all, weights = WEIGHTS }: Scored,
  tools: readonly Exact[],
  losses: readonly Loss[],
): Exact {
  if (!audited) return NOTHING;
  const lost = new Map(
    [...groupBy(losses, ({ category }) => category)].map(([category, own]) => [category, sumOf(own)]),
  );
  const both = (numbers: readonly number[]): number | null =>
    numbers.length === 0
      ? null
      : (MEAN * numbers.reduce((sum, each) => sum + each, 0)) / numbers.length +
        WORST * numbers.reduce((a, b) => Math.min(a, b));
  const categories = record((category) => {
    const ofTools = both(tools.flatMap((tool) => tool.categories[category] ?? []));
    const start = ofTools ?? (evaluated.has(category) ? 100 : null);
    return start === null ? null : Math.max(0, start - (lost.get(category) ?? 0));
  });
  const known = tools.flatMap(({ overall }) => overall ?? []);
  const start = known.length * 2 < tools.length ? null : both(known);
  if (start === null) return { ...NOTHING, categories };
  const weighed = CATEGORIES.filter((category) => categories[category] !== null);
  const weight = weighed.reduce((sum, category) => sum + weights[category], 0);
  const taken = weighed.reduce(
    (sum, category) => sum + (weights[category] * Math.min(100, lost.get(category) ?? 0)) / weight,
    0,
  );
  const overall = Math.max(0, start - taken);
  const failed = all.some(({ severity }) => severity === 'error');
  return { categories, overall: failed ? Math.min(overall, SERVER_WITH_ERROR) : overall };
}

/** By weight, over what was evaluated. */
function mean(scores: Exact['categories'], weights: Weights = WEIGHTS): number | null {
  let sum = 0;
  let weight = 0;
  for (const category of CATEGORIES) {
    const score = scores[category];
    if (score === null) continue;
    sum += score * weights[category];
    weight += weights[category];
  }
  return weight === 0 ? null : sum / weight;
}

function gainsOf(scored: Scored, { tools, beyond }: Bearers, scores: readonly Exact[], now: number | null): Gain[] {
  if (now === null) return [];
  return [...new Set(scored.losses.map(({ rule }) => rule))]
    .map((rule) => {
      const others = ({ rule: other }: Loss): boolean => other !== rule;
      const without = tools.map(({ tool, losses }, i) =>
        losses.every(others) ? scores[i]! : scoreTool(tool, losses.filter(others), scored.weights),
      );
      const { overall } = scoreWhole(
        { ...scored, losses: scored.losses.filter(others) },
        without,
        beyond.filter(others),
      );
      return { rule, points: (overall ?? now) - now };
    })
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points || (a.rule < b.rule ? -1 : 1));
}

const record = (of: (category: Category) => number | null): Record<Category, number | null> =>
  Object.fromEntries(CATEGORIES.map((category) => [category, of(category)])) as Record<Category, number | null>;

const NOTHING: Exact = { overall: null, categories: record(() => null) };

/** Sums in another order differ in their last digits, which must not decide what is rounded up. */
const round = (score: number): number => Math.round(Number(score.toFixed(6)));

function rounded({ overall, categories }: Exact): Score {
  const whole = overall === null ? null : round(overall);
  return {
    overall: whole,
    grade: whole === null ? null : gradeOf(whole),
    categories: record((category) => {
      const score = categories[category];
      return score === null ? null : round(score);
    }),
  };
}
