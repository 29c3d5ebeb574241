import path from 'node:path';

import { reporters } from '../reporters/index.ts';
import { UserError } from '../user-error.ts';
import { oneOf } from './values.ts';

export type Format = keyof typeof reporters;

export interface Output {
  readonly format: Format;
  /** Where it goes; stdout when left out. */
  readonly file?: string;
}

/** Reads `-f terminal -f sarif=out.sarif`; at most one report goes to stdout, or annotations with what people read. */
export const outputsOf = (texts: readonly string[]): Output[] =>
  outputsIn(texts, Object.keys(reporters) as Format[], 'terminal');

/** The same for a command with other formats; without a flag the report goes to stdout in that of `otherwise`. */
export function outputsIn<const F extends string>(
  texts: readonly string[],
  formats: readonly F[],
  otherwise: NoInfer<F>,
): { readonly format: F; readonly file?: string }[] {
  if (texts.length === 0) return [{ format: otherwise }];
  const outputs = texts.map((text): { readonly format: F; readonly file?: string } => {
    const cut = text.indexOf('=');
    const format = oneOf('--format', formats, cut < 0 ? text : text.slice(0, cut));
    if (cut < 0) return { format };
    if (cut === text.length - 1) throw new UserError(`--format ${format}= names no file`);
    return { format, file: text.slice(cut + 1) };
  });
  const toStdout = outputs.filter(({ file }) => file === undefined);
  if (toStdout.length > 1 && !isLog(toStdout.map(({ format }) => format)))
    throw new UserError(`${toStdout.map(({ format }) => format).join(' and ')} would both go to stdout`, {
      hints: [`send one to a file: \`-f ${toStdout[0]!.format}=FILE\``],
    });
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : path.normalize(file)));
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new UserError(`two reports would be written to ${twice}`);
  return outputs;
}

/** A runner takes its annotations from between the lines that people read. */
const isLog = (formats: readonly string[]): boolean => formats.toSorted().join(' ') === 'github terminal';
