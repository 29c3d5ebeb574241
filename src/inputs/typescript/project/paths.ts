import { posix } from 'node:path';

/** No project lies deeper; a loop upwards ends here whatever a disk says. */
const DEEPEST = 100;

/** A folder and those above it, nearest first. */
export function* upwards(dir: string): Generator<string> {
  for (let at = dir, depth = 0; depth < DEEPEST; depth++) {
    yield at;
    const above = posix.dirname(at);
    if (above === at || above === '.') return;
    at = above;
  }
}

/** `path` as seen from `dir`, `''` for `dir` itself; `undefined` when it lies elsewhere. */
export function within(dir: string, path: string): string | undefined {
  if (path === dir) return '';
  const start = dir.endsWith('/') ? dir : `${dir}/`;
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}

/** `path` as written in a file of `dir`; also right for `C:/`. */
export const pathFrom = (dir: string, path: string): string =>
  /^(?:[A-Za-z]:)?\//.test(path) ? posix.normalize(path) : posix.join(dir, path);

export const isInstalled = (path: string): boolean => path.includes('/node_modules/');

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const DECLARATION = /\.d\.[cm]?ts$/;

/** TypeScript or JavaScript that holds code: not `.d.ts`. */
export const isSource = (path: string): boolean => SOURCE.test(path) && !DECLARATION.test(path);
export const isTypeScript = (path: string): boolean => /\.(?:[cm]?ts|tsx)$/.test(path) && !DECLARATION.test(path);
export const isDeclaration = (path: string): boolean => DECLARATION.test(path);
