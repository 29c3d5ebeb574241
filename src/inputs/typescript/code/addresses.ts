import { createHash } from 'node:crypto';
import { posix } from 'node:path';

import type { Address } from '../../../model/address.ts';
import type { CodeFact } from '../../../model/code.ts';
import { join } from '../../../model/pointer.ts';
import { firstLine, stretchOf, type Stretch } from '../assemble/grip.ts';
import { ts, type SourceFile, type Spot } from '../syntax.ts';
import type { FunctionNode } from '../values.ts';

const { SyntaxKind } = ts;

/** Parts of a statement that its name is made of. */
const MOST_PARTS = 2_000;

/** What stands at an address. */
export type CodeKind =
  | 'return'
  | 'catch'
  | 'call'
  | 'branch'
  | 'write'
  | 'handler'
  | 'selection'
  | 'gap'
  | 'throw'
  | 'probe'
  | 'package'
  | 'route'
  | 'transport'
  | 'app'
  | 'listen'
  | 'state'
  | 'store'
  | 'loop';

/** Names the statements of a program, whatever their lines, and remembers where they stand. */
export class Addresses {
  readonly #server: string;
  readonly #root: string;
  readonly #known = new Map<ts.Node, Map<string, Address>>();
  readonly #stretches = new Map<string, Stretch>();
  readonly #hashes = new Map<ts.Node, string>();
  readonly files = new Set<SourceFile>();

  /** `root` is the folder of the package: what stands in it is named from there. */
  constructor(server: string, root: string) {
    this.#server = server;
    this.#root = root;
  }

  /** `within` says what it stands in: `Class.method`, a function, `tool(NAME)`. */
  of(kind: CodeKind, { file, node }: Spot, within: string): Address {
    const known = this.#known.get(node) ?? new Map<string, Address>();
    this.#known.set(node, known);
    const same = known.get(kind);
    if (same) return same;
    const pointer = join('', within, `${kind}-${this.#hash(node)}`);
    const address = this.#placed(file, pointer, shownOf(kind, { file, node }));
    known.set(kind, address);
    return address;
  }

  /** A part of a text that is no program: a Dockerfile, a manifest. Named by what it says. */
  ofText(kind: CodeKind, { file, start, end }: Stretch, within: string): Address {
    const words = file.text.slice(start, end).replace(/\s+/g, ' ');
    const hash = createHash('sha256').update(words).digest('hex').slice(0, 6);
    return this.#placed(file, join('', within, `${kind}-${hash}`), firstLine({ file, start, end }));
  }

  /** A second of the same name is told from the first. */
  #placed(file: SourceFile, pointer: string, stretch: Stretch): Address {
    const name = posix.relative(this.#root, file.path);
    let free = pointer;
    for (let nth = 2; this.#stretches.has(`${name}\0${free}`); nth++) free = `${pointer}-${nth}`;
    this.#stretches.set(`${name}\0${free}`, stretch);
    this.files.add(file);
    return { server: this.#server, kind: 'code', name, nth: 1, pointer: free };
  }

  stretchOf({ kind, name, pointer }: Address): Stretch | undefined {
    return kind === 'code' ? this.#stretches.get(`${name}\0${pointer}`) : undefined;
  }

  /** Facts in the order of the files and of what is written in them. */
  inOrder<F extends CodeFact>(facts: readonly F[]): readonly F[] {
    const placed = facts.map((fact) => ({ fact, name: fact.at.name, start: this.stretchOf(fact.at)?.start ?? 0 }));
    placed.sort((a, b) => (a.name === b.name ? a.start - b.start : a.name < b.name ? -1 : 1));
    return placed.map(({ fact }) => fact);
  }

  /** Of what is written, without white space, brackets and comments. */
  #hash(of: ts.Node): string {
    const known = this.#hashes.get(of);
    if (known !== undefined) return known;
    const hash = createHash('sha256');
    let left = MOST_PARTS;
    const stack: ts.Node[] = [of];
    for (let node = stack.pop(); node && left-- > 0; node = stack.pop()) {
      const { text } = node as Partial<ts.Identifier>;
      hash.update(`${node.kind}${typeof text === 'string' ? `=${text.slice(0, 200)}` : ''};`);
      const children: ts.Node[] = [];
      ts.forEachChild(node, (child) => void children.push(child));
      stack.push(...children.slice(0, left + 1).toReversed());
    }
    const made = hash.digest('hex').slice(0, 6);
    this.#hashes.set(of, made);
    return made;
  }
}

/** What is shown by what is called. */
const BY_CALLEE: ReadonlySet<CodeKind> = new Set(['call', 'write', 'transport', 'app', 'listen']);

/** The part that is shown: the head of a `catch`, the callee of a call, the first line of anything else. */
function shownOf(kind: CodeKind, spot: Spot): Stretch {
  const { file, node } = spot;
  if (node.kind === SyntaxKind.CatchClause) {
    const { variableDeclaration, block } = node as ts.CatchClause;
    const whole = stretchOf(spot);
    return { ...whole, end: variableDeclaration ? variableDeclaration.end + 1 : Math.min(whole.end, block.pos) };
  }
  if (BY_CALLEE.has(kind) && (ts.isCallExpression(node) || ts.isNewExpression(node))) {
    const callee = node.expression;
    // of a chain over several lines, the name that is called
    const named =
      ts.isPropertyAccessExpression(callee) && firstLine(stretchOf({ file, node: callee })).end < callee.end;
    return stretchOf({ file, node: named ? callee.name : callee });
  }
  return firstLine(stretchOf(spot));
}

/** What a function is called, by itself or by what it stands in. */
export function functionName(fn: FunctionNode, parents: ReadonlyMap<ts.Node, ts.Node>): string | undefined {
  const own = nameIn(fn.name);
  if (fn.kind === SyntaxKind.Constructor) return 'constructor';
  if (own !== undefined) return own;
  for (let at = parents.get(fn), deep = 0; at && deep < 6; at = parents.get(at), deep++) {
    if (ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at) || ts.isPropertyDeclaration(at))
      return nameIn(at.name);
    if (ts.isFunctionLike(at)) return undefined;
  }
  return undefined;
}

const nameIn = (name: ts.Node | undefined): string | undefined => {
  const { text } = (name ?? {}) as Partial<ts.Identifier>;
  return typeof text === 'string' && text !== '' ? text.slice(0, 80) : undefined;
};
