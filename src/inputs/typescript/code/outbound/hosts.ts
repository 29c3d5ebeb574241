import { ts } from '../../syntax.ts';
import type { Behind } from '../follow/behind.ts';
import { bare } from '../follow/callee.ts';
import type { Follower } from '../follow/follow.ts';
import type { Placed } from '../follow/names.ts';
import type { ClientCall } from './outside.ts';
import type { CallSite } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** Clients that each call tells whom to ask, and who asks; those of services are told once. */
export const PLAIN =
  /^(?:fetch|node-fetch|cross-fetch|node-fetch-native|undici|axios|got|ky|ofetch|graphql-request|follow-redirects|node:https?)$/;

/** Reads which host a call asks. */
export class Hosts {
  readonly #follower: Follower;
  readonly #behind: Behind;

  constructor(follower: Follower, behind: Behind) {
    this.#follower = follower;
    this.#behind = behind;
  }

  /** The host that a call asks, where it is written out. */
  of(site: CallSite, { made, client }: ClientCall): string | undefined {
    // of a service's own client, what it is made with says where it is
    const [first] = PLAIN.test(client.name) ? (site.node.arguments ?? []) : [];
    const own = first && this.#host({ node: first, scope: site.scope }, 0);
    if (own !== undefined || client.settings === undefined) return own;
    const settings = made?.node.arguments?.[client.settings];
    return settings && this.#host({ node: settings, scope: made.scope }, 0);
  }

  #host({ node: written, scope }: Placed, deep: number): string | undefined {
    this.#follower.names.m.step();
    if (deep > 8) return undefined;
    const node = bare(written);
    const next = (of: ts.Expression | undefined) => (of ? this.#host({ node: of, scope }, deep + 1) : undefined);
    if (ts.isStringLiteralLike(node)) return HOST.exec(node.text.slice(0, 300))?.[1]?.toLowerCase();
    if (ts.isTemplateExpression(node))
      return node.head.text === ''
        ? next(node.templateSpans[0]?.expression)
        : HOST.exec(`${node.head.text.slice(0, 300)}`)?.[1]?.toLowerCase();
    if (ts.isBinaryExpression(node)) {
      const isPlus = node.operatorToken.kind === SyntaxKind.PlusToken;
      return isPlus ? next(node.left) : (next(node.right) ?? next(node.left));
    }
    if (ts.isNewExpression(node)) return next(node.arguments?.[1]) ?? next(node.arguments?.[0]);
    if (ts.isObjectLiteralExpression(node)) {
      const url = node.properties.find((each) => ADDRESSES.has((each.name as Partial<ts.Identifier>)?.text ?? ''));
      return url && ts.isPropertyAssignment(url) ? next(url.initializer) : undefined;
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const on = next(node.expression.expression); // `url.toString()`
      if (on !== undefined) return on;
    }
    for (const each of this.#behind.of({ node, scope }).slice(0, 4)) {
      const found = this.#host(each, deep + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

const ADDRESSES = new Set(['url', 'baseURL', 'baseUrl', 'host', 'hostname', 'endpoint']);
/** A whole host: one that goes on in what follows is none. */
const HOST = /^(?:https?:\/\/)([a-z0-9.-]+\.[a-z]{2,}|localhost|127\.0\.0\.1)(?=[/:?#]|$)/i;
