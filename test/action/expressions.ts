// Expressions of GitHub Actions, as far as action.yml uses them; what is not known here throws.

type Value = string | number | boolean | null | { readonly [key: string]: Value };

export interface Context {
  readonly [name: string]: Value;
}

/** How the steps before have ended, for `success()` and its like. */
export type Status = 'success' | 'failure';

interface Scope {
  readonly context: Context;
  readonly status: Status;
}

const TOKEN = /\s*(?:('(?:[^']|'')*')|([A-Za-z_][\w-]*)|(&&|\|\||==|!=|[!().]))/y;

/** Evaluates what stands between `${{` and `}}`, or an `if`. */
export function evaluate(expression: string, scope: Scope): Value {
  const tokens = tokensOf(expression);
  let at = 0;
  const next = (word: string): boolean => tokens[at] === word && (at++, true);
  const need = (word: string): void => {
    if (!next(word)) throw new Error(`\`${word}\` is missing in \`${expression}\``);
  };

  const or = (): Value => {
    let left = and();
    while (next('||')) {
      const right = and();
      left = isTrue(left) ? left : right;
    }
    return left;
  };
  const and = (): Value => {
    let left = comparison();
    while (next('&&')) {
      const right = comparison();
      left = isTrue(left) ? right : left;
    }
    return left;
  };
  const comparison = (): Value => {
    const left = unary();
    if (next('==')) return isSame(left, unary());
    if (next('!=')) return !isSame(left, unary());
    return left;
  };
  const unary = (): Value => (next('!') ? !isTrue(unary()) : primary());
  const primary = (): Value => {
    if (next('(')) {
      const inner = or();
      need(')');
      return inner;
    }
    const word = tokens[at++];
    if (word === undefined) throw new Error(`\`${expression}\` ends too early`);
    if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'");
    if (word === 'true' || word === 'false') return word === 'true';
    if (next('(')) {
      const given = tokens[at] === ')' ? [] : [or()];
      need(')');
      return called(word, given, scope);
    }
    return member(word);
  };
  const member = (name: string): Value => {
    if (!(name in scope.context)) throw new Error(`there is no context \`${name}\``);
    let value: Value = scope.context[name]!;
    while (next('.')) {
      const key = tokens[at++];
      if (key === undefined || !/^[A-Za-z_]/.test(key)) throw new Error(`\`${expression}\` has no name after a dot`);
      value = typeof value === 'object' && value !== null ? (value[key] ?? null) : null;
    }
    return value;
  };

  const result = or();
  if (at < tokens.length) throw new Error(`\`${tokens[at]}\` is not known in \`${expression}\``);
  return result;
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  const text = expression.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new Error(`\`${text.slice(from)}\` is not known in \`${text}\``);
    tokens.push(found[1] ?? found[2] ?? found[3]!);
  }
  return tokens;
}

function called(name: string, [given]: readonly Value[], { status }: Scope): Value {
  if (name === 'always') return true;
  if (name === 'success') return status === 'success';
  if (name === 'failure') return status === 'failure';
  if (name === 'toJSON' && given !== undefined) return JSON.stringify(given, null, 2);
  throw new Error(`there is no function \`${name}\``);
}

const isTrue = (value: Value): boolean => value !== '' && value !== null && value !== false && value !== 0;

/** As GitHub compares: without regard to case, and as numbers where the types differ, of which nothing and `0` are one. */
function isSame(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  return typeof a === typeof b ? a === b : asNumber(a) === asNumber(b);
}

const asNumber = (value: Value): number => (value === null || typeof value !== 'object' ? Number(value) : Number.NaN);

/** A text with `${{ … }}` in it. */
export const filled = (text: string, scope: Scope): string =>
  text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const value = evaluate(expression, scope);
    return typeof value === 'object' ? '' : String(value);
  });

/** The condition of a step; it asks for success where it does not speak of how the steps before ended. */
export function holds(condition: string | undefined, scope: Scope): boolean {
  const own = (condition ?? 'success()').trim().replace(/^\$\{\{(.*)\}\}$/s, '$1');
  const asks = /\b(?:always|success|failure|cancelled)\(/.test(own);
  return (asks || scope.status === 'success') && isTrue(evaluate(own, scope));
}
