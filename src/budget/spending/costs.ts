import { PRICES, PRICES_AS_OF, type Price } from '../../profiles/prices.ts';
import { tokenizerOf } from '../../profiles/tokenizers.ts';
import { CLIENT_OF, type Calibration } from './calibration.ts';
import { calibrated, estimated } from './estimates.ts';
import type { ClientView, Cost } from './spending.ts';

const TURNS = 1_000;

/**
 * What the definitions cost in 1,000 turns of one conversation. With caching they are written once and read 999 times: nobody
 * pauses for longer than the cache keeps them. Models of OpenAI may get them as JSON or as types: between the two.
 */
export const costsOf = (views: readonly ClientView[], calibrations: readonly Calibration[] = []): readonly Cost[] =>
  PRICES.flatMap((price) => {
    const tokens = tokensFor(price, views, calibrations);
    if (tokens === undefined) return [];
    const each = (dollars: number) => ({ from: tokens.from * dollars, to: tokens.to * dollars });
    const { input, cached, write } = price;
    return {
      model: price.name,
      uncached: each((TURNS * input) / 1e6),
      cached: each((write + (TURNS - 1) * cached) / 1e6),
      asOf: PRICES_AS_OF,
    };
  });

function tokensFor(
  { id, maker }: Price,
  views: readonly ClientView[],
  calibrations: readonly Calibration[],
): { readonly from: number; readonly to: number } | undefined {
  const count = (view: string): number | undefined => views.find((each) => each.id === view)?.tokens.o200k_base;
  if (maker === 'openai') {
    const counts = ['openai-typescript', 'openai-json'].map(count).filter((each) => each !== undefined);
    return counts.length === 0 ? undefined : { from: Math.min(...counts), to: Math.max(...counts) };
  }
  const tokens = count(CLIENT_OF[maker].id);
  const tokenizer = tokenizerOf(id);
  if (tokens === undefined || tokenizer === undefined) return undefined;
  // what was measured of this model, else of one with the same tokenizer
  const own =
    calibrations.find(({ model }) => model === id) ?? calibrations.find((each) => each.tokenizer === tokenizer);
  return own ? calibrated(tokens, own) : estimated(tokens, tokenizer);
}
