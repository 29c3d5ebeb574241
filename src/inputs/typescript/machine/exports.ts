import type { Value } from '../values.ts';
import { spotOf } from './expressions.ts';
import type { Machine } from './machine.ts';
import { ensure, Module } from './modules.ts';

/** The names a module's namespace lists: those of values, of its own and passed on. */
export function namesOf(m: Machine, module: Module): readonly string[] {
  ensure(m, module);
  const spot = spotOf(module.file.tree, module.scope);
  if (!module.isEsm) return m.entries(module.commonExports, spot).entries.map(({ name }) => name);
  const names = new Set<string>();
  const add = (of: Module): void => {
    for (const name of of.exports.keys()) if (isValue(m, of, name)) names.add(name);
  };
  add(module);
  const isDefault = names.has('default');
  for (const each of starred(m, module))
    if (each instanceof Module && each.isEsm) add(each);
    else {
      const others = m.entries(each instanceof Module ? each.commonExports : each, spot).entries;
      for (const { name } of others) names.add(name);
    }
  if (!isDefault) names.delete('default');
  return [...names].sort(); // a namespace lists its names in code unit order
}

/** Modules that pass a name on. */
const LONGEST_WAY = 50;

/** Whether a name stands for a value: `export { X } from` does not say so, and neither does `export { X }`. */
function isValue(m: Machine, module: Module, name: string, way = 0): boolean {
  const own = module.exports.get(name);
  if (way > LONGEST_WAY) return true;
  if (!own) return !module.isEsm || isPassedOn(m, module, name, way);
  if (own.isType) return false;
  const cell = own.local === undefined ? undefined : module.scope.cells.get(own.local);
  if (own.local !== undefined && !cell) return false;
  const from = own.from ?? (cell && !cell.value ? module.imports.get(own.local!) : undefined);
  if (!from || from.name === '*') return true;
  const namespace = m.import(from.specifier, spotOf(module.file.tree, module.scope));
  const other = namespace.kind === 'host' ? namespace.data : undefined;
  if (!(other instanceof Module)) return true;
  ensure(m, other);
  return isValue(m, other, from.name, way + 1);
}

function isPassedOn(m: Machine, module: Module, name: string, way: number): boolean {
  for (const each of starred(m, module)) {
    if (!(each instanceof Module) || !each.isEsm) return true; // nobody knows better
    if (each.exports.has(name)) return isValue(m, each, name, way + 1);
  }
  return false;
}

/** What the `export *` of a module pass on, each once, in their order: modules of the program, and what stands for others. */
export function* starred(m: Machine, module: Module): Generator<Module | Value> {
  const seen = new Set([module]);
  const open = module.stars.toReversed();
  for (let star = open.pop(); star; star = open.pop()) {
    m.step();
    const namespace = m.import(star.specifier, star.spot);
    const other = namespace.kind === 'host' ? namespace.data : undefined;
    if (!(other instanceof Module)) yield namespace;
    else if (!seen.has(other)) {
      seen.add(other);
      ensure(m, other);
      yield other;
      open.push(...other.stars.toReversed());
    }
  }
}
