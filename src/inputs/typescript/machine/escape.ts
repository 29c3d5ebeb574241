import { serverOf } from '../frameworks/index.ts';
import { ts, type Spot } from '../syntax.ts';
import { Opaque, type Value } from '../values.ts';
import { inner } from './calls.ts';
import { within } from './held.ts';
import { COMPUTED } from './imports.ts';
import type { Machine } from './machine.ts';
import { shown } from './tests.ts';

const { SyntaxKind } = ts;

/** What is given to code that is not read: functions may be called by it, and a server may get tools from it. */
export function escape(m: Machine, callee: Value | undefined, args: readonly Value[], spot: Spot): void {
  const unread = callee?.kind === 'opaque' ? callee : undefined;
  if (unread?.from !== undefined && !m.called.has(unread.from)) m.called.set(unread.from, spot);
  for (const value of within(m, args)) {
    m.work.shared.add(value);
    if (value.kind === 'function') m.later(value, undefined, spot);
    else if (unread) give(m, unread, value, spot);
  }
}

function give(m: Machine, callee: Opaque, value: Value, spot: Spot): void {
  const server = serverOf(value instanceof Given ? value.server : value);
  // what is put on a transport is a server too, made by the package itself
  const isTransport = value.kind === 'host' && value.label.endsWith('Transport');
  if (!server && !isTransport) return;
  if (callee.from !== undefined && !m.handed.has(callee.from)) m.handed.set(callee.from, spot);
  if (!server) return;
  const name = calledIn(spot.node);
  // what only an environment adds that sets something is assumed not to be there
  if (!addsTools(name, callee) || m.flow.conditions.some(({ unlikely }) => unlikely)) return;
  const reason = `what \`${name === '' ? shown(spot) : name}\` adds to the server: ${callee.reason}`;
  server.given.set(spot.node, { spot, reason, extent: 'list' });
}

/** What unread code made of a server that it was given: what is registered on it is registered on that server. */
export class Given extends Opaque {
  readonly server: Value;

  constructor({ reason, spot, from }: Opaque, server: Value) {
    super(reason, spot, from);
    this.server = server;
  }
}

/** The result of a call of unread code: `instrument(server)` mostly gives the server back, as it is or wrapped. */
export function resultOf(callee: Opaque, args: readonly Value[], spot: Spot): Opaque {
  const unknown = callee.spot ? callee : new Opaque(callee.reason, spot, callee.from);
  const server = args.find((arg) => arg instanceof Given || serverOf(arg));
  if (server) return new Given(unknown, server instanceof Given ? server.server : server);
  return unknown instanceof Given ? new Opaque(unknown.reason, unknown.spot, unknown.from) : unknown;
}

/** A method called on what unread code made of a server, when it is one of that server. */
export function methodOf(m: Machine, { server }: Given, name: string, spot: Spot): Value | undefined {
  const method = m.get(server, name, spot);
  return method.kind === 'host' ? method : undefined;
}

/**
 * Whether code that is given a server is likely to put tools on it. Most is not: it connects, logs or measures the server.
 * Who adds tools is called after them, registers something, or is loaded by a name that is computed, as tools of a folder are.
 */
function addsTools(called: string, { from, reason }: Opaque): boolean {
  const words = wordsOf(called);
  if (words.some((word) => TOOLS.has(word))) return true;
  if (words.some((word) => OTHERS.has(word))) return false;
  if (from === undefined) return reason.includes(COMPUTED);
  return words.some((word) => REGISTERS.has(word)) || wordsOf(from).some((word) => TOOLS.has(word));
}

const TOOLS = new Set(['tool', 'tools', 'toolset', 'toolsets', 'toolkit', 'toolbox']);
const REGISTERS = new Set(['register', 'registry', 'registrar', 'plugin', 'plugins', 'features', 'capabilities']);
const OTHERS = new Set(
  [
    'prompt prompts resource resources completions handlers transport connect bind close listen serve start run',
    'instrument trace tracing track wrap log logger logging info debug metrics telemetry shutdown',
    'session sessions route routes set push',
  ].flatMap((line) => line.split(' ')),
);

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);

/** The function or class that a call is of, with what it is a member of: `tools.register`. */
function calledIn(node: ts.Node): string {
  if (node.kind !== SyntaxKind.CallExpression && node.kind !== SyntaxKind.NewExpression) return '';
  let at = inner((node as ts.CallExpression | ts.NewExpression).expression);
  const names: string[] = [];
  while (names.length < 2 && at.kind === SyntaxKind.PropertyAccessExpression) {
    const { name, expression } = at as ts.PropertyAccessExpression;
    names.unshift(name.text);
    at = expression;
  }
  if (names.length < 2 && at.kind === SyntaxKind.Identifier) names.unshift((at as ts.Identifier).text);
  return names.join('.');
}
