import {
  Cell,
  ClassValue,
  FunctionValue,
  ObjectValue,
  Opaque,
  Primitive,
  Scope,
  UNTOLD,
  type Value,
} from '../values.ts';
import { hasModifier, ts, type Spot } from '../syntax.ts';
import { bundledParser } from '../command-line/index.ts';
import { modelledClass } from '../frameworks/index.ts';
import { evaluate, functionOf, spotOf } from './expressions.ts';
import { escape } from './escape.ts';
import { callFunction } from './functions.ts';
import { defineAccessor, memberName } from './literals.ts';
import type { Machine } from './machine.ts';
import { runBlock } from './statements.ts';

const { SyntaxKind } = ts;

/** Makes the class: methods, accessors and static members; fields wait for an instance. */
export function evaluateClass(m: Machine, node: ts.ClassLikeDeclaration, outer: Scope): Value {
  const scope = new Scope(outer);
  const heritage = node.heritageClauses?.find(({ token }) => token === SyntaxKind.ExtendsKeyword)?.types[0];
  const names = namesOf(node);
  const modelled = modelledClass(names) ?? bundledParser(names);
  if (modelled) return modelled;
  const parent = heritage && evaluate(m, heritage.expression, scope);
  const cls = new ClassValue(node, spotOf(node, scope), scope, node.name?.text ?? '', parent);
  m.lastClass = cls;
  if (node.name) scope.cells.set(node.name.text, new Cell(cls));
  scope.self = cls;
  scope.home = cls;
  for (const member of node.members) defineMember(m, cls, member, scope);
  decorate(m, cls, scope);
  return cls;
}

/** The names of its methods: a bundle holds the classes of an SDK under other names. */
const namesOf = (node: ts.ClassLikeDeclaration): ReadonlySet<string> =>
  new Set(
    node.members.flatMap(({ name }) => (name?.kind === SyntaxKind.Identifier ? [(name as ts.Identifier).text] : [])),
  );

function defineMember(m: Machine, cls: ClassValue, member: ts.ClassElement, scope: Scope): void {
  const isStatic = hasModifier(member, SyntaxKind.StaticKeyword);
  if (member.kind === SyntaxKind.ClassStaticBlockDeclaration) {
    runBlock(m, (member as ts.ClassStaticBlockDeclaration).body.statements, scope);
    return;
  }
  if (member.kind === SyntaxKind.PropertyDeclaration && !isStatic) return;
  if (!member.name || member.kind === SyntaxKind.Constructor) return;
  const home = isStatic ? cls.members : cls.prototype;
  const key = memberName(m, member.name, scope);
  if (typeof key !== 'string') {
    home.open ??= key;
    return;
  }
  const spot = spotOf(member.name, scope);
  switch (member.kind) {
    case SyntaxKind.MethodDeclaration:
      if ((member as ts.MethodDeclaration).body)
        home.properties.set(key, {
          value: functionOf(member as ts.MethodDeclaration, scope, cls),
          key: spot,
          hidden: true,
        });
      break;
    case SyntaxKind.GetAccessor:
    case SyntaxKind.SetAccessor:
      if ((member as ts.AccessorDeclaration).body)
        defineAccessor(home, key, functionOf(member as ts.AccessorDeclaration, scope, cls), spot, true);
      break;
    case SyntaxKind.PropertyDeclaration: {
      const { initializer } = member as ts.PropertyDeclaration;
      home.properties.set(key, { value: initializer ? evaluate(m, initializer, scope) : UNTOLD, key: spot });
    }
  }
}

/** Calls decorators as TypeScript's legacy transform does, members first: `decorator(prototype, name, descriptor)`, `decorator(class)`. */
function decorate(m: Machine, cls: ClassValue, scope: Scope): void {
  const of = (node: ts.Node): readonly ts.Decorator[] =>
    ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  for (const member of cls.node.members) {
    if (!member.name) continue;
    for (const decorator of of(member)) {
      const key = memberName(m, member.name, scope);
      if (typeof key !== 'string') continue;
      const home = hasModifier(member, SyntaxKind.StaticKeyword) ? cls : cls.prototype;
      const descriptor = new ObjectValue();
      const value = cls.prototype.properties.get(key)?.value;
      if (value) descriptor.properties.set('value', { value });
      m.call(
        evaluate(m, decorator.expression, scope),
        [home, new Primitive(key, spotOf(member.name, scope)), descriptor],
        spotOf(decorator, scope),
      );
    }
  }
  for (const decorator of of(cls.node))
    m.call(evaluate(m, decorator.expression, scope), [cls], spotOf(decorator, scope));
}

export function instantiate(m: Machine, cls: ClassValue, args: readonly Value[], spot: Spot): Value {
  m.step(5);
  const instance = new ObjectValue(spot, cls);
  return runConstructor(m, cls, instance, args, spot, 'own');
}

/** Runs the constructor of `cls` on an instance, or that of its parent (`super(…)`), with the fields where the language has them. */
export function runConstructor(
  m: Machine,
  cls: ClassValue,
  instance: ObjectValue,
  args: readonly Value[],
  spot: Spot,
  whose: 'own' | 'parent',
): Value {
  if (whose === 'parent') {
    runParent(m, cls, instance, args, spot);
    defineFields(m, cls, instance);
    return instance;
  }
  const own = cls.node.members.find(
    (member): member is ts.ConstructorDeclaration =>
      member.kind === SyntaxKind.Constructor && !!(member as ts.ConstructorDeclaration).body,
  );
  if (!own) {
    if (cls.parent) runParent(m, cls, instance, args, spot);
    defineFields(m, cls, instance);
    return instance;
  }
  if (!cls.parent) defineFields(m, cls, instance);
  own.parameters.forEach((parameter, i) => {
    const isProperty = ts.getModifiers(parameter)?.length && parameter.name.kind === SyntaxKind.Identifier;
    if (isProperty)
      setOwn(
        m,
        instance,
        (parameter.name as ts.Identifier).text,
        args[i] ?? defaultOf(m, parameter, cls),
        spotOf(parameter.name, cls.scope),
      );
  });
  const made = callFunction(m, new FunctionValue(own, spotOf(own, cls.scope), cls.scope, cls), args, spot, instance);
  return made.kind === 'object' && made !== instance ? made : instance;
}

const defaultOf = (m: Machine, { initializer }: ts.ParameterDeclaration, cls: ClassValue): Value =>
  initializer ? evaluate(m, initializer, cls.scope) : UNTOLD;

function runParent(m: Machine, cls: ClassValue, instance: ObjectValue, args: readonly Value[], spot: Spot): void {
  const { parent } = cls;
  if (!parent) return;
  if (parent.kind === 'class') runConstructor(m, parent, instance, args, spot, 'own');
  else if (parent.kind === 'host' && parent.traits.construct) {
    const base = parent.traits.construct({ machine: m, args, spot, self: instance, constructed: instance.of ?? cls });
    if (base.kind === 'host') instance.base = base;
    else if (base.kind === 'opaque') instance.open ??= base;
  } else if (parent.kind === 'opaque') {
    instance.open ??= parent;
    escape(m, parent, args, spot);
  } else instance.open ??= new Opaque(`the class that \`${cls.name}\` extends`, cls.spot);
}

function defineFields(m: Machine, cls: ClassValue, instance: ObjectValue): void {
  for (const member of cls.node.members) {
    if (
      member.kind !== SyntaxKind.PropertyDeclaration ||
      hasModifier(member, SyntaxKind.StaticKeyword) ||
      hasModifier(member, SyntaxKind.DeclareKeyword)
    )
      continue;
    const { name, initializer } = member as ts.PropertyDeclaration;
    if (hasModifier(member, SyntaxKind.AbstractKeyword)) continue;
    const scope = new Scope(cls.scope);
    scope.self = instance;
    scope.home = cls;
    const key = memberName(m, name, scope);
    if (typeof key !== 'string') instance.open ??= key;
    // a field without a value must not hide what a parent's constructor or a parameter property has set
    else if (initializer || !instance.properties.has(key))
      setOwn(m, instance, key, initializer ? evaluate(m, initializer, scope) : UNTOLD, spotOf(name, scope));
  }
}

function setOwn(m: Machine, instance: ObjectValue, key: string, value: Value, spot: Spot): void {
  m.touch(instance);
  instance.properties.set(key, { value, key: spot });
}
