import { handedOver } from '../inputs/live/handed.ts';
import type { Io } from './io.ts';
import { takingOut } from './taken-out.ts';
import type { Target } from './target.ts';

/** The values that were passed to a target and must be shown nowhere: those of headers, variables, arguments and its address. */
export function secretsOf(target: Target): readonly string[] {
  const own = target.secrets?.filter((each) => each.length >= 6) ?? [];
  if (target.kind === 'stdio')
    return [...own, ...handedOver({ values: target.env ?? {}, ...(target.args ? { args: target.args } : {}) })];
  if (target.kind !== 'http') return own;
  return [
    ...own,
    ...handedOver({ values: target.headers ?? {}, url: target.url }),
    ...handedOver({ values: target.otherHeaders ?? {} }),
  ];
}

/**
 * Takes out of a finished report what was handed to a server as a secret: a server may say it again in its tools, and what it
 * says is quoted, escaped, broken into lines and cut. Linear.
 */
export const withoutHandedOver = (targets: readonly Target[]): ((text: string) => string) =>
  takingOut(targets.flatMap(secretsOf));

/** The same for all that is said beside reports from now on: why a server failed, what it sends, what differs. */
export function guarded(io: Io, targets: readonly Target[]): Io {
  const clean = withoutHandedOver(targets);
  return { ...io, stderr: { ...io.stderr, write: (text) => io.stderr.write(clean(text)) } };
}
