import { ts } from '../../syntax.ts';
import type { App } from './apps.ts';
import { memberOf, plainly, type At, type Constants } from './constants.ts';
import type { Served } from './served.ts';
import type { Source } from './source.ts';

/** A call by which a program begins to take requests. */
export interface Listen {
  readonly source: Source;
  readonly node: ts.CallExpression;
  readonly app: App | undefined;
  /** `*` where nothing is said and it takes requests from everywhere; left out where it is not known. */
  readonly host?: string;
  /** Where the host is written. */
  readonly bound?: At;
}

/** Frameworks that listen on this machine alone where nothing is said. */
const LOCAL: ReadonlySet<string> = new Set(['fastify']);
const SERVES = /^@hono\/node-server$/;

const MOST = 50;

/** What a program listens with, and on what. */
export function listensIn({ sources, apps, constants }: Served): Listen[] {
  const found: Listen[] = [];
  for (const source of sources.served)
    for (const node of source.calls) {
      if (!ts.isCallExpression(node)) continue;
      const callee = plainly(node.expression);
      if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'listen') {
        const app = apps.of({ source, node: callee.expression });
        if (app && app.framework !== 'fastmcp')
          found.push({ source, node, app, ...hostOf(source, node, app, constants) });
      } else if (isServe(source, callee)) {
        const app = apps.of({ source, node });
        found.push({ source, node, app, ...hostOf(source, node, app, constants) });
      }
    }
  return found.slice(0, MOST);
}

function isServe(source: Source, callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return SERVES.test(source.imports.get(callee.text)?.specifier ?? '');
  return (
    ts.isPropertyAccessExpression(callee) &&
    /^(?:Bun|Deno)$/.test(callee.expression.getText(source.file.tree)) &&
    callee.name.text === 'serve'
  );
}

function hostOf(
  source: Source,
  { arguments: args }: ts.CallExpression,
  app: App | undefined,
  constants: Constants,
): Pick<Listen, 'host' | 'bound'> {
  const nothing = app && LOCAL.has(app.framework) ? { host: 'localhost' } : { host: '*' };
  const [first, second] = args;
  if (!first) return nothing;
  const options = constants.value({ source, node: first });
  const object = options && ts.isObjectLiteralExpression(options.node) ? options.node : undefined;
  if (object) {
    const host = memberOf(object, 'host') ?? memberOf(object, 'hostname');
    if (host) return said({ source: options!.source, node: host }, constants);
    return object.properties.some(ts.isSpreadAssignment) ? {} : nothing;
  }
  // a path, a port and what is called then, a handle
  if (!second)
    return options && ts.isStringLiteralLike(options.node) && !/^\d+$/.test(options.node.text) ? {} : nothing;
  if (constants.fn({ source, node: second })) return nothing;
  return said({ source, node: second }, constants);
}

function said(at: At, constants: Constants): Pick<Listen, 'host' | 'bound'> {
  const host = constants.literal(at);
  if (host) return { host: host.text, bound: host.at };
  const { node } = at;
  return node.kind === ts.SyntaxKind.Identifier && (node as ts.Identifier).text === 'undefined' ? { host: '*' } : {};
}
