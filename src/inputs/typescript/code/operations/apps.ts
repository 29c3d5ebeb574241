import { ts } from '../../syntax.ts';
import { isIn } from '../follow/unit.ts';
import { plainly, type At, type Constants } from './constants.ts';
import type { Source } from './source.ts';
import type { Sources } from './sources.ts';

const { SyntaxKind } = ts;

/** What routes are put on. */
export interface App {
  /** `express`, `hono`, `node:http`. */
  readonly framework: string;
  /** What makes it; left out of one that a function is given. */
  readonly made?: At;
  /** What is put on it is asked for only where it is mounted. */
  readonly isRouter: boolean;
  /** It looks at `Host` or `Origin` by itself. */
  readonly isGuarded: boolean;
}

interface Maker {
  readonly framework: string;
  readonly isRouter?: true;
  readonly isGuarded?: true;
}

const express: Maker = { framework: 'express' };
const router = (framework: string): Maker => ({ framework, isRouter: true });
const guarded = (framework: string): Maker => ({ framework, isGuarded: true });
const SERVER: Maker = { framework: 'node:http' };

/** By the package and the name that is imported; `*` stands for the whole module, called. */
const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['express default', express],
  ['express *', express],
  ['express Router', router('express')],
  ['express-promise-router default', router('express')],
  ['hono Hono', { framework: 'hono' }],
  ['@hono/zod-openapi OpenAPIHono', { framework: 'hono' }],
  ['fastify default', { framework: 'fastify' }],
  ['fastify *', { framework: 'fastify' }],
  ['fastify fastify', { framework: 'fastify' }],
  ['fastify Fastify', { framework: 'fastify' }],
  ['koa default', { framework: 'koa' }],
  ['koa *', { framework: 'koa' }],
  ['@koa/router default', router('koa')],
  ['@koa/router *', router('koa')],
  ['koa-router default', router('koa')],
  ['koa-router *', router('koa')],
  ['polka default', { framework: 'polka' }],
  ['restify createServer', { framework: 'restify' }],
  ['@tinyhttp/app App', { framework: 'tinyhttp' }],
  ['elysia Elysia', { framework: 'elysia' }],
  ['itty-router Router', { framework: 'worker' }],
  ['itty-router AutoRouter', { framework: 'worker' }],
  ['itty-router IttyRouter', { framework: 'worker' }],
  ...['http', 'https', 'http2'].flatMap((name): [string, Maker][] => [
    [`${name} createServer`, SERVER],
    [`${name} createSecureServer`, SERVER],
  ]),
]);

/** Of the SDK, whatever package they are imported from. */
const BY_NAME: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['createMcpExpressApp', guarded('express')],
  ['createMcpHonoApp', guarded('hono')],
  ['createMcpFastifyApp', guarded('fastify')],
]);

/** Types of what a function is given. */
const TYPES: readonly (readonly [RegExp, Maker])[] = [
  [/\b(?:express\.)?(?:Express|Application|IRouter)\b|\bexpress\.Router\b/, express],
  [/\b(?:Hono|OpenAPIHono)\b/, { framework: 'hono' }],
  [/\bFastify(?:Instance)?\b/, { framework: 'fastify' }],
  [/\bKoa\b/, { framework: 'koa' }],
  [/^(?:Router|core\.Express)\b/, router('express')],
];

/** Calls in one chain. */
const MOST_CALLS = 1_000;

/** Makes and names apps, in the files of a program. */
export class Apps {
  readonly made: readonly App[];
  readonly #constants: Constants;
  readonly #byNode = new Map<ts.Node, App>();

  constructor(sources: Sources, constants: Constants) {
    this.#constants = constants;
    for (const source of sources.served)
      for (const node of source.calls) {
        const maker = makerOf(source, node);
        if (!maker) continue;
        const { framework, isRouter = false, isGuarded = false } = maker;
        this.#byNode.set(node, { framework, isRouter, isGuarded, made: { source, node } });
      }
    this.made = [...this.#byNode.values()];
  }

  /** The app that an expression stands for. */
  of({ source, node: written }: At, deep = 0): App | undefined {
    const node = plainly(written);
    const known = this.#byNode.get(node);
    if (known || deep > 12) return known;
    if (ts.isCallExpression(node)) {
      // `app.route('/x').get(…)`, `new Hono().get(…).post(…)`, `fastmcp.getApp()`
      const { expression } = node;
      if (ts.isPropertyAccessExpression(expression)) {
        const base = this.of({ source, node: this.#startOf(expression) }, deep + 1);
        if (base) return base;
      }
      // `const app = makeApp()`
      const fn = this.#constants.fn({ source, node: expression });
      return (
        fn &&
        this.made.find(({ made, isRouter }) => made?.source === fn.source && !isRouter && isIn(made.node, fn.node))
      );
    }
    if (ts.isConditionalExpression(node))
      return this.of({ source, node: node.whenTrue }, deep + 1) ?? this.of({ source, node: node.whenFalse }, deep + 1);
    const given = ts.isIdentifier(node) ? this.#given(source, node) : undefined;
    if (given) return given;
    const value = this.#constants.value({ source, node });
    if (value && value.node !== node) return this.of(value, deep + 1);
    return ts.isPropertyAccessExpression(node) && node.expression.kind === SyntaxKind.ThisKeyword
      ? this.#field(source, node.name.text, deep)
      : undefined;
  }

  /** What a chain of calls begins with: an app that is made there, else a name. */
  #startOf(member: ts.PropertyAccessExpression): ts.Expression {
    let node = plainly(member.expression);
    for (let left = MOST_CALLS; left > 0 && ts.isCallExpression(node) && !this.#byNode.has(node); left--) {
      const callee = plainly(node.expression);
      if (!ts.isPropertyAccessExpression(callee)) break;
      node = plainly(callee.expression);
    }
    return node;
  }

  #given(source: Source, node: ts.Identifier): App | undefined {
    const declaration = source.declarationOf(node.text, node);
    if (!declaration || !(ts.isParameter(declaration) || ts.isVariableDeclaration(declaration))) return undefined;
    const { type, initializer } = declaration;
    if (initializer && !ts.isParameter(declaration)) return undefined;
    const text = type ? source.text.slice(type.pos, Math.min(type.end, type.pos + 200)).trim() : '';
    const typed = TYPES.find(([form]) => form.test(text))?.[1];
    if (typed) return { framework: typed.framework, isRouter: typed.isRouter ?? false, isGuarded: false };
    if (!ts.isParameter(declaration) || !/^(?:\w*app|\w*router|server|fastify|instance|hono|api)$/i.test(node.text))
      return undefined;
    const frameworks = new Set(this.made.map(({ framework }) => framework).filter((each) => each !== 'node:http'));
    const [only] = frameworks;
    return only !== undefined && frameworks.size === 1
      ? { framework: only, isRouter: false, isGuarded: false }
      : undefined;
  }

  #field(source: Source, name: string, deep: number): App | undefined {
    for (const node of source.assigned(`this.${name}`)) {
      const app = this.of({ source, node }, deep + 1);
      if (app) return app;
    }
    return undefined;
  }
}

/** What a call makes, by what is called. */
function makerOf(source: Source, { expression }: ts.CallExpression | ts.NewExpression): Maker | undefined {
  const callee = plainly(expression);
  if (ts.isIdentifier(callee)) {
    const imported = source.imports.get(callee.text);
    if (!imported) return undefined;
    const { specifier, name } = imported;
    if (name === 'FastMCP' && /(?:^|[-/])fastmcp$/.test(specifier)) return { framework: 'fastmcp' };
    return MAKERS.get(`${bareOf(specifier)} ${name}`) ?? BY_NAME.get(name);
  }
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return undefined;
  const { text } = callee.expression;
  const imported = source.imports.get(text);
  if (imported) {
    const { specifier } = imported;
    return MAKERS.get(`${bareOf(specifier)} ${callee.name.text}`);
  }
  return (text === 'Bun' || text === 'Deno') && callee.name.text === 'serve'
    ? { framework: text.toLowerCase() }
    : undefined;
}

const bareOf = (specifier: string): string => specifier.replace(/^npm:/, '').replace(/(?<=.)@[\d^~][^/]*$/, '');
