import { ts } from './parser.js';

import { linesOf, type Lines } from '../../text/lines.ts';

export { ts };

/** One source file: its text, and its syntax tree when somebody asks. Nodes carry no parents: a `Spot` knows the file. */
export class SourceFile {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly text: string;
  #tree: ts.SourceFile | undefined;
  #lines: Lines | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Parsed once. TypeScript's parser recovers from syntax errors, so there is always a tree. */
  get tree(): ts.SourceFile {
    return (this.#tree ??= this.#parse());
  }

  /** Why there is nothing in the tree, when the file could not be parsed. */
  problem: string | undefined;

  #parse(): ts.SourceFile {
    try {
      return ts.createSourceFile(this.path, this.text, ts.ScriptTarget.Latest, false);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // the parser recurses as deep as brackets nest
      this.problem = 'it is nested too deep to parse';
      return ts.createSourceFile(this.path, '', ts.ScriptTarget.Latest, false);
    }
  }

  get lines(): Lines {
    return (this.#lines ??= linesOf(this.text));
  }
}

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
