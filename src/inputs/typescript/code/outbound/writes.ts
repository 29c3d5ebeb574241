import { ts } from '../../syntax.ts';
import { inner } from '../../machine/calls.ts';
import type { Follower } from '../follow/follow.ts';
import { isInAnotherWay } from '../operations/another-way.ts';
import { calleeText } from './guards.ts';
import type { CallSite, Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** What of the console goes to standard output. */
const CONSOLE = new Set([
  'log',
  'info',
  'debug',
  'table',
  'dir',
  'group',
  'groupCollapsed',
  'timeEnd',
  'timeLog',
  'count',
]);
/** A program may turn its console around. */
const TURNED =
  /\bconsole(?:\.(?:log|info|debug)|\[[^\]]{1,40}\])?\s*=[^=>]|Object\.assign\(\s*console\b|\bstdout\.write\s*=[^=>]/;
/** What runs elsewhere, such as in a page. */
const ELSEWHERE = new Set([
  'evaluate',
  'evaluateHandle',
  'evaluateOnNewDocument',
  '$eval',
  '$$eval',
  'addInitScript',
  'waitForFunction',
]);

/** Whether anything of the program makes its console write elsewhere. */
export const turnsConsole = (follower: Follower): boolean =>
  [...follower.names.m.modules.values()].some(
    ({ file }) =>
      !/\/node_modules\//.test(file.path) && file.text.includes('=') && TURNED.test(file.text.slice(0, 1_000_000)),
  );

/** Calls of a unit that write to standard output. */
export function writesIn(follower: Follower, unit: Unit): readonly CallSite[] {
  return unit.calls.filter(
    (site) => isWrite(site) && !runsElsewhere(follower, site.node) && !isInAnotherWay(follower.parents, site),
  );
}

function isWrite({ node, scope }: CallSite): boolean {
  if (node.kind !== SyntaxKind.CallExpression) return false;
  const callee = inner(node.expression);
  if (callee.kind !== SyntaxKind.PropertyAccessExpression) return false;
  const { expression, name } = callee as ts.PropertyAccessExpression;
  if ((expression as Partial<ts.Identifier>).text === 'console')
    return CONSOLE.has(name.text) && !scope.find('console');
  return name.text === 'write' && calleeText({ node, scope }) === 'process.stdout.write' && !scope.find('process');
}

function runsElsewhere({ parents }: Follower, node: ts.Node): boolean {
  for (let at = parents.get(node); at; at = parents.get(at)) {
    if (at.kind !== SyntaxKind.CallExpression || at === node) continue;
    const callee = (at as ts.CallExpression).expression;
    if (
      callee.kind === SyntaxKind.PropertyAccessExpression &&
      ELSEWHERE.has((callee as ts.PropertyAccessExpression).name.text)
    )
      return true;
  }
  return false;
}
