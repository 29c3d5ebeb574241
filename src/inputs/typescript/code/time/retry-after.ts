import type { Address } from '../../../../model/address.ts';
import type { CallFact } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import type { FunctionNode } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import { written } from './exits.ts';
import { declarationIn } from '../follow/fields.ts';
import { callsAgain } from './loops.ts';
import { addressOf, type Reading } from '../merge.ts';
import type { Module } from '../../machine/modules.ts';
import { FUNCTIONS } from '../follow/signature.ts';
import { isIn, type CallSite, type Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

type Limited = Pick<CallFact, 'retryAfter' | 'limited'>;

/** A place that tells an answer of 429 or 503 from others. */
interface Branch {
  readonly node: ts.Node;
  readonly owner: FunctionNode;
  /** What is done then. */
  readonly taken: ts.Node;
  /** What is asked: `response` of `response.status === 429`. */
  readonly subject: string | undefined;
}

const CODES = /\b(?:429|503)\b/;
const STATUS = /status|code\b/i;
/** A header that says when to ask again, a member of an error that holds it, or a function that is named after it. */
const READS =
  /['"`][\w-]{0,20}(?:retry-?after|rate-?limit-?reset|rate-?limit-policy|limit-reset)[\w-]{0,20}['"`]|['"`]ratelimit['"`]|\.\s*(?:retry_?after|rate_?limit_?reset|reset_?(?:at|time|in|after))|\b(?:parse|get|read|extract|compute)\w{0,20}(?:retry_?after|reset|rate_?limit)\w{0,20}\s*\(|\{[^{}]{0,400}retry_?after[^{}]{0,400}\}\s*=[^=>]/i;
const MOST_PARTS = 20_000;
const LONGEST = 20_000;
const MOST_CALLERS = 40;
const DEEPEST = 3;

const ORDER: readonly Limited['retryAfter'][] = ['read', 'unknown', 'ignored'];

/** Tells of which calls `Retry-After` is read where they were turned away. */
export class RetryAfters {
  readonly #reading: Reading;
  readonly #known = new Map<ts.Node, { readonly said: Limited['retryAfter']; readonly limited: Address }>();

  constructor(reading: Reading) {
    this.#reading = reading;
    for (const unit of reading.follower.units)
      for (const branch of this.#branchesIn(unit)) {
        const calls = this.#callsOf(unit, branch, 0);
        if (calls.length > 0)
          this.#note(calls, this.#said(unit, branch), addressOf(reading, 'branch', branch.node, unit, branch.owner));
      }
    for (const repeat of reading.repeats) {
      if (repeat.kind !== 'retry') continue;
      const { node, unit, owner } = repeat;
      const text = this.#textOf(unit, node) + this.#called(unit, node);
      if (/\b429\b|rate_?limit|toomany/i.test(text))
        this.#note(
          callsAgain(reading, repeat),
          READS.test(text) ? 'read' : 'ignored',
          addressOf(reading, 'loop', node, unit, owner),
        );
    }
  }

  of(node: ts.Node): Limited {
    const known = this.#known.get(node);
    return known ? { retryAfter: known.said, limited: known.limited } : { retryAfter: 'none' };
  }

  #note(calls: readonly CallSite[], said: Limited['retryAfter'], limited: Address): void {
    for (const { node } of calls) {
      const known = this.#known.get(node);
      if (!known || ORDER.indexOf(said) < ORDER.indexOf(known.said)) this.#known.set(node, { said, limited });
    }
  }

  #textOf(unit: Unit, { pos, end }: ts.Node): string {
    return unit.file.text.slice(pos, Math.min(end, pos + LONGEST));
  }

  /** What the functions say that are called there. */
  #called(unit: Unit, within: ts.Node): string {
    const { names } = this.#reading.follower;
    return unit.calls
      .filter(({ node }) => isIn(node, within))
      .flatMap(({ units }) => units.slice(0, 2))
      .slice(0, 12)
      .map((each) => {
        names.m.step();
        return this.#textOf(each, each.fn.node);
      })
      .join('\n');
  }

  #branchesIn(unit: Unit): readonly Branch[] {
    const { fn, file } = unit;
    const text = this.#textOf(unit, fn.node);
    if (!CODES.test(text) && !/\.(?:includes|has)\(/.test(text)) return [];
    const found: Branch[] = [];
    let left = MOST_PARTS;
    const visit = (node: ts.Node, owner: FunctionNode): void => {
      if (left-- <= 0) return;
      if (node.kind === SyntaxKind.IfStatement || node.kind === SyntaxKind.ConditionalExpression) {
        const { expression, thenStatement } = node as ts.IfStatement;
        const { condition, whenTrue } = node as ts.ConditionalExpression;
        const test = written(expression ?? condition, file);
        if (STATUS.test(test) && (CODES.test(test) || this.#isInList(expression ?? condition, unit))) {
          const isNot = /!==?(?:429|503)|^!/.test(test) || /(?:429|503)!==/.test(test);
          // 503 beside 500 is a failure as any
          const isOther = /[<>]=?(?:429|503)/.test(test) || (!/\b429\b/.test(test) && /\b50[024]\b/.test(test));
          const [, subject] = /([A-Za-z_$][\w$]*)(?:\.[\w$]+)*\.(?:status|statusCode|code)\b/.exec(test) ?? [];
          if (!isOther) found.push({ node, owner, taken: isNot ? owner : (thenStatement ?? whenTrue), subject });
        }
      } else if (node.kind === SyntaxKind.CaseClause) {
        const { expression } = node as ts.CaseClause;
        if (/^429$/.test((expression as Partial<ts.NumericLiteral>).text ?? ''))
          found.push({ node, owner, taken: node, subject: undefined });
      }
      const inner = FUNCTIONS.has(node.kind) ? (node as FunctionNode) : owner;
      ts.forEachChild(node, (child) => visit(child, inner));
    };
    if (fn.node.body) visit(fn.node.body, fn.node);
    this.#reading.follower.names.m.step(Math.max(1, (MOST_PARTS - left) >> 4));
    return found;
  }

  /** `RETRYABLE.includes(response.status)` */
  #isInList(test: ts.Expression, unit: Unit): boolean {
    const node = bare(test);
    if (node.kind !== SyntaxKind.CallExpression) return false;
    const callee = (node as ts.CallExpression).expression;
    if (callee.kind !== SyntaxKind.PropertyAccessExpression) return false;
    const { expression, name } = callee as ts.PropertyAccessExpression;
    if (name.text !== 'includes' && name.text !== 'has') return false;
    const module = unit.scope.module as Module;
    const { text } = expression as Partial<ts.Identifier>;
    const list = text === undefined ? undefined : declarationIn(module, text)?.initializer;
    const said = list ? written(list, module.file) : '';
    // a list of all there are tells nothing apart
    return /\b429\b/.test(said) && (said.match(/\d{3}/g) ?? []).length <= 6;
  }

  /** Whether it is read how long to wait; what hands the answer on may do it there. */
  #said(unit: Unit, { taken, subject, owner }: Branch): Limited['retryAfter'] {
    const around = this.#textOf(unit, owner);
    if (READS.test(around) || READS.test(this.#called(unit, taken))) return 'read';
    const before = unit.calledAt.slice(0, 10).some((call) => READS.test(this.#textOf(call.unit, call.unit.fn.node)));
    if (before) return 'read';
    const then = this.#textOf(unit, taken);
    const name = subject ?? '(?:err|error|e|response|res)';
    const handsOn = new RegExp(
      `(?:[(,:]\\s*|\\breturn\\s+|\\bthrow\\s+|\\.\\.\\.)${escaped(name)}\\s*(?:[,);}\\n]|as\\b|\\.headers|\\.response\\b(?!\\.(?:status|data)))|\\bheaders\\b`,
    );
    return handsOn.test(then) ? 'unknown' : 'ignored';
  }

  /** The calls whose answer is looked at: of the function itself, or of those that call it. */
  #callsOf(unit: Unit, { node }: Branch, deep: number): readonly CallSite[] {
    const { outside } = this.#reading;
    const own = unit.calls.filter((site) => outside.clientCall(site) && !isIn(site.node, node));
    if (own.length > 0) return own;
    const tried = unit.tries.filter(({ node: each }) => each.catchClause && isIn(node, each.catchClause));
    const guarded = tried.flatMap(({ node: each }) =>
      callsAgain(this.#reading, { unit, region: each.tryBlock, node: each }),
    );
    if (guarded.length > 0) return guarded;
    return this.#above(unit, deep);
  }

  #above(unit: Unit, deep: number): readonly CallSite[] {
    if (deep >= DEEPEST) return [];
    const { outside } = this.#reading;
    return unit.calledAt.slice(0, MOST_CALLERS).flatMap(({ unit: from, site }) => {
      this.#reading.follower.names.m.step();
      const tried = from.tries.find(({ node }) => node.catchClause && isIn(site.node, node.catchClause));
      if (tried) return callsAgain(this.#reading, { unit: from, region: tried.node.tryBlock, node: tried.node });
      const own = from.calls.filter((each) => outside.clientCall(each));
      return own.length > 0 ? own : this.#above(from, deep + 1);
    });
  }
}

const escaped = (name: string): string => name.replace(/\$/g, '\\$');
