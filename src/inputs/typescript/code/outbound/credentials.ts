import type { CallFact } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import { Behind } from '../follow/behind.ts';
import { bare } from '../follow/callee.ts';
import type { Follower } from '../follow/follow.ts';
import { Hosts, PLAIN } from './hosts.ts';
import type { Placed } from '../follow/names.ts';
import type { ClientCall, Outside } from './outside.ts';
import type { CallSite } from '../follow/unit.ts';

/** `maybe`: one of the process, where nothing else is given. */
type Whose = CallFact['credential'] | 'maybe';

/** Names of environment variables that hold what lets a program in. */
const SECRET =
  /(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|PASS(?:WORD|WD|PHRASE)?|PWD|PAT|AUTH|CREDENTIALS?|COOKIE|BEARER|JWT|DSN)(?:_?\d+|_(?:PROD|DEV|TEST|LIVE|BASE64|VALUE))?$|^DATABASE_URL$|CONNECTION_STRING|APIKEY$/;
/** Where the environment of a program is. */
const ENVIRONMENT = /^(?:process\.env|import\.meta\.env|Bun\.env|(?:this\.|c\.|ctx\.|context\.)?env)$/;
/** What is of the request: who calls, as the transport or a middleware tells it. */
const OF_REQUEST = /^(?:authInfo|requestInfo|authorization)$/;
const HEADERS = /(?:^|\.)(?:req|request|requestInfo|c\.req|ctx|context|extra)\??\.headers?$/;
/** Stores that are filled for one request. */
const STORES = /^(?:getStore|getMcpAuthContext|getAuthContext|getRequestContext|getSession|getAuth|getAccessToken)$/;
/** `this.props.accessToken` of a server that is made for one user, `session.token`. */
const OF_USER = /(?:^|\.)(?:props|session)\??\.\w*(?:token|key|auth|secret)\w*$/i;

/** Names of secrets in a program. */
const SECRETIVE = /token|key|secret|auth|password|credential|\bpat\b/i;

const MOST_PARTS = 300;
const LONGEST = 120;
const MOST_WAYS = 6;

/** Reads whose credential a call carries, and which host it asks. */
export class Credentials {
  readonly #follower: Follower;
  readonly #behind: Behind;
  readonly #hosts: Hosts;

  constructor(follower: Follower) {
    this.#follower = follower;
    this.#behind = new Behind(follower);
    this.#hosts = new Hosts(follower, this.#behind);
  }

  /** What all the ways to a call have in common. */
  facts(sites: readonly CallSite[], outside: Outside): Pick<CallFact, 'credential' | 'host'> {
    const calls = sites.slice(0, MOST_WAYS).flatMap((site) => {
      const call = outside.clientCall(site);
      return call ? [{ site, call }] : [];
    });
    const [whose, ...more] = new Set(calls.map(({ site, call }) => this.#of(site, call)));
    const [host, ...hosts] = new Set(calls.map(({ site, call }) => this.#hosts.of(site, call)));
    return {
      credential: more.length > 0 ? 'unknown' : (whose ?? 'unknown'),
      ...(host !== undefined && hosts.length === 0 ? { host } : {}),
    };
  }

  #of(site: CallSite, { client, made }: ClientCall): CallFact['credential'] {
    const args = PLAIN.test(client.name) ? (site.node.arguments ?? []) : [];
    const given = args.map((node) => ({ node, scope: site.scope }));
    const settings = [...(made?.node.arguments ?? [])].map((node) => ({ node, scope: made!.scope }));
    const url = this.#parts(given.slice(0, 1), false);
    const rest = this.#parts([...given.slice(1), ...settings], true);
    const has = (whose: Whose): boolean => url.has(whose) || rest.has(whose);
    if (has('request')) return 'request';
    if (has('maybe')) return 'unknown';
    if (has('environment')) return 'environment';
    // what is made of settings may be let in by a later call, or ask the environment itself
    return has('unknown') || client.settings !== undefined ? 'unknown' : 'none';
  }

  /** What all that goes into expressions is. */
  #parts(starts: readonly Placed[], isWhole: boolean): ReadonlySet<Whose> {
    const found = new Set<Whose>();
    const seen = new Map<ts.Node, Set<unknown>>();
    const waiting: Placed[] = [...starts];
    let left = MOST_PARTS;
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      this.#follower.names.m.step();
      if (left-- <= 0) {
        found.add('unknown');
        break;
      }
      const node = bare(at.node);
      const scopes = seen.get(node) ?? new Set();
      if (scopes.has(at.scope)) continue;
      seen.set(node, scopes.add(at.scope));
      const whose = this.#told({ node, scope: at.scope });
      if (whose) found.add(whose);
      else waiting.push(...this.#within({ node, scope: at.scope }, found, isWhole));
    }
    return found;
  }

  /** What an expression says by itself. */
  #told(at: Placed): Whose | undefined {
    const { node, scope } = at;
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      const name = ts.isPropertyAccessExpression(expression)
        ? expression.name.text
        : textOf({ node: expression, scope });
      if (STORES.test(name) && this.#behind.returns({ node, scope }).length === 0) return 'request';
      if (!ts.isPropertyAccessExpression(expression)) return undefined;
      const base = textOf({ node: expression.expression, scope });
      if (/^(?:get|header)$/.test(name) && (HEADERS.test(base) || base === 'c.req')) return 'request';
      const [first] = node.arguments;
      const isAsked = base === 'Deno.env' && first !== undefined && ts.isStringLiteralLike(first);
      return isAsked && SECRET.test(first.text) ? 'environment' : undefined;
    }
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
    const base = textOf({ node: node.expression, scope });
    const key = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
    const name = (key as Partial<ts.Identifier>).text ?? '';
    if (ENVIRONMENT.test(base)) return SECRET.test(name) ? 'environment' : 'none';
    if (OF_REQUEST.test(name) || HEADERS.test(base) || /\bauthInfo\b/.test(base)) return 'request';
    return OF_USER.test(`${base}.${name}`) ? 'request' : undefined;
  }

  /** What an expression is made of, a step further. */
  #within({ node, scope }: Placed, found: Set<Whose>, isWhole: boolean): readonly Placed[] {
    const placed = (nodes: readonly (ts.Expression | undefined)[]): Placed[] =>
      nodes.flatMap((each) => (each ? [{ node: each, scope }] : []));
    if (ts.isObjectLiteralExpression(node)) {
      // a token is asked for: the secret beside it says which program asks, for whomever
      if (node.properties.some(({ name }) => (name as Partial<ts.Identifier> | undefined)?.text === 'grant_type'))
        found.add('maybe');
      return placed(
        node.properties.map((each) => {
          if (ts.isPropertyAssignment(each)) return each.initializer;
          if (ts.isShorthandPropertyAssignment(each)) return each.name;
          return ts.isSpreadAssignment(each) ? each.expression : undefined;
        }),
      );
    }
    if (ts.isTemplateExpression(node)) return placed(node.templateSpans.map(({ expression }) => expression));
    if (ts.isBinaryExpression(node)) return placed([node.left, node.right]);
    if (ts.isConditionalExpression(node)) return placed([node.whenTrue, node.whenFalse]);
    if (ts.isArrayLiteralExpression(node)) return placed(node.elements);
    if (ts.isNewExpression(node)) return placed([...(node.arguments ?? [])]);
    if (ts.isIdentifier(node)) return this.#behindName({ node, scope }, found, isWhole);
    if (ts.isCallExpression(node)) {
      const behind = this.#behind.returns({ node, scope });
      const on = ts.isPropertyAccessExpression(node.expression) ? [node.expression.expression] : [];
      return behind.length > 0 ? behind : placed([...on, ...node.arguments]);
    }
    if (!ts.isPropertyAccessExpression(node)) return [];
    const behind = this.#behind.of({ node, scope });
    if (behind.length > 0) return behind;
    return this.#behindName({ node, scope }, found, isWhole);
  }

  #behindName(at: Placed, found: Set<Whose>, isWhole: boolean): readonly Placed[] {
    const behind = ts.isIdentifier(at.node) ? this.#behind.of(at) : [];
    if (behind.length > 0) return behind;
    const name = textOf(at);
    if (name === 'undefined') return [];
    // whoever made the function it closes over gave it: the one of the process is one of several
    if (SECRETIVE.test(name)) found.add('maybe');
    else if (isWhole) found.add('unknown');
    return [];
  }
}

function textOf({ node, scope }: Placed): string {
  const { file } = scope.module;
  return file.text.slice(node.getStart(file.tree), Math.min(node.end, node.pos + LONGEST)).replace(/\s+/g, '');
}
