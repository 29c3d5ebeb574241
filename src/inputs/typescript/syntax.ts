import { ts } from './parser.js';

import { linesOf, type Lines } from '../../text/lines.ts';

export { ts };

/** What is wrong with the syntax of a file: a clause that follows "not read:". */
export interface Problem {
  readonly reason: string;
  readonly spot: Spot;
}

/** One source file: its text, and its syntax tree when somebody asks. Nodes carry no parents: a `Spot` knows the file. */
export class SourceFile {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly text: string;
  #tree: ts.SourceFile | undefined;
  #lines: Lines | undefined;
  #failed: string | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Parsed once. TypeScript's parser recovers from syntax errors, so there is always a tree. */
  get tree(): ts.SourceFile {
    return (this.#tree ??= this.#parse());
  }

  /** Why there is nothing in the tree, when the file could not be parsed. */
  get failure(): string | undefined {
    return this.#tree && this.#failed;
  }

  /** The first error in its syntax, or that it could not be parsed; `undefined` as long as nobody asked for the tree. */
  get problem(): Problem | undefined {
    const tree = this.#tree;
    if (!tree) return undefined;
    if (this.#failed !== undefined) return { reason: this.#failed, spot: { file: this, node: tree } };
    const { parseDiagnostics = [] } = tree as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
    const error = parseDiagnostics.find(({ code }) => !SLOPPY.has(code));
    return error && { reason: wordsOf(error), spot: { file: this, node: nodeAt(error) } };
  }

  #parse(): ts.SourceFile {
    try {
      return parsed(this.path, this.text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // the parser recurses as deep as brackets nest
      this.#failed = 'it is nested too deep to parse';
      return nothing;
    }
  }

  get lines(): Lines {
    return (this.#lines ??= linesOf(this.text));
  }
}

/** Without JSDoc, of which nothing is read. */
const parsed = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
  );

const nothing = parsed('nothing.ts', '');

/** Numbers and escapes that scripts may have and modules may not: TypeScript understands them all the same. */
const SLOPPY: ReadonlySet<number> = new Set([1121, 1487, 1488, 1489]);

const wordsOf = ({ messageText }: ts.Diagnostic): string =>
  `a syntax error: ${ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\.$/, '')}`;

/** A node that stands where an error does. */
const nodeAt = ({ start, length }: ts.DiagnosticWithLocation): ts.Node =>
  ts.setTextRange(ts.factory.createToken(ts.SyntaxKind.EndOfFileToken), { pos: start, end: start + length });

/** Whether `async`, `export`, `static` or its like stands before a declaration. */
export const hasModifier = (node: ts.Node, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some((modifier) => modifier.kind === kind);

/** A node together with the file it stands in: where a value was written. */
export interface Spot {
  readonly file: SourceFile;
  readonly node: ts.Node;
}

/** Half-open offsets of a spot in its file, without the comments before it. */
export const spanOf = ({ file, node }: Spot): { readonly start: number; readonly end: number } => ({
  start: node.getStart(file.tree),
  end: node.end,
});

export function textOf(spot: Spot): string {
  const { start, end } = spanOf(spot);
  return spot.file.text.slice(start, end);
}
