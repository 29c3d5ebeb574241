import { severitiesOf } from '../engine/severity.ts';
import type { Rule, RuleMeta } from '../rule.ts';
import type { Level } from './schema.ts';

/**
 * The presets, computed from the metadata of rules, those of plugins as well.
 *
 * `spec` and `security` choose rules, and what they do not choose is off; of several, what any of them chooses is on.
 * `recommended` chooses all. `strict` chooses nothing, and is stricter about what is chosen.
 */
export const PRESETS = ['recommended', 'strict', 'spec', 'security'] as const;
export type Preset = (typeof PRESETS)[number];

export const isPreset = (name: string): name is Preset => (PRESETS as readonly string[]).includes(name);

/** What a preset is, for people. */
export const MEANING: Readonly<Record<Preset, string>> = {
  recommended: 'every rule at its own level, as without a configuration',
  strict: 'notes are warnings, and a warning fails the run',
  spec: 'what the protocol specification and the standards under it decide',
  security: 'what can be used against the user, the model or the server',
};

/** Whether a preset chooses a rule; `undefined` where it chooses none. */
export const CHOICES: Readonly<Record<Preset, ((rule: Rule) => boolean) | undefined>> = {
  recommended: () => true,
  strict: undefined,
  spec: (rule) => isDecided(rule.meta) || isAboutComments(rule),
  security: (rule) => isOfSecurity(rule.meta) || isAboutComments(rule),
};

/** The level that `strict` gives: a rule that only notes is a warning. One that can be an error keeps the levels of its messages. */
export function strictLevel({ meta }: Rule): Level | undefined {
  const levels = severitiesOf(meta);
  return levels.includes('info') && !levels.includes('error') ? 'warning' : undefined;
}

/** The protocol, and what it rests on: JSON Schema, the RFCs of HTTP, URIs and the like, Unicode. */
const NORM =
  /^https:\/\/(?:modelcontextprotocol\.io\/specification\/|json-schema\.org\/|www\.rfc-editor\.org\/|www\.unicode\.org\/reports\/)/;

/** How a text reads, and what it costs, is no matter of the specification; nor is the style of names. What can be an error always is, but for what only attacks. */
function isDecided(meta: RuleMeta): boolean {
  const isNorm = meta.references.some((reference) => NORM.test(reference));
  if (severitiesOf(meta).includes('error')) return isNorm || meta.category !== 'safety';
  if (meta.category === 'naming') return isNorm && meta.severity !== 'info';
  return isNorm && meta.category !== 'description' && meta.category !== 'budget';
}

/** Lists of weaknesses, and chapters and advisories on security. */
const WEAKNESS = /^https:\/\/(?:[^/]*\.)?(?:cwe\.mitre|owasp)\.org\/|[#/-]security(?:[-_/#]|$)/;

const isOfSecurity = ({ category, references }: RuleMeta): boolean =>
  category === 'safety' || references.some((reference) => WEAKNESS.test(reference));

/** Whatever is chosen, a comment that silences nothing is one too many. */
const isAboutComments = ({ checks }: Rule): boolean => checks.suppression !== undefined;
