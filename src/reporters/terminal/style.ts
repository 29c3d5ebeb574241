import type { Verdict } from '../summary.ts';
import type { Severity } from '../../rule.ts';
import type { Grade } from '../../score/weights.ts';

type Paint = (text: string) => string;

/** The few colours we use. Without colour each gives the text back. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly green: Paint;
  /** Words that are gone. */
  readonly removed: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly grade: (grade: Grade, text: string) => string;
  /** The word an audit ends with, on a ground of its colour. */
  readonly badge: (verdict: Verdict, text: string) => string;
  /** A hyperlink where the terminal has them, else the text alone. */
  readonly link: (text: string, url: string) => string;
}

const BADGE: Readonly<Record<Verdict, number>> = {
  pass: 42,
  fail: 41,
  done: 44,
  partial: 43,
  incomplete: 41,
  'not-evaluated': 41,
  unchecked: 43,
};

const GRADE: Readonly<Record<Grade, number>> = { A: 32, B: 32, C: 33, D: 33, F: 31 };

export function styleOf({ color, links }: { readonly color: boolean; readonly links: boolean }): Style {
  const sgr = (open: number, close: number): Paint =>
    color ? (text) => `\u001B[${open}m${text}\u001B[${close}m` : (text) => text;
  const bold = sgr(1, 22);
  const colored = (code: number): Paint => {
    const ink = sgr(code, 39);
    return (text) => bold(ink(text));
  };
  return {
    bold,
    dim: sgr(2, 22),
    green: sgr(32, 39),
    removed: (text) => sgr(31, 39)(sgr(9, 29)(text)),
    severity: { error: colored(31), warning: colored(33), info: colored(36) },
    grade: (grade, text) => colored(GRADE[grade])(text),
    badge: (verdict, text) =>
      color
        ? bold(
            sgr(BADGE[verdict], 49)(sgr(verdict === 'partial' || verdict === 'unchecked' ? 30 : 97, 39)(` ${text} `)),
          )
        : text,
    link: links ? (text, url) => `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\` : (text) => text,
  };
}
