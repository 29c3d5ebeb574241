import { createScanner, getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { parse, TomlError } from 'smol-toml';

import { join } from '../../model/pointer.ts';
import { linesOf, positionAt, type Position } from '../../text/lines.ts';
import { UserError } from '../../user-error.ts';
import { MAX_DEPTH, readJson } from '../json/read.ts';
import { JsonProblem } from '../json/scanner.ts';
import { reach } from '../json/spots.ts';

/** A configuration file as written, and where its parts stand. */
export interface ClientDocument {
  readonly value: unknown;
  /** Where the key of a part stands, or the nearest thing above it. */
  at(path: readonly string[]): Position;
}

/** `json`: as the RFC has it. `jsonc`: with comments and commas at the end. */
export type Syntax = 'json' | 'jsonc' | 'toml';

/** Reads one file. Throws a `UserError` with the place of the first mistake; it quotes nothing of the text, which may hold secrets. */
export function readDocument(text: string, syntax: Syntax, shown: string, client: string): ClientDocument {
  const refuse = (message: string, at: Position | undefined, hint: string): never => {
    throw new UserError(message, { place: { file: shown, ...at }, hints: [hint] });
  };
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (source.trim() === '') refuse('the file is empty', undefined, 'name a file with servers: `--client-config FILE`');
  if (syntax === 'toml') return readToml(source, refuse);
  if (syntax === 'jsonc') return readJsonc(source, refuse);
  try {
    const { value, root, lines } = readJson(source);
    return {
      value,
      at(path) {
        const { spot } = reach(root, join('', ...path));
        return positionAt(lines, spot.key?.start ?? spot.start);
      },
    };
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    const what = /comma|comment/.test(error.message) ? 'remove it' : 'correct it here, or just before';
    return refuse(error.message, error.position, `${what}: ${client} does not read the file as it is`);
  }
}

type Refuse = (message: string, at: Position | undefined, hint: string) => never;

/** In plain words, where the names of the library do not speak for themselves. */
const JSONC_MISTAKES: Readonly<Record<string, string>> = {
  CommaExpected: 'a `,` is expected',
  ColonExpected: 'a `:` is expected after the property name',
  CloseBraceExpected: 'a `}` is expected',
  CloseBracketExpected: 'a `]` is expected',
  ValueExpected: 'a value is expected',
  PropertyNameExpected: 'a property name in double quotes is expected',
  EndOfFileExpected: 'the JSON value has ended, and something follows it',
  UnexpectedEndOfString: 'a string is not closed',
  UnexpectedEndOfComment: 'a comment is not closed',
  InvalidEscapeCharacter: 'a backslash begins no known escape',
};

function readJsonc(text: string, refuse: Refuse): ClientDocument {
  const lines = linesOf(text);
  const deep = deepest(text);
  if (deep !== undefined)
    refuse(`nested deeper than ${MAX_DEPTH} levels`, positionAt(lines, deep), 'no client configuration needs it');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first || !root) {
    const code = first ? printParseErrorCode(first.error) : '';
    refuse(
      `not valid JSON: ${JSONC_MISTAKES[code] ?? 'something stands here that does not belong'}`,
      positionAt(lines, first?.offset ?? 0),
      'correct it here, or just before',
    );
  }
  const keys = keysIn(root!);
  return {
    value: getNodeValue(root!),
    at(path) {
      for (let length = path.length; length > 0; length--) {
        const offset = keys.get(JSON.stringify(path.slice(0, length)));
        if (offset !== undefined) return positionAt(lines, offset);
      }
      return positionAt(lines, root!.offset);
    },
  };
}

/** Below `projects`, a folder and `mcpServers` stand names. */
const NAMES_AT = 4;

/** Where keys stand, by path; of one that stands twice the last, as that is what counts. */
function keysIn(
  node: Node,
  path: readonly string[] = [],
  found = new Map<string, number>(),
): ReadonlyMap<string, number> {
  if (node.type !== 'object' || path.length === NAMES_AT) return found;
  for (const { offset, children: [key, value] = [] } of node.children ?? []) {
    const own = [...path, String(key?.value)];
    found.set(JSON.stringify(own), offset);
    if (value) keysIn(value, own, found);
  }
  return found;
}

/** Where brackets open deeper than any of our readers goes. */
function deepest(text: string): number | undefined {
  let depth = 0;
  const scanner = createScanner(text, true);
  for (let kind = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) depth++;
    else if (kind === CLOSE_BRACE || kind === CLOSE_BRACKET) depth--;
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

/** The library's `SyntaxKind`, a `const enum`, which is not there at run time. */
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, END] = [1, 2, 3, 4, 17] as const;

function readToml(text: string, refuse: Refuse): ClientDocument {
  let value: unknown;
  try {
    value = parse(text, { maxDepth: MAX_DEPTH, integersAsBigInt: 'asNeeded' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = ''] = error.message.split('\n', 1); // what follows shows the line
    refuse(
      `not valid TOML: ${message.replace(/^Invalid TOML document: /, '')}`,
      { line: error.line, column: error.column },
      'correct it here, or just before',
    );
  }
  const headers = tableHeaders(text);
  return {
    value,
    at(path) {
      for (let length = path.length; length > 0; length--) {
        const line = headers.get(JSON.stringify(path.slice(0, length)));
        if (line !== undefined) return { line, column: 1 };
      }
      return { line: 1, column: 1 };
    },
  };
}

/** The lines of `[a.b."c d"]`, by path; the parser does not say where its values stood. */
function tableHeaders(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const [, inside] = /^\s*\[\s*([^[\]]{1,500})\]/.exec(line) ?? [];
    if (inside === undefined) continue;
    const path = [...inside.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+)/g)].map(
      ([, double, single, bare]) => double ?? single ?? bare ?? '',
    );
    // `[a.b.env]` alone also says where `a.b` is
    for (let length = path.length; length > 0; length--) {
      const key = JSON.stringify(path.slice(0, length));
      if (!found.has(key)) found.set(key, i + 1);
    }
  }
  return found;
}
