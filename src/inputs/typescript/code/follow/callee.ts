import { ts } from '../../syntax.ts';
import { FunctionValue, type ClassValue, type Value } from '../../values.ts';
import { collectionOf } from '../../builtins/collection.ts';
import { inner, homeOf } from '../../machine/calls.ts';
import { heldBy } from '../../machine/held.ts';
import { spotOf } from '../../machine/expressions.ts';
import type { Names, Placed } from './names.ts';
import type { Types } from './typed.ts';
import { settled } from './names.ts';

const { SyntaxKind } = ts;

export type Call = ts.CallExpression | ts.NewExpression;

/** What a call leads to. */
export type Target =
  | { readonly kind: 'function'; readonly fn: FunctionValue; readonly self?: Value | undefined; readonly from?: number }
  | { readonly kind: 'builtin'; readonly label: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** One call may lead to any of a table of functions. */
const MOST_TARGETS = 300;

const optionsOf = (value: Value): readonly Value[] =>
  value.kind === 'choice' ? value.options.map((option) => settled(option.value)) : [value];

/** Finds what is called. */
export class Callees {
  readonly #names: Names;
  readonly #types: Types;

  constructor(names: Names, types: Types) {
    this.#names = names;
    this.#types = types;
  }

  of({ node, scope }: Placed<Call>): readonly Target[] {
    const callee = inner(node.expression);
    if (callee.kind === SyntaxKind.ImportKeyword) return [{ kind: 'builtin', label: 'import' }];
    if (callee.kind === SyntaxKind.SuperKeyword) return this.#parent(scope);
    if (callee.kind === SyntaxKind.PropertyAccessExpression) {
      const member = callee as ts.PropertyAccessExpression;
      if (member.expression.kind !== SyntaxKind.SuperKeyword) return this.#member(member, { node, scope });
    }
    return this.values({ node: callee, scope }).flatMap((value) => this.#target(value, undefined, { node, scope }));
  }

  #parent(scope: Placed['scope']): readonly Target[] {
    const parent = homeOf(scope)?.parent;
    const constructor = parent?.kind === 'class' ? constructorOf(parent) : undefined;
    return constructor ? [{ kind: 'function', fn: constructor, self: selfIn(scope) }] : [];
  }

  #member(member: ts.PropertyAccessExpression, call: Placed<Call>): readonly Target[] {
    const { text } = member.name;
    const { scope } = call;
    if (OF_DATA.has(text) && !isPlainName(member.expression)) return [{ kind: 'unknown', reason: OF_VALUE }];
    const found: Target[] = [];
    for (const of of this.values({ node: member.expression, scope })) {
      if (of.kind === 'function' && (text === 'call' || text === 'apply'))
        found.push({ kind: 'function', fn: of, from: text === 'call' ? 1 : Infinity });
      else if (of.kind === 'opaque' && of.from === undefined) found.push({ kind: 'unknown', reason: of.reason });
      else if (of.kind === 'primitive' && typeof of.value !== 'string')
        found.push({ kind: 'unknown', reason: 'nothing' });
      else found.push(...this.#target(this.#names.get(of, text, { node: member, scope }), of, call));
      if (found.length > MOST_TARGETS) break;
    }
    const isFound = found.some(({ kind }) => kind === 'function');
    if (isFound && !this.#types.isShared({ node: member.expression, scope })) return found;
    const typed = this.#types
      .instances({ node: member.expression, scope })
      .flatMap((self) => this.#target(this.#names.get(self, text, { node: member, scope }), self, call))
      .filter(({ kind }) => kind === 'function');
    if (isFound) return [...found, ...typed.filter((each) => !found.some((one) => isSame(one, each)))];
    return typed.length > 0 ? typed : found;
  }

  #target(given: Value, self: Value | undefined, call: Placed<Call>): readonly Target[] {
    return optionsOf(settled(given)).flatMap((value): Target[] => {
      switch (value.kind) {
        case 'function':
          return [{ kind: 'function', fn: value, self }];
        case 'class': {
          const fn = call.node.kind === SyntaxKind.NewExpression ? constructorOf(value) : undefined;
          return fn ? [{ kind: 'function', fn, self: this.#names.value(call) }] : [{ kind: 'builtin', label: 'new' }];
        }
        case 'host':
          return [{ kind: 'builtin', label: value.label }];
        case 'opaque':
          return value.from === undefined
            ? [{ kind: 'unknown', reason: value.reason }]
            : [{ kind: 'package', name: value.from }];
        default:
          return [{ kind: 'unknown', reason: 'a value that is no function' }];
      }
    });
  }

  /** What an expression may be: by the machine, and else all that a table holds which is asked for an unknown name. */
  values(at: Placed, deep = 0): readonly Value[] {
    const options = optionsOf(this.#names.value(at));
    if (deep > 4 || options.some((value) => value.kind !== 'opaque' && value.kind !== 'primitive')) return options;
    const held = this.#held(at, deep);
    return held.length > 0 ? held.slice(0, MOST_TARGETS) : options;
  }

  #held({ node: written, scope }: Placed, deep: number): readonly Value[] {
    const node = bare(written);
    if (node.kind === SyntaxKind.Identifier) {
      const binding = this.#names.binding((node as ts.Identifier).text, scope);
      if (!binding || binding.what !== 'value') return [];
      const [first] = binding.path;
      return [binding.of, ...binding.later].slice(0, 6).flatMap((each) => {
        const values = each ? this.values(each, deep + 1) : [];
        return first === undefined ? values : values.map((value) => this.#names.get(value, first, { node, scope }));
      });
    }
    if (node.kind === SyntaxKind.ElementAccessExpression)
      return this.values({ node: (node as ts.ElementAccessExpression).expression, scope }, deep + 1).flatMap(heldBy);
    if (node.kind === SyntaxKind.PropertyAccessExpression) {
      const { expression, name } = node as ts.PropertyAccessExpression;
      return this.#held({ node: expression, scope }, deep + 1).map((value) =>
        settled(this.#names.get(value, name.text, { node, scope })),
      );
    }
    if (node.kind !== SyntaxKind.CallExpression) return [];
    const callee = inner((node as ts.CallExpression).expression);
    if (callee.kind !== SyntaxKind.PropertyAccessExpression) return [];
    const { expression, name } = callee as ts.PropertyAccessExpression;
    if (name.text !== 'get' && name.text !== 'find') return [];
    return this.values({ node: expression, scope }, deep + 1).flatMap((value) =>
      value.kind === 'array'
        ? heldBy(value)
        : [...(collectionOf(value)?.entries.values() ?? [])].map((entry) => settled(entry.value)),
    );
  }

  /** The functions behind a value: what a framework is given to call. */
  functionsIn(value: Value, at: Placed<ts.Node>): readonly Target[] {
    return optionsOf(settled(value)).flatMap((each): Target[] => {
      if (each.kind === 'function') return [{ kind: 'function', fn: each }];
      if (each.kind === 'object') {
        const found = ENTRIES.map((key) => this.#names.get(each, key, at)).filter((one) => one.kind === 'function');
        if (found.length > 0) return found.map((fn) => ({ kind: 'function', fn, self: each }));
      }
      const reason = each.kind === 'opaque' ? each.reason : each.kind === 'host' ? each.label : 'what it calls';
      return [{ kind: 'unknown', reason }];
    });
  }
}

/** What the language itself has, and gives a value of its own. */
export const isOfLanguage = (target: Target): boolean =>
  target.kind === 'builtin' && target.label !== 'fetch' && target.label !== 'import' && target.label !== 'new';

/** Why nothing is known of a method that any value may have. */
export const OF_VALUE = 'a method of a text, a list or an answer';

/** Methods of texts, lists and answers: what they are called on is worth no evaluation. */
const OF_DATA = new Set(
  (
    'map filter forEach reduce some every includes indexOf join slice splice push pop shift unshift concat sort flat flatMap ' +
    'toString toFixed toISOString toLowerCase toUpperCase trim split replace replaceAll startsWith endsWith padStart padEnd ' +
    'match test json text substring charCodeAt localeCompare then catch finally'
  ).split(' '),
);

/** `this`, or something imported or declared by a name of its own. */
const isPlainName = (node: ts.Expression): boolean =>
  node.kind === SyntaxKind.ThisKeyword || node.kind === SyntaxKind.SuperKeyword;

const isSame = (a: Target, b: Target): boolean =>
  a.kind === 'function' && b.kind === 'function' && a.fn.node === b.fn.node;

/** What an object that stands for a tool has for being called. */
const ENTRIES = ['createTask', 'getTaskResult', 'execute', 'handler', 'run', 'call', 'callback', 'runTool'];

function selfIn(scope: Placed['scope']): Value | undefined {
  for (let at: typeof scope | undefined = scope; at; at = at.parent) if (at.self) return at.self;
  return undefined;
}

function constructorOf(cls: ClassValue): FunctionValue | undefined {
  for (let at: Value | undefined = cls; at?.kind === 'class'; at = at.parent) {
    const { node, scope } = at;
    const own = node.members.find(
      (member): member is ts.ConstructorDeclaration =>
        member.kind === SyntaxKind.Constructor && !!(member as ts.ConstructorDeclaration).body,
    );
    if (own) return new FunctionValue(own, spotOf(own, scope), scope, at);
  }
  return undefined;
}

/** Without brackets, casts and waiting. */
export function bare(node: ts.Expression): ts.Expression {
  let at = inner(node);
  while (
    at.kind === SyntaxKind.AwaitExpression ||
    at.kind === SyntaxKind.SatisfiesExpression ||
    at.kind === SyntaxKind.TypeAssertionExpression
  )
    at = inner((at as ts.AwaitExpression).expression);
  return at;
}
