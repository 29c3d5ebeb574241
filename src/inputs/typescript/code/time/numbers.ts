import { ts } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import type { Names, Placed } from '../follow/names.ts';
import { calledName } from '../follow/tested.ts';

const { SyntaxKind } = ts;

/** What the schema of a tool says of parameters that are left out, by name. */
export type Defaults = Pick<ReadonlyMap<string, number>, 'get'>;

const NO_DEFAULTS: Defaults = new Map();
const DEEPEST = 10;

/** The number that an expression is by its literals, constants and defaults; `undefined` where nobody can say. */
export function numberOf(names: Names, at: Placed | undefined, defaults = NO_DEFAULTS, deep = 0): number | undefined {
  if (!at || deep > DEEPEST) return undefined;
  names.m.step();
  const { scope } = at;
  const node = bare(at.node);
  const of = (each: ts.Expression | undefined): number | undefined =>
    each && numberOf(names, { node: each, scope }, defaults, deep + 1);
  switch (node.kind) {
    case SyntaxKind.NumericLiteral:
      return finite(Number((node as ts.NumericLiteral).text));
    case SyntaxKind.StringLiteral: {
      const { text } = node as ts.StringLiteral;
      return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
    }
    case SyntaxKind.PrefixUnaryExpression: {
      const { operator, operand } = node as ts.PrefixUnaryExpression;
      return operator === SyntaxKind.PlusToken ? of(operand) : undefined;
    }
    case SyntaxKind.BinaryExpression: {
      const { left, operatorToken, right } = node as ts.BinaryExpression;
      // what is taken where the caller says nothing
      if (operatorToken.kind === SyntaxKind.QuestionQuestionToken || operatorToken.kind === SyntaxKind.BarBarToken)
        return of(left) ?? of(right);
      return computed(operatorToken.kind, of(left), of(right));
    }
    case SyntaxKind.ConditionalExpression:
      return most([of((node as ts.ConditionalExpression).whenTrue), of((node as ts.ConditionalExpression).whenFalse)]);
    case SyntaxKind.CallExpression: {
      const args = (node as ts.CallExpression).arguments;
      switch (calledName(node as ts.CallExpression)) {
        case 'min':
          return least(args.map(of));
        case 'max':
          return most(args.map(of));
        case 'Number':
        case 'parseInt':
        case 'parseFloat':
        case 'round':
        case 'ceil':
        case 'floor':
          return of(args[0]);
        default:
          return undefined;
      }
    }
    case SyntaxKind.PropertyAccessExpression:
      return valueOf(names, { node, scope }) ?? defaults.get((node as ts.PropertyAccessExpression).name.text);
    case SyntaxKind.Identifier: {
      const binding = names.binding((node as ts.Identifier).text, scope);
      const isSet = binding && binding.later.length === 0;
      const [last] = binding?.path.slice(-1) ?? [];
      // a variable that is changed is what it was set to first only once
      if (binding && !isSet) return undefined;
      const known = valueOf(names, { node, scope });
      if (known !== undefined) return known;
      if (last !== undefined) return defaults.get(last);
      return binding?.of ? numberOf(names, binding.of, defaults, deep + 1) : undefined;
    }
    default:
      return undefined;
  }
}

const finite = (value: number): number | undefined => (Number.isFinite(value) && value >= 0 ? value : undefined);

function valueOf(names: Names, at: Placed): number | undefined {
  if (!names.isPlain(at)) return undefined;
  const value = names.value(at);
  return value.kind === 'primitive' && typeof value.value === 'number' ? finite(value.value) : undefined;
}

function computed(by: ts.SyntaxKind, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (by) {
    case SyntaxKind.PlusToken:
      return left + right;
    case SyntaxKind.MinusToken:
      return finite(left - right);
    case SyntaxKind.AsteriskToken:
      return finite(left * right);
    case SyntaxKind.SlashToken:
      return finite(left / right);
    case SyntaxKind.AsteriskAsteriskToken:
      return finite(left ** right);
    default:
      return undefined;
  }
}

const known = (all: readonly (number | undefined)[]): number[] => all.filter((each) => each !== undefined);
const most = (all: readonly (number | undefined)[]): number | undefined => {
  const numbers = known(all);
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
};
const least = (all: readonly (number | undefined)[]): number | undefined => {
  const numbers = known(all);
  return numbers.length > 0 ? Math.min(...numbers) : undefined;
};

/** What is waited after failures, longer each time, is no time that a call has by its own numbers. */
export const isBackoff = (ms: Placed | undefined): boolean =>
  ms !== undefined &&
  /backoff|\bpow\(|\*\*/i.test(ms.scope.module.file.text.slice(ms.node.pos, Math.min(ms.node.end, ms.node.pos + 200)));
