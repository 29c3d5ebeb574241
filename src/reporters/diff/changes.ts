import type { Compared } from '../../diff/comparison.ts';
import type { Change } from '../../diff/diff.ts';
import { printable } from '../../text/printable.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';
import { GUTTER, wordLines } from './inked.ts';
import { sayChange, wordOf } from './say.ts';
import type { DiffPage } from './terminal.ts';

export function changeLines(change: Change, page: DiffPage): string[] {
  const word = wordOf(change);
  const ink = inkOf(change, page.style);
  const lines = wrap(sayChange(change), page.width - GUTTER);
  return [
    ...lines.map((line, i) => `  ${i === 0 ? ink(word.padEnd(GUTTER - 4)) : ' '.repeat(GUTTER - 4)}  ${line}`),
    ...(change.words ? wordLines(change.words, page) : []),
  ];
}

export function inkOf({ impact, subject }: Change, style: Style): (text: string) => string {
  if (impact === 'breaking') return style.severity.error;
  if (impact === 'may-break') return style.severity.warning;
  return subject === 'text' ? style.severity.info : style.green;
}

export function signLines({ signs }: Compared, tool: string, page: DiffPage): string[] {
  return signs
    .filter(({ at }) => (at.kind === 'tool' ? at.name : '') === tool)
    .flatMap(({ message, ruleId, severity }) =>
      wrap(`${printable(message, 600)}  ${ruleId}`, page.width - GUTTER).map(
        (line, i) =>
          `  ${i === 0 ? page.style.severity[severity === 'info' ? 'warning' : 'error']('steers'.padEnd(GUTTER - 4)) : ' '.repeat(GUTTER - 4)}  ${line}`,
      ),
    );
}
