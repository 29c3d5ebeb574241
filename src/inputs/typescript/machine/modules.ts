import { Cell, HostValue, ObjectValue, Primitive, Scope, UNDEFINED, type ModuleScope, type Value } from '../values.ts';
import { hasModifier, ts, type SourceFile, type Spot } from '../syntax.ts';
import { ErrorData } from '../builtins/throw.ts';
import { evaluate, spotOf } from './expressions.ts';
import { Frame } from './completion.ts';
import { namesOf, starred } from './exports.ts';
import { voidChanges } from './halfway.ts';
import { requireOf } from './imports.ts';
import { linkModule, type Export } from './linking.ts';
import type { Machine } from './machine.ts';
import { Endless, Exited, Thrown } from './signals.ts';
import { hoist, run, runAll, voidNames } from './statements.ts';

const { SyntaxKind } = ts;

/** One file of the program, run at most once, when something first asks for what it exports. */
export class Module implements ModuleScope {
  readonly file: SourceFile;
  readonly scope: Scope;
  state: 'new' | 'running' | 'done' = 'new';
  /** What `export` names; a star is in `stars`. */
  readonly exports = new Map<string, Export>();
  readonly stars: { readonly specifier: string; readonly spot: Spot }[] = [];
  /** Where each imported name comes from, types included. */
  readonly imports = new Map<string, { readonly specifier: string; readonly name: string }>();
  /** Modules imported for what they do. */
  readonly effects: { readonly specifier: string; readonly spot: Spot }[] = [];
  isEsm = false;
  /** `module` of CommonJS. */
  readonly common = new ObjectValue();
  readonly namespace: HostValue;

  constructor(file: SourceFile, m: Machine) {
    this.file = file;
    this.scope = new Scope(undefined, this);
    this.namespace = new HostValue(
      'module',
      {
        get: (name, machine) => this.member(name, machine),
        keys: () => namesOf(m, this),
      },
      this,
    );
  }

  /** The value of an export; `undefined` (the program's) for one that does not exist. */
  member(name: string, m: Machine): Value {
    ensure(m, this);
    const own = this.exports.get(name);
    if (own) return own.value();
    if (!this.isEsm) return this.commonMember(name, m);
    if (name === 'default') return UNDEFINED;
    const spot = spotOf(this.file.tree, this.scope);
    let unread: Value = UNDEFINED;
    for (const each of starred(m, this)) {
      const passed = each instanceof Module ? each.exports.get(name) : undefined;
      if (passed) return passed.value();
      if (each instanceof Module && each.isEsm) continue;
      const value = each instanceof Module ? each.commonMember(name, m) : m.get(each, name, spot);
      if (value.kind === 'opaque') unread = value;
      else if (value.kind !== 'primitive' || value.value !== undefined) return value;
    }
    return unread;
  }

  /** `module.exports`. */
  get commonExports(): Value {
    return this.common.properties.get('exports')?.value ?? UNDEFINED;
  }

  commonMember(name: string, m: Machine): Value {
    const exported = this.commonExports;
    const spot = spotOf(this.file.tree, this.scope);
    if (name !== 'default') return m.get(exported, name, spot);
    return exported.kind === 'object' && exported.properties.has('default') ? m.get(exported, name, spot) : exported;
  }
}

/** More work than the top-level statement of any module needs. */
const STATEMENT_BUDGET = 6_000_000;

/** How many modules may wait for each other. */
const DEEPEST_CHAIN = 200;

/** Runs the module if nobody has. A module that is still running (a cycle) is left as far as it got. */
export function ensure(m: Machine, module: Module): void {
  if (module.state !== 'new') return;
  if (m.work.modules >= DEEPEST_CHAIN)
    return m.work.giveUp('modules that import each other in too long a chain', spotOf(module.file.tree, module.scope));
  module.state = 'running';
  m.work.modules++;
  m.flow.outside(() => {
    const { frame } = m.flow;
    m.flow.frame = new Frame();
    try {
      m.witness.file(module.file.path, () => start(m, module));
    } catch (error) {
      if (!(error instanceof Exited)) throw error;
      if (error instanceof Endless) m.work.giveUp('what stands behind a loop that never ends', error.spot);
    } finally {
      m.flow.frame = frame;
      m.work.modules--;
      module.state = 'done';
    }
  });
}

function start(m: Machine, module: Module): void {
  const { scope, file } = module;
  const { statements } = file.tree;
  linkModule(m, module);
  defineCommon(m, module);
  hoist(statements, scope);
  for (const { specifier, spot } of module.effects) guarded(m, spot, () => m.import(specifier, spot, 'run'));
  for (const statement of statements) {
    const ended = guarded(m, spotOf(statement, scope), () => runTop(m, statement, module));
    if (ended === undefined) continue;
    voidNames(statement, scope, ended);
    if (ended !== THROWS) voidChanges(statement, scope, ended);
  }
}

const THROWS = 'the program throws before this is set';

/** Where a program ends by itself, nobody sees what would have come after. */
function thrownText({ value }: Thrown): string {
  const data = value.kind === 'host' ? value.data : undefined;
  const message = data instanceof ErrorData && data.message.kind === 'primitive' ? data.message.value : undefined;
  return typeof message === 'string' && message !== ''
    ? `the program throws here: ${message.slice(0, 100)}`
    : 'the program throws here';
}

/** Where it was thrown. */
const spotIn = ({ value }: Thrown): Spot | undefined => ('spot' in value ? value.spot : undefined);

/** One statement at the top: what goes wrong in it ends it, and only it. Why it did not come to its end. */
function guarded(m: Machine, spot: Spot, action: () => void): string | undefined {
  try {
    m.task(STATEMENT_BUDGET, action);
    return undefined;
  } catch (error) {
    if (error instanceof Thrown) {
      // a variable that was to be set is told of where it is used; a call may have been the one that registers
      if (spot.node.kind !== SyntaxKind.VariableStatement) m.work.giveUp(thrownText(error), spotIn(error) ?? spot);
      return THROWS;
    }
    return m.work.gaveUp(error, spot);
  }
}

function runTop(m: Machine, statement: ts.Statement, module: Module): void {
  const { scope } = module;
  if (statement.kind === SyntaxKind.ExportAssignment) {
    const { expression, isExportEquals } = statement as ts.ExportAssignment;
    const value = evaluate(m, expression, scope);
    if (isExportEquals) m.set(module.common, 'exports', value, spotOf(statement, scope));
    scope.cells.set('*default*', new Cell(value));
    return;
  }
  run(m, statement, scope);
  const isDefault = hasModifier(statement, SyntaxKind.DefaultKeyword);
  if (isDefault && statement.kind === SyntaxKind.ClassDeclaration) {
    const { name } = statement as ts.ClassDeclaration;
    const value = name ? scope.cells.get(name.text)?.value : m.lastClass;
    if (value) scope.cells.set('*default*', new Cell(value));
  }
}

function defineCommon(m: Machine, module: Module): void {
  const { scope, file } = module;
  const spot = spotOf(file.tree, scope);
  const exported = new ObjectValue(spot);
  module.common.properties.set('exports', { value: exported });
  m.work.shared.add(exported); // in a cycle, what it lacks may come later
  const folder = file.path.slice(0, file.path.lastIndexOf('/'));
  const names: [string, Value][] = [
    ['module', module.common],
    ['exports', exported],
    ['__filename', new Primitive(file.path, spot)],
    ['__dirname', new Primitive(folder, spot)],
    ['require', requireOf(m, module)],
  ];
  for (const [name, value] of names) scope.cells.set(name, new Cell(value));
  if (!module.isEsm) scope.self = exported;
}

/** The body of a function: what it returns. */
export function runBody(m: Machine, body: ts.ConciseBody, scope: Scope): Value {
  if (body.kind !== SyntaxKind.Block) return evaluate(m, body as ts.Expression, scope);
  const { statements } = body as ts.Block;
  hoist(statements, scope);
  const completion = runAll(m, statements, scope);
  return completion?.type === 'return' ? completion.value : UNDEFINED;
}
