import { ts, type Spot } from '../syntax.ts';
import {
  LONGEST_CHAIN,
  Primitive,
  UNDEFINED,
  Unset,
  UNTOLD,
  type ArrayValue,
  type ObjectValue,
  type Opaque,
  type Value,
} from '../values.ts';
import type { Machine } from './machine.ts';

const { SyntaxKind } = ts;

/** What is read where nothing is seen: unknown when more may exist, undefined as far as anybody knows when more is not assumed. */
export function absent(open: Opaque | undefined, spot: Spot, otherwise: Value = UNDEFINED): Value {
  if (!open) return otherwise;
  return open instanceof Unset ? new Primitive(undefined, spot, open.reason) : open;
}

/** Undefined that is not the program's own doing. */
export const told = (value: Value): Value => (value === UNDEFINED ? UNTOLD : value);

/** Whether what it lacks is known: the program wrote it, and nobody else was given it. */
export function isOwn(m: Machine, target: ObjectValue | ArrayValue): boolean {
  const kind = target.spot?.node.kind;
  const isLiteral = kind === SyntaxKind.ObjectLiteralExpression || kind === SyntaxKind.ArrayLiteralExpression;
  return isLiteral && !m.work.shared.has(target);
}

/** Whether an object has what every object has: `Object.create(null)` has not. */
export function hasPrototype(object: ObjectValue): boolean {
  let at: Value | undefined = object;
  for (let i = 0; at?.kind === 'object' && i < LONGEST_CHAIN; i++) at = at.proto;
  return at?.kind !== 'primitive';
}
