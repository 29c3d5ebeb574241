import { ts } from '../../syntax.ts';
import type { FunctionNode } from '../../values.ts';
import type { Call } from '../follow/callee.ts';
import type { App, Apps } from './apps.ts';
import { memberOf, plainly, type At, type Constants } from './constants.ts';
import type { Source } from './source.ts';
import { isIn } from '../follow/unit.ts';
import { decoratedRoute, METHODS } from './decorated.ts';
import type { Unread, Used, Written } from './written.ts';

/** Reads routes that are put on an app. */
export class Registered {
  readonly routes: Written[] = [];
  readonly used: Used[] = [];
  /** Calls that may put routes on an app, and do not say which. */
  readonly unread: Unread[] = [];
  readonly #apps: Apps;
  readonly #constants: Constants;

  constructor(served: readonly Source[], apps: Apps, constants: Constants) {
    this.#apps = apps;
    this.#constants = constants;
    for (const source of served) for (const node of source.calls) this.#read(source, node);
  }

  #read(source: Source, node: Call): void {
    const callee = plainly(node.expression);
    const args = [...(node.arguments ?? [])];
    if (ts.isElementAccessExpression(callee)) {
      const isTable = args.length > 1 && this.#apps.of({ source, node: callee.expression });
      if (isTable && !ts.isStringLiteralLike(callee.argumentExpression))
        this.unread.push({ source, node, reason: 'routes that are put on an app one after another, from a table' });
      return;
    }
    if (!ts.isPropertyAccessExpression(callee)) {
      const decorated = decoratedRoute(source, node, this.#constants);
      if (decorated) this.routes.push(decorated);
      return;
    }
    const { name, expression: on } = callee;
    const { text } = name;
    if (text === 'serve') return this.#table(source, node, args);
    const method = METHODS.get(text);
    if (method !== undefined) return this.#route(source, node, method, on, args);
    if (text !== 'use' && text !== 'addHook' && text !== 'route' && text !== 'on' && text !== 'register') return;
    const app = this.#apps.of({ source, node: on });
    if (!app) return;
    if (text === 'route') return this.#described(source, node, app, args);
    if (text === 'on' && args.length > 2) return this.#put(source, node, '*', args[1]!, args.slice(2), app, on);
    if (text === 'use' || text === 'addHook' || text === 'register') this.#use(source, node, app, on, text, args);
  }

  #route(source: Source, node: Call, method: string, on: ts.Expression, args: readonly ts.Expression[]): void {
    const [first, ...rest] = args;
    if (!first) return;
    // `app.route('/x').get(handler)`
    const base = plainly(on);
    const chained =
      ts.isCallExpression(base) &&
      ts.isPropertyAccessExpression(base.expression) &&
      base.expression.name.text === 'route'
        ? base.arguments[0]
        : undefined;
    if (chained && this.#constants.fn({ source, node: first }))
      return this.#put(source, node, method, chained, args, this.#apps.of({ source, node: base }), on);
    if (rest.length === 0 || (rest.length === 1 && isData(rest[0]!))) return;
    const app = this.#apps.of({ source, node: on });
    const isHandled = rest.some((each) => this.#constants.fn({ source, node: each }) !== undefined);
    const path = this.#constants.text({ source, node: first });
    if (!app && !(isHandled && path?.startsWith('/') && isAppLike(on))) return;
    this.#put(source, node, method, first, rest, app, on);
  }

  #put(
    source: Source,
    node: Call,
    method: string,
    path: ts.Expression,
    handlers: readonly ts.Expression[],
    app: App | undefined,
    on: ts.Expression,
  ): void {
    const list = loopedOver(source, path, this.#constants) ?? this.#constants.value({ source, node: path });
    const isList = list !== undefined && ts.isArrayLiteralExpression(list.node);
    const paths = isList ? (list.node as ts.ArrayLiteralExpression).elements.slice(0, 20) : [path];
    const home = isList ? list.source : source;
    const flat = handlers.flatMap((each) => (ts.isArrayLiteralExpression(each) ? [...each.elements] : [each]));
    const last = flat.at(-1);
    const fn = last && this.#constants.fn({ source, node: last });
    for (const each of paths)
      this.routes.push({
        source,
        method,
        path: this.#constants.text({ source: home, node: each }) ?? patternText(each),
        framework: app?.framework ?? 'express',
        at: home === source && isIn(each, node) ? each : path,
        site: node,
        body: fn && bodyOf(fn),
        before: flat.slice(0, -1).map((middleware) => ({ source, node: middleware })),
        on,
      });
  }

  /** `fastify.route({ method, url, handler })` */
  #described(source: Source, node: Call, app: App, [first]: readonly ts.Expression[]): void {
    const object = first && plainly(first);
    if (!object || !ts.isObjectLiteralExpression(object)) return;
    const path = memberOf(object, 'url') ?? memberOf(object, 'path');
    const handler = memberOf(object, 'handler');
    if (!path) return;
    const methods = memberOf(object, 'method');
    const fn = handler && this.#constants.fn({ source, node: handler });
    this.routes.push({
      source,
      method: (methods && this.#constants.text({ source, node: methods })?.toUpperCase()) ?? '*',
      path: this.#constants.text({ source, node: path }),
      framework: app.framework,
      at: path,
      site: node,
      body: fn && bodyOf(fn),
      before: ['preHandler', 'onRequest', 'preValidation'].flatMap((key) => {
        const hook = memberOf(object, key);
        return hook ? [{ source, node: hook }] : [];
      }),
      on: (node.expression as ts.PropertyAccessExpression).expression,
    });
  }

  #use(source: Source, node: Call, app: App, on: ts.Expression, by: string, args: readonly ts.Expression[]): void {
    const [first, ...rest] = args;
    if (!first) return;
    const path = by === 'use' ? this.#constants.text({ source, node: first }) : undefined;
    const isPath =
      rest.length > 0 &&
      by !== 'register' &&
      (path !== undefined || (isNamed(first) && !this.#constants.fn({ source, node: first })));
    const what = (by === 'use' && !isPath ? args : by === 'register' ? [first] : rest).map((each) => ({
      source,
      node: each,
    }));
    const prefix = by === 'use' && isPath ? path?.replace(/\/?\*$/, '') : '';
    this.used.push({ source, site: node, on, prefix, what });
    const last = args.at(-1)!;
    const fn = this.#constants.fn({ source, node: last });
    // `app.use('/health', (req, res) => …)`
    if (isPath && path !== undefined && path.startsWith('/') && fn && fn.node.parameters.length < 3)
      this.#put(source, node, '*', first, rest, app, on);
  }

  /** `Bun.serve({ routes: { '/health': … } })` */
  #table(source: Source, node: Call, [first]: readonly ts.Expression[]): void {
    const app = this.#apps.of({ source, node });
    const options = first && plainly(first);
    if (!app || !options || !ts.isObjectLiteralExpression(options)) return;
    const routes = memberOf(options, 'routes');
    const table = routes && plainly(routes);
    if (!table || !ts.isObjectLiteralExpression(table)) return;
    for (const { name } of table.properties)
      if (name && ts.isStringLiteral(name))
        this.routes.push({
          source,
          method: '*',
          path: name.text,
          framework: app.framework,
          at: name,
          site: node,
          body: { source, node: source.parent(name)! },
          before: [],
        });
  }
}

const bodyOf = ({ source, node }: At<FunctionNode>): At<ts.Node> => ({ source, node });

/** What a client is given with an address, and no server. */
const isData = (node: ts.Expression): boolean => {
  const { kind } = plainly(node);
  return kind === ts.SyntaxKind.ObjectLiteralExpression || kind === ts.SyntaxKind.StringLiteral;
};

/** `for (const path of ['/mcp', '/sse']) app.post(path, …)` */
function loopedOver(source: Source, path: ts.Expression, constants: Constants): At | undefined {
  const declaration = ts.isIdentifier(path) ? source.declarationOf(path.text, path) : undefined;
  const names = declaration && source.parent(declaration);
  const loop = names && source.parent(names);
  return loop && ts.isForOfStatement(loop) ? constants.value({ source, node: loop.expression }) : undefined;
}

/** What may stand for a path: a name, a pattern, a list; not what is made on the spot. */
const isNamed = (written: ts.Expression): boolean => {
  const node = plainly(written);
  return !ts.isCallExpression(node) && !ts.isNewExpression(node);
};

const isAppLike = (written: ts.Expression): boolean => {
  const node = plainly(written);
  const name = ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : '';
  return /(?:app|router|server|fastify|hono|routes|instance)$/i.test(name);
};

/** `/^\/health$/`, as far as it is plain. */
const patternText = (node: ts.Expression): string | undefined => {
  if (node.kind !== ts.SyntaxKind.RegularExpressionLiteral) return undefined;
  const [, text] = /^\/\^?((?:\\\/|[\w-])+)\$?\/\w*$/.exec((node as ts.RegularExpressionLiteral).text) ?? [];
  return text?.replaceAll('\\/', '/');
};
