import type { Address } from '../../../../model/address.ts';
import type { ThrowFact } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import { Leaving } from './leaving.ts';
import { addressOf, type Reading } from '../merge.ts';
import type { Placed } from '../follow/names.ts';
import type { Text } from './text.ts';
import type { Site, Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** What is thrown, as far as the statement says. */
interface Thrown extends Pick<ThrowFact, 'what' | 'code' | 'about'> {
  readonly name: string;
}

/** Codes of the protocol, by name and by number. */
const CODES = new Map<string, ThrowFact['about']>([
  ['InvalidParams', 'input'],
  ['-32602', 'input'],
  ['MethodNotFound', 'unknown-tool'],
  ['-32601', 'unknown-tool'],
  ['InternalError', 'failure'],
  ['-32603', 'failure'],
]);
const UNKNOWN_TOOL =
  /\btool name\b|\b(?:unknown|unsupported|unrecogni[sz]ed|no such|invalid|unhandled) (?:tool|method|function|command)\b(?! (?:arg|param|input))|\b(?:tool|method)\b[^.]{0,40}\b(?:not found|not recogni[sz]ed|does not exist|not implemented|is disabled|not enabled)\b/i;
const OF_INPUT =
  /\b(?:invalid|missing|required|requires|must (?:be|have|provide|specify|include|contain)|unsupported|malformed|cannot be empty|at least one|out of range|expected)\b/i;
const INVALID = /^(?:InvalidRequest|-32600)$/;
/** A plain error is about what was asked for only where it names that. */
const ARGUMENT = /\b(?:arguments?|args|param(?:eter)?s?|inputs?|options?|fields?|must be)\b/i;
/** Of the one who runs the server, not of the one who calls. */
const OF_SETUP =
  /\b(?:api[ _-]?keys?|tokens?|credentials?|environment|env(?:ironment)? var|configur\w+|log(?:ged)? in|authenticat\w+|authori[sz]\w+|sessions?)\b/i;

/** Nothing that the arguments can help. */
const OF_FAILURE =
  /\b(?:timed? ?out|timeout|error occurred|internal error|unexpected error|unavailable|unreachable)\b/i;

/** One fact for each throw that leaves a handler of `tools/call`. */
export function throwFacts(reading: Reading): ThrowFact[] {
  const { follower, roots } = reading;
  const dispatched = new Map<Unit, Address[]>();
  for (const { by, units, tool } of roots)
    if (by === 'dispatch') for (const unit of units) dispatched.set(unit, [...(dispatched.get(unit) ?? []), tool]);
  if (dispatched.size === 0) return [];
  const order = new Map(roots.map(({ tool }, i) => [tool, i]));
  const leaving = new Leaving(reading);
  const byNode = new Map<
    ts.Node,
    { readonly unit: Unit; readonly site: Site<ts.ThrowStatement>; readonly tools: Set<Address> }
  >();
  for (const unit of follower.units)
    for (const site of unit.throws) {
      const thrown = thrownBy(reading, site);
      if (!thrown) continue;
      const known = byNode.get(site.node) ?? { unit, site, tools: new Set<Address>() };
      for (const root of leaving.roots(unit, site.node, thrown.name))
        for (const tool of dispatched.get(root) ?? []) known.tools.add(tool);
      byNode.set(site.node, known);
    }
  return [...byNode].flatMap(([node, { unit, site, tools }]): ThrowFact[] => {
    if (tools.size === 0) return [];
    const { name: _, ...thrown } = thrownBy(reading, site)!;
    const all = [...tools].toSorted((a, b) => order.get(a)! - order.get(b)!);
    return [{ at: addressOf(reading, 'throw', node, unit, site.owner), tools: all, ...thrown }];
  });
}

/** What a statement throws that was not thrown before. */
function thrownBy(reading: Reading, { node, scope }: Site<ts.ThrowStatement>): Thrown | undefined {
  const made = madeBy(reading, { node: bare(node.expression), scope });
  if (!made) return undefined;
  const callee = made.node.expression;
  const name = (
    callee.kind === SyntaxKind.PropertyAccessExpression ? (callee as ts.PropertyAccessExpression).name : callee
  ) as Partial<ts.Identifier>;
  const args = made.node.arguments ?? [];
  const code = args.map((arg) => codeIn(arg)).find((each) => each !== undefined);
  const said = args.map((arg) => reading.shapes.texts.of({ node: arg, scope: made.scope }));
  const what = (bare(node.expression) === made.node ? name.text : calleeOf(bare(node.expression))) ?? 'Error';
  return {
    name: name.text ?? 'Error',
    what: what.slice(0, 80),
    ...(code === undefined ? {} : { code }),
    about: aboutOf(name.text ?? '', code, said),
  };
}

const calleeOf = (node: ts.Node): string | undefined => {
  const { expression } = node as Partial<ts.CallExpression>;
  const at =
    expression?.kind === SyntaxKind.PropertyAccessExpression
      ? (expression as ts.PropertyAccessExpression).name
      : expression;
  return (at as Partial<ts.Identifier> | undefined)?.text;
};

/** The `new` of what is thrown: there, or in a function that gives it. */
function madeBy({ follower }: Reading, { node, scope }: Placed): Placed<ts.NewExpression> | undefined {
  if (node.kind === SyntaxKind.NewExpression) return { node: node as ts.NewExpression, scope };
  if (node.kind !== SyntaxKind.CallExpression) return undefined;
  for (const unit of follower.siteOf(node, scope)?.units ?? [])
    for (const each of unit.returns)
      if (each.owner === unit.fn.node && bare(each.node).kind === SyntaxKind.NewExpression)
        return { node: bare(each.node) as ts.NewExpression, scope: each.scope };
  return undefined;
}

/** `ErrorCode.InvalidParams`, `-32602`. */
function codeIn(written: ts.Expression): string | undefined {
  const node = bare(written);
  if (node.kind === SyntaxKind.PropertyAccessExpression) {
    const { expression, name } = node as ts.PropertyAccessExpression;
    return /(?:Error|Status)?Codes?$/.test((expression as Partial<ts.Identifier>).text ?? '') ? name.text : undefined;
  }
  if (node.kind !== SyntaxKind.PrefixUnaryExpression) return undefined;
  const { operand } = node as ts.PrefixUnaryExpression;
  const { text } = operand as Partial<ts.NumericLiteral>;
  return text !== undefined && /^32\d{3}$/.test(text) ? `-${text}` : undefined;
}

function aboutOf(name: string, code: string | undefined, said: readonly Text[]): ThrowFact['about'] {
  const words = said.map((text) => text.words).join(' ');
  if (/UrlElicitation/.test(name) || /UrlElicitation|^-32042$/.test(code ?? '')) return 'unknown';
  if (UNKNOWN_TOOL.test(words)) return 'unknown-tool';
  const known = CODES.get(code ?? '');
  if (known !== undefined) return known;
  if (OF_SETUP.test(words)) return 'failure';
  const isOfInput = OF_INPUT.test(words);
  if (code !== undefined) return isOfInput && INVALID.test(code) ? 'input' : 'failure';
  if (isOfInput && ARGUMENT.test(words)) return 'input';
  // `throw new InputError(error.message)`, `new InputError('Timed out')`: whatever the class is called
  const isPassed = words === '' && !/Validat/.test(name) && said.some(({ from }) => from.has('message'));
  if (isPassed || OF_FAILURE.test(words)) return 'failure';
  if (/(?:Validat|Argument|Input|Params?)\w*Error$/.test(name)) return 'input';
  return words === '' || isOfInput ? 'unknown' : 'failure';
}
