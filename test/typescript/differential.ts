import { runInThisContext } from 'node:vm';

import { indexOf } from '../../src/inputs/typescript/machine/members.ts';
import type { Machine } from '../../src/inputs/typescript/machine/machine.ts';
import type { Spot } from '../../src/inputs/typescript/syntax.ts';
import type { Value } from '../../src/inputs/typescript/values.ts';
import { evaluateProgram } from './evaluate.ts';

/** What an expression gave: a description of its value in which `unknown` stands for what the machine does not know. */
type Shape = string | { readonly [name: string]: Shape };

const UNKNOWN = 'unknown';

/** One expression in one line of both programs: its value, or what it threw. */
const guarded = (expression: string): string =>
  `(() => { 'use strict'; try { return { value: (${expression}) } } catch (error) { return { thrown: error && error.name ? error.name : error } } })()`;

/**
 * Evaluates each expression by the machine and by JavaScript, all in one program. `wrong` is what they disagree about: an
 * unknown value is no disagreement, but each known part of a value must be right. `unknown` is what the machine does not
 * know all of.
 */
export async function compare(
  expressions: readonly string[],
): Promise<{ readonly wrong: readonly string[]; readonly unknown: readonly string[] }> {
  const text = expressions.map((each, i) => `const e${i} = ${guarded(each)};`).join('\n');
  const all = `[${expressions.map((_, i) => `e${i}`).join(', ')}]`;
  const { machine, value } = await evaluateProgram({ '/p/main.js': `${text}\nexport default ${all};` }, '/p/main.js');
  const wrong: string[] = [];
  const unknown: string[] = [];
  for (const [i, expression] of expressions.entries()) {
    const one = value.kind === 'array' ? value.elements[i]!.value : value;
    const ours = shapeOf(one, machine, 0);
    const real = realShape(runInThisContext(guarded(expression)), 0);
    const isKnown = !JSON.stringify(ours).includes(`"${UNKNOWN}"`);
    if (!isKnown) unknown.push(expression);
    // where it may throw, and the machine goes on, what it goes on with must not be known
    const mayThrow = !isKnown && typeof real !== 'string' && '.thrown' in real;
    if (!mayThrow && !agree(ours, real))
      wrong.push(`${expression}: ${JSON.stringify(ours)} instead of ${JSON.stringify(real)}`);
  }
  return { wrong, unknown };
}

function agree(ours: Shape, real: Shape): boolean {
  if (ours === UNKNOWN) return true;
  if (typeof ours === 'string' || typeof real === 'string') return ours === real;
  if (ours['(open)'] === undefined) for (const name of Object.keys(real)) if (!(name in ours)) return false;
  return Object.entries(ours).every(([name, part]) => name === '(open)' || (name in real && agree(part, real[name]!)));
}

const primitiveShape = (value: unknown): string => {
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
};

const DEEPEST = 6;

function shapeOf(value: Value, machine: Machine, depth: number): Shape {
  if (depth > DEEPEST) return UNKNOWN;
  const spot: Spot = { file: undefined!, node: undefined! };
  switch (value.kind) {
    case 'primitive':
      return typeof value.value === 'string' && value.value.startsWith('@@') ? 'a symbol' : primitiveShape(value.value);
    case 'array': {
      if (value.open || value.elements.some(({ when }) => when)) return UNKNOWN;
      const parts = value.elements.map((each, i): [string, Shape] => [
        String(i),
        shapeOf(each.value, machine, depth + 1),
      ]);
      return { kind: 'array', length: String(value.elements.length), ...Object.fromEntries(parts) };
    }
    case 'object': {
      if (value.base) return UNKNOWN;
      const shape: Record<string, Shape> = { kind: 'object' };
      if (value.open) shape['(open)'] = UNKNOWN;
      for (const { name, value: part, when } of machine.entries(value, spot).entries)
        shape[`.${name}`] = when ? UNKNOWN : shapeOf(part, machine, depth + 1);
      return shape;
    }
    case 'function':
    case 'class':
      return { kind: 'function' };
    case 'host':
      return value.traits.call || value.traits.construct ? { kind: 'function' } : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function realShape(value: unknown, depth: number): Shape {
  if (depth > DEEPEST) return UNKNOWN;
  if (typeof value === 'function') return { kind: 'function' };
  if (typeof value !== 'object' || value === null) return primitiveShape(value);
  if (Array.isArray(value)) {
    const parts = Array.from(value, (each, i): [string, Shape] => [String(i), realShape(each, depth + 1)]);
    return { kind: 'array', length: String(value.length), ...Object.fromEntries(parts) };
  }
  const shape: Record<string, Shape> = { kind: 'object' };
  for (const name of ordered(Object.keys(value)))
    shape[`.${name}`] = realShape((value as Record<string, unknown>)[name], depth + 1);
  return shape;
}

const ordered = (names: readonly string[]): string[] =>
  names.toSorted((a, b) => Number(indexOf(b) !== undefined) - Number(indexOf(a) !== undefined));
