// The files of a commit in a folder of their own, to be read and not to be run.
import { existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { git } from './base.mjs';

/**
 * Writes the tree of a commit and gives the folder that stands there for `cwd`. An index of its own, because a worktree would
 * run hooks and leave its traces in the repository, and `git archive` leaves out what `export-ignore` names.
 */
export function treeOf(commit, cwd, folder) {
  const top = git(['rev-parse', '--show-toplevel'], cwd);
  const tree = path.join(folder, 'base', path.basename(top)); // a server without a name is called by its folder
  mkdirSync(tree, { recursive: true });
  const index = { GIT_INDEX_FILE: path.join(folder, 'base-index'), GIT_LFS_SKIP_SMUDGE: '1' }; // no source is a large file
  git(['read-tree', commit], top, index);
  git(['checkout-index', '--all', `--prefix=${tree}/`], top, index);
  for (const manifest of git(['ls-files', '-z', '--', 'package.json', '**/package.json'], top, index).split('\0')) {
    const from = path.join(top, path.dirname(manifest), 'node_modules');
    const to = path.join(tree, path.dirname(manifest), 'node_modules');
    if (existsSync(from) && !lstatSync(to, { throwIfNoEntry: false })) lendModules(from, to, { top, tree });
  }
  return path.join(tree, git(['rev-parse', '--show-prefix'], cwd));
}

/**
 * Which SDK lists the tools goes by what is installed, so where the workspace has modules, its base is read beside the same:
 * else the comparison would be one of two SDKs. Packages of the repository itself are those of the base.
 */
function lendModules(from, to, roots) {
  if (!statSync(from).isDirectory()) return;
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    const [own, link] = [path.join(from, name), path.join(to, name)];
    if (!existsSync(own)) continue;
    if (name.startsWith('@')) lendModules(own, link, roots);
    else symlinkSync(lent(realpathSync(own), roots), link, 'junction');
  }
}

function lent(real, { top, tree }) {
  const place = path.relative(realpathSync(top), real);
  const isOurs = !place.startsWith('..') && !path.isAbsolute(place) && !place.split(path.sep).includes('node_modules');
  return isOurs ? path.join(tree, place) : real;
}
