import { ts, type SourceFile } from '../syntax.ts';

/** A comment, with its marks, as half-open offsets. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

/**
 * The real comments of a file, in order. Text in strings, templates, regular expressions and JSX is none: comments stand
 * only in the trivia before a token, and in the gaps between the children of a node, which hold nothing but punctuation,
 * keywords and trivia. Every stretch of the text is scanned once.
 */
export function commentsOf({ tree, text }: SourceFile): Comment[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, tree.languageVariant);
  const comments: Comment[] = [];
  const scan = (from: number, to: number): void => {
    if (to - from < 2) return;
    scanner.setText(text, from, to - from);
    for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan())
      if (token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia)
        comments.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd() });
  };
  const nodes: ts.Node[] = [tree];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (ts.isToken(node)) {
      scan(node.pos, node.getStart(tree));
      continue;
    }
    let end = node.pos;
    ts.forEachChild(node, (child) => {
      scan(end, child.pos);
      end = Math.max(end, child.end);
      nodes.push(child);
    });
    scan(end, node.end);
  }
  return comments.toSorted((a, b) => a.start - b.start);
}
