import type { Shape } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import { bare } from './callee.ts';
import type { Binding, Placed } from './names.ts';
import { sum, type Text } from '../outcomes/text.ts';
import type { Site, Unit } from './unit.ts';

const { SyntaxKind } = ts;

/** What a value is that comes out of an expression. */
export interface Made extends Pick<Shape, 'kind' | 'isError' | 'structured'> {
  readonly text: Text;
  /** The parameter that says whether it is an error. */
  readonly told?: Binding | undefined;
}

/** One way out of a function. */
export interface Out {
  readonly unit: Unit;
  readonly site: Site<ts.Expression>;
  readonly made: Made;
  /** The `return` that writes it, of a function that only puts into a form what it is told. */
  readonly by?: Out;
  /** The functions that pass it on, each by its own `return`. */
  readonly via: readonly { readonly unit: Unit; readonly site: Site<ts.Expression> }[];
}

export const empty = (): Text => ({ from: new Set(), fields: new Set(), words: '', given: new Set() });
export const UNKNOWN: Made = {
  kind: 'unknown',
  isError: 'unknown',
  structured: 'unknown',
  text: { ...empty(), from: new Set(['unknown']) },
};
export const NOTHING: Made = { kind: 'empty', isError: 'no', structured: 'no', text: empty() };

export const value = (text: Text): Made => ({ kind: 'value', isError: 'no', structured: 'no', text });

export const truth = (written: ts.Expression): Made['isError'] => {
  const { kind } = bare(written);
  return kind === SyntaxKind.TrueKeyword ? 'yes' : kind === SyntaxKind.FalseKeyword ? 'no' : 'unknown';
};

/** The value of a member of a literal. */
export function valueIn(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (property.kind === SyntaxKind.PropertyAssignment) return (property as ts.PropertyAssignment).initializer;
  return property.kind === SyntaxKind.ShorthandPropertyAssignment
    ? (property as ts.ShorthandPropertyAssignment).name
    : undefined;
}

/** A text under the name `content` is no content of a result. */
export function isContent(given: Placed | undefined): boolean {
  const kind = given && bare(given.node).kind;
  return (
    kind !== undefined &&
    kind !== SyntaxKind.StringLiteral &&
    kind !== SyntaxKind.NoSubstitutionTemplateLiteral &&
    kind !== SyntaxKind.TemplateExpression
  );
}

/** One of several values, nobody knows which. */
export function joined(all: readonly Made[]): Made {
  const [first = UNKNOWN, ...more] = all;
  if (more.length === 0) return first;
  const same = <K extends 'kind' | 'isError' | 'structured'>(key: K): Made[K] | 'unknown' =>
    more.every((each) => each[key] === first[key]) ? first[key] : 'unknown';
  return {
    kind: same('kind'),
    isError: same('isError'),
    structured: same('structured'),
    text: all.map(({ text }) => text).reduce(sum),
  };
}

/** What is put on a value after it was made. */
export function changed(made: Made, { members }: Binding): Made {
  const errors = members.get('isError');
  const content = members.has('content');
  return {
    ...made,
    ...(content && made.kind !== 'result' ? { kind: 'result' as const } : {}),
    ...(errors ? { isError: made.isError === 'yes' ? ('yes' as const) : ('unknown' as const) } : {}),
    ...(members.has('structuredContent') ? { structured: 'unknown' as const } : {}),
  };
}
