import { readName } from '../language/name-verb.ts';
import { strongest } from '../language/verbs.ts';
import type { Reading } from '../language/sense.ts';
import { isObject, type JsonSchema } from '../model/schema.ts';

/** What the parameters of a tool tell about its effect. */
export interface SchemaHints {
  /** The strongest of the operations the caller can choose by an `action` parameter, when they read as verbs. */
  readonly dispatched: Reading | undefined;
  /** A parameter that says where results go: `output_path`, `destination_file`. */
  readonly output: boolean;
  /** A parameter that names a file or folder, read or written. */
  readonly path: boolean;
  /** Code or a command to run. */
  readonly code: boolean;
  /** Someone to send something to. */
  readonly message: boolean;
  /** Something to look for. */
  readonly query: boolean;
}

const DISPATCH = new Set([
  'action',
  'actions',
  'operation',
  'operations',
  'op',
  'command',
  'verb',
  'subcommand',
  'cmd',
  'method',
  'function',
]);
const OUTPUT = new Set(['output', 'out', 'destination', 'dest', 'save', 'outfile', 'export']);
const PLACE = new Set(['path', 'file', 'dir', 'directory', 'folder', 'filename', 'filepath']);
const CODE = new Set([
  'sql',
  'code',
  'script',
  'javascript',
  'python',
  'shell',
  'bash',
  'command',
  'commands',
  'snippet',
]);
const RECIPIENT = new Set(['recipient', 'recipients', 'to', 'cc', 'bcc']);
const BODY = new Set(['body', 'message', 'subject', 'text', 'content']);
const QUERY = new Set(['query', 'q', 'search', 'keyword', 'keywords', 'term']);

const NONE: SchemaHints = {
  dispatched: undefined,
  output: false,
  path: false,
  code: false,
  message: false,
  query: false,
};

/** Reads parameter names and the values of an operation parameter; other parts of the schema tell nothing about effects. */
export function hintsOf(schema: JsonSchema | undefined, words: (identifier: string) => readonly string[]): SchemaHints {
  const properties = isObject(schema) && isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  if (properties.length === 0) return NONE;
  const named = properties.map(([name, value]) => ({ name: name.toLowerCase(), words: words(name), value }));
  const has = (set: ReadonlySet<string>) => named.some(({ name }) => set.has(name));
  const place = (each: { words: readonly string[] }) => each.words.some((word) => PLACE.has(word));
  return {
    dispatched: dispatchedBy(
      named.find(({ name, value }) => DISPATCH.has(name) && choicesOf(value).length > 0)?.value,
      words,
    ),
    output: named.some(
      (each) => each.words.some((word) => OUTPUT.has(word)) && (place(each) || each.words.length === 1),
    ),
    path: named.some(
      (each) => place(each) && isText(each.value) && each.words.every((word) => PLACE.has(word) || word === 'name'),
    ), // `template_path` is read
    code: named.some(({ name, value }) => CODE.has(name) && isText(value) && choicesOf(value).length === 0),
    message: has(RECIPIENT) && has(BODY),
    query: has(QUERY),
  };
}

const isText = (value: unknown): boolean =>
  isObject(value) && (value['type'] === 'string' || (Array.isArray(value['type']) && value['type'].includes('string')));

/** The texts a parameter allows: `enum`, or `const` in `anyOf` or `oneOf`. */
function choicesOf(value: unknown): readonly string[] {
  if (!isObject(value)) return [];
  const { enum: values, anyOf, oneOf } = value;
  const branches = [anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : [])).filter(isObject);
  const all: unknown[] = [
    ...(Array.isArray(values) ? values : []),
    ...branches.flatMap((branch) =>
      'const' in branch ? [branch['const']] : Array.isArray(branch['enum']) ? branch['enum'] : [],
    ),
  ];
  return all.filter((each) => typeof each === 'string').slice(0, 500);
}

/** The strongest operation, when at least half of the choices read as operations: a list of colours does not. */
function dispatchedBy(value: unknown, words: (identifier: string) => readonly string[]): Reading | undefined {
  const choices = choicesOf(value);
  const readings = choices.flatMap((choice) => readName(words(choice)) ?? []);
  if (readings.length * 2 < choices.length) return undefined;
  const effect = strongest(readings.map((reading) => reading.effect));
  return readings.find((reading) => reading.effect === effect);
}
