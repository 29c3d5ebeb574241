import type { LoopFact } from '../../../../model/code.ts';
import { ts, type SourceFile } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import { written, type Guard, type Round } from './exits.ts';
import type { Names } from '../follow/names.ts';
import type { Callers } from '../follow/callers.ts';

const { SyntaxKind } = ts;

export type Bound = LoopFact['bound'];

/** What holds a loop, the surest first. `none` is what only the other side can end. */
const ORDER: readonly Bound[] = ['count', 'time', 'signal', 'optional', 'unknown', 'none'];

export const surest = (all: readonly Bound[]): Bound => ORDER.find((bound) => all.includes(bound)) ?? 'none';

/** Of one test: what it ends by, or that it only asks whether there is a bound. */
type Meaning = Bound | 'given';

const SIGNAL = /abort|cancel|interrupt|signal|stopp?ed\b|shutdown/i;
const TIME = /\bnow\(|\.getTime\(|hrtime|newDate\b|deadline|elapsed|expire|timed?out$|timeleft|remaining/i;

/** Says what ends a loop whatever the other side says. */
export class Bounds {
  readonly #names: Names;
  readonly #callers: Callers;

  constructor(names: Names, callers: Callers) {
    this.#names = names;
    this.#callers = callers;
  }

  /** Of a way out: all that has to be so. A test that fails leads to another way out, or around again. */
  ofGuards(guards: readonly Guard[], round: Round, scope: Scope, isCaught = false): Bound {
    const meanings = guards.map(({ test, is }) => this.#of(test, is, round, scope, 0));
    if (isCaught && meanings.every((each) => each === 'none')) return 'none';
    return both(meanings, false);
  }

  /** Of the condition under which a loop goes on. */
  ofCondition(condition: ts.Expression, round: Round, scope: Scope, is: boolean): Bound {
    return settled(this.#of(condition, !is, round, scope, 0));
  }

  /** What it means that an expression comes to be true, or false. */
  #of(test: ts.Expression, is: boolean, round: Round, scope: Scope, deep: number): Meaning {
    const node = bare(test);
    this.#names.m.step();
    if (deep > 20) return 'unknown';
    const of = (each: ts.Expression, sense = is): Meaning => this.#of(each, sense, round, scope, deep + 1);
    if (node.kind === SyntaxKind.PrefixUnaryExpression) {
      const { operator, operand } = node as ts.PrefixUnaryExpression;
      if (operator === SyntaxKind.ExclamationToken) return of(operand, !is);
    }
    if (node.kind === SyntaxKind.BinaryExpression) {
      const { left, operatorToken, right } = node as ts.BinaryExpression;
      const isAnd = operatorToken.kind === SyntaxKind.AmpersandAmpersandToken;
      if (isAnd || operatorToken.kind === SyntaxKind.BarBarToken) {
        const sides = [of(left), of(right)];
        // `a && b` comes to an end with either, and is so only with both
        if (isAnd !== is) return sides.every((side) => side === 'given') ? 'given' : surest(sides.map(settled));
        return both(sides, !isAnd);
      }
    }
    return this.#atom(node, round, scope);
  }

  #atom(node: ts.Expression, round: Round, scope: Scope): Meaning {
    const { file } = scope.module;
    const text = written(node, file);
    const names = namesIn(node, file);
    const isMade = names.some((name) => round.made.has(name));
    if (names.some((name) => round.counters.has(name))) return 'count';
    if (names.some((name) => name.endsWith('.length') && round.grown.has(name.slice(0, -7)))) return 'count';
    if (names.some((name) => round.caught.has(name))) return 'unknown';
    if (names.some((name) => SIGNAL.test(name))) return 'signal';
    if (this.#isOptional(node, scope)) return 'given';
    if (TIME.test(text.replace(/(['"`]).*?\1/g, '')) || names.some((name) => this.#isTime(name, scope))) return 'time';
    if (isMade || text.includes('await')) return 'none';
    return this.#isFixed(node, names, scope) ? 'none' : 'unknown';
  }

  /** A name that stands for a moment. */
  #isTime(name: string, scope: Scope): boolean {
    const of = this.#names.binding(name, scope)?.of;
    return of !== undefined && /\bnow\(\)|\.getTime\(\)|hrtime/.test(written(of.node, of.scope.module.file));
  }

  /** It asks whether an argument was given that may be left out. */
  #isOptional(node: ts.Expression, scope: Scope): boolean {
    let subject = node;
    if (node.kind === SyntaxKind.BinaryExpression) {
      const { left, right } = node as ts.BinaryExpression;
      const isNothing =
        right.kind === SyntaxKind.NullKeyword ||
        (right as Partial<ts.Identifier>).text === 'undefined' ||
        (right as Partial<ts.NumericLiteral>).text === '0' ||
        left.kind === SyntaxKind.TypeOfExpression;
      if (!isNothing) return false;
      subject = bare(left.kind === SyntaxKind.TypeOfExpression ? (left as ts.TypeOfExpression).expression : left);
    }
    if (subject.kind === SyntaxKind.PropertyAccessExpression) return this.#callers.isFromCaller(subject, scope);
    return subject.kind === SyntaxKind.Identifier && this.#callers.mayBeLeftOut((subject as ts.Identifier).text, scope);
  }

  /** Nothing in it changes from one round to the next. */
  #isFixed(node: ts.Expression, names: readonly string[], scope: Scope): boolean {
    if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.NumericLiteral) return true;
    return names.every((name) => {
      if (name.includes('.')) return true; // what it is a member of is looked at as well
      const binding = this.#names.binding(name, scope);
      if (binding) return binding.later.length === 0 && binding.members.size === 0;
      return /^[A-Z][A-Z0-9_]*$/.test(name);
    });
  }
}

/** An end that needs all of these: it is as sure as the surest, if what is left only asks what is there. */
function both(all: readonly Meaning[], isStrict: boolean): Bound {
  const bounds = all.filter((each) => each !== 'given');
  if (isStrict && bounds.includes('none')) return 'none';
  const best = surest(bounds);
  const isHeld = best === 'count' || best === 'time' || best === 'signal';
  return isHeld && all.includes('given') ? 'optional' : best;
}

const settled = (meaning: Meaning): Bound => (meaning === 'given' ? 'none' : meaning);

/** The names an expression is made of, each with its members: `attempt`, `this.tries`, `list.length`. */
function namesIn(node: ts.Node, file: SourceFile): readonly string[] {
  const names: string[] = [];
  let left = 200;
  const visit = (at: ts.Node): void => {
    if (left-- <= 0) return;
    if (at.kind === SyntaxKind.Identifier || at.kind === SyntaxKind.ThisKeyword) names.push(written(at, file));
    else if (at.kind === SyntaxKind.PropertyAccessExpression) {
      const text = written(at, file);
      if (/^[\w$.]+$/.test(text)) names.push(text);
      visit((at as ts.PropertyAccessExpression).expression);
    } else ts.forEachChild(at, visit);
  };
  visit(node);
  return names;
}
