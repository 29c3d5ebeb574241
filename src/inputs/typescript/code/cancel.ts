import type { HandlerFact } from '../../../model/code.ts';
import { isInstalled } from '../project/paths.ts';
import { ts } from '../syntax.ts';
import type { Follower } from './follow/follow.ts';
import type { FunctionNode } from '../values.ts';
import type { Reading } from './merge.ts';
import type { Root } from './follow/roots.ts';
import type { Unit } from './follow/unit.ts';

const { SyntaxKind } = ts;

type Signal = HandlerFact['signal'];

/** Libraries whose handlers are given a signal. */
const GIVES = /^@modelcontextprotocol\/(?:sdk|server)(?:\/|$)/;
/** Libraries that register handlers of their own form, with or without one. */
const OTHERS =
  /^(?:fastmcp|mcp-framework|xmcp|tmcp|muppet|mcp-lite|litemcp|@mastra\/|@rekog\/mcp-nest|@nestjs\/|easy-mcp|@prefect)/;

/** `extra.signal`, `ctx.mcpReq.signal`. */
const READ = /(?<![\w$])([\w$]{1,60})\s{0,20}\??\.\s{0,20}(?:mcpReq\s{0,20}\??\.\s{0,20})?signal\b/g;
/** What a handler is given beside its arguments, by the names in use. */
const EXTRA = /^_?(?:\w*extra|ctx|context|mcpReq|requestContext|toolContext)$/i;
/** A signal of one's own. */
const OWN = /^(?:AbortSignal|\w*controller|\w*abort\w*|ac|result|res|response|err|error|e|this|child|proc|process)$/i;

const LONGEST = 40_000;
const GIVEN = 1;
const UNKNOWN = 2;

/** Says of each handler what becomes of the signal by which a client cancels. */
export class Cancels {
  readonly #follower: Follower;
  readonly #given: boolean;
  readonly #known = new Map<ts.Node, { readonly told: Signal | undefined }>();

  constructor({ follower }: Pick<Reading, 'follower'>) {
    this.#follower = follower;
    this.#given = isGiven(follower);
  }

  /** `flags` of all that the handler comes to. */
  of({ units, unread }: Root, flags: number): Signal {
    if (!this.#given || units.length === 0 || unread.length > 0) return 'unknown';
    return flags & GIVEN ? 'given' : flags & UNKNOWN ? 'unknown' : 'ignored';
  }

  flags(unit: Unit): number {
    const told = this.#inText(unit);
    if (told === 'given') return GIVEN;
    return told === 'unknown' || this.#isPassedOn(unit) ? UNKNOWN : 0;
  }

  #inText({ fn, file, isRoot }: Unit): Signal | undefined {
    const { node } = fn;
    const known = this.#known.get(node);
    if (known) return known.told;
    this.#follower.names.m.step(1 + ((node.end - node.pos) >> 8));
    const told = toldBy(file.text.slice(node.pos, Math.min(node.end, node.pos + LONGEST)), node, file.text, isRoot);
    this.#known.set(node, { told });
    return told;
  }

  /** What a handler is given goes whole to a function that was not read. */
  #isPassedOn({ fn, isRoot, calls }: Unit): boolean {
    const { parameters } = fn.node;
    const names = new Set(
      parameters
        .filter(({ dotDotDotToken }, i) => isRoot && (i > 0 || dotDotDotToken))
        .map(({ name }) => (name as Partial<ts.Identifier>).text),
    );
    return calls.some(
      ({ node, units }) =>
        units.length === 0 &&
        (node.arguments ?? []).some((arg) => {
          const of = arg.kind === SyntaxKind.SpreadElement ? (arg as ts.SpreadElement).expression : arg;
          return (
            of.kind === SyntaxKind.Identifier &&
            (EXTRA.test((of as ts.Identifier).text) || names.has((of as ts.Identifier).text))
          );
        }),
    );
  }
}

function toldBy(text: string, { parameters }: FunctionNode, whole: string, isRoot: boolean): Signal | undefined {
  if (!text.includes('signal')) return undefined;
  const isTaken = ({ pos, end }: ts.Node): boolean =>
    /\{[^}]{0,200}\bsignal\b/.test(whole.slice(pos, Math.min(end, pos + 400)));
  if (isRoot && parameters.some(isTaken)) return 'given';
  if (/\}\s*=\s*(?:\w{0,30}[eE]xtra|ctx|context)\b/.test(text)) return 'given';
  const names = new Set(isRoot ? parameters.map(({ name }) => (name as Partial<ts.Identifier>).text ?? '') : []);
  let found: Signal | undefined;
  for (const [, of = ''] of text.matchAll(READ)) {
    if (EXTRA.test(of) || names.has(of)) return 'given';
    if (!OWN.test(of)) found = 'unknown';
  }
  return found;
}

function isGiven({ names }: Follower): boolean {
  let gives = false;
  for (const { file, imports } of names.m.modules.values()) {
    if (isInstalled(file.path)) continue;
    for (const { specifier } of imports.values()) {
      if (OTHERS.test(specifier)) return false;
      if (GIVES.test(specifier)) gives = true;
    }
  }
  return gives;
}
