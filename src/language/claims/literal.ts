import type { Literal } from './claim.ts';

/** A value that starts at some offset of a text, and where it ends. */
export interface Read extends Literal {
  readonly end: number;
  /** The unit behind a number: `5000ms`, `2 weeks`. */
  readonly unit?: string;
}

const QUOTED = /`([^`\n]{0,80})`|"([^"\n]{0,80})"|'([^'\n]{0,80})'|“([^”\n]{0,80})”|‘([^’\n]{0,80})’/y;
const NUMBER = /-?(?:\d{1,3}(?:,\d{3})+|\d{1,15}(?:\.\d{1,10})?)(?![\w:/]|[.,-]\d| ?[–-] ?\d)/y;
const MEASURED =
  /(-?\d{1,12}(?:\.\d{1,6})?)\s?(%|px|(?:k|m|g)i?b|bytes?|ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?|pt|em|k)\b/iy;
const WORD = /[\p{L}_][\p{L}\p{N}_.-]{0,60}(?<![.-])(?![\w(=])/uy;

/** Reads a number, a boolean, a quoted text or a bare word at an offset. */
export function literalAt(text: string, at: number): Read | undefined {
  const quoted = matchAt(QUOTED, text, at);
  if (quoted) {
    const value = quoted.slice(1).find((each) => each !== undefined)!;
    if (/^[[{]|^[^\p{L}\p{N}]*$/u.test(value)) return undefined; // JSON, or what stands between two quotations
    return { value: quoted[0].startsWith('`') ? unquoted(value) : value, quoted: true, end: at + quoted[0].length };
  }
  const measured = matchAt(MEASURED, text, at);
  if (measured)
    return {
      value: Number(measured[1]),
      quoted: false,
      end: at + measured[0].length,
      unit: measured[2]!.toLowerCase(),
    };
  const number = matchAt(NUMBER, text, at);
  if (number) return { value: Number(number[0].replaceAll(',', '')), quoted: false, end: at + number[0].length };
  const word = matchAt(WORD, text, at);
  return word && { ...said(word[0]), end: at + word[0].length };
}

/** A bare word; `true` and `false` are values. */
const said = (word: string): Literal =>
  /^(?:true|false)$/i.test(word)
    ? { value: word.toLowerCase() === 'true', quoted: true }
    : { value: word, quoted: false };

/** What stands in backticks may be written as code: `"open"`, `20`. */
function unquoted(value: string): Literal['value'] {
  const bare = /^(["'])(.{0,78})\1$/.exec(value);
  if (bare) return bare[2]!;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(value) ? Number(value) : value;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
