// How many columns a terminal gives a text. Wide: East Asian wide and fullwidth blocks, and emoji. None: combining marks.
const NONE = /[\p{Mn}\p{Me}\uFE00-\uFE0F]/u;
const WIDE =
  /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F251}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
// oxlint-disable-next-line no-control-regex -- ASCII is the fast way through
const ASCII = /^[\x00-\x7F]*$/;

const columnsOf = (char: string): number => (char <= '\u02FF' ? 1 : NONE.test(char) ? 0 : WIDE.test(char) ? 2 : 1);

export function columns(text: string): number {
  if (ASCII.test(text)) return text.length;
  let sum = 0;
  for (const char of text) sum += columnsOf(char);
  return sum;
}

/** As much of the start of a text as fits into `max` columns. */
export function start(text: string, max: number): string {
  if (ASCII.test(text)) return text.slice(0, Math.max(0, max));
  let used = 0;
  let out = '';
  for (const char of text) {
    used += columnsOf(char);
    if (used > max) return out;
    out += char;
  }
  return out;
}

/** As much of the end of a text as fits into `max` columns. */
export function end(text: string, max: number): string {
  if (max <= 0) return '';
  if (ASCII.test(text)) return text.slice(-max);
  let used = 0;
  const out: string[] = [];
  for (const char of [...text].toReversed()) {
    used += columnsOf(char);
    if (used > max) break;
    out.push(char);
  }
  return out.toReversed().join('');
}

/** Cut at the end, with `…` where something is missing. */
export const fit = (text: string, max: number): string =>
  columns(text) <= max ? text : max < 1 ? '' : `${start(text, max - 1)}…`;

/** Filled up with spaces to `width` columns. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));
