import { Cell, Opaque, Primitive, Scope, type Element } from '../values.ts';
import { unlikely } from '../builtins/possibilities.ts';
import { Unset } from '../values.ts';
import { ts } from '../syntax.ts';
import { evaluate, settle, spotOf } from './expressions.ts';
import type { Completion } from './completion.ts';
import type { Machine } from './machine.ts';
import { assign, bind } from './patterns.ts';
import { namedIn, spread } from './iteration.ts';
import { patienceWith } from './endless.ts';
import { Endless, Exhausted } from './signals.ts';
import { declareVariables, run } from './statements.ts';

const { SyntaxKind } = ts;

/** Rounds after one in which an undecided test may have ended the loop. */
const MOST_PERHAPS = 500;
/** And the work in them: a queue that nobody knows the end of says in a few rounds what it says in all. */
const MOST_PERHAPS_STEPS = 100_000;

/** A loop on its way: its body, and the label a `continue` may name it by. */
interface Loop {
  readonly m: Machine;
  readonly body: ts.Statement;
  readonly label: string | undefined;
  /** An undecided test may have ended it. */
  mayBeOver: boolean;
}

function loopOf(m: Machine, { statement: body }: ts.IterationStatement): Loop {
  const { label } = m.flow;
  m.flow.label = undefined;
  return { m, body, label, mayBeOver: false };
}

export function runForOf(m: Machine, node: ts.ForOfStatement, scope: Scope): Completion {
  const loop = loopOf(m, node);
  const spot = spotOf(node.expression, scope);
  const { elements, open } = spread(m, settle(evaluate(m, node.expression, scope)), spot);
  const more = open && {
    value: new Opaque(open.reason, spot, open.from),
    when: open instanceof Unset ? unlikely(open, spot).yes : undefined,
  };
  const all: readonly Element[] = more ? [...elements, more] : elements;
  const settled = node.awaitModifier ? all.map((each) => ({ ...each, value: settle(each.value) })) : all;
  return rounds(loop, node.initializer, settled, scope, elements.length);
}

export function runForIn(m: Machine, node: ts.ForInStatement, scope: Scope): Completion {
  const loop = loopOf(m, node);
  const spot = spotOf(node.expression, scope);
  const { entries, open } = namedIn(m, evaluate(m, node.expression, scope), spot);
  const names: Element[] = entries.map(({ name, when, key }) => ({ value: new Primitive(name, key ?? spot), when }));
  return rounds(loop, node.initializer, open ? [...names, { value: open }] : names, scope, names.length);
}

/** A round for each element; what comes after the `known` ones stands for all that may be there beside them. */
function rounds(
  loop: Loop,
  head: ts.ForInitializer,
  elements: readonly Element[],
  scope: Scope,
  known: number,
): Completion {
  const { m } = loop;
  for (const [i, { value, when }] of elements.entries()) {
    m.step();
    const round = (): Completion => {
      const inner = new Scope(scope);
      if (head.kind === SyntaxKind.VariableDeclarationList)
        bind(m, (head as ts.VariableDeclarationList).declarations[0]!.name, value, inner);
      else assign(m, head as ts.Expression, value, inner);
      return i < known ? once(loop, inner) : m.work.repetition.run(() => once(loop, inner));
    };
    const completion = when ? m.flow.statement(m.only(when), round, () => undefined) : round();
    if (completion === BROKEN) return undefined;
    if (completion) return completion;
  }
  return undefined;
}

const BROKEN: Completion = { type: 'break', label: undefined };

/** One round: what a `continue` under an undecided test left behind ends with it. */
function once(loop: Loop, scope: Scope): Completion {
  const { m, body, label } = loop;
  const { left } = m.flow;
  const completion = run(m, body, scope);
  if (m.flow.left && m.flow.left !== left && m.flow.left.as?.type !== 'continue') loop.mayBeOver = true;
  if (m.flow.left?.until === 'loop') m.flow.left = undefined;
  if (completion?.type === 'return' || completion === undefined) return completion;
  if (completion.label !== undefined && completion.label !== label) return completion;
  return completion.type === 'continue' ? undefined : BROKEN;
}

export function runFor(m: Machine, node: ts.ForStatement, outer: Scope): Completion {
  const loop = loopOf(m, node);
  const scope = new Scope(outer);
  const { initializer, condition, incrementor } = node;
  if (initializer?.kind === SyntaxKind.VariableDeclarationList)
    declareVariables(m, initializer as ts.VariableDeclarationList, scope);
  else if (initializer) evaluate(m, initializer as ts.Expression, scope);
  return turn(loop, condition, scope, 'test first', () => {
    const inner = new Scope(scope); // each round has its own variables, which closures keep
    for (const [name, { value }] of scope.cells) inner.cells.set(name, new Cell(value));
    const completion = once(loop, inner);
    for (const [name, cell] of scope.cells) {
      m.touch(cell);
      cell.value = inner.cells.get(name)?.value;
    }
    if (!completion && incrementor) evaluate(m, incrementor, scope);
    return completion;
  });
}

export function runWhile(m: Machine, node: ts.WhileStatement | ts.DoStatement, scope: Scope): Completion {
  const loop = loopOf(m, node);
  const order = node.kind === SyntaxKind.WhileStatement ? 'test first' : 'run first';
  return turn(loop, node.expression, scope, order, () => once(loop, new Scope(scope)));
}

/** Repeats while the test holds. Where nobody can decide it, one round runs under it: what it does may happen. */
function turn(
  loop: Loop,
  condition: ts.Expression | undefined,
  scope: Scope,
  order: 'test first' | 'run first',
  round: () => Completion,
): Completion {
  const { m } = loop;
  const patience = patienceWith(condition, loop.body);
  let left = patience.rounds;
  let since: number | undefined;
  for (let i = 0; left > 0; i++, left--) {
    if (condition && (order === 'test first' || i > 0)) {
      const truth = m.test(evaluate(m, condition, scope), spotOf(condition, scope));
      if (truth === false) return undefined;
      if (truth !== true) {
        const perhaps = (): Completion => m.work.repetition.run(round);
        const completion = m.flow.statement(truth, perhaps, () => undefined);
        return completion === BROKEN ? undefined : completion;
      }
    }
    const completion = round();
    if (completion === BROKEN) return undefined;
    if (completion) return completion;
    if (!loop.mayBeOver) continue;
    left = Math.min(left, MOST_PERHAPS);
    since ??= m.work.steps;
    if (m.work.steps - since > MOST_PERHAPS_STEPS) return undefined;
  }
  if (loop.mayBeOver) return undefined;
  throw patience.endless ? new Endless(spotOf(loop.body, scope)) : new Exhausted();
}
