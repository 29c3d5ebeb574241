import { GONE } from '../inputs/live/secrets.ts';
import { namedSecrets } from '../inputs/live/redact.ts';
import type { Target } from './target.ts';

/**
 * Takes out of a finished report what was handed to a server under the name of a secret: a server may say it again in its
 * tools, and what it says is quoted. Text of ours never has it.
 */
export function withoutHandedOver(targets: readonly Target[]): (text: string) => string {
  const secrets = targets.flatMap((target) =>
    target.kind === 'stdio'
      ? namedSecrets({ ...target.env }, target.args)
      : target.kind === 'http'
        ? namedSecrets({ ...target.headers, ...target.otherHeaders })
        : [],
  );
  const written = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]));
  const longest = [...written].sort((a, b) => b.length - a.length);
  return (text) => longest.reduce((rest, secret) => rest.replaceAll(secret, GONE), text);
}
