import { pageOf } from '../../about.ts';
import type { Rule, Severity } from '../../rule.ts';
import { LEVELS, type Descriptor } from './format.ts';

/** What GitHub sorts and labels alerts by; our severities promise it: an error is near certain, a warning right nine times in ten. */
const PRECISION: Partial<Record<Severity, string>> = { error: 'very-high', warning: 'high' };
const PROBLEM: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'recommendation' };
/** Score bands of GitHub: above 7 is high, from 4 medium, below that low. */
const SECURITY: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.0', info: '2.0' };

/** GitHub shows at most this many characters of a full description. */
const FULL = 1000;

export function descriptorOf({ meta }: Rule): Descriptor {
  const { id, title, why, hint, advice = hint, severity, category, references } = meta;
  const safety = category === 'safety';
  return {
    id,
    name: pascal(id),
    shortDescription: { text: title },
    fullDescription: { text: why.length > FULL ? `${why.slice(0, FULL - 1)}…` : why },
    help: {
      text: [`Why: ${why}`, `Do: ${advice}`, `Sources: ${references.map(urlOf).join(', ')}`].join('\n\n'),
      markdown: [
        `**Why.** ${why}`,
        `**Do.** ${advice}`,
        `**Sources.** ${references.map(linkOf).join(' · ')}`,
        `[The page of this rule, with examples](${pageOf(meta)})`,
      ].join('\n\n'),
    },
    helpUri: pageOf(meta),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['mcp', category, ...(safety ? ['security'] : [])],
      ...(PRECISION[severity] ? { precision: PRECISION[severity] } : {}),
      'problem.severity': PROBLEM[severity],
      ...(safety ? { 'security-severity': SECURITY[severity] } : {}),
    },
  };
}

const pascal = (id: string): string => id.replace(/(?:^|[-/])(\w)/g, (_, letter: string) => letter.toUpperCase());
const urlOf = (reference: string): string =>
  reference.startsWith('http') ? reference : `https://github.com/${reference.replace('#', '/issues/')}`;
const linkOf = (reference: string): string =>
  reference.startsWith('http') ? `<${reference}>` : `[${reference}](${urlOf(reference)})`;
