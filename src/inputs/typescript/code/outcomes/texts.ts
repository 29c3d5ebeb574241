import { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import type { Follower } from '../follow/follow.ts';
import type { Placed } from '../follow/names.ts';
import { valueIn } from '../follow/made.ts';
import type { Out } from '../follow/made.ts';
import { mentionsError } from '../follow/signature.ts';
import { Told } from '../follow/told.ts';
import type { CallSite } from '../follow/unit.ts';
import { isBare } from './bare.ts';
import { KEEPS, made, MOST_FIELDS, NONE, OF_ANSWER, OF_ERROR, sum, words, type Text } from './text.ts';

const { SyntaxKind } = ts;

const UNKNOWN = made('unknown');

const DEEPEST = 10;

/** The ways out of what a call leads to in the program. */
type Results = (site: CallSite) => readonly Out[] | undefined;

/** Reads what a text is made of, off the expression that makes it. */
export class Texts {
  readonly #follower: Follower;
  readonly #results: Results;
  readonly told: Told;

  constructor(follower: Follower, results: Results) {
    this.#follower = follower;
    this.#results = results;
    this.told = new Told(follower, (at, deep) => this.of(at, deep));
  }

  /** The text of a result: what its content says, and the names in its structured content. */
  ofResult({ content, structured }: { content: Placed | undefined; structured: Placed | undefined }): Text {
    const said = content ? this.#content(content) : NONE;
    return structured ? sum(said, this.of(structured)) : said;
  }

  #content({ node: written, scope }: Placed): Text {
    const node = bare(written);
    if (node.kind !== SyntaxKind.ArrayLiteralExpression) return this.of({ node, scope });
    return (node as ts.ArrayLiteralExpression).elements
      .map((element): Text => {
        const entry = bare(element);
        if (entry.kind !== SyntaxKind.ObjectLiteralExpression) return this.of({ node: entry, scope });
        const text = (entry as ts.ObjectLiteralExpression).properties.find(
          ({ name }) => (name as Partial<ts.Identifier> | undefined)?.text === 'text',
        );
        const of = text && valueIn(text);
        return of ? this.of({ node: of, scope }) : NONE;
      })
      .reduce(sum, NONE);
  }

  of(at: Placed, deep = 0): Text {
    this.#follower.names.m.step();
    if (deep > DEEPEST) return UNKNOWN;
    const { scope } = at;
    const node = bare(at.node);
    const inside = (each: ts.Expression): Text => this.of({ node: each, scope }, deep + 1);
    switch (node.kind) {
      case SyntaxKind.StringLiteral:
      case SyntaxKind.NoSubstitutionTemplateLiteral:
        return words((node as ts.StringLiteral).text);
      case SyntaxKind.TemplateExpression: {
        const { head, templateSpans } = node as ts.TemplateExpression;
        return templateSpans
          .slice(0, 60)
          .map((span) => sum(inside(span.expression), words(span.literal.text)))
          .reduce(sum, words(head.text));
      }
      case SyntaxKind.NumericLiteral:
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
      case SyntaxKind.NullKeyword:
      case SyntaxKind.PrefixUnaryExpression:
        return NONE;
      case SyntaxKind.BinaryExpression: {
        const { left, operatorToken, right } = node as ts.BinaryExpression;
        return operatorToken.kind === SyntaxKind.AmpersandAmpersandToken
          ? inside(right)
          : sum(inside(left), inside(right));
      }
      case SyntaxKind.ConditionalExpression:
        return sum(
          inside((node as ts.ConditionalExpression).whenTrue),
          inside((node as ts.ConditionalExpression).whenFalse),
        );
      case SyntaxKind.Identifier:
        return this.#name(node as ts.Identifier, scope, deep);
      case SyntaxKind.PropertyAccessExpression:
        return this.#member(node as ts.PropertyAccessExpression, scope);
      case SyntaxKind.CallExpression:
        return this.#call(node as ts.CallExpression, scope, deep);
      case SyntaxKind.ObjectLiteralExpression:
        return this.ofObject(node as ts.ObjectLiteralExpression, scope, deep);
      case SyntaxKind.ArrayLiteralExpression:
        return (node as ts.ArrayLiteralExpression).elements.slice(0, 40).map(inside).reduce(sum, NONE);
      default:
        return UNKNOWN;
    }
  }

  #name(node: ts.Identifier, scope: Scope, deep: number): Text {
    const { names } = this.#follower;
    const binding = names.binding(node.text, scope);
    if (binding?.what === 'error') return made(OF_ERROR.get(binding.path[0] ?? '') ?? 'error');
    if (!binding) {
      const known = names.value({ node, scope });
      return known.kind === 'primitive' ? (typeof known.value === 'string' ? words(known.value) : NONE) : UNKNOWN;
    }
    const isParameter = binding.place !== undefined;
    const given: Text = isParameter ? { ...NONE, given: new Set([binding]) } : NONE;
    const set = [isParameter ? undefined : binding.of, ...binding.later].filter((each) => each !== undefined);
    if (set.length === 0) return isParameter ? given : UNKNOWN;
    const [first] = binding.path;
    if (first !== undefined) {
      const isError = set.some((each) => mentionsError(names, each.node, each.scope));
      return isError ? made(OF_ERROR.get(first) ?? 'error') : made(OF_ANSWER.get(first) ?? 'unknown');
    }
    return set
      .slice(0, 6)
      .map((each) => this.of(each, deep + 1))
      .reduce(sum, given);
  }

  #member(node: ts.PropertyAccessExpression, scope: Scope): Text {
    const name = node.name.text;
    const { file } = scope.module;
    const isEnvironment = /^process\.env\b/.test(file.text.slice(node.getStart(file.tree), node.end));
    if (isEnvironment) return made('environment');
    if (mentionsError(this.#follower.names, node.expression, scope)) return made(OF_ERROR.get(name) ?? 'error');
    const { names } = this.#follower;
    const known = names.isPlain({ node, scope }) ? names.value({ node, scope }) : undefined;
    if (known?.kind === 'primitive' && typeof known.value === 'string') return words(known.value);
    return made(OF_ANSWER.get(name) ?? 'unknown');
  }

  #call(node: ts.CallExpression, scope: Scope, deep: number): Text {
    const site = this.#follower.siteOf(node, scope);
    const outs = site && this.#results(site);
    if (outs)
      return outs.length > 0
        ? outs.map((out) => this.told.filled(out.made.text, site, deep)).reduce(sum, NONE)
        : UNKNOWN;
    const { arguments: args, expression } = node;
    const inside = (each: ts.Expression): Text => this.of({ node: each, scope }, deep + 1);
    const callee = bare(expression);
    if (callee.kind === SyntaxKind.PropertyAccessExpression) {
      const { expression: of, name } = callee as ts.PropertyAccessExpression;
      if (name.text === 'stringify') return args[0] ? inside(args[0]) : NONE;
      if (name.text === 'text' && args.length === 0) return made('body');
      if (KEEPS.has(name.text))
        return sum(inside(of), name.text === 'concat' ? args.map(inside).reduce(sum, NONE) : NONE);
    } else if ((callee as Partial<ts.Identifier>).text === 'String') return args[0] ? inside(args[0]) : NONE;
    return args.some((arg) => mentionsError(this.#follower.names, arg, scope)) ? made('error') : UNKNOWN;
  }

  /** The names in an object, two levels of them, and what its values say. */
  ofObject(node: ts.ObjectLiteralExpression, scope: Scope, deep = 0): Text {
    const { properties } = node;
    // `{ orders: [], total: 0 }` says what `{}` does
    if (isBare(node)) return NONE;
    const fields = new Set<string>();
    let all = NONE;
    for (const property of properties) {
      const name = (property.name as Partial<ts.Identifier> | undefined)?.text;
      if (name !== undefined && fields.size < MOST_FIELDS) fields.add(name.slice(0, 60));
      const of =
        property.kind === SyntaxKind.SpreadAssignment
          ? (property as ts.SpreadAssignment).expression
          : valueIn(property);
      if (!of) continue;
      const inner = this.of({ node: of, scope }, deep + 1);
      all = sum(
        all,
        property.kind === SyntaxKind.SpreadAssignment || deep < 2 ? inner : { ...inner, fields: new Set() },
      );
    }
    return { ...all, fields: new Set([...fields, ...all.fields].slice(0, MOST_FIELDS)) };
  }
}
