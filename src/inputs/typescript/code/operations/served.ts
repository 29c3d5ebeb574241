import { isBuiltin } from 'node:module';

import { ts } from '../../syntax.ts';
import type { Machine } from '../../machine/machine.ts';
import { Apps } from './apps.ts';
import { nameOf } from './before.ts';
import { comparedIn } from './compared.ts';
import { Constants, memberOf, plainly } from './constants.ts';
import { fileRoutes } from './file-routes.ts';
import { Registered } from './registered.ts';
import { isProbePath, roleOf } from './roles.ts';
import type { Source } from './source.ts';
import { textAt } from './text-at.ts';
import type { Sources } from './sources.ts';
import type { Unread, Used, Written } from './written.ts';

/** What a program answers to over HTTP, and by what, before anything is said of it. */
export interface Served {
  readonly sources: Sources;
  readonly constants: Constants;
  readonly apps: Apps;
  readonly routes: readonly Written[];
  readonly used: readonly Used[];
  readonly unread: readonly Unread[];
}

/** Where a program may look at paths itself. */
const LOOKS = /\bcreateServer\b|\bIncomingMessage\b|\bnew\s+Response\(|\breq(?:uest)?\??\.(?:url|path)\b/;
/** What brings a server of its own, with routes that are not seen. */
const SERVES_ITSELF =
  /^(?:mcp-framework|xmcp|@nestjs\/core|mcp-use|mcp-proxy|@mastra\/|@adonisjs\/|@rekog\/|next$|@hapi\/|@feathersjs\/|@trpc\/|h3$|nitro|sails)/;
/** What is put before routes, and is none. */
const HARMLESS =
  /cors|helmet|morgan|compress|json|urlencoded|raw|text|static|body|cookie|session|limit|passport|pino|log|multer|csrf|auth|bearer|validat|time|secure|etag|pretty|request_?id|sentry|error|trace|metrics|otel|telemetry|favicon|trust|origin|host|proxyaddr|multipart|websocket|swagger|formbody|sensible|cache|jwt|clerk|ip|locale|i18n|body_?parser|hpp|slow_?down|history/i;

export function servedBy(m: Machine, root: string, sources: Sources): Served {
  const constants = new Constants(m, sources);
  const apps = new Apps(sources, constants);
  const { routes: put, used, unread } = new Registered(sources.served, apps, constants);
  const compared = sources.served.flatMap((source) =>
    LOOKS.test(source.text) ? comparedIn(source, constants, frameworkIn(source, apps)) : [],
  );
  const routes = [...put, ...compared, ...fileRoutes(m, root), ...builtIn(apps, constants)];
  return { sources, constants, apps, routes, used, unread: [...unread, ...unseen(sources, apps, used, routes)] };
}

function frameworkIn({ text }: Source, apps: Apps): string {
  const made = apps.made.find(({ made: of, framework }) => of?.source.text === text && framework !== 'fastmcp');
  return made?.framework ?? (/\bcreateServer\b|\bIncomingMessage\b/.test(text) ? 'node:http' : 'worker');
}

/** The routes that fastmcp answers by itself, unless it is told not to. */
function builtIn({ made }: Apps, constants: Constants): Written[] {
  return made.flatMap(({ framework, made: of }): Written[] => {
    if (framework !== 'fastmcp' || !of) return [];
    const { source, node } = of;
    const [first] = (node as ts.NewExpression).arguments ?? [];
    const options = first && constants.value({ source, node: first })?.node;
    const health = options && ts.isObjectLiteralExpression(options) ? memberOf(options, 'health') : undefined;
    const given = health && constants.value({ source, node: health })?.node;
    const of2 = given && ts.isObjectLiteralExpression(given) ? given : undefined;
    const isOff = of2 && memberOf(of2, 'enabled')?.kind === ts.SyntaxKind.FalseKeyword;
    if (isOff) return [];
    const path = of2 && memberOf(of2, 'path');
    const route = { source, method: 'GET', framework, site: node, body: undefined, before: [] };
    return [
      { ...route, path: (path && constants.text({ source, node: path })) ?? '/health', at: path ?? node },
      { ...route, path: '/ready', at: node },
    ];
  });
}

/** What may answer, and is not seen to. */
function unseen(sources: Sources, apps: Apps, used: readonly Used[], routes: readonly Written[]): Unread[] {
  const found: Unread[] = [];
  for (const source of sources.served) {
    for (const { specifier } of source.imports.values())
      if (SERVES_ITSELF.test(specifier))
        found.push({ source, node: source.file.tree, reason: `what the package ${specifier} answers by itself` });
    for (const node of source.calls) {
      const from = packageOf(source, plainly(node.expression));
      if (from === undefined || isBuiltin(from) || HARMLESS.test(nameOf(node.expression)) || KNOWN.test(from)) continue;
      const isGiven = (node.arguments ?? []).some((each) => ts.isIdentifier(each) && apps.of({ source, node: each }));
      if (isGiven) found.push({ source, node, reason: `what the package ${from} puts on an app` });
    }
  }
  for (const { source, what } of used)
    for (const { node } of what) {
      const from = packageOf(source, plainly(ts.isCallExpression(node) ? node.expression : node));
      if (from === undefined || KNOWN.test(from) || HARMLESS.test(from) || HARMLESS.test(nameOf(node))) continue;
      found.push({ source, node, reason: `what the package ${from} puts on an app` });
    }
  // what is said of the endpoint's path is said of this path, whatever it is: `app.get(endpoint, notAllowed)`
  const nameless = routes.filter(({ path }) => path === undefined);
  const endpoints = new Set(nameless.filter((route) => roleOf(route) === 'mcp').map(pathName));
  for (const route of nameless)
    if (roleOf(route) !== 'mcp' && !endpoints.has(pathName(route)))
      found.push({ source: route.source, node: route.site, reason: 'a route whose path is made when it runs' });
  for (const { source, specifier } of sources.missing)
    found.push({ source, node: source.file.tree, reason: `\`${specifier}\`, which is not there` });
  const known = new Set(routes.map(({ path }) => path));
  for (const source of sources.served)
    for (const [, , path] of source.text.matchAll(LITERALS))
      if (isProbePath(path!) && !known.has(path) && !known.has(`${path}*`))
        found.push({ source, node: source.file.tree, reason: `\`${path}\`, which may be a route` });
  return found;
}

/** What a path is that is named: its declaration, else the text of it. */
const pathName = ({ source, at }: Written): ts.Node | string =>
  (ts.isIdentifier(at) ? source.declarationOf(at.text, at) : undefined) ?? textAt(source, at, 80);

const LITERALS = /(["'`])(\/[\w/-]{2,40})\1/g;
/** What is given an app and puts nothing on it. */
const KNOWN = /^(?:https?|http2|express|hono|cors|koa|fastify|@hono\/node-server|@modelcontextprotocol\/[^/]+)(?:\/|$)/;

function packageOf(source: Source, written: ts.Expression): string | undefined {
  let node = written;
  while (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) node = plainly(node.expression);
  const imported = ts.isIdentifier(node) ? source.imports.get(node.text) : undefined;
  return imported && !/^[.#~/]|^@\//.test(imported.specifier) ? imported.specifier : undefined;
}
