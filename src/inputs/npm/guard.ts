/**
 * Loaded into npm's own process before npm. `--ignore-scripts` is not enough: up to npm 10 the `prepare` script of a
 * dependency from git runs all the same (npm/cli#3300), and in every npm an `.npmrc` inside such a dependency names the
 * program that is run as `git`. Reading a package from the registry needs no program at all, so none is started.
 */
export const GUARD = `'use strict';
const processes = require('node:child_process');
const refuse = () => {
  throw Object.assign(new Error('npm wanted to start a program'), { code: 'ENOPROGRAM' });
};
for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']) processes[name] = refuse;
require('node:module').syncBuiltinESMExports();
`;

/** The value of NODE_OPTIONS that loads a file first, beside what the user has set. */
export const loadingFirst = (file: string, options = ''): string =>
  `${options} --require "${file.replaceAll('\\', '/').replaceAll('"', '\\"')}"`.trim();
