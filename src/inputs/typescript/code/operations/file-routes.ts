import { posix } from 'node:path';

import type { Machine } from '../../machine/machine.ts';
import { Source } from './source.ts';
import type { Written } from './written.ts';

/** Folders whose files are routes by their names, as Next and Vercel have it. */
const FOLDERS = ['app', 'src/app', 'pages/api', 'src/pages/api', 'api'];
const MOST = 500;

/** The routes of a program that are files. */
export function fileRoutes(m: Machine, root: string): Written[] {
  const { disk } = m.world;
  const found: Written[] = [];
  const isNext = ['js', 'mjs', 'ts', 'cjs'].some((ending) => disk.size(`${root}/next.config.${ending}`) !== undefined);
  const isVercel = disk.size(`${root}/vercel.json`) !== undefined;
  if (!isNext && !isVercel) return [];
  for (const folder of isNext ? FOLDERS : ['api']) {
    const open = [posix.join(root, folder)];
    for (let left = MOST; open.length > 0 && left > 0; left--) {
      m.step(10);
      const dir = open.pop()!;
      for (const name of disk.list(dir)) {
        if (name.endsWith('/')) {
          if (!/^(?:node_modules|\.|__)/.test(name)) open.push(posix.join(dir, name.slice(0, -1)));
          continue;
        }
        const path = pathOf(posix.relative(root, posix.join(dir, name)));
        const file = path === undefined ? undefined : m.world.source(posix.join(dir, name));
        if (path === undefined || !file) continue;
        const source = new Source(file, m);
        const methods = /(?:^|\/)route\./.test(name) ? methodsIn(file.text) : ['*'];
        for (const method of methods)
          found.push({
            source,
            method,
            path,
            framework: isNext ? 'next' : 'vercel',
            at: file.tree.statements[0] ?? file.tree,
            site: file.tree,
            body: undefined,
            before: [],
          });
      }
    }
  }
  return found;
}

/** `src/app/(site)/api/health/route.ts` → `/api/health`. */
function pathOf(file: string): string | undefined {
  const [, app, pages] =
    /^(?:src\/)?(?:app\/((?:.*\/)?)route|pages\/(api\/.*?)(?:\/index)?)\.[cm]?[jt]sx?$/.exec(file) ?? [];
  const [, plain] = /^(api\/.*?)(?:\/index)?\.[cm]?[jt]s$/.exec(file) ?? [];
  const way = app ?? pages ?? plain;
  if (way === undefined || /\.d$|\.(?:test|spec)$/.test(way)) return undefined;
  const parts = way.split('/').filter((part) => part !== '' && !/^\(.*\)$/.test(part));
  return `/${parts.map((part) => part.replace(/^\[+(?:\.{3})?(\w+)\]+$/, ':$1')).join('/')}`;
}

const EXPORTED =
  /\bexport\s+(?:async\s+)?(?:function|const)\s+(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b|\bas\s+(GET|POST|PUT|PATCH|DELETE|HEAD)\b/g;

const methodsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(EXPORTED)].map(([, own, renamed]) => own ?? renamed!)),
];
