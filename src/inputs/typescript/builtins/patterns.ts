import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, type Call, type HostValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { TOO_MANY } from './array-self.ts';
import { bounded } from './bounded.ts';
import { toText } from './coerce.ts';
import { iteratorOf } from './iterators.ts';
import { fns, numberArg } from './native.ts';
import { assumedOf, lift, LONGEST_ARRAY, LONGEST_TEXT } from './operands.ts';
import { Unset } from '../values.ts';
import { compile, matchValue, regexOf, type RegExpData } from './regexp.ts';
import { throwError } from './throw.ts';

/** Where a text was found: a real match, or one made for a plain text. */
type Found = { readonly index: number; readonly groups?: RegExpExecArray['groups'] | undefined } & readonly string[];

type Answer = (text: Primitive & { value: string }, pattern: RegExpData | string, call: Call) => Value;

/** A method whose first operand is a text or a regular expression; with `flags`, a text becomes an expression. */
function searching(answer: Answer, flags?: string): (call: Call) => Value {
  return (call) => {
    const { machine, spot } = call;
    return lift([call.self ?? UNDEFINED, ...call.args], spot, ([self, pattern = UNDEFINED, ...rest]) => {
      const text = toText(self!, machine, spot);
      if (text.kind === 'opaque') return text;
      const regex = regexOf(pattern);
      if (regex) return answer(text, regex, { ...call, args: [pattern, ...rest] });
      const isLeftOut = pattern.kind === 'primitive' && pattern.value === undefined && !pattern.assumed;
      const needle = isLeftOut && flags !== undefined ? new Primitive('', spot) : toText(pattern, machine, spot);
      if (needle.kind === 'opaque') return needle;
      const made = flags === undefined ? undefined : compile(String(needle.value), flags, spot);
      return answer(text, regexOf(made) ?? String(needle.value), {
        ...call,
        args: [isLeftOut ? pattern : needle, ...rest],
      });
    });
  };
}

/** Every match of an expression, or the first one when it is not global. */
function matches(
  { regex }: RegExpData,
  text: string,
  all: boolean,
  machine: Machine,
): readonly RegExpExecArray[] | Opaque {
  return bounded<readonly RegExpExecArray[] | Opaque>(regex, text, machine, () => {
    const found: RegExpExecArray[] = [];
    regex.lastIndex = 0;
    for (let match = regex.exec(text); match; match = regex.exec(text)) {
      found.push(match);
      if (!all) break;
      if (found.length > LONGEST_ARRAY) return TOO_MANY;
      if (match[0] === '') regex.lastIndex += regex.unicode && text.codePointAt(match.index)! > 0xff_ff ? 2 : 1;
    }
    return found;
  });
}

/** Every place of a plain text, or the first one. */
function places(text: string, needle: string, all: boolean): readonly Found[] | Opaque {
  const found: Found[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + (needle.length || 1))) {
    found.push(Object.assign([needle], { index: at }));
    if (!all || (needle === '' && at >= text.length)) break;
    if (found.length > LONGEST_ARRAY) return TOO_MANY;
  }
  return found;
}

const replace =
  (all: boolean): Answer =>
  (text, pattern, call) => {
    const { machine, spot, args } = call;
    const global = typeof pattern !== 'string' && pattern.regex.global;
    if (all && typeof pattern !== 'string' && !global)
      return throwError(new TypeError('replaceAll must be called with a global RegExp'), spot);
    const found =
      typeof pattern === 'string' ? places(text.value, pattern, all) : matches(pattern, text.value, global, machine);
    if (found instanceof Opaque) return found;
    const [, by = UNDEFINED] = args;
    const isCallback = by.kind === 'function' || by.kind === 'host';
    const template = isCallback ? undefined : toText(by, machine, spot);
    if (template?.kind === 'opaque') return found.length === 0 ? text : template;
    let result = '';
    let last = 0;
    let assumed = assumedOf(text, ...args);
    for (const match of found) {
      machine.step();
      const part = template ? template.value : called(by, match, text.value, machine, spot);
      if (typeof part !== 'string' && part.kind === 'opaque') return part;
      if (typeof part !== 'string') assumed ??= part.assumed;
      const put = typeof part === 'string' ? expand(part, match, text.value) : part.value;
      result += text.value.slice(last, match.index) + put;
      last = match.index + match[0]!.length;
      if (result.length > LONGEST_TEXT) return new Opaque('a text of more than two million characters', spot);
    }
    return new Primitive(result + text.value.slice(last), spot, assumed);
  };

function called(
  callback: Value,
  match: Found,
  text: string,
  machine: Machine,
  spot: Spot,
): (Primitive & { value: string }) | Opaque {
  const parts = [...match].map((part) => new Primitive(part, spot));
  const groups = match.groups
    ? [matchValue(match as unknown as RegExpExecArray, spot).own!.properties.get('groups')!.value]
    : [];
  const value = machine.call(
    callback,
    [...parts, new Primitive(match.index, spot), new Primitive(text, spot), ...groups],
    spot,
  );
  return toText(value, machine, spot);
}

/** ECMAScript's GetSubstitution. */
function expand(template: string, match: Found, text: string): string {
  if (!template.includes('$')) return template;
  return template.replace(/\$(?:([$&`'])|(\d\d?)|<([^>]*)>)/g, (whole, sign: string, digits: string, name: string) => {
    if (sign === '$') return '$';
    if (sign === '&') return match[0]!;
    if (sign === '`') return text.slice(0, match.index);
    if (sign === "'") return text.slice(match.index + match[0]!.length);
    if (name !== undefined) return match.groups ? (match.groups[name] ?? '') : whole;
    const two = Number(digits);
    if (two > 0 && two < match.length) return match[two] ?? '';
    const one = Number(digits[0]);
    return digits.length === 2 && one > 0 && one < match.length ? (match[one] ?? '') + digits[1]! : whole;
  });
}

export const patternMethods = (): [string, HostValue][] =>
  fns('String.prototype.', {
    replace: searching(replace(false)),
    replaceAll: searching(replace(true)),
    match: searching((text, pattern, { machine, spot }) => {
      if (typeof pattern === 'string') return new Opaque('a regular expression that is not valid', spot);
      const { global } = pattern.regex;
      const found = matches(pattern, text.value, global, machine);
      if (found instanceof Opaque) return found;
      if (found.length === 0) return new Primitive(null, spot, text.assumed);
      return global
        ? new ArrayValue(
            found.map(([part]) => new Primitive(part, spot, text.assumed)),
            spot,
          )
        : matchValue(found[0]!, spot, text.assumed);
    }, ''),
    matchAll: searching((text, pattern, { machine, spot }) => {
      if (typeof pattern === 'string') return new Opaque('a regular expression that is not valid', spot);
      const found = matches(pattern, text.value, true, machine);
      return found instanceof Opaque
        ? found
        : iteratorOf(
            found.map((match) => ({ value: matchValue(match, spot, text.assumed) })),
            spot,
          );
    }, 'g'),
    search: searching((text, pattern, { machine, spot }) => {
      if (typeof pattern === 'string') return new Opaque('a regular expression that is not valid', spot);
      const found = matches(pattern, text.value, false, machine);
      return found instanceof Opaque ? found : new Primitive(found[0]?.index ?? -1, spot, text.assumed);
    }, ''),
    split: searching((text, pattern, call) => {
      const { machine, spot } = call;
      const limit = numberArg(call, 1, LONGEST_ARRAY + 1);
      if (limit instanceof Opaque) return limit;
      const [separator] = call.args;
      if (separator?.kind === 'primitive' && separator.value === undefined)
        return new ArrayValue(limit === 0 ? [] : [text], spot);
      const parts =
        typeof pattern === 'string'
          ? text.value.split(pattern, limit)
          : bounded(pattern.regex, text.value, machine, () => text.value.split(pattern.regex, limit));
      if (parts instanceof Opaque) return parts;
      machine.step(parts.length);
      if (parts.length > LONGEST_ARRAY) return TOO_MANY;
      const assumed = assumedOf(text, ...call.args);
      const array = new ArrayValue(
        parts.map((part) => new Primitive(part, spot, assumed)),
        spot,
      );
      if (assumed !== undefined) array.open = new Unset(assumed, spot);
      return array;
    }),
  });
