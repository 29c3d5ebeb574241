import { printableLines } from '../text/printable.ts';

/** What a server wrote to stderr, made printable. Colours are dropped instead of spelled out: servers write them all the time. */
export const printableLog = (text: string): string => printableLines(text).replace(/\\u\{1B\}\[[\d;:]{0,40}m/g, '');
