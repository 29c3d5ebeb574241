import { ts, type SourceFile } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import { FUNCTIONS } from '../follow/signature.ts';
import { calledName } from '../follow/tested.ts';
import { LOOPS } from './timers.ts';

const { SyntaxKind } = ts;

/** A test that has to be so for a way out to be taken. */
export interface Guard {
  readonly test: ts.Expression;
  readonly is: boolean;
}

/** A way out of a loop: what has to be so for it, and whether it is taken after a failure. */
interface Exit {
  readonly guards: readonly Guard[];
  readonly isCaught: boolean;
}

/** What one round of a loop does to names, and how it may end. */
export interface Round {
  readonly exits: readonly Exit[];
  /** Tests after which it goes around again: `if (response.status === 429) continue`. */
  readonly again: readonly Guard[];
  /** What is counted up or down, as written: `attempt`, `this.tries`. */
  readonly counters: ReadonlySet<string>;
  /** What is counted only where something failed. */
  readonly caught: ReadonlySet<string>;
  /** What is set anew: declared in it, or assigned. */
  readonly made: ReadonlySet<string>;
  /** Of these, what was there before. */
  readonly changed: ReadonlySet<string>;
  /** Lists that grow or shrink. */
  readonly grown: ReadonlySet<string>;
}

const MOST_PARTS = 8_000;

/** The expression as written, without spaces. */
export const written = (node: ts.Node, file: SourceFile): string =>
  file.text.slice(node.getStart(file.tree), Math.min(node.end, node.pos + 400)).replace(/[\s?!]+/g, '');

/** Reads what is written in a loop, once. `breaks` says whether `break` leaves it. */
export function roundOf(parts: readonly (ts.Node | undefined)[], file: SourceFile, breaks: boolean): Round {
  const exits: Exit[] = [];
  const again: Guard[] = [];
  const counters = new Set<string>();
  const caught = new Set<string>();
  const made = new Set<string>();
  const changed = new Set<string>();
  const grown = new Set<string>();
  let left = MOST_PARTS;

  const count = (node: ts.Node, isCaught: boolean): void => {
    const name = written(node, file);
    if (isCaught && !counters.has(name)) caught.add(name);
    else {
      counters.add(name);
      caught.delete(name);
    }
  };
  const assign = (to: ts.Node): void => {
    if (to.kind === SyntaxKind.ArrayLiteralExpression || to.kind === SyntaxKind.ObjectLiteralExpression)
      ts.forEachChild(to, (child) => assign((child as Partial<ts.PropertyAssignment>).initializer ?? child));
    else {
      const name = written(to, file);
      if (!made.has(name)) changed.add(name);
      made.add(name);
    }
  };
  const declare = (name: ts.BindingName): void => {
    if (name.kind === SyntaxKind.Identifier) made.add((name as ts.Identifier).text);
    else
      for (const element of (name as ts.BindingPattern).elements)
        if (element.kind === SyntaxKind.BindingElement) declare((element as ts.BindingElement).name);
  };

  interface At {
    readonly guards: readonly Guard[];
    readonly isCaught: boolean;
    /** How many loops and switches are between; -1 in a function of its own. */
    readonly inside: number;
  }

  const visit = (node: ts.Node, at: At): void => {
    if (left-- <= 0) return;
    const { guards, isCaught, inside } = at;
    const leave = (): void => void (inside >= 0 && exits.push({ guards, isCaught }));
    const under = (child: ts.Node | undefined, more: readonly Guard[]): void =>
      child && visit(child, { ...at, guards: [...guards, ...more].slice(-12) });
    switch (node.kind) {
      case SyntaxKind.IfStatement: {
        const { expression, thenStatement, elseStatement } = node as ts.IfStatement;
        visit(expression, at);
        under(thenStatement, [{ test: expression, is: true }]);
        under(elseStatement, [{ test: expression, is: false }]);
        return;
      }
      case SyntaxKind.SwitchStatement: {
        const { expression, caseBlock } = node as ts.SwitchStatement;
        const inner = {
          ...at,
          inside: inside < 0 ? inside : inside + 1,
          guards: [...guards, { test: expression, is: true }],
        };
        visit(expression, at);
        for (const clause of caseBlock.clauses) ts.forEachChild(clause, (child) => visit(child, inner));
        return;
      }
      case SyntaxKind.CatchClause:
        ts.forEachChild(node, (child) => visit(child, { ...at, isCaught: true }));
        return;
      case SyntaxKind.BreakStatement:
        if (breaks && (inside === 0 || (node as ts.BreakStatement).label)) leave();
        return;
      case SyntaxKind.ContinueStatement:
        if (inside === 0) again.push(...guards);
        return;
      case SyntaxKind.ReturnStatement:
      case SyntaxKind.ThrowStatement:
        leave();
        break;
      case SyntaxKind.PostfixUnaryExpression:
      case SyntaxKind.PrefixUnaryExpression: {
        const { operator, operand } = node as ts.PrefixUnaryExpression;
        if (operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken) count(operand, isCaught);
        break;
      }
      case SyntaxKind.BinaryExpression: {
        const { left: to, operatorToken, right } = node as ts.BinaryExpression;
        if (STEPS.has(operatorToken.kind)) count(to, isCaught);
        else if (operatorToken.kind === SyntaxKind.EqualsToken) {
          const sum = bare(right);
          const isStep =
            sum.kind === SyntaxKind.BinaryExpression &&
            SUMS.has((sum as ts.BinaryExpression).operatorToken.kind) &&
            written((sum as ts.BinaryExpression).left, file) === written(to, file);
          if (isStep) count(to, isCaught);
          else assign(to);
        }
        break;
      }
      case SyntaxKind.VariableDeclaration:
        declare((node as ts.VariableDeclaration).name);
        break;
      case SyntaxKind.CallExpression: {
        const callee = (node as ts.CallExpression).expression;
        if (callee.kind === SyntaxKind.PropertyAccessExpression && GROWS.test(calledName(node as ts.CallExpression)))
          grown.add(written((callee as ts.PropertyAccessExpression).expression, file));
        break;
      }
    }
    const next = FUNCTIONS.has(node.kind)
      ? { ...at, inside: -1 }
      : inside >= 0 && LOOPS.has(node.kind)
        ? { ...at, inside: inside + 1 }
        : at;
    ts.forEachChild(node, (child) => visit(child, next));
  };
  for (const part of parts) if (part) visit(part, { guards: [], isCaught: false, inside: 0 });
  return { exits, again, counters, caught, made, changed, grown };
}

const STEPS = new Set([SyntaxKind.PlusEqualsToken, SyntaxKind.MinusEqualsToken, SyntaxKind.AsteriskEqualsToken]);
const SUMS = new Set([SyntaxKind.PlusToken, SyntaxKind.MinusToken]);
const GROWS = /^(?:push|unshift|add|shift|pop|splice|delete)$/;
