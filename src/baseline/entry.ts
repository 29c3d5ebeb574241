import { createHash } from 'node:crypto';

import { printAddress, type Address } from '../model/address.ts';
import { UNSAFE } from '../text/printable.ts';

/** One place of a finding that is known: the words of a line in the file. */
export interface Entry {
  /** The id of the server as the address has it: `serverWord`. */
  readonly server: string;
  /** The address as `baselineAddress` writes it. */
  readonly at: string;
  readonly rule: string;
  /** The id of the message, and behind `~` a digest of the report's own key where it has one. */
  readonly message: string;
  /** Where it stands in the file; absent in what was just found. */
  readonly line?: number;
}

/** An address without white space or anything invisible, which no other address is written like. */
export function baselineAddress({ server, name, pointer, ...rest }: Address): string {
  const item = printAddress({ ...rest, server: serverWord(server), name: bounded(name, 150), pointer: '' });
  if (pointer === '') return item;
  const spot = bounded(pointer, 200)
    .replaceAll('%', '%25')
    .replace(/\s/gu, encodeURIComponent)
    .replace(UNSAFE, encodeURIComponent);
  return `${item}#${spot}`;
}

/** The id of a server as entries have it. */
export const serverWord = (id: string): string => bounded(id, 100);

/** Names are as long as strangers like, and a line is to be read: what is very long ends in a digest. */
function bounded(text: string, most: number): string {
  const whole = text.toWellFormed();
  return whole.length > most ? `${whole.slice(0, most).toWellFormed()}~${digest(whole, 16)}` : whole;
}

export const messageWord = (message: string, key: string | undefined): string =>
  `${encodeURIComponent(message)}${key === undefined || key === '' ? '' : `~${digest(key, 8)}`}`;

const digest = (text: string, digits: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits);

/** Of one line of the file: two entries with the same identity are one. */
export const identity = ({ at, rule, message }: Entry): string => `${at} ${rule} ${message}`;

export const compareEntries = (a: Entry, b: Entry): number =>
  compare(a.at, b.at) || compare(a.rule, b.rule) || compare(a.message, b.message);

/** By code units: the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
