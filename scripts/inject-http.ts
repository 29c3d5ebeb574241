// Defects in how a server is reached over HTTP: in what real servers have, and in an app that is put beside their stdio.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ts } from '../src/inputs/typescript/syntax.ts';
import type { Change, Edit, Piece } from './inject-edits.ts';
import type { Program } from './inject-program.ts';

const SERVES =
  /\.listen\(|\bserve\(|@hono\/node-server|createMcpHandler|from ['"](?:express|fastify|koa|hono|fastmcp|mcp-framework)['"]|httpStream|Bun\.serve|mcp-handler/;
/** What is stopped, asked and counted over HTTP stands in files that tests of the same names need not. */
const HEALTH = /^\/(?:api\/)?(?:healthz?|health-?check|livez?|ping|ready|readyz|readiness|status|heartbeat|up)$/i;

/** Where a program takes stdio: the statement, and what is connected there. */
function stdioIn(file: ts.SourceFile): { readonly at: ts.Node; readonly server: string } | undefined {
  if (!/StdioServerTransport/.test(file.text)) return undefined;
  let found: { readonly at: ts.Node; readonly server: string } | undefined;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (
      ts.isExpressionStatement(node) &&
      (ts.isBlock(node.parent) || ts.isSourceFile(node.parent)) &&
      /^(?:await )?[\w.]+\.connect\(/.test(node.getText(file))
    ) {
      const [, server = '', transport = ''] =
        /^(?:await )?([\w.]+)\.connect\(\s*((?:new )?[\w.]+)/.exec(node.getText(file)) ?? [];
      const isStdio =
        transport.includes('StdioServerTransport') ||
        new RegExp(`\\b${transport.replace(/^this\./, '')}\\b[^;\\n]{0,60}= new StdioServerTransport`).test(file.text);
      if (isStdio) found = { at: node, server };
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What is imported, before the first statement of a file. */
export function atTop(file: ts.SourceFile, text: string): Piece {
  const start = file.statements[0]?.getStart(file) ?? 0;
  return { file: file.fileName, start, end: start, text };
}

const IMPORTS =
  'import express from "express"; import { createServer as injectedServer } from "node:http"; import { randomUUID as injectedId } from "node:crypto"; import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js"; import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js"; ';

/** An Express app with the endpoint, and what stands before it and beside it. */
const app =
  (before = '', beside = '', listen = '3000') =>
  (server: string): string =>
    `const injected = express(); injected.use(express.json()); ${before}injected.post("/mcp", async (req, res) => { const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); await ${server}.connect(transport); await transport.handleRequest(req, res, req.body); }); ${beside}injected.listen(${listen}); `;

const AUTH =
  'injected.use((req, res, next) => { if (req.headers.authorization !== `Bearer ${process.env.INJECTED_TOKEN}`) { res.status(401).end(); return; } next(); }); ';
const LIVE = 'injected.get("/healthz", (_req, res) => { res.json({ status: "ok" }); }); ';

/**
 * The changes that serve a program over HTTP, at the statement that takes stdio, where it is not served so. A checkout of
 * several programs is served where `own` stands, if that can be told.
 */
export function served(
  program: Program,
  text: (server: string) => string,
  own?: ts.SourceFile,
): readonly Piece[] | undefined {
  if (program.mentions(SERVES)) return undefined;
  const all = program.files.flatMap((file) => {
    const stdio = stdioIn(file);
    return stdio ? [{ ...stdio, file }] : [];
  });
  const one = all.length === 1 ? all[0] : all.find(({ file }) => file === own);
  if (!one) return undefined;
  const { file, at, server } = one;
  const start = at.getStart(file);
  const imports = IMPORTS.replace(/import \{ (\w+) \}[^;]*; /g, (all, name) => (file.text.includes(name) ? '' : all));
  return [atTop(file, imports), { file: file.fileName, start, end: start, text: text(server) }];
}

export const WITH_AUTH = app(AUTH);
export const PLAIN = app();

/** Served over HTTP beside stdio, with a defect at that very line. */
const beside = (rule: string, what: string, text: (server: string) => string, more: Partial<Edit> = {}): Edit => ({
  rule,
  what,
  everywhere: true,
  ...more,
  at(node, file, program) {
    if (!ts.isSourceFile(node)) return undefined;
    const pieces = served(program, text, file);
    const [imports, own] = pieces ?? [];
    if (!imports || own?.file !== file.fileName) return undefined;
    return { ...own, from: own.start, to: own.start + 1, also: [imports] };
  },
});

const isCallOf = (node: ts.Node, names: RegExp): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && names.test(node.expression.name.text);

const whole = (node: ts.Node, text: string, file: ts.SourceFile): Change => ({
  start: node.getStart(file),
  end: node.end,
  text,
  from: node.getStart(file),
  to: node.end,
});

/** What answers a path: the statement of a route, or a branch on it. */
function routesIn(file: ts.SourceFile, isOf: (path: string) => boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (at: ts.Node, text: string): void =>
    void pieces.push({ file: file.fileName, start: at.getStart(file), end: at.end, text });
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && isCallOf(node.expression, /^(?:get|all|use|route)$/)) {
      const [first] = node.expression.arguments;
      if (first && ts.isStringLiteral(first) && isOf(first.text)) return add(node, ';');
    }
    if (ts.isIfStatement(node)) {
      const named = /['"](\/[\w/-]+)['"]/g;
      const paths = [...node.expression.getText(file).matchAll(named)].map(([, at]) => at!);
      if (paths.length > 0 && paths.every(isOf)) return add(node, node.elseStatement?.getText(file) ?? ';');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return pieces;
}

/** Takes what answers such paths out of a program, at its first place. */
const unrouted = (rule: string, what: string, isOf: (path: string) => boolean, unless?: RegExp): Edit => ({
  rule,
  what,
  everywhere: true,
  absence: true,
  applies: (program) => program.mentions(/\.listen\(|serve\(/) && !(unless && program.mentions(unless)),
  at(node, _file, program) {
    if (!ts.isSourceFile(node) || node !== program.files[0]) return undefined;
    const [first, ...also] = program.files.flatMap((file) => routesIn(file, isOf));
    return first && { ...first, from: first.start, to: first.end, also, anywhere: true };
  },
});

/** Where an app is made: what is put on it then comes before everything else. */
function appMade(node: ts.Node, file: ts.SourceFile): string | undefined {
  if (!ts.isVariableStatement(node)) return undefined;
  const [made] = node.declarationList.declarations;
  return made?.initializer && /^(?:express|createMcpExpressApp)\(/.test(made.initializer.getText(file))
    ? (made.name as Partial<ts.Identifier>).text
    : undefined;
}

/** `only`: what stands in the file of the app, on another app it would be no matter. */
const afterApp = (rule: string, what: string, text: string, more: Partial<Edit> = {}, only?: RegExp): Edit => ({
  rule,
  what,
  everywhere: true,
  ...more,
  at(node, file) {
    const name = appMade(node, file);
    if (name === undefined || (only && !only.test(file.text))) return undefined;
    return {
      start: node.end,
      end: node.end,
      text: ` ${text.replaceAll('injected.', `${name}.`)}`,
      from: node.end - 1,
      to: node.end,
      anywhere: rule === 'health-behind-auth', // said at what stands behind it
    };
  },
});

const ASKS = /\bfetch\(|axios\b|\bgot\(/;
/** What the tools lead to asks other services, by the names of what does. */
export const asks = (program: Program): boolean =>
  program.places((node) => (ASKS.test(node.getText()) ? { start: 0, end: 0, text: '', from: 0, to: 0 } : undefined))
    .length > 0;

/** The file that an image is made by, at its last instruction. */
function imageAt(dir: string): { readonly file: string; readonly at: number; readonly text: string } | undefined {
  for (let at = dir, up = 0; up < 4; at = path.dirname(at), up++) {
    const file = `${at}/Dockerfile`;
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const last = [...text.matchAll(/^(?:CMD|ENTRYPOINT)\b/gm)][0]?.index;
    return last === undefined || /^HEALTHCHECK/m.test(text) ? undefined : { file, at: last, text };
  }
  return undefined;
}

/** A health check in the image of a program, which is served over HTTP first where it is not. */
const checked = (
  rule: string,
  what: string,
  asked: string,
  isServed: boolean,
  applies: (program: Program) => boolean,
): Edit => ({
  rule,
  what,
  everywhere: true,
  applies,
  at(node, file, program) {
    if (!ts.isSourceFile(node)) return undefined;
    const also = isServed ? served(program, app('', LIVE), file) : [];
    if (!also || (isServed ? also[1]!.file !== file.fileName : !/\.listen\(/.test(file.text))) return undefined;
    const image = imageAt(path.dirname(file.fileName));
    if (!image) return undefined;
    const text = `HEALTHCHECK CMD curl -f http://localhost:3000${asked} || exit 1\n`;
    return { file: image.file, start: image.at, end: image.at, text, from: image.at, to: image.at + 1, also };
  },
});

const LIVES = /\.get\(\s*['"]\/(?:health|healthz|ping)['"]/;

export const HTTP: readonly Edit[] = [
  unrouted('health-endpoint-missing', 'the routes dropped', (at) => HEALTH.test(at), /\.(?:get|all)\(['"]\*['"]/),
  beside('health-endpoint-missing', 'HTTP without one added', app()),
  beside(
    'readiness-hollow',
    'HTTP with a hollow one added',
    app('', 'injected.get("/readyz", (_req, res) => { res.send("ok"); }); '),
    {
      applies: asks,
    },
  ),
  afterApp('readiness-hollow', 'a hollow one added', 'injected.get("/readyz", (_req, res) => { res.send("ok"); });', {
    applies: (program) => asks(program) && !program.mentions(/\/ready/),
  }),
  unrouted('readiness-missing', 'the routes dropped', (at) => /ready|readiness/i.test(at)),
  beside('readiness-missing', 'HTTP with only liveness added', app('', LIVE), { applies: asks }),
  beside('health-behind-auth', 'HTTP with all behind a token added', app(AUTH, LIVE)),
  afterApp(
    'health-behind-auth',
    'a token asked for before all',
    AUTH,
    {
      applies: (program) => program.mentions(LIVES),
    },
    LIVES,
  ),
  beside('http-origin-unchecked', 'HTTP without a check added', app()),
  {
    rule: 'http-origin-unchecked',
    what: 'the protection of the transport dropped',
    everywhere: true,
    // nothing else may look at them
    applies: (program) => !program.mentions(/headers\.(?:origin|host)\b|headers\[['"](?:origin|host)/),
    at(node, file) {
      if (!ts.isPropertyAssignment(node) || node.name.getText(file) !== 'enableDnsRebindingProtection')
        return undefined;
      return { ...whole(node, 'enableDnsRebindingProtection: false', file), anywhere: true };
    },
  },
  beside('http-bind-all-interfaces', 'HTTP on all interfaces added', app('', '', '3000, "0.0.0.0"')),
  {
    rule: 'http-bind-all-interfaces',
    what: 'the host of `listen` made `0.0.0.0`',
    everywhere: true,
    at(node, file) {
      // what listens for something else, a tunnel or the answer of a login, is no server
      if (!isCallOf(node, /^listen$/) || !/\/mcp\b|\/sse\b|Transport\b/.test(file.text)) return undefined;
      const [port, host] = node.arguments;
      if (
        !port ||
        ts.isObjectLiteralExpression(port) ||
        ts.isFunctionLike(port) ||
        /\.sock|signal|event/i.test(node.getText(file).slice(0, 80))
      )
        return undefined;
      const isHost = host && !ts.isFunctionLike(host) && !/^\d/.test(host.getText(file));
      if (host && isHost && !/host|['"]/i.test(host.getText(file))) return undefined; // a callback by its name
      return host && isHost
        ? whole(host, '"0.0.0.0"', file)
        : { start: port.end, end: port.end, text: ', "0.0.0.0"', from: port.end - 1, to: port.end };
    },
  },
  beside(
    'http-body-unlimited',
    'HTTP with a body read by hand added',
    (server) =>
      `injectedServer(async (req, res) => { const chunks: Buffer[] = []; for await (const chunk of req) chunks.push(chunk); const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); await ${server}.connect(transport); await transport.handleRequest(req, res, JSON.parse(Buffer.concat(chunks).toString())); }).listen(3000, "127.0.0.1"); `,
  ),
  beside(
    'session-state-in-memory',
    'HTTP with a table of sessions added',
    (server) =>
      `const sessions = new Map<string, StreamableHTTPServerTransport>(); const injected = express(); injected.use(express.json()); injected.all("/mcp", async (req, res) => { const id = req.headers["mcp-session-id"] as string; let transport = sessions.get(id); if (!transport) { transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => injectedId(), onsessioninitialized: (made) => { sessions.set(made, transport!); } }); await ${server}.connect(transport); } await transport.handleRequest(req, res, req.body); }); injected.listen(3000); `,
  ),
  {
    rule: 'session-state-in-memory',
    what: 'sessions made by the transport',
    everywhere: true,
    at(node, file) {
      const made = ts.isPropertyAssignment(node) && node.parent.parent;
      if (!made || !ts.isNewExpression(made) || node.name.getText(file) !== 'sessionIdGenerator') return undefined;
      if (node.initializer.getText(file) !== 'undefined') return undefined;
      return {
        ...whole(node, 'sessionIdGenerator: () => crypto.randomUUID()', file),
        from: made.getStart(file),
        to: made.end,
      };
    },
  },
  beside('session-id-reliance', 'HTTP with sessions added', (server) =>
    app()(server).replace('sessionIdGenerator: undefined', 'sessionIdGenerator: () => injectedId()'),
  ),
  beside('graceful-shutdown-missing', 'HTTP without it added', app(), {
    applies: (program) => !program.mentions(/SIGTERM|signal-exit|\bexitHook/),
  }),
  checked('probe-path-missing', 'a check for no path, HTTP added', '/no-such-path', true, () => true),
  checked('probe-path-missing', 'a check for no path', '/no-such-path', false, () => true),
  checked('probe-hits-mcp', 'a check of the endpoint, HTTP added', '/mcp', true, () => true),
  checked('probe-hits-mcp', 'a check of the endpoint', '/mcp', false, (program) => program.mentions(/['"]\/mcp['"]/)),
  beside(
    'deprecated-sse-transport',
    'HTTP with SSE added',
    (server) =>
      `const injected = express(); let stream: SSEServerTransport; injected.get("/sse", async (_req, res) => { stream = new SSEServerTransport("/messages", res); await ${server}.connect(stream); }); injected.post("/messages", async (req, res) => { await stream.handlePostMessage(req, res); }); injected.listen(3000); `,
  ),
  beside(
    'health-leaks',
    'HTTP with a health that tells all added',
    app('', 'injected.get("/health", (_req, res) => { res.json({ status: "ok", env: process.env }); }); '),
  ),
];
