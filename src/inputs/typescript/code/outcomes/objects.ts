import { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import { isContent, joined, NOTHING, truth, UNKNOWN, value, valueIn, type Made } from '../follow/made.ts';
import type { Binding, Names, Placed } from '../follow/names.ts';
import { sum } from './text.ts';
import type { Texts } from './texts.ts';

const { SyntaxKind } = ts;

/** Says what object literals are: the result of a tool, nothing, or some value. */
export class Objects {
  readonly #names: Names;
  readonly #texts: Texts;
  readonly #inner: (at: Placed, deep: number) => Made;

  constructor(names: Names, texts: Texts, inner: (at: Placed, deep: number) => Made) {
    this.#names = names;
    this.#texts = texts;
    this.#inner = inner;
  }

  /** The shape of a literal. */
  of(node: ts.ObjectLiteralExpression, scope: Scope, deep: number): Made {
    const own = new Map<string, ts.ObjectLiteralElementLike>();
    const spreads: Made[] = [];
    for (const property of node.properties) {
      if (property.kind === SyntaxKind.SpreadAssignment)
        spreads.push(this.#spread((property as ts.SpreadAssignment).expression, scope, deep));
      else {
        const name = (property.name as Partial<ts.Identifier> | undefined)?.text;
        if (name !== undefined) own.set(name, property);
      }
    }
    const given = (name: string): Placed | undefined => {
      const property = own.get(name);
      const of = property && valueIn(property);
      return of && { node: of, scope };
    };
    const content = isContent(given('content')) || spreads.some(({ kind }) => kind === 'result');
    const structured = own.has('structuredContent') || spreads.some((each) => each.structured === 'yes');
    const isOpen = spreads.some(({ kind }) => kind === 'unknown');
    const error = given('isError');
    const isError = error
      ? truth(error.node)
      : (spreads.find((each) => each.isError !== 'no')?.isError ?? (isInside(given('content')) ? 'inside' : 'no'));
    if (content || (structured && own.has('isError'))) {
      const text = this.#texts.ofResult({ content: given('content'), structured: given('structuredContent') });
      const said = spreads.reduce((all, each) => sum(all, each.text), text);
      return {
        kind: 'result',
        isError,
        structured: structured ? 'yes' : isOpen ? 'unknown' : 'no',
        text: said,
        told: error && isError === 'unknown' ? this.#parameter(error) : undefined,
      };
    }
    if (isOpen) return { ...UNKNOWN, text: this.#texts.ofObject(node, scope) };
    const parts = [...own.values()].map(valueIn);
    const isEmpty =
      parts.every((part) => part && this.#isEmpty({ node: part, scope }, deep)) &&
      spreads.every(({ kind }) => kind === 'empty');
    return isEmpty ? NOTHING : value(this.#texts.ofObject(node, scope));
  }

  #parameter({ node: written, scope }: Placed): Binding | undefined {
    const node = bare(written);
    const binding =
      node.kind === SyntaxKind.Identifier ? this.#names.binding((node as ts.Identifier).text, scope) : undefined;
    return binding?.place !== undefined && binding.path.length + binding.later.length === 0 ? binding : undefined;
  }

  #isEmpty(at: Placed, deep: number): boolean {
    const node = bare(at.node);
    if (node.kind === SyntaxKind.NumericLiteral) return (node as ts.NumericLiteral).text === '0';
    return this.#inner({ node, scope: at.scope }, deep + 1).kind === 'empty';
  }

  /** `...(failed && { isError: true })`: what may be there. */
  #spread(expression: ts.Expression, scope: Scope, deep: number): Made {
    const node = bare(expression);
    const isAnd =
      node.kind === SyntaxKind.BinaryExpression &&
      (node as ts.BinaryExpression).operatorToken.kind === SyntaxKind.AmpersandAmpersandToken;
    const branches = isAnd
      ? [(node as ts.BinaryExpression).right]
      : node.kind === SyntaxKind.ConditionalExpression
        ? [(node as ts.ConditionalExpression).whenTrue, (node as ts.ConditionalExpression).whenFalse]
        : undefined;
    if (!branches) {
      if (node.kind !== SyntaxKind.ObjectLiteralExpression) return this.#inner({ node, scope }, deep + 1);
      return this.#partial(node as ts.ObjectLiteralExpression, scope, deep);
    }
    const made = branches.map((each) => this.#spread(each, scope, deep + 1));
    const isSet = made.some(({ isError }) => isError !== 'no');
    return { ...joined(made), ...(isSet ? { isError: 'unknown' as const } : {}) };
  }

  #partial(node: ts.ObjectLiteralExpression, scope: Scope, deep: number): Made {
    const made = this.of(node, scope, deep + 1);
    const error = node.properties.find(({ name }) => (name as Partial<ts.Identifier> | undefined)?.text === 'isError');
    const of = error && valueIn(error);
    return of ? { ...made, isError: truth(of) } : made;
  }
}

/** `content: [{ type: 'text', text, isError: true }]` */
function isInside(content: Placed | undefined): boolean {
  const list = content && bare(content.node);
  if (list?.kind !== SyntaxKind.ArrayLiteralExpression) return false;
  return (list as ts.ArrayLiteralExpression).elements.some((element) => {
    const item = bare(element);
    if (item.kind !== SyntaxKind.ObjectLiteralExpression) return false;
    return (item as ts.ObjectLiteralExpression).properties.some((property) => {
      const of = (property.name as Partial<ts.Identifier> | undefined)?.text === 'isError' && valueIn(property);
      return of && truth(of) !== 'no';
    });
  });
}
