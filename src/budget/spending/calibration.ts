import type { Item } from '../../model/address.ts';
import type { Tool } from '../../model/server.ts';
import { tokenizerOf, type Tokenizer } from '../../profiles/tokenizers.ts';
import type { Client } from '../clients/client.ts';
import { anthropic } from '../clients/functions.ts';
import { gemini } from '../clients/gemini.ts';
import { countText } from '../count.ts';

/** Counts that a model's own API gave, without what the same request takes when it has no tools. */
export interface Measured {
  /** The id the API takes: `claude-opus-4-8`. */
  readonly model: string;
  /** Of a request with all tools. */
  readonly all?: number;
  /** Of a request with this tool alone, by its name. */
  readonly byTool: ReadonlyMap<string, number>;
}

/** How the counts of a model follow from ours: `fixed` + `ratio` × tokens of `o200k_base`. */
export interface Calibration {
  readonly model: string;
  readonly tokenizer: Tokenizer;
  readonly ratio: number;
  /** Tokens that every request with tools takes besides; 0 when too little was measured to tell. */
  readonly fixed: number;
  /** How many counts it rests on. */
  readonly counts: number;
  /** How far it is off, as a share of what was counted, large counts weighing more; absent below three counts, which any line fits. */
  readonly residual?: number;
}

/** Why counts cannot be used. */
export type Unfit = 'model' | 'tools' | 'counts';

/**
 * Fits a line through what was measured, by least squares. Tools that are not among these are left out. `model`: nothing is
 * estimated for it. `tools`: none of these was counted. `counts`: they do not grow with the definitions.
 */
export function calibrate({ model, all, byTool }: Measured, tools: readonly Item<Tool>[]): Calibration | Unfit {
  const tokenizer = tokenizerOf(model);
  if (tokenizer === undefined) return 'model';
  const { render } = CLIENT_OF[tokenizer.maker];
  const ours = (some: readonly Item<Tool>[]): number =>
    render(some, { server: '' }).texts.reduce((sum, text) => sum + countText(text), 0);
  const points: Point[] = [];
  for (const [name, count] of byTool) {
    const tool = tools.find(({ data }) => data.name === name);
    if (tool !== undefined) points.push([ours([tool]), count]);
  }
  if (all !== undefined && tools.length > 0) points.push([ours(tools), all]);
  if (points.length === 0) return 'tools';
  const line = fit(points);
  if (!(line.ratio > 0)) return 'counts';
  const size = (of: (point: Point) => number): number =>
    Math.sqrt(points.reduce((sum, point) => sum + of(point) ** 2, 0));
  return {
    model,
    tokenizer,
    ...line,
    counts: points.length,
    ...(points.length < 3 ? {} : { residual: size(([x, y]) => line.fixed + line.ratio * x - y) / size(([, y]) => y) }),
  };
}

/** The rendering whose text is counted for the models of a maker. */
export const CLIENT_OF: Readonly<Record<Tokenizer['maker'], Client>> = { claude: anthropic, gemini };

/** Our count and theirs. */
type Point = readonly [ours: number, theirs: number];

/** With one count, or where the line would start below nothing, through the origin. */
function fit(points: readonly Point[]): { readonly ratio: number; readonly fixed: number } {
  const sum = (of: (point: Point) => number): number => points.reduce((total, point) => total + of(point), 0);
  const n = points.length;
  const meanX = sum(([x]) => x) / n;
  const meanY = sum(([, y]) => y) / n;
  const spread = sum(([x]) => (x - meanX) ** 2);
  const ratio = sum(([x, y]) => (x - meanX) * (y - meanY)) / spread;
  const fixed = meanY - ratio * meanX;
  return n > 1 && spread > 0 && fixed >= 0
    ? { ratio, fixed }
    : { ratio: sum(([x, y]) => x * y) / sum(([x]) => x * x), fixed: 0 };
}
