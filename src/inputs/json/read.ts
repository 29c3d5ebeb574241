import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

import { escapeToken } from '../../model/pointer.ts';
import { linesOf, positionAt, type Lines, type Position } from '../../text/lines.ts';

/** Half-open offsets into the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A JSON text, its value and the place of every part, from one walk. */
export interface Document {
  readonly value: unknown;
  /** By pointer; where a key stands twice, the last one wins, for value and place alike. */
  readonly spans: ReadonlyMap<string, { readonly value: Span; readonly key?: Span }>;
  readonly duplicates: readonly string[];
  readonly lines: Lines;
}

export class JsonProblem extends Error {
  readonly position: Position;
  constructor(message: string, position: Position) {
    super(message);
    this.position = position;
  }
}

/** Deeper nesting is refused: no tool list needs it, and recursive readers (ours and the clients') overflow somewhere above. */
export const MAX_DEPTH = 500;

/** Reads strict JSON, with an optional byte order mark. Throws a `JsonProblem` with the position of the first error. */
export function readJson(source: string): Document {
  const mark = source.startsWith('\uFEFF') ? 1 : 0;
  const lines = linesOf(source);
  const fail = (message: string, offset: number): never => {
    throw new JsonProblem(message, positionAt(lines, offset));
  };
  const tooDeep = depthExceeded(source);
  if (tooDeep !== undefined) fail(`nested deeper than ${MAX_DEPTH} levels`, tooDeep);
  const errors: ParseError[] = [];
  const text = mark ? ` ${source.slice(1)}` : source; // same offsets, and the parser does not know the mark
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first || !root) fail(first ? say(printParseErrorCode(first.error), text, first.offset) : 'the file is empty', first?.offset ?? 0);
  const spans = new Map<string, { value: Span; key?: Span }>();
  const duplicates: string[] = [];
  const walk = (node: Node, pointer: string, key?: Span): unknown => {
    spans.set(pointer, { value: spanOf(node), ...(key ? { key } : {}) });
    if (node.type === 'array') return (node.children ?? []).map((child, i) => walk(child, `${pointer}/${i}`));
    if (node.type !== 'object') return node.value as unknown;
    const last = new Map<string, Node>(); // first position, last value: what every JSON parser makes of a repeated key
    for (const member of node.children ?? []) {
      const name = member.children?.[0]?.value as string;
      if (last.has(name)) duplicates.push(`${pointer}/${escapeToken(name)}`);
      last.set(name, member);
    }
    const out = Object.create(null) as Record<string, unknown>; // `__proto__` is a key like any other
    for (const [name, { children }] of last) out[name] = walk(children![1]!, `${pointer}/${escapeToken(name)}`, spanOf(children![0]!));
    return out;
  };
  return { value: walk(root!, ''), spans, duplicates, lines };
}

const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length });

/** The offset of the first bracket nested too deep, strings left aside. */
function depthExceeded(text: string): number | undefined {
  let depth = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    const c = match[0];
    if (c === '{' || c === '[') {
      if (++depth > MAX_DEPTH) return match.index;
    } else if (c === '}' || c === ']') depth--;
  }
  return undefined;
}

/** `CloseBraceExpected` as "close brace expected", with what stands there instead. */
function say(code: string, text: string, offset: number): string {
  const phrase = code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const found = text.slice(offset, offset + 20).split(/[\r\n]/)[0]!.trim();
  return `not valid JSON: ${phrase}${offset >= text.trimEnd().length ? ' at the end of the file' : found ? `, found \`${found}\`` : ''}`;
}
