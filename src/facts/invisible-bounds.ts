import type { Restated } from './restated.ts';
import type { Bound, Stated } from './stated.ts';

interface Side {
  readonly bound: Bound;
  /** Whether somebody who does not know it would break it. */
  matters(value: number): boolean;
  say(value: number): string;
}

const SIDES: readonly Side[] = [
  { bound: 'minimum', matters: (value) => value !== 0 && value !== 1, say: (value) => `at least ${value}` },
  { bound: 'exclusiveMinimum', matters: (value) => value !== 0, say: (value) => `above ${value}` },
  { bound: 'maximum', matters: (value) => value <= 1_000, say: (value) => `at most ${value}` },
  { bound: 'exclusiveMaximum', matters: (value) => value <= 1_000, say: (value) => `below ${value}` },
  { bound: 'minItems', matters: (value) => value > 1, say: (value) => `at least ${value} elements` },
  { bound: 'maxItems', matters: (value) => value <= 100, say: (value) => `at most ${value} elements` },
  { bound: 'minLength', matters: (value) => value > 1, say: (value) => `at least ${value} characters` },
  { bound: 'maxLength', matters: (value) => value < 500, say: (value) => `at most ${value} characters` },
];

/** Numbers whose range everybody knows. */
const KNOWN = /lat(?:itude)?$|(?:lon|lng)(?:gitude)?$|^(?:port|month|day|hour|minute)s?$/i;

/** The bounds among `keywords`, or all, that matter and that no text says. */
export function boundsSaid(
  name: string,
  { bounds, values, formats }: Stated,
  keywords: ReadonlySet<string> | undefined,
  restated: Restated,
): string | undefined {
  if (values !== undefined || formats.size > 0 || KNOWN.test(name) || isContradictory(bounds)) return undefined;
  const open = SIDES.flatMap(({ bound, matters, say }) => {
    const value = keywords === undefined || keywords.has(bound) ? bounds[bound] : undefined;
    return value === undefined || !matters(value) || restated.number(value) ? [] : say(value);
  });
  return open.length === 0 ? undefined : open.join(', ');
}

/** A defect of its own. */
const isContradictory = ({ minimum, maximum, minLength, maxLength, minItems, maxItems }: Stated['bounds']): boolean =>
  (minimum ?? -Infinity) > (maximum ?? Infinity) ||
  (minLength ?? 0) > (maxLength ?? Infinity) ||
  (minItems ?? 0) > (maxItems ?? Infinity);
