import { collectionOf } from '../../builtins/collection.ts';
import { ts, type Spot } from '../../syntax.ts';
import type { Scope, Value } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import type { Follower } from '../follow/follow.ts';
import type { Module } from '../../machine/modules.ts';
import type { Placed } from '../follow/names.ts';
import type { Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** What a unit does with something that outlives a call. */
export interface Touch {
  readonly unit: Unit;
  readonly does: 'write' | 'read';
  /** What it is kept under, or looked for by. */
  readonly key: Placed | undefined;
  readonly kept: Kept;
}

/** A collection that is there before a call and stays after it. */
export interface Kept {
  /** Where it is made: what tells it from all others. */
  readonly made: Spot;
  /** Where it is declared, for a report. */
  readonly declared: ts.Node;
  readonly name: string;
  readonly scope: 'module' | 'instance';
  /** A `Map`, a `Set` and a list hold entries; a plain object has members, which may be functions. */
  readonly holds: 'entries' | 'members';
}

const WRITES = new Set(['set', 'add', 'push', 'unshift']);
const READS = new Set(
  'get has find filter values entries keys forEach at some every map slice findIndex join reduce flatMap'.split(' '),
);

/** Finds what units do with collections that outlive them. */
export class Keeping {
  readonly #follower: Follower;
  readonly #kept = new Map<ts.Node, Kept>();

  constructor(follower: Follower) {
    this.#follower = follower;
  }

  in(unit: Unit): readonly Touch[] {
    const found: Touch[] = [];
    const add = (
      does: Touch['does'],
      on: ts.Expression,
      scope: Scope,
      key: ts.Expression | undefined,
      by: 'method' | 'member' = 'method',
    ): void => {
      const kept = this.#keptBy(on, scope, unit);
      // an object has no `set` of its own: written out as one, it may keep things anywhere
      if (kept && (by === 'member' || kept.holds === 'entries'))
        found.push({ unit, does, key: key && { node: key, scope }, kept });
    };
    for (const { node, scope } of unit.calls) {
      const callee = bare(node.expression);
      if (!ts.isPropertyAccessExpression(callee) || !ts.isCallExpression(node)) continue;
      const { text } = callee.name;
      if (WRITES.has(text)) add('write', callee.expression, scope, text === 'set' ? node.arguments[0] : undefined);
      else if (READS.has(text)) add('read', callee.expression, scope, node.arguments[0]);
    }
    for (const { node, scope } of unit.assigned) {
      const parent = this.#follower.parents.get(node);
      const left = parent?.kind === SyntaxKind.BinaryExpression ? (parent as ts.BinaryExpression).left : undefined;
      if (left && ts.isElementAccessExpression(left) && !ts.isStringLiteralLike(left.argumentExpression))
        add('write', left.expression, scope, left.argumentExpression, 'member');
    }
    return found;
  }

  #keptBy(written: ts.Expression, scope: Scope, unit: Unit): Kept | undefined {
    const { names } = this.#follower;
    const node = bare(written);
    names.m.step();
    const isName = ts.isIdentifier(node);
    if (!isName && !ts.isPropertyAccessExpression(node)) return undefined;
    // what a function declares or is given is its own, or known by another name
    if (isName && names.binding(node.text, scope)) return undefined;
    if (!names.isPlain({ node, scope })) return undefined;
    const value = names.value({ node, scope });
    const made = spotOf(value);
    // made in what runs for a call, it goes with it
    if (!made || this.#follower.parents.has(made.node) || isMadeInCall(this.#follower, unit, node)) return undefined;
    const known = this.#kept.get(made.node);
    if (known) return known;
    const name = isName ? node.text : node.name.text;
    const module = names.m.module(made.file) as Module;
    const top = declaredIn(module, made.node);
    const field = isName ? undefined : fieldOf(unit, name);
    const holds = value.kind === 'array' || collectionOf(value) ? 'entries' : 'members';
    const kept: Kept = { made, declared: top ?? field ?? made.node, name, scope: top ? 'module' : 'instance', holds };
    this.#kept.set(made.node, kept);
    return kept;
  }
}

/** A `Map`, a `Set`, a list, or an object that is no instance of a class. */
function spotOf(value: Value): Spot | undefined {
  if (collectionOf(value)) return value.kind === 'host' || value.kind === 'object' ? value.spot : undefined;
  if (value.kind === 'array') return value.spot;
  return value.kind === 'object' && !value.of && !value.base ? value.spot : undefined;
}

/** `this.items` of an object that is made for the call. */
function isMadeInCall({ parents }: Follower, { self }: Unit, node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  const of = bare(node.expression);
  if (of.kind !== SyntaxKind.ThisKeyword) return false;
  const spot = self?.kind === 'object' ? self.spot : undefined;
  return spot !== undefined && parents.has(spot.node);
}

/** Of a module; imported, it may have another name there. */
function declaredIn({ file }: Module, made: ts.Node): ts.VariableDeclaration | undefined {
  for (const statement of file.tree.statements) {
    if (!ts.isVariableStatement(statement) || made.pos < statement.pos || made.end > statement.end) continue;
    return statement.declarationList.declarations.find(({ initializer }) => initializer && bare(initializer) === made);
  }
  return undefined;
}

function fieldOf({ fn, self }: Unit, name: string): ts.Node | undefined {
  for (
    let cls: Value | undefined = (self?.kind === 'object' ? self.of : undefined) ?? fn.home;
    cls?.kind === 'class';
    cls = cls.parent
  )
    for (const member of cls.node.members)
      if (ts.isPropertyDeclaration(member) && (member.name as Partial<ts.Identifier>).text === name) return member;
  return undefined;
}
