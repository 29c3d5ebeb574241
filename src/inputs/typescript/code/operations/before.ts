import type { RouteFact } from '../../../../model/operations.ts';
import { ts } from '../../syntax.ts';
import { isIn } from '../follow/unit.ts';
import { plainly, type At, type Constants } from './constants.ts';
import { textAt } from './text-at.ts';
import type { Used, Written } from './written.ts';

/** Names of what asks who calls; publishing how to ask is something else. */
const NAMED = /auth|bearer|token|api_?key|jwt|passport|guard|protect|credential/i;
const PUBLISHES =
  /metadata|authrouter|well_?known|discovery|oauthrouter|callback|inject|attach|extract|optional|(?:router|routes)$/i;
/** Names that leave no doubt. */
const DEMANDS = /\bbearerAuth$|\b(?:require|ensure|enforce)\w{0,20}(?:auth|token|bearer|api_?key)|\bauthenticate$/i;
/** What turns somebody away. */
const REFUSES = /\b401\b|unauthori[sz]ed/i;
const ASKS =
  /headers\??\.authorization|headers\??\.?\[\s{0,4}["'](?:authorization|x-api-key|api-key)|\.(?:get|header)\(\s{0,4}["'](?:authorization|x-api-key)|\bverify\w{0,40}\(|\bvalidate\w{0,40}(?:Token|Key|Auth)\w{0,40}\(|\bauthenticate\w{0,40}\(/i;
const MOST = 8_000;
/** More than anybody puts before a route. */
const MOST_USED = 300;

/** Whether something that asks who calls stands before a route. */
export class Before {
  readonly #constants: Constants;

  constructor(constants: Constants) {
    this.#constants = constants;
  }

  of(route: Written, used: readonly Used[]): RouteFact['auth'] {
    const { source, site, on, path, before } = route;
    if (before.some((each) => this.asks(each, path)) || this.#asksItself(route)) return 'before';
    if (!on) return this.#refusedAbove(route);
    const [owner] = source.functionsAround(site);
    let answer: RouteFact['auth'] = 'none';
    for (const each of used.slice(0, MOST_USED)) {
      if (each.source !== source || each.site.pos >= site.pos || !isSame(each, route)) continue;
      const around = source.functionsAround(each.site);
      if (around[0] !== owner) continue; // what is put on elsewhere may come later
      if (!each.what.some((what) => this.asks(what, path))) continue;
      if (each.prefix === undefined || path === undefined) answer = 'unknown';
      else if (path === each.prefix || path.startsWith(`${each.prefix.replace(/\/$/, '')}/`)) return 'before';
    }
    return answer;
  }

  /** What answers may ask itself, or by a function that it calls first. */
  #asksItself({ body }: Written): boolean {
    if (!body) return false;
    const { source, node } = body;
    const text = textAt(source, node, 4_000);
    if (/\b401\b/.test(text) && (ASKS.test(text) || NAMED.test(text))) return true;
    return source.calls.some((call) => {
      if (!isIn(call, node) || call.pos > node.pos + 2_000 || !NAMED.test(nameOf(call.expression))) return false;
      const fn = this.#constants.fn({ source, node: call.expression });
      return fn !== undefined && /\b401\b/.test(textAt(fn.source, fn.node, MOST));
    });
  }

  /** Whether a function that is put before others turns away who does not say who he is, on this path too. */
  asks(what: At, path?: string): boolean {
    const name = nameOf(what.node);
    const node = plainly(what.node);
    // `auth({ realm })` gives what asks
    const made = ts.isCallExpression(node)
      ? this.#constants.fn({ source: what.source, node: node.expression })
      : undefined;
    const fn = this.#constants.fn(what) ?? made;
    const text = fn ? textAt(fn.source, fn.node, MOST) : '';
    if (fn) {
      const isExempt = path !== undefined && path !== '/' && text.includes(path);
      const isNamed = NAMED.test(name) && !PUBLISHES.test(name);
      // who makes it is asked for it by name, and what it makes may turn away further down
      if (ts.isCallExpression(node) && isNamed && DEMANDS.test(name)) return true;
      return !isExempt && REFUSES.test(text) && (isNamed || ASKS.test(text));
    }
    return NAMED.test(name) && !PUBLISHES.test(name);
  }

  /** Of a program that looks at the path itself: an answer of 401 in a statement before. */
  #refusedAbove({ source, site }: Written): RouteFact['auth'] {
    for (
      let at: ts.Node = site, up = source.parent(at), deep = 0;
      up && deep < 20;
      at = up, up = source.parent(up), deep++
    ) {
      if (!ts.isBlock(up) && !ts.isSourceFile(up)) continue;
      for (const statement of up.statements) {
        if (statement.pos >= at.pos) break;
        if (!ts.isIfStatement(statement)) continue;
        const text = textAt(source, statement, 1_500);
        if (/\b401\b/.test(text) && /\breturn\b/.test(text)) return 'before';
      }
      const owner = source.parent(up);
      if (owner && ts.isFunctionLike(owner)) break;
    }
    return 'none';
  }
}

const isSame = (used: Used, { source, on }: Written): boolean =>
  textAt(used.source, used.on, 80) === textAt(source, on!, 80);

/** What is called or named. */
export function nameOf(written: ts.Expression): string {
  let node = plainly(written);
  if (ts.isCallExpression(node)) node = plainly(node.expression);
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? `${nameOf(node.expression)}.${node.name.text}` : '';
}
