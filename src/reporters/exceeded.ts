import type { Exceeded } from '../engine/audit.ts';
import { grouped, plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';

/** A limit that was exceeded, as a sentence with names in backticks. */
export function sayExceeded({ server = '', limit, name = '', allowed, actual, by }: Exceeded): string {
  const tokens = `${plural(actual, 'token')}, and ${grouped(allowed)} are allowed`;
  switch (limit) {
    case 'max-warnings':
      return `There ${actual === 1 ? 'is' : 'are'} ${plural(actual, 'warning')}; ${by === 'configuration' ? '`maxWarnings`' : '--max-warnings'} allows ${grouped(allowed)}.`;
    case 'tool-tokens':
      return `The tool ${quoted(name)} of ${quoted(server)} costs ${tokens} for one tool.`;
    case 'toolset-tokens':
      return `The toolset ${quoted(name)} of ${quoted(server)} costs ${tokens}.`;
    case 'instructions-tokens':
      return `The instructions of ${quoted(server)} cost ${tokens}.`;
    case 'max-tokens':
      return `The tools and instructions of ${quoted(server)} cost ${plural(actual, 'token')}; ${by === 'configuration' ? '`budget.tokens`' : '--max-tokens'} allows ${grouped(allowed)}.`;
  }
}

const quoted = (name: string): string => `\`${printable(name).replaceAll('`', "'")}\``;
