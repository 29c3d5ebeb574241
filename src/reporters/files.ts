import path from 'node:path';

import type { RenderEnv } from './reporter.ts';

/** What a place of standard input has for a file. */
export const STDIN = '<stdin>';

export type Roots = Pick<RenderEnv, 'root' | 'repository'>;

/** A file as those who look at a repository name it. */
export interface Named {
  /** From the root of the repository where it lies inside it, else absolute; `/` separates. */
  readonly path: string;
  readonly inside: boolean;
}

/** Files of packages (`npm:NAME@VERSION/FILE`) and standard input lie in no repository and keep their names. */
export function inRepository(file: string, { root, repository = root }: Roots): Named {
  if (file.startsWith('npm:') || file === STDIN) return { path: file, inside: false };
  const base = posix(repository);
  const absolute = path.posix.join(isAbsolute(posix(file)) ? '' : posix(root), posix(file));
  const relative = path.posix.relative(base, absolute);
  return relative !== '' && relative !== '..' && !relative.startsWith('../') && !isAbsolute(relative)
    ? { path: relative, inside: true }
    : { path: absolute, inside: false };
}

const posix = (file: string): string => (path.sep === '\\' ? file.replaceAll('\\', '/') : file);
const isAbsolute = (file: string): boolean => file.startsWith('/') || /^[A-Za-z]:\//.test(file);
