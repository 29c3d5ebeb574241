import type { Address } from '../../../../model/address.ts';
import { ts } from '../../syntax.ts';
import { functionName, type Addresses, type CodeKind } from '../addresses.ts';
import type { Source } from './source.ts';

/** Addresses of what stands around the tools. */
export class Places {
  readonly #addresses: Addresses;

  constructor(addresses: Addresses) {
    this.#addresses = addresses;
  }

  /** In the words of the function it stands in, whatever its line. */
  of(kind: CodeKind, source: Source, node: ts.Node): Address {
    return this.#addresses.of(kind, { file: source.file, node }, within(source, node));
  }
}

function within(source: Source, node: ts.Node): string {
  for (const fn of source.functionsAround(node)) {
    const own = functionName(fn, { get: (each: ts.Node) => source.parent(each) } as ReadonlyMap<ts.Node, ts.Node>);
    if (own === undefined) continue;
    const cls = source.classAround(fn)?.name?.text;
    return cls !== undefined && ts.isMethodDeclaration(fn) ? `${cls}.${own}` : own;
  }
  return 'module';
}
