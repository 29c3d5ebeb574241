import { ts } from '../../syntax.ts';
import { ObjectValue, Opaque, Primitive, type Scope, type Value } from '../../values.ts';
import type { Dispatcher } from '../../records.ts';
import type { Names } from './names.ts';

const { SyntaxKind } = ts;

/** The name of the tool that a handler of `tools/call` is asked for. */
class AskedName extends Primitive {
  declare readonly value: string;
}

/** What such a handler is given for one tool: all that is known of a call is whom it is for. */
export function requestFor(name: string, { takes, spot }: Dispatcher): Value {
  const params = new ObjectValue(spot);
  params.properties.set('name', { value: new AskedName(name, spot) });
  params.properties.set('arguments', { value: new Opaque('what the client sends', spot) });
  params.open = new Opaque('what the client sends', spot);
  if (takes === 'params') return params;
  const request = new ObjectValue(spot);
  request.properties.set('method', { value: new Primitive('tools/call', spot) });
  request.properties.set('params', { value: params });
  return request;
}

/** The name a value tells, alone or as a part of the request. */
export function askedIn(value: Value): string | undefined {
  if (value instanceof AskedName) return value.value;
  if (value.kind !== 'object' || value.of) return undefined;
  const inner = value.properties.get('name')?.value ?? value.properties.get('params')?.value;
  return inner && inner !== value ? askedIn(inner) : undefined;
}

/** Parts of a test that are looked at. */
const MOST_PARTS = 60;

/** Decides tests about the name that is asked for, and only these: everything else may be either way. */
export class Dispatch {
  readonly #names: Names;
  readonly #about = new Map<ts.Node, boolean>();
  readonly #labels = new Map<ts.Node, Labels>();

  constructor(names: Names) {
    this.#names = names;
  }

  decide(test: ts.Expression, scope: Scope): boolean | undefined {
    if (!this.#isAbout(test, scope)) return undefined;
    if (test.kind === SyntaxKind.BinaryExpression) {
      const { left, right, operatorToken } = test as ts.BinaryExpression;
      const asked = this.#asked(left, scope);
      const isEqual =
        operatorToken.kind === SyntaxKind.EqualsEqualsEqualsToken ||
        operatorToken.kind === SyntaxKind.EqualsEqualsToken;
      if (isEqual && asked !== undefined && ts.isStringLiteralLike(right)) return asked === right.text;
    }
    const value = this.#names.value({ node: test, scope });
    return value.kind === 'primitive' && value.assumed === undefined ? Boolean(value.value) : undefined;
  }

  #asked(node: ts.Expression, scope: Scope): string | undefined {
    if (!this.#names.isPlain({ node, scope })) return undefined;
    const value = this.#names.value({ node, scope });
    return value instanceof AskedName ? value.value : undefined;
  }

  /** Whether the name is among what a test looks at; the same for every tool. */
  #isAbout(test: ts.Expression, scope: Scope): boolean {
    const known = this.#about.get(test);
    if (known !== undefined) return known;
    let left = MOST_PARTS;
    const visit = (node: ts.Node): boolean => {
      if (left-- <= 0) return false;
      const isPart = node.kind === SyntaxKind.Identifier || node.kind === SyntaxKind.PropertyAccessExpression;
      if (isPart && this.#asked(node as ts.Expression, scope) !== undefined) return true;
      return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
    };
    const is = visit(test);
    this.#about.set(test, is);
    return is;
  }

  /** The clauses of a `switch` over the name that may run for it; `undefined` for every other `switch`. */
  clauses({ expression, caseBlock }: ts.SwitchStatement, scope: Scope): readonly ts.CaseOrDefaultClause[] | undefined {
    const asked = this.#asked(expression, scope);
    if (asked === undefined) return undefined;
    const { clauses } = caseBlock;
    let labels = this.#labels.get(caseBlock);
    if (!labels) this.#labels.set(caseBlock, (labels = this.#read(clauses, scope)));
    const start = labels.byName.get(asked);
    const chosen = start === undefined ? labels.otherwise : through(clauses, start);
    return start === undefined ? [...labels.unknown.flatMap((i) => through(clauses, i)), ...chosen] : chosen;
  }

  #read(clauses: readonly ts.CaseOrDefaultClause[], scope: Scope): Labels {
    const byName = new Map<string, number>();
    const unknown: number[] = [];
    let otherwise: readonly ts.CaseOrDefaultClause[] = [];
    clauses.forEach((clause, i) => {
      if (clause.kind === SyntaxKind.DefaultClause) otherwise = through(clauses, i);
      else {
        const { expression } = clause as ts.CaseClause;
        const value = ts.isStringLiteralLike(expression)
          ? expression.text
          : this.#names.value({ node: expression, scope });
        const text = typeof value === 'string' ? value : value.kind === 'primitive' ? value.value : undefined;
        if (typeof text === 'string') byName.set(text, byName.get(text) ?? i);
        else unknown.push(i);
      }
    });
    return { byName, unknown, otherwise };
  }
}

interface Labels {
  readonly byName: ReadonlyMap<string, number>;
  /** Clauses whose label is not known. */
  readonly unknown: readonly number[];
  readonly otherwise: readonly ts.CaseOrDefaultClause[];
}

/** A clause and those it falls through to. */
function through(clauses: readonly ts.CaseOrDefaultClause[], start: number): readonly ts.CaseOrDefaultClause[] {
  let end = start;
  while (end < clauses.length - 1 && !leaves(clauses[end]!.statements.at(-1))) end++;
  return clauses.slice(start, end + 1);
}

/** Whether a statement ends the function, and not only a turn of a loop. */
export function returnsAlways(statement: ts.Statement | undefined): boolean {
  if (statement?.kind === SyntaxKind.BreakStatement || statement?.kind === SyntaxKind.ContinueStatement) return false;
  if (statement?.kind === SyntaxKind.Block) return returnsAlways((statement as ts.Block).statements.at(-1));
  if (statement?.kind === SyntaxKind.IfStatement) {
    const { thenStatement, elseStatement } = statement as ts.IfStatement;
    return returnsAlways(thenStatement) && returnsAlways(elseStatement);
  }
  return leaves(statement);
}

/** Whether what follows a statement is never come to. */
export function leaves(statement: ts.Statement | undefined): boolean {
  switch (statement?.kind) {
    case SyntaxKind.ReturnStatement:
    case SyntaxKind.ThrowStatement:
    case SyntaxKind.BreakStatement:
    case SyntaxKind.ContinueStatement:
      return true;
    case SyntaxKind.Block:
      return leaves((statement as ts.Block).statements.at(-1));
    case SyntaxKind.IfStatement: {
      const { thenStatement, elseStatement } = statement as ts.IfStatement;
      return leaves(thenStatement) && leaves(elseStatement);
    }
    case SyntaxKind.TryStatement: {
      const { tryBlock, catchClause, finallyBlock } = statement as ts.TryStatement;
      return leaves(finallyBlock) || (leaves(tryBlock) && (!catchClause || leaves(catchClause.block)));
    }
    default:
      return false;
  }
}
