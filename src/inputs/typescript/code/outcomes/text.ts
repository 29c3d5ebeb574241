import type { TextFact } from '../../../../model/code.ts';
import type { Binding } from '../follow/bindings.ts';

export type Origin = TextFact['from'][number];

/** What a text is made of. */
export interface Text {
  readonly from: ReadonlySet<Origin>;
  readonly fields: ReadonlySet<string>;
  readonly words: string;
  /** Parameters that it is made of as well: what they say is known at each call. */
  readonly given: ReadonlySet<Binding>;
}

export const NONE: Text = { from: new Set(), fields: new Set(), words: '', given: new Set() };
export const made = (from: Origin): Text => ({ ...NONE, from: new Set([from]) });
export const MOST_FIELDS = 40;
const MOST_WORDS = 200;

export const sum = (a: Text, b: Text): Text => ({
  from: new Set([...a.from, ...b.from]),
  fields: new Set([...a.fields, ...b.fields]),
  given: b.given.size === 0 ? a.given : new Set([...a.given, ...b.given]),
  words: b.words === '' || a.words.includes(b.words) ? a.words : `${a.words} ${b.words}`.trim().slice(0, 400),
});

/** What a member of an error says. */
export const OF_ERROR = new Map<string, Origin>([
  ['message', 'message'],
  ['stack', 'stack'],
  ['code', 'status'],
  ['status', 'status'],
  ['statusCode', 'status'],
  ['statusText', 'status'],
  ['name', 'status'],
  ['data', 'body'],
  ['body', 'body'],
  ['headers', 'headers'],
  ['config', 'headers'],
]);
export const OF_ANSWER = new Map<string, Origin>([
  ['status', 'status'],
  ['statusText', 'status'],
  ['statusCode', 'status'],
  ['headers', 'headers'],
]);

/** Methods that give what they are called on, more or less. */
export const KEEPS = new Set([
  'toString',
  'trim',
  'slice',
  'substring',
  'replace',
  'replaceAll',
  'join',
  'concat',
  'toLowerCase',
  'toUpperCase',
  'split',
  'filter',
]);

/** Words of the author; white space alone says nothing. */
export const words = (text: string): Text =>
  /\S/.test(text)
    ? { ...NONE, from: new Set(['words']), words: text.replace(/\s+/g, ' ').trim().slice(0, MOST_WORDS) }
    : NONE;

export const textFact = ({ from, fields, words: said }: Text): TextFact => ({
  from: [...from].toSorted(),
  fields: [...fields].slice(0, MOST_FIELDS),
  words: said.slice(0, MOST_WORDS),
});

/** Functions that give a text. */
export const TEXTS = new Set([
  'stringify',
  'join',
  'String',
  'toString',
  'trim',
  'replace',
  'slice',
  'substring',
  'concat',
]);
