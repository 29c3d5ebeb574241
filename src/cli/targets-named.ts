import type { ConfigTarget, NamedWord, ReadConfig } from '../config/config.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';

type Configured = ConfigTarget | NamedWord;

/** The targets that `--target` names, in the order in which they are configured; all where it names none. Throws a `UserError`. */
export function wantedTargets(
  { config, file }: Pick<ReadConfig, 'config' | 'file'>,
  names: readonly string[] | undefined,
): readonly Configured[] {
  const { targets = [] } = config;
  if (names === undefined) return targets;
  const known = targets.flatMap((target) => nameOf(target) ?? []);
  for (const name of names) if (!known.includes(name)) throw unknown(name, known, file !== undefined);
  return targets.filter((target) => names.includes(nameOf(target) ?? ''));
}

/** A name chooses among what is configured, not among what a call names. */
export function refuseIdleTarget(names: readonly string[] | undefined, beside: string): void {
  if (names !== undefined)
    throw new UserError(`--target is given, and so is ${beside}`, {
      hints: ['`--target` chooses among the targets of the configuration: leave one of the two out'],
    });
}

const nameOf = (target: Configured): string | undefined => (typeof target === 'string' ? undefined : target.name);

function unknown(name: string, known: readonly string[], isConfigured: boolean): UserError {
  const quoted = (text: string): string => `\`${printable(text, 80).replaceAll('`', "'")}\``;
  const close = nearest(name, known);
  return new UserError(`no target is called ${quoted(name)}`, {
    hints: [
      close !== undefined
        ? `did you mean ${quoted(close)}?`
        : known.length > 0
          ? `known are ${known.map(quoted).join(', ')}`
          : isConfigured
            ? 'no target has a name: write `"targets": { "api": { … } }`, or give one a `name`'
            : 'there is no configuration, which would name them: write `mcp-audit.config.json`',
    ],
  });
}
