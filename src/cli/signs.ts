import { rules } from '../../rules/index.ts';
import type { Sign } from '../diff/comparison.ts';
import { isOffered } from '../diff/offers.ts';
import type { Finding } from '../engine/audit.ts';
import { runAudit } from '../engine/run.ts';
import type { Loaded } from '../inputs/input.ts';
import { renamed } from '../inputs/rename.ts';
import type { Rule } from '../rule.ts';

/** What a text may do to the model that reads it. */
const STEERS: ReadonlySet<string> = new Set([
  'instructs-beyond-tool',
  'description-steering',
  'hidden-unicode',
  'ansi-escape',
]);

/** What these rules find in the texts of one reading and do not find in the other: it came with what changed. */
export function signsOf(before: Loaded, after: Loaded): readonly Sign[] {
  const steering = rules.filter(({ meta }) => STEERS.has(meta.id));
  const known = new Set(found(renamed(before, after.server.id), steering).map(keyOf));
  return found(after, steering)
    .filter((finding) => !known.has(keyOf(finding)))
    .map(({ address, ruleId, severity, message }) => ({ at: address, ruleId, severity, message }));
}

/** Of resources only what a lock keeps: the others come and go with the data. */
const found = ({ server, ...loaded }: Loaded, steering: readonly Rule[]): readonly Finding[] =>
  runAudit([{ ...loaded, server: { ...server, resources: server.resources.filter(isOffered) }, suppressions: [] }], {
    rules: steering,
    failOn: 'never',
    minTools: 0,
  }).findings;

/** A sentence says what it says wherever else it stands: the rest of a message counts other places. */
const keyOf = ({ fingerprint, message }: Finding): string => `${fingerprint}\0${message}`;
