import type { WindowShare } from './spending.ts';

/** Context windows that many models have, in tokens. */
const WINDOWS = [128_000, 200_000, 1_000_000] as const;

export const windowShares = (tokens: number): readonly WindowShare[] =>
  WINDOWS.map((window) => ({ window, share: tokens / window }));
