import { errorValue } from '../builtins/throw.ts';
import { negated } from '../conditions.ts';
import { ts, type Spot } from '../syntax.ts';
import { Opaque, Primitive, Scope, type Undecided, type Value } from '../values.ts';
import { apply } from './arithmetic.ts';
import type { Completion } from './completion.ts';
import { evaluate, spotOf } from './expressions.ts';
import type { Machine } from './machine.ts';
import { bind } from './patterns.ts';
import { Thrown } from './signals.ts';
import { hoist, runAll, runBlock } from './statements.ts';
import { shown } from './tests.ts';

const { SyntaxKind } = ts;

export function runTry(m: Machine, { tryBlock, catchClause, finallyBlock }: ts.TryStatement, scope: Scope): Completion {
  let completion: Completion;
  try {
    const action = (): Completion => runBlock(m, tryBlock.statements, scope);
    completion = catchClause ? m.flow.trying(action, (thrown) => runCatch(m, catchClause, thrown, scope)) : action();
  } catch (error) {
    if (!(error instanceof Thrown) || !catchClause) {
      if (finallyBlock && error instanceof Thrown) runBlock(m, finallyBlock.statements, scope);
      throw error;
    }
    completion = runCatch(m, catchClause, error.value, scope);
  }
  return (finallyBlock && runBlock(m, finallyBlock.statements, scope)) ?? completion;
}

/** What a file that is not there, or a network that is not, throws. */
function failure(spot: Spot): Value {
  const error = errorValue('Error', new Opaque('what an error says', spot), undefined, spot);
  error.own.properties.set('code', { value: new Primitive('ENOENT', spot, 'what is asked for is not there') });
  return error;
}

function runCatch(
  m: Machine,
  { variableDeclaration, block }: ts.CatchClause,
  thrown: Value | undefined,
  outer: Scope,
): Completion {
  const scope = new Scope(outer);
  if (variableDeclaration)
    bind(m, variableDeclaration.name, thrown ?? failure(spotOf(variableDeclaration, scope)), scope);
  return runBlock(m, block.statements, scope);
}

export function runSwitch(m: Machine, node: ts.SwitchStatement, outer: Scope): Completion {
  const scope = new Scope(outer);
  const { clauses } = node.caseBlock;
  for (const { statements } of clauses) hoist(statements, scope);
  const value = evaluate(m, node.expression, scope);
  const spot = spotOf(node.expression, scope);

  const runFrom = (i: number): Completion => {
    for (const { statements } of clauses.slice(i)) {
      const completion = runAll(m, statements, scope);
      if (completion) return completion.type === 'break' && completion.label === undefined ? undefined : completion;
    }
    return undefined;
  };
  const fallback = clauses.findIndex((clause) => clause.kind === SyntaxKind.DefaultClause);

  const tryFrom = (i: number): Completion => {
    const clause = clauses[i];
    if (!clause) return fallback < 0 ? undefined : runFrom(fallback);
    if (clause.kind === SyntaxKind.DefaultClause) return tryFrom(i + 1);
    const label = evaluate(m, (clause as ts.CaseClause).expression, scope);
    const truth = m.test(apply(m, SyntaxKind.EqualsEqualsEqualsToken, value, label, spot), spot);
    if (typeof truth === 'boolean') return truth ? runFrom(i) : tryFrom(i + 1);
    const text = `${shown(spot)} is ${shown(spotOf((clause as ts.CaseClause).expression, scope))}`;
    const test: Undecided = { ...truth, yes: { text, spot }, no: { text: negated(text), spot } };
    return m.flow.statement(
      test,
      () => runFrom(i),
      () => tryFrom(i + 1),
    );
  };
  return tryFrom(0);
}
