import { TOKENIZERS, type Tokenizer } from '../../profiles/tokenizers.ts';
import type { Calibration } from './calibration.ts';
import type { Estimate } from './spending.ts';

/** What a text of so many tokens of `o200k_base` takes with the models of a maker: a range for each of its tokenizers, or what was calibrated. */
export const estimatesOf = (
  tokens: number,
  maker: Tokenizer['maker'],
  calibrations: readonly Calibration[] = [],
): readonly Estimate[] =>
  TOKENIZERS.filter((tokenizer) => tokenizer.maker === maker).flatMap((tokenizer) => {
    const own = calibrations.filter((each) => each.tokenizer === tokenizer);
    return own.length > 0 ? own.map((each) => calibrated(tokens, each)) : estimated(tokens, tokenizer);
  });

export const estimated = (tokens: number, { models, from, to, because }: Tokenizer): Estimate => ({
  models,
  from: Math.round(tokens * from),
  to: Math.round(tokens * to),
  basis: `${from} to ${to} times o200k_base: ${because}`,
});

export function calibrated(tokens: number, { model, ratio, fixed, counts, residual }: Calibration): Estimate {
  const whole = fixed + ratio * tokens;
  const besides = fixed < 0.5 ? '' : ` and ${Math.round(fixed)} besides`;
  const rests = counts === 1 ? 'one count' : `${counts} counts`;
  const off = residual === undefined ? '' : `, off by about ${percent(residual)}`;
  return {
    models: model,
    from: Math.round(whole * (1 - (residual ?? 0))),
    to: Math.round(whole * (1 + (residual ?? 0))),
    basis: `calibrated: ${ratio.toFixed(2)} times o200k_base${besides}, from ${rests}${off}`,
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
