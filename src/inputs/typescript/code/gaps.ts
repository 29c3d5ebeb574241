import type { Address } from '../../../model/address.ts';
import type { CodeFact, Family, Gap, HandlerFact } from '../../../model/code.ts';
import { ts } from '../syntax.ts';
import { inner } from '../machine/calls.ts';
import { OF_VALUE } from './follow/callee.ts';
import type { Follower } from './follow/follow.ts';
import { methodName } from './follow/tested.ts';
import { calleeText } from './outbound/guards.ts';
import { addressOf, toolsOf, type Reading } from './merge.ts';
import type { CallSite, Unit } from './follow/unit.ts';

const { SyntaxKind } = ts;

const MOST_GAPS = 20;

/** Where following ended, in one place. */
interface Hole {
  readonly node: ts.Node;
  readonly reason: string;
  readonly units: Set<Unit>;
}

/** What was not followed: what leads to code of the program, and what leads to code of others that may go out. */
export interface Holes {
  readonly program: readonly Hole[];
  readonly packages: readonly Hole[];
}

export function holesIn({ follower, outside, roots }: Reading): Holes {
  const program = new Map<ts.Node, Hole>();
  const packages = new Map<ts.Node, Hole>();
  const add = (to: Map<ts.Node, Hole>, node: ts.Node, reason: string, unit: Unit | undefined): void => {
    const hole = to.get(node) ?? { node, reason, units: new Set() };
    if (unit) hole.units.add(unit);
    to.set(node, hole);
  };
  for (const unit of follower.units)
    for (const site of unit.calls) {
      if (site.units.length > 0 || outside.clientCall(site)) continue;
      const isAwaited = follower.parents.get(site.node)?.kind === SyntaxKind.AwaitExpression;
      const [target] = site.targets;
      const isHole = isAwaited
        ? isOurs(site)
        : target?.kind !== 'package' && (isPlain(site) || (isOurs(site) && isPassedOn(follower, unit, site)));
      if (!isHole || outside.isOfNode(site)) continue;
      if (target?.kind === 'package' && outside.goesOut(site))
        add(packages, site.node, `a call of \`${calleeText(site)}\`, of the package ${target.name}`, unit);
      else if (target?.kind === 'unknown')
        add(program, site.node, `a call of \`${calleeText(site)}\`, which is not known`, unit);
    }
  const [first] = roots;
  for (const { reason, at, unit } of follower.ended)
    if (at ?? first) add(program, at?.node ?? first!.spot.node, reason, unit);
  for (const { spot, units, unread } of roots)
    if (units.length === 0 || unread.length > 0)
      add(program, spot.node, unread[0] ?? 'what is called for a tool', undefined);
  return { program: [...program.values()], packages: [...packages.values()] };
}

/** A function by its name: of a value that nobody knows, a method is neither a client nor an answer of ours. */
const isPlain = ({ node }: CallSite): boolean =>
  node.kind === SyntaxKind.CallExpression && inner(node.expression).kind === SyntaxKind.Identifier;

/** `return plugin.run()`: whoever called waits for it, though nothing does here. */
function isPassedOn({ parents }: Follower, unit: Unit, { node, owner, targets }: CallSite): boolean {
  const [target] = targets;
  if (owner !== unit.fn.node || (target?.kind === 'unknown' && target.reason === OF_VALUE)) return false;
  // of what waits for nothing, a method is one of a value as any other
  if (!unit.isRoot && !owner.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword)) return false;
  let at: ts.Node = node;
  for (let up = 0; up < 20; up++) {
    const parent = parents.get(at);
    if (parent?.kind === SyntaxKind.ReturnStatement) return true;
    if (parent?.kind === SyntaxKind.ArrowFunction) return (parent as ts.ArrowFunction).body === at;
    if (!parent || !isPassing(parent, at)) return false;
    at = parent;
  }
  return false;
}

/** `(…)`, `… as Result`, `… ? … : …`, and `….then(show)`, which is waited for as well. */
function isPassing(parent: ts.Node, at: ts.Node): boolean {
  switch (parent.kind) {
    case SyntaxKind.ParenthesizedExpression:
    case SyntaxKind.AsExpression:
    case SyntaxKind.NonNullExpression:
      return true;
    case SyntaxKind.ConditionalExpression:
      return (parent as ts.ConditionalExpression).condition !== at;
    case SyntaxKind.PropertyAccessExpression:
      return CHAINS.has((parent as ts.PropertyAccessExpression).name.text);
    case SyntaxKind.CallExpression: {
      const { expression } = parent as ts.CallExpression;
      return expression === at && CHAINS.has(methodName(parent as ts.CallExpression) ?? '');
    }
    default:
      return false;
  }
}
const CHAINS = new Set(['then', 'catch', 'finally']);

const isOurs = (site: CallSite): boolean => !ANSWERS.test(calleeText(site));
/** What is read of an answer. */
const ANSWERS = /\.(?:json|text|arrayBuffer|blob|formData|read|cancel|getReader)$/;

/** A family of facts with the places where following ended. */
export function family<F extends CodeFact>(reading: Reading, facts: readonly F[], holes: readonly Hole[]): Family<F> {
  const { follower, roots: all } = reading;
  const placed = holes.filter(({ units }) => units.size + all.length > 0);
  const gaps = placed.slice(0, MOST_GAPS).map(({ node, reason, units }, i): Gap => {
    const [unit] = units;
    const { roots, addresses } = reading;
    const root = roots.find(({ spot }) => spot.node === node);
    const at = unit
      ? addressOf(reading, 'gap', node, unit)
      : addresses.of('gap', root?.spot ?? { file: roots[0]!.spot.file, node: roots[0]!.spot.node }, 'handler');
    // the last that is listed has the tools of all that are not
    const of = i === MOST_GAPS - 1 ? placed.slice(i) : [placed[i]!];
    const tools = new Set(toolsOf(reading, [...new Set(of.flatMap((each) => [...each.units]))]));
    const unread = new Set(of.filter((each) => each.units.size === 0).map((each) => each.node));
    for (const { spot, tool } of unread.size > 0 ? roots : []) if (unread.has(spot.node)) tools.add(tool);
    return { at, reason, tools: [...tools] };
  });
  return { facts: reading.addresses.inOrder(facts), complete: holes.length + follower.ended.length === 0, gaps };
}

/** Of a handler that is not whole, the first return that is not known. */
export function handlerFamily(facts: readonly HandlerFact[], tools: number): Family<HandlerFact> {
  const gaps = new Map<string, { readonly at: Address; readonly reason: string; readonly tools: Address[] }>();
  for (const { at, tool, complete, returns } of facts) {
    if (complete) continue;
    const unread = returns.find(({ shape }) => shape.kind === 'unknown');
    const where = unread?.at ?? at;
    const reason = unread ? 'what a tool returns' : 'what is called for a tool';
    const key = `${where.name}#${where.pointer}`;
    const gap = gaps.get(key) ?? { at: where, reason, tools: [] };
    gap.tools.push(tool);
    gaps.set(key, gap);
  }
  return { facts, complete: gaps.size === 0 && facts.length === tools, gaps: [...gaps.values()].slice(0, MOST_GAPS) };
}
