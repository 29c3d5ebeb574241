import type { Budget, Parts } from '../budget/budget.ts';
import type { ServerAudit } from '../engine/audit.ts';
import { CATEGORIES, type Grade } from '../score/weights.ts';
import { grouped } from '../text/numbers.ts';

/** How many tools and rules are named. */
const NAMED = 5;
/** A rule that would gain less is not worth a word. */
const LEAST = 0.5;

/** The score of a server as pages for people show it. */
export interface ShownScore {
  readonly overall: number;
  readonly grade: Grade;
  /** "description 61", for each category that was evaluated; none where nothing is missing. */
  readonly categories: readonly string[];
  /** The tools below the score of the server, the worst first; their names not yet made printable. */
  readonly lowest: readonly { readonly name: string; readonly overall: number }[];
  /** What would raise it most: at least one point each. */
  readonly gains: readonly { readonly rule: string; readonly points: number }[];
}

/** Of half a list nothing is said. */
export function shownScore({ score, tools, status }: ServerAudit): ShownScore | undefined {
  if (!score || score.overall === null || score.grade === null || status !== 'audited') return undefined;
  const { overall, grade, categories } = score;
  return {
    overall,
    grade,
    categories:
      overall === 100
        ? []
        : CATEGORIES.flatMap((category) =>
            categories[category] === null ? [] : [`${category} ${categories[category]}`],
          ),
    lowest: tools
      .flatMap(({ name, score: own }) => (own.overall === null ? [] : [{ name, overall: own.overall }]))
      .toSorted((a, b) => a.overall - b.overall)
      .filter((tool) => tool.overall < overall)
      .slice(0, NAMED),
    gains: score
      .gains()
      .filter(({ points }) => points >= LEAST)
      .slice(0, NAMED)
      .map(({ rule, points }) => ({ rule, points: Math.round(points) || 1 })),
  };
}

const LABELS: Readonly<Record<keyof Parts, string>> = {
  name: 'names',
  description: 'descriptions',
  parameters: 'parameter descriptions',
  schema: 'input schemas',
  output: 'output schemas',
  annotations: 'annotations',
  other: 'other',
};

/** "names 155", for each part of the two views that costs anything; of the listing what the model view has not. */
export const tokenParts = ({ parts }: Budget): { readonly model: string[]; readonly listing: string[] } => ({
  model: spent(parts.model, ['name', 'description', 'parameters', 'schema', 'other']),
  listing: spent(parts.listing, ['output', 'annotations', 'other']),
});

const spent = (parts: Parts, shown: readonly (keyof Parts)[]): string[] =>
  shown.filter((part) => parts[part] > 0).map((part) => `${LABELS[part]} ${grouped(parts[part])}`);
