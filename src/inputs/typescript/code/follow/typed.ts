import { ts } from '../../syntax.ts';
import { inner } from '../../machine/calls.ts';
import { ensure, type Module } from '../../machine/modules.ts';
import { linked } from '../../machine/parameters.ts';
import { ObjectValue, UNDEFINED, type ClassValue, type Value } from '../../values.ts';
import type { Binding, Names, Placed } from './names.ts';

const { SyntaxKind } = ts;

/** How many classes one interface may stand for. */
const MOST_CLASSES = 12;

/** What the types of a program say where no value is known: which classes of it an expression may be an instance of. */
export class Types {
  readonly #names: Names;
  #classes: Map<string, Declaration[]> | undefined;
  readonly #found = new Map<string, readonly ClassValue[]>();
  readonly #instances = new Map<ClassValue, Value>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** Instances of what an expression is declared to be. */
  instances(at: Placed): readonly Value[] {
    const name = typeName(this.declared(at));
    if (name === undefined) return [];
    return this.#named(name).map((cls) => {
      const known = this.#instances.get(cls) ?? new ObjectValue(cls.spot, cls);
      this.#instances.set(cls, known);
      return known;
    });
  }

  /** Whether an expression may be an instance of several classes: one of them is not all. */
  isShared(at: Placed): boolean {
    const name = typeName(this.declared(at));
    return name !== undefined && this.#named(name).length > 1;
  }

  /** The type that an expression is declared with. */
  declared({ node: written, scope }: Placed, deep = 0): ts.TypeNode | undefined {
    const node = inner(written);
    if (deep > 4) return undefined;
    if (node.kind === SyntaxKind.AwaitExpression)
      return this.declared({ node: (node as ts.AwaitExpression).expression, scope }, deep + 1);
    if (node.kind === SyntaxKind.Identifier) {
      const binding: Binding | undefined = this.#names.binding((node as ts.Identifier).text, scope);
      if (!binding || binding.path.length > 0) return undefined;
      return binding.type ?? (binding.of && this.declared(binding.of, deep + 1));
    }
    if (node.kind === SyntaxKind.CallExpression) {
      const callee = this.#names.value({ node: (node as ts.CallExpression).expression, scope });
      return callee.kind === 'function' ? callee.node.type : undefined;
    }
    if (node.kind !== SyntaxKind.PropertyAccessExpression) return undefined;
    const { expression, name } = node as ts.PropertyAccessExpression;
    const of = this.#names.value({ node: expression, scope });
    return of.kind === 'object' && of.of ? fieldType(of.of, name.text) : undefined;
  }

  /** The classes of a name, and those that extend or implement it; their files are run when they are asked for. */
  #named(name: string): readonly ClassValue[] {
    const known = this.#found.get(name);
    if (known) return known;
    const { m } = this.#names;
    const found = ((this.#classes ??= this.#index()).get(name) ?? []).slice(0, MOST_CLASSES).flatMap((each) => {
      const value = this.#names.ask(() => {
        ensure(m, each.module);
        return each.module.scope.cells.get(each.name)?.value ?? UNDEFINED;
      }, MODULE_BUDGET);
      return value.kind === 'class' ? [value] : [];
    });
    this.#found.set(name, found);
    return found;
  }

  /** Where the classes of the program stand, by their own names and by those of what they extend or implement. */
  #index(): Map<string, Declaration[]> {
    const all = new Map<string, Declaration[]>();
    const modules = [...this.#names.m.modules.values()];
    const seen = new Set(modules);
    for (let i = 0; i < modules.length && i < MOST_FILES; i++) {
      const module = modules[i]!;
      this.#names.m.step();
      for (const [name, of] of classesIn(module)) all.set(name, [...(all.get(name) ?? []), ...of]);
      for (const { specifier } of linked(this.#names.m, module).imports.values()) {
        const next = specifier.startsWith('.') ? this.#moduleAt(specifier, module) : undefined;
        if (!next || seen.has(next)) continue;
        seen.add(next);
        modules.push(next);
      }
    }
    return all;
  }

  #moduleAt(specifier: string, from: Module): Module | undefined {
    const { m } = this.#names;
    const found = m.world.resolver.resolve(specifier, from.file.path);
    if (found.kind !== 'file' || !/\.[cm]?[jt]sx?$/.test(found.path)) return undefined;
    const file = m.world.source(found.path, from.file);
    return file && m.module(file);
  }
}

interface Declaration {
  readonly module: Module;
  readonly name: string;
}

/** Files whose classes are known. */
const MOST_FILES = 400;
/** What a file may cost that is run for its classes. */
const MODULE_BUDGET = 200_000;

function classesIn(module: Module): Map<string, Declaration[]> {
  const all = new Map<string, Declaration[]>();
  const { file } = module;
  if (file.path.endsWith('.json') || !file.text.includes('class ')) return all;
  for (const statement of file.tree.statements) {
    if (statement.kind !== SyntaxKind.ClassDeclaration) continue;
    const { name, heritageClauses = [] } = statement as ts.ClassDeclaration;
    if (!name) continue;
    const heirs = heritageClauses.flatMap(({ types }) => types.map(({ expression }) => expression));
    for (const each of [name, ...heirs]) {
      const { text } = each as Partial<ts.Identifier>;
      if (text !== undefined) all.set(text, [...(all.get(text) ?? []), { module, name: name.text }]);
    }
  }
  return all;
}

/** The type of a field, or of the parameter of the constructor that makes it. */
export function fieldType(of: ClassValue, name: string): ts.TypeNode | undefined {
  for (let cls: Value | undefined = of; cls?.kind === 'class'; cls = cls.parent)
    for (const member of cls.node.members) {
      if (member.kind === SyntaxKind.PropertyDeclaration && (member.name as Partial<ts.Identifier>).text === name)
        return (member as ts.PropertyDeclaration).type;
      if (member.kind !== SyntaxKind.Constructor) continue;
      const parameter = (member as ts.ConstructorDeclaration).parameters.find(
        (each) => (each.name as Partial<ts.Identifier>).text === name && ts.getModifiers(each)?.length,
      );
      if (parameter) return parameter.type;
    }
  return undefined;
}

/** `Robot` in `Robot`, `Promise<Robot>`, `Robot | null`. */
export function typeName(type: ts.TypeNode | undefined): string | undefined {
  if (!type) return undefined;
  if (type.kind === SyntaxKind.UnionType) {
    for (const each of (type as ts.UnionTypeNode).types) {
      const name = typeName(each);
      if (name !== undefined) return name;
    }
    return undefined;
  }
  if (type.kind !== SyntaxKind.TypeReference) return undefined;
  const { typeName: name, typeArguments } = type as ts.TypeReferenceNode;
  const text = name.kind === SyntaxKind.Identifier ? name.text : name.right.text;
  return text === 'Promise' ? typeName(typeArguments?.[0]) : text;
}
