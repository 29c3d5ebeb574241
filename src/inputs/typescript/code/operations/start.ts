import type { WriteFact } from '../../../../model/code.ts';
import { inner } from '../../machine/calls.ts';
import type { Machine } from '../../machine/machine.ts';
import { ensure } from '../../machine/modules.ts';
import type { Deed } from '../../machine/witness.ts';
import { isInstalled } from '../../project/paths.ts';
import { ts } from '../../syntax.ts';
import { UNDEFINED, type Condition } from '../../values.ts';
import { functionName } from '../addresses.ts';
import type { Names } from '../follow/names.ts';
import { FUNCTIONS } from '../follow/signature.ts';
import type { FunctionNode } from '../../values.ts';

const { SyntaxKind } = ts;

/** Files that are run for what they do, though nobody has asked for anything of them; and the work for all of them. */
const MOST_FILES = 500;
const LOADING = 400_000;

/** A test on how the program is to run: what depends on it may be for another way than over stdio. */
const ON_MODE =
  /http|sse|stdio|stream|transport|\bmode\b|\bport\b|debug|verbose|quiet|silent|interactive|isTTY|color|['"`]--?\w|argv|\bargs?\b|\bcli\b|command|subcommand|^(?!not )[^|]*\bNODE_ENV\W{0,6}={2,3}\s*['"`]test/i;
/** What is true of every start as a server. */
const ALWAYS = /is what is started|runs on Node/;

/**
 * Runs what the files of a program do when they are loaded, where the evaluation had no reason to: their imports alone load
 * them before anything of the program itself.
 */
export function loadAll(m: Machine, names: Names, entries: readonly string[]): void {
  const { resolver } = m.world;
  const { entry: outer } = m;
  for (const entry of entries) {
    m.entry = entry;
    const seen = new Set([entry]);
    m.witness.loadedBy.set(entry, seen);
    for (const path of seen) {
      m.step(10);
      const file = seen.size <= MOST_FILES && !isInstalled(path) ? m.world.source(path) : undefined;
      if (!file || path.endsWith('.json')) continue;
      for (const specifier of loadedBy(file.tree)) {
        const found = resolver.resolve(specifier, path);
        if (found.kind === 'file') seen.add(found.path);
      }
      const module = m.module(file);
      if (module.state !== 'new') continue;
      m.witness.start(() => names.ask(() => (ensure(m, module), UNDEFINED), LOADING));
    }
  }
  m.entry = outer;
}

function loadedBy({ statements }: ts.SourceFile): readonly string[] {
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    return isOfTypes(statement) ? [] : [moduleSpecifier.text];
  });
}

const isOfTypes = (statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const { importClause } = statement;
  const bindings = importClause?.namedBindings;
  return (
    importClause?.phaseModifier === SyntaxKind.TypeKeyword ||
    (bindings !== undefined &&
      ts.isNamedImports(bindings) &&
      !importClause?.name &&
      bindings.elements.length > 0 &&
      bindings.elements.every(({ isTypeOnly }) => isTypeOnly))
  );
};

const isSame = (a: Condition, b: Condition): boolean => a.spot.node === b.spot.node && a.text === b.text;
const isPrefix = (some: readonly Condition[], of: readonly Condition[]): boolean =>
  some.length <= of.length && some.every((each, i) => isSame(each, of[i]!));

/** What a program does when it starts, and whether it does it over stdio. */
export class Start {
  readonly deeds: readonly Deed[];
  readonly #stdio: readonly Deed[];
  readonly #loadedBy: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(m: Machine) {
    this.deeds = m.witness.deeds;
    this.#loadedBy = m.witness.loadedBy;
    this.#stdio = this.deeds.filter(({ what }) => what === 'stdio');
  }

  /** `certain`: whenever the program starts over stdio; left out where it belongs to another way to start, or to end. */
  overStdio(deed: Deed): 'certain' | 'possible' | undefined {
    const ways = this.#stdio.filter(
      ({ entry }) =>
        entry === deed.entry || (deed.loads !== undefined && this.#loadedBy.get(entry)?.has(deed.loads) === true),
    );
    const tests = ways.flatMap((way) => this.#beside(deed, way) ?? []);
    if (tests.length === 0 || this.#ends(deed, ways)) return undefined;
    return tests.some((all) => all.length === 0) ? 'certain' : 'possible';
  }

  /** The tests that decide about it and not about the transport; `undefined` where they exclude one another. */
  #beside({ conditions }: Deed, way: Deed): readonly (readonly Condition[])[] | undefined {
    const others = conditions.filter((each) => !way.conditions.some((one) => isSame(one, each)));
    if (others.some(({ spot }) => way.conditions.some((one) => one.spot.node === spot.node))) return undefined;
    if (others.some(({ text }) => ON_MODE.test(text))) return undefined;
    return [others.filter(({ assumed = '' }) => !ALWAYS.test(assumed))];
  }

  /** Whether the program ends itself right after. */
  #ends(deed: Deed, ways: readonly Deed[]): boolean {
    const nth = this.deeds.indexOf(deed);
    return this.deeds.some(
      ({ what, entry, conditions }, i) =>
        what === 'exit' &&
        entry === deed.entry &&
        conditions.length > 0 &&
        i > nth &&
        isPrefix(conditions, deed.conditions) &&
        !ways.some((way) => isPrefix(conditions, way.conditions)),
    );
  }
}

/** How a text begins, as far as it is written out. */
export function opening(node: ts.Expression | undefined): Pick<WriteFact, 'text'> {
  let at = node && inner(node);
  for (let deep = 0; at?.kind === SyntaxKind.BinaryExpression && deep < 50; deep++)
    at = inner((at as ts.BinaryExpression).left);
  const text = !at
    ? ''
    : ts.isStringLiteralLike(at)
      ? at.text
      : at.kind === SyntaxKind.TemplateExpression
        ? (at as ts.TemplateExpression).head.text
        : '';
  return text === '' ? {} : { text: text.slice(0, 80) };
}

/** The named function that a node of a file stands in; `start` outside all of them. */
export function functionAround(tree: ts.SourceFile, node: ts.Node): string {
  const parents = new Map<ts.Node, ts.Node>();
  let name = 'start';
  for (let at: ts.Node | undefined = tree; at && at !== node;) {
    const of: ts.Node = at;
    at = ts.forEachChild(of, (child) => (child.pos <= node.pos && node.end <= child.end ? child : undefined));
    if (!at) break;
    parents.set(at, of);
    if (FUNCTIONS.has(at.kind)) name = functionName(at as FunctionNode, parents) ?? name;
  }
  return name;
}
