import { nodeModule } from '../builtins/node.ts';
import { pureModule } from '../builtins/tags.ts';
import { bundledCommandLine, commandLineModule } from '../command-line/index.ts';
import { bundledExport, modelledModule } from '../frameworks/index.ts';
import { bundledZod, schemaModule } from '../schemas/index.ts';
import { ts, type SourceFile, type Spot } from '../syntax.ts';
import { HostValue, ObjectValue, Opaque, Primitive, PromiseValue, UNDEFINED, Scope, type Value } from '../values.ts';
import { unreadPackage } from '../wanted.ts';
import type { Machine } from './machine.ts';
import { evaluate, spotOf } from './expressions.ts';
import { ensure, Module } from './modules.ts';

/** The namespace of a module: modelled, of this program, of a package that is followed, or opaque. */
export function importModule(m: Machine, specifier: string, from: Spot, when: 'run' | 'asked'): Value {
  const known =
    nodeModule(specifier, m, from) ??
    modelledModule(specifier, m, from) ??
    schemaModule(specifier, m, from) ??
    pureModule(specifier);
  if (known) return known;
  const found = m.world.resolver.resolve(specifier, from.file.path);
  if (found.kind === 'file') return importFile(m, found.path, from, when);
  if (when === 'run') m.witness.note(m, 'package', specifier, from);
  const parser = commandLineModule(specifier);
  if (parser) return parser;
  if (found.kind !== 'package') return new Opaque(`\`${specifier}\`, which is not there`, from);
  if (found.entry !== undefined && m.world.follows(found.name)) return importFile(m, found.entry, from, when);
  return new Opaque(unreadPackage(found.name, found.entry !== undefined), from, found.name);
}

export function importFile(m: Machine, path: string, from: Spot, when: 'run' | 'asked'): Value {
  const size = m.world.disk.size(path);
  if (size !== undefined && size > LARGEST_PROGRAM) return tooLarge(m, path, size, from);
  const file = m.world.source(path, from.file);
  if (!file) return new Opaque(`the file \`${path.slice(path.lastIndexOf('/') + 1)}\``, from);
  if (path.endsWith('.json')) return jsonModule(m, file);
  if (file.tree.statements.length === 0 && file.failure !== undefined)
    return new Opaque(`the file \`${path.slice(path.lastIndexOf('/') + 1)}\`: ${file.failure}`, from);
  const module = m.module(file);
  if (when === 'run') ensure(m, module);
  return module.namespace;
}

/** In bytes. Nobody writes a larger module: it is generated, a bundle of other people's code or data. */
const LARGEST_PROGRAM = 2_000_000;

/** Where it is a bundle that passes on what an MCP SDK or zod exports, the names tell. */
function tooLarge(m: Machine, path: string, size: number, from: Spot): Value {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const said = `the file \`${name}\` (${Math.round(size / 1e6)} MB), which is too large to be read`;
  return new HostValue(said, {
    get: (key, _machine, _self, spot) =>
      (key === 'z' || key === 'zod' ? bundledZod(m, from, m.world.disk.read(path)) : bundledExport(key, m)) ??
      bundledCommandLine(key) ??
      new Opaque(said, spot),
  });
}

/** A JSON file as a value; each part knows its place. */
function jsonValue(m: Machine, file: SourceFile): Value {
  const scope = new Scope(undefined, { file, effects: [] });
  const [statement] = file.tree.statements;
  if (statement?.kind !== ts.SyntaxKind.ExpressionStatement)
    return new Opaque('JSON that cannot be read', spotOf(file.tree, scope));
  return evaluate(m, (statement as ts.ExpressionStatement).expression, scope);
}

const JSON_FILE = 'a JSON file';

function jsonModule(m: Machine, file: SourceFile): Value {
  const value = jsonValue(m, file);
  return new HostValue(JSON_FILE, {
    get: (key, _machine, _self, spot) => (key === 'default' ? value : m.get(value, key, spot)),
    keys: () => (value.kind === 'object' ? [...value.properties.keys()] : []),
  });
}

export function requireModule(m: Machine, specifier: string, from: Spot): Value {
  const namespace = importModule(m, specifier, from, 'run');
  if (namespace.kind !== 'host') return namespace;
  if (namespace.data instanceof Module) return namespace.data.isEsm ? namespace : namespace.data.commonExports;
  return namespace.label === JSON_FILE ? m.get(namespace, 'default', from) : namespace;
}

/** In the reason of what a module exports whose name only a run tells. */
export const COMPUTED = 'of something computed';

/** The `require` of a module. */
export function requireOf(m: Machine, module: Module): Value {
  return new HostValue('require', {
    call: ({ args: [specifier], spot }) =>
      specifier?.kind === 'primitive' && typeof specifier.value === 'string'
        ? requireModule(m, specifier.value, spot)
        : new Opaque(`a \`require\` ${COMPUTED}`, spot),
    get: (key) => (key === 'main' ? (module.file.path === m.entry ? module.common : UNDEFINED) : undefined),
  });
}

/** `import(specifier)`. */
export function dynamicImport(m: Machine, specifier: Value, spot: Spot): Value {
  if (specifier.kind === 'opaque')
    return specifier.reason.includes(COMPUTED)
      ? specifier
      : new Opaque(`an import ${COMPUTED}: ${specifier.reason}`, spot, specifier.from);
  if (specifier.kind !== 'primitive' || typeof specifier.value !== 'string')
    return new Opaque(`an import ${COMPUTED}`, spot);
  const isUrl = specifier.value.startsWith('file://');
  const path = isUrl ? pathOf(specifier.value.slice('file://'.length)) : specifier.value;
  return new PromiseValue(
    m.witness.asked(m, () =>
      path.startsWith('/') ? importFile(m, path, spot, 'run') : importModule(m, path, spot, 'run'),
    ),
    spot,
  );
}

function pathOf(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url; // a `%` that encodes nothing
  }
}

export function importMeta(m: Machine, scope: Scope, spot: Spot): Value {
  const { path } = scope.module.file;
  const meta = new ObjectValue(spot);
  const members = {
    url: `file://${encodeURI(path)}`,
    filename: path,
    dirname: path.slice(0, path.lastIndexOf('/')),
    main: path === m.entry,
  };
  for (const [name, value] of Object.entries(members)) meta.properties.set(name, { value: new Primitive(value, spot) });
  return meta;
}
