import { createHash } from 'node:crypto';
import { posix } from 'node:path';

import type { Address } from '../../../model/address.ts';
import { join } from '../../../model/pointer.ts';
import { firstLine, stretchOf, type Stretch } from '../assemble/grip.ts';
import { ts, type SourceFile, type Spot } from '../syntax.ts';
import type { FunctionNode } from '../values.ts';

const { SyntaxKind } = ts;

/** Parts of a statement that its name is made of. */
const MOST_PARTS = 2_000;

/** What stands at an address. */
export type CodeKind = 'return' | 'catch' | 'call' | 'branch' | 'write' | 'handler' | 'gap' | 'throw';

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
    const name = posix.relative(this.#root, file.path);
    const words = `${kind}-${this.#hash(node)}`;
    let pointer = join('', within, words);
    for (let nth = 2; this.#stretches.has(`${name}\0${pointer}`); nth++) pointer = join('', within, `${words}-${nth}`);
    const address: Address = { server: this.#server, kind: 'code', name, nth: 1, pointer };
    known.set(kind, address);
    this.#stretches.set(`${name}\0${pointer}`, shownOf(kind, { file, node }));
    this.files.add(file);
    return address;
  }

  stretchOf({ kind, name, pointer }: Address): Stretch | undefined {
    return kind === 'code' ? this.#stretches.get(`${name}\0${pointer}`) : undefined;
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

/** The part that is shown: the head of a `catch`, the callee of a call, the first line of anything else. */
function shownOf(kind: CodeKind, spot: Spot): Stretch {
  const { file, node } = spot;
  if (node.kind === SyntaxKind.CatchClause) {
    const { variableDeclaration, block } = node as ts.CatchClause;
    const whole = stretchOf(spot);
    return { ...whole, end: variableDeclaration ? variableDeclaration.end + 1 : Math.min(whole.end, block.pos) };
  }
  if ((kind === 'call' || kind === 'write') && (ts.isCallExpression(node) || ts.isNewExpression(node))) {
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
