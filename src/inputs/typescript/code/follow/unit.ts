import type { ts, SourceFile } from '../../syntax.ts';
import type { FunctionNode, FunctionValue, Scope, Value } from '../../values.ts';
import type { Call, Target } from './callee.ts';
import type { Placed } from './names.ts';

/** A node of a function, in its scope, with the function it stands in: that of the unit, or one written inside it. */
export interface Site<N extends ts.Node = ts.Node> extends Placed<N> {
  readonly owner: FunctionNode;
}

export interface CallSite extends Site<Call> {
  readonly targets: readonly Target[];
  /** What it leads to in the program. */
  readonly units: readonly Unit[];
}

/**
 * One function as it is reached: the same code in another closure, on another object or for another tool is another unit.
 * What is found in it is found once for each, and told once.
 */
export interface Unit {
  readonly id: number;
  readonly fn: FunctionValue;
  readonly self: Value | undefined;
  readonly file: SourceFile;
  readonly scope: Scope;
  /** The tool it is reached for, where the way there depends on its name. */
  readonly asked: string | undefined;
  /** What it is given that changes what comes out: the error that was caught, words of the author. */
  readonly told: string;
  /** What it leads to, functions that it passes on included. */
  readonly leadsTo: Set<Unit>;
  /** Where it is called. */
  readonly calledAt: { readonly unit: Unit; readonly site: CallSite }[];
  readonly calls: CallSite[];
  readonly returns: Site<ts.Expression>[];
  readonly throws: Site<ts.ThrowStatement>[];
  readonly tries: Site<ts.TryStatement>[];
  readonly ifs: Site<ts.IfStatement | ts.ConditionalExpression>[];
  /** What is assigned to anything. */
  readonly assigned: Site<ts.Expression>[];
  /** The names that tests look at. */
  readonly tested: Set<string>;
  /** Set on what a tool's call comes to first. */
  isRoot: boolean;
}

export const isIn = (inner: ts.Node, outer: ts.Node): boolean => outer.pos <= inner.pos && inner.end <= outer.end;
