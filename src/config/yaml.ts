import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document as YamlDocument,
  type Node,
  type YAMLError,
} from 'yaml';

import type { Document } from '../inputs/json/read.ts';
import type { Span, Spot } from '../inputs/json/spots.ts';
import { linesOf, positionAt, type Lines } from '../text/lines.ts';
import { UserError } from '../user-error.ts';

/** Aliases that are followed before a file is taken for one of those that grow without end. */
const MAX_ALIASES = 100;

/** The parser recurses; where that leaves too little stack, V8 ends the process when it compiles a regular expression. */
const MAX_DEPTH = 200;

/** Reads one YAML 1.2 document, value and places from one walk. Throws a `UserError`. */
export function readYaml(source: string, file: string): Document {
  const text = source.replace(/^\uFEFF/, '');
  const lines = linesOf(text);
  const deep = tooDeep(text);
  if (deep !== undefined)
    throw new UserError(`nested deeper than ${MAX_DEPTH} levels`, {
      place: { file, ...positionAt(lines, deep) },
      hints: ['close a bracket, or write it flatter'],
    });
  const yaml = parseDocument(text, {
    version: '1.2',
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const [problem] = [...yaml.errors, ...yaml.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (problem)
    throw new UserError(`not valid YAML: ${say(problem)}`, {
      place: { file, ...positionAt(lines, problem.pos[0]) },
      hints: ['check indentation, quotes and brackets here and on the line before'],
    });
  if (yaml.contents === null)
    throw new UserError('the file is empty', {
      place: { file, line: 1, column: 1 },
      hints: ['write a configuration into it, or delete it'],
    });
  const walk = new Walk(yaml, lines, file);
  const [value, root] = walk.value(yaml.contents, { start: 0, end: text.length });
  return { value, root, lines, repeats: walk.repeats };
}

/** The offset of the first bracket too many, or of a line that begins too far to the right. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 0: found, index } of text.matchAll(/[[{]|[\]}]|^[ \t]*(?:[-?][ \t]+)*/gm)) {
    depth = /[[{]/.test(found) ? depth + 1 : /[\]}]/.test(found) ? Math.max(0, depth - 1) : depth;
    if (depth > MAX_DEPTH || found.length > 2 * MAX_DEPTH) return index;
  }
  return undefined;
}

/** The parser's messages that are constant: others repeat the text, which may hold secrets. */
const CONSTANT = new Set<string>([
  'BAD_INDENT',
  'BAD_SCALAR_START',
  'BLOCK_AS_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAB_AS_INDENT',
] satisfies YAMLError['code'][]);

function say({ code, message }: YAMLError): string {
  if (CONSTANT.has(code)) return message.charAt(0).toLowerCase() + message.slice(1);
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here';
  if (code === 'NON_STRING_KEY') return 'a key that is no string';
  if (code === 'TAG_RESOLVE_FAILED') return 'a tag (`!name`) that is not known here';
  if (code === 'BAD_ALIAS') return 'an alias or anchor without a name';
  if (code === 'BAD_DQ_ESCAPE') return 'a backslash begins no known escape';
  return 'something stands here that does not belong';
}

type Read = readonly [value: unknown, spot: Spot];

class Walk {
  readonly #yaml: YamlDocument;
  readonly #lines: Lines;
  readonly #file: string;
  #aliases = 0;
  repeats = false;

  constructor(yaml: YamlDocument, lines: Lines, file: string) {
    this.#yaml = yaml;
    this.#lines = lines;
    this.#file = file;
  }

  /** `around` is the place of a value that is left out: `key:` and nothing more. */
  value(node: Node | null, around: Span, key?: Span): Read {
    const [start, end] = node?.range ?? [around.start, around.end];
    const place = { start, end, key };
    if (isAlias(node)) return this.#alias(node.resolve(this.#yaml), place);
    if (isSeq<Node | null>(node)) {
      const read = node.items.map((item) => this.value(item, place));
      return [read.map(([value]) => value), { ...place, parts: read.map(([, spot]) => spot) }];
    }
    if (!isMap<Node, Node | null>(node)) return [isScalar(node) ? node.value : null, place];
    const value = Object.create(null) as Record<string, unknown>;
    const parts = Object.create(null) as Record<string, Spot>;
    for (const { key: nameNode, value: member } of node.items) {
      const name = String(isScalar(nameNode) ? nameNode.value : nameNode);
      const [from, to] = nameNode.range!;
      const [read, spot] = this.value(member, { start: from, end: to }, { start: from, end: to });
      const repeated = name in parts;
      if (repeated) this.repeats = true;
      value[name] = read;
      parts[name] = repeated ? { ...spot, repeated: true } : spot;
    }
    return [value, { ...place, parts }];
  }

  /** The value of the anchor, at the place of the alias. */
  #alias(target: Node | undefined, place: Span & { readonly key: Span | undefined }): Read {
    const where = { file: this.#file, ...positionAt(this.#lines, place.start) };
    if (++this.#aliases > MAX_ALIASES)
      throw new UserError(`more than ${MAX_ALIASES} aliases`, { place: where, hints: ['write the values out'] });
    if (target === undefined)
      throw new UserError('an alias (`*name`) without its anchor (`&name`)', {
        place: where,
        hints: ['write the value out'],
      });
    const [value, spot] = this.value(target, place, place.key);
    return [value, { ...spot, ...place }];
  }
}
