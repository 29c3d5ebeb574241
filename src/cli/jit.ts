import { setFlagsFromString } from 'node:v8';

/** By V8 version, since the names differ and V8 complains on stderr about one it does not know. */
const PATIENCE: Readonly<Record<string, readonly string[]>> = {
  '11.3': ['--interrupt-budget=1000000'], // Node 20; the default is 67,584
  '12.4': ['--invocation-count-for-turbofan=30000'], // Node 22; the default is 3,000
};

/**
 * Makes V8 wait longer before it optimises a function. Most runs end before that pays: measured on Node 20, the optimising
 * compiler takes a fifth of the CPU time of auditing 117 tools and a third of 800, and as much of the wall time where the
 * cores are busy. At 5,000 tools it makes no difference.
 */
export function delayOptimising(): void {
  const version = process.versions.v8.split('.').slice(0, 2).join('.');
  for (const flag of PATIENCE[version] ?? []) setFlagsFromString(flag);
}
