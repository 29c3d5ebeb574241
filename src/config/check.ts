import type { UserError } from '../user-error.ts';
import { unknowns, type Rules } from './known.ts';
import { describe } from './mistakes.ts';
import { errorOf, show, type Problem } from './problem.ts';
import { configSchema, type FileConfig } from './schema.ts';
import type { Source } from './source.ts';

/** What only the project itself may say: what is audited, and what is known of it. */
const OWN = ['targets', 'variants', 'baseline'];

/**
 * What a source says, or the mistakes in it as one `UserError`, in the order they stand. `more` are those that were found on
 * the way. Nothing of a header or variable is repeated but its name.
 */
export function checkConfig(
  source: Source,
  rules: Rules,
  { more = [], isExtended = false }: { readonly more?: readonly Problem[]; readonly isExtended?: boolean } = {},
): FileConfig {
  const { value } = source;
  const result = configSchema.safeParse(value);
  const error: UserError | undefined = errorOf(
    [
      ...source.repeated.map((path) => ({
        message: `${show(path)} stands twice`,
        path,
        part: 'key' as const,
        hints: ['keep one: only the last counts'],
      })),
      ...(result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, value))),
      ...unknowns(value, rules, more.length > 0),
      ...(isExtended ? notItsOwn(value) : []),
      ...more,
    ],
    source,
  );
  if (error) throw error;
  return result.data!;
}

const notItsOwn = (value: unknown): Problem[] =>
  OWN.filter((key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key)).map((key) => ({
    message: `\`${key}\` cannot be extended`,
    path: [key],
    part: 'key',
    hints: ['only the configuration that is read first says what is audited: move it there'],
  }));
