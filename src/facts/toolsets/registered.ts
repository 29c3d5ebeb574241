import { posix } from 'node:path';

import { itemKey, type Item } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import { verbOf } from '../../language/verbs.ts';
import type { Module, Tool, ToolServer } from '../../model/server.ts';
import type { Groups } from './toolsets.ts';

/** Such a share of the tools in one file says that files are no groups here. */
const MOST = 0.7;
/** And so does such a share in a file of their own. */
const SINGLE = 0.5;
const HALF = 0.5;
/** What the names of files say beside the group. */
const BESIDE = /(?:^|[-_.])(?:mcp|tools?|handlers?|register|server|index|main|definitions?|schemas?)(?=$|[-_.])/gi;

/** By the files that the tools are written in, or by folders where each tool has a file of its own; none where neither parts them. */
export function registeredGroups({ tools, modules }: ToolServer): Groups {
  if (!modules || modules.length < 2) return new Map();
  const known = new Map(tools.map((tool) => [itemKey(tool.address), tool]));
  const single = modules.filter((module) => module.tools.length === 1).length;
  const isOneEach = single > SINGLE * tools.length;
  const groups = groupBy(modules, ({ file }) => (isOneEach ? posix.dirname(file) : file));
  const sizes = [...groups.values()].map((files) => files.reduce((sum, each) => sum + each.tools.length, 0));
  if (groups.size < 2 || Math.max(...sizes) > MOST * tools.length) return new Map();
  const names = namesOf([...groups.keys()]);
  const deeds = [...names.values()].filter((name) => verbOf(name.toLowerCase())?.form === 'base');
  if (deeds.length > HALF * names.size) return new Map(); // `list/`, `create/`: nobody wants only these
  return new Map(
    [...groups].flatMap(([where, files]) =>
      files.flatMap(toolsIn).map((tool): [Item<Tool>, string] => [tool, names.get(where)!]),
    ),
  );

  function toolsIn(module: Module): readonly Item<Tool>[] {
    return module.tools.flatMap((address) => known.get(itemKey(address)) ?? []);
  }
}

/** `issues` for `src/tools/issues.ts` and `src/issues/tools.ts`; more of the path where two would be called the same. */
function namesOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const short = paths.map((path) => wordsOf(path).at(-1) ?? path);
  const alike = groupBy(short, (name) => name);
  return new Map(
    paths.map((path, i) => {
      const isAlone = alike.get(short[i]!)!.length === 1;
      return [path, isAlone ? short[i]! : wordsOf(path).slice(-2).join('/') || path];
    }),
  );
}

/** The folders and the file, without what only says that there are tools. */
const wordsOf = (path: string): string[] =>
  path.split('/').flatMap((part) => {
    const said = part
      .replace(/\.[cm]?[jt]sx?$/, '')
      .replace(BESIDE, '')
      .replace(/^[-_.]+|(?<![-_.])[-_.]+$/g, '');
    return said === '' ? [] : [said];
  });
