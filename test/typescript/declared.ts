import type { Declared, Unread } from '../../src/inputs/typescript/records.ts';
import { ServerRecord } from '../../src/inputs/typescript/records.ts';
import { SourceFile, ts, type Spot } from '../../src/inputs/typescript/syntax.ts';
import type { Trail, Traced } from '../../src/inputs/typescript/trail.ts';
import type { Condition } from '../../src/inputs/typescript/values.ts';

/** Source files that are read as far as literals and top-level constants go: enough to make records with true places. */
export class Sources {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly #constants = new Map<string, Spot>();

  constructor(texts: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(texts).map(([name, text]) => [name, new SourceFile(`/repo/${name}`, text)]));
    for (const file of this.files.values())
      for (const statement of file.tree.statements)
        if (ts.isVariableStatement(statement))
          for (const { name, initializer } of statement.declarationList.declarations)
            if (ts.isIdentifier(name) && initializer) this.#constants.set(name.text, { file, node: initializer });
  }

  get list(): SourceFile[] {
    return [...this.files.values()];
  }

  /** The first node whose text begins like this. */
  find(name: string, text: string, is: (node: ts.Node) => boolean = () => true): Spot {
    const file = this.files.get(name)!;
    const nodes: ts.Node[] = [file.tree];
    for (let node = nodes.shift(); node; node = nodes.shift()) {
      if (is(node) && node !== file.tree && file.text.startsWith(text, node.getStart(file.tree))) return { file, node };
      ts.forEachChild(node, (child) => void nodes.push(child));
    }
    throw new Error(`no ${text} in ${name}`);
  }

  /** A record made at `new …(` with every `server.tool({…})` and `server.tool('name', {…})` of the files. */
  record(name: string, made: string, more: Partial<Pick<ServerRecord, 'info' | 'instructions'>> = {}): ServerRecord {
    const record = new ServerRecord(this.find(name, made), 'test');
    Object.assign(record, more);
    return record;
  }

  /** The registration calls of a file, in order. */
  registrations(name: string, when?: Condition): Declared[] {
    const file = this.files.get(name)!;
    const found: Declared[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && /\.(?:tool|registerTool)$/.test(textIn(file, node.expression)))
        found.push(this.registration({ file, node }, when));
      ts.forEachChild(node, visit);
    };
    visit(file.tree);
    return found;
  }

  registration({ file, node }: Spot, when?: Condition): Declared {
    const call = node as ts.CallExpression;
    const [first, second] = call.arguments;
    const traced = second ? this.read({ file, node: second }) : this.read({ file, node: first! });
    const parts = new Map(traced.trail.parts);
    const json: Record<string, unknown> = { ...(traced.json as object) };
    if (second) {
      const name = this.read({ file, node: first! });
      json['name'] = name.json;
      parts.set('name', name.trail);
    }
    return { json, trail: { spot: { file, node }, parts }, spot: { file, node }, ...(when ? { when } : {}) };
  }

  read({ file, node }: Spot): Traced {
    if (ts.isStringLiteralLike(node)) return { json: node.text, trail: { spot: { file, node } } };
    if (ts.isNumericLiteral(node)) return { json: Number(node.text), trail: { spot: { file, node } } };
    if (node.kind === ts.SyntaxKind.TrueKeyword) return { json: true, trail: { spot: { file, node } } };
    if (ts.isIdentifier(node)) {
      const constant = this.#constants.get(node.text);
      if (constant) return this.read(constant);
    }
    if (ts.isArrayLiteralExpression(node)) {
      const all = node.elements.map((element) => this.read({ file, node: element }));
      return {
        json: all.map(({ json }) => json),
        trail: { spot: { file, node }, parts: new Map(all.map(({ trail }, i) => [String(i), trail])) },
      };
    }
    if (ts.isObjectLiteralExpression(node)) {
      const json: Record<string, unknown> = {};
      const parts = new Map<string, Trail>();
      for (const property of node.properties) {
        if (!ts.isPropertyAssignment(property)) continue;
        const key = textIn(file, property.name).replaceAll(/['"]/g, '');
        const read = this.read({ file, node: property.initializer });
        if (read.json !== undefined) json[key] = read.json;
        parts.set(key, { ...read.trail, key: { file, node: property.name } });
      }
      return { json, trail: { spot: { file, node }, parts } };
    }
    return { json: undefined, trail: { spot: { file, node }, opaque: `\`${textIn(file, node)}\`` } };
  }
}

const textIn = (file: SourceFile, node: ts.Node): string => file.text.slice(node.getStart(file.tree), node.end);

export const info = (name: string): Traced => ({ json: { name, version: '1.0.0' }, trail: {} });
export const unreadAt = (spot: Spot, extent: Unread['extent'], reason = 'a call of `fetch`'): Unread => ({
  spot,
  reason,
  extent,
});
