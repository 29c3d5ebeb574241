import { ts } from '../../syntax.ts';
import { inner } from '../../machine/calls.ts';
import type { Outside } from './outside.ts';
import type { CallSite } from '../follow/unit.ts';

const { SyntaxKind } = ts;

const MOST_NAMES = 10;
const LONGEST_NAME = 80;

/** Methods of values that everybody has; what they are called on is mostly known by nobody. */
const COMMON = new Set(
  (
    'map filter forEach reduce find findIndex some every includes indexOf join slice splice push pop shift unshift concat ' +
    'sort flat flatMap keys values entries has get set add delete clear at fill reverse toSorted toReversed ' +
    'toString toFixed toISOString getTime toLowerCase toUpperCase trim split replace replaceAll startsWith endsWith ' +
    'padStart padEnd match matchAll test exec charAt substring substr repeat then catch finally json text blob ' +
    'arrayBuffer parse stringify safeParse log error warn info debug trace now resolve reject all allSettled race'
  ).split(' '),
);

/** The callee as written, without line breaks. */
export function calleeText({ node, scope }: Pick<CallSite, 'node' | 'scope'>): string {
  const { file } = scope.module;
  const { expression } = node;
  return file.text
    .slice(expression.getStart(file.tree), Math.min(expression.end, expression.pos + 400))
    .replace(/\s+/g, '')
    .slice(0, LONGEST_NAME);
}

/** Whether a call may fail for reasons of its own. */
function mayFail(site: CallSite, outside: Outside): boolean {
  if (site.units.length > 0 || outside.goesOut(site)) return true;
  if (site.node.kind === SyntaxKind.NewExpression) return false;
  const callee = inner(site.node.expression);
  const name =
    callee.kind === SyntaxKind.PropertyAccessExpression
      ? (callee as ts.PropertyAccessExpression).name.text
      : (callee as Partial<ts.Identifier>).text;
  if (name === undefined || COMMON.has(name)) return false;
  return site.targets.some(({ kind }) => kind === 'unknown' || kind === 'package');
}

/** The names of the calls that are guarded, and whether one of them leaves the process. */
export function guardsOf(
  sites: readonly CallSite[],
  outside: Outside,
): { readonly guards: readonly string[]; readonly outbound: boolean } {
  const failing = sites.filter((site) => mayFail(site, outside));
  const all = [...failing.filter((site) => outside.goesOut(site)), ...failing].slice(0, 200).map(calleeText);
  // of a chain of calls, the first says what is asked
  const plain = all.filter((name) => name !== '' && !name.includes('('));
  const names = new Set(plain.length > 0 ? plain : all);
  return { guards: [...names].slice(0, MOST_NAMES), outbound: sites.some((site) => outside.goesOut(site)) };
}
