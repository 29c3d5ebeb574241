import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { printable } from '../text/printable.ts';
import { ENDINGS, LOADED } from './endings.ts';
import { didYouMean, quotable } from './problem.ts';

/** A file that a name stands for, or why there is none. */
export type Resolved = { readonly file: string } | { readonly message: string; readonly hints: readonly string[] };

export const isPath = (name: string): boolean => /^\.{1,2}(?:[/\\]|$)/.test(name) || path.isAbsolute(name);

/** The file of a path or a package, as seen from the file in which the name stands. Nothing of it is run. */
export async function resolveFrom(name: string, from: string, key: 'extends' | 'plugins'): Promise<Resolved> {
  if (isPath(name)) return pathFrom(name, from);
  if (/^[a-z][\w+.-]+:/i.test(name))
    return {
      message: `\`${quotable(name)}\` is neither a package nor a path`,
      hints: [`packages and files are read from here: \`"${key}": ["./team.${key === 'extends' ? 'json' : 'ts'}"]\``],
    };
  const found = await packageFrom(name, from);
  if (found !== undefined) return usable(found, name);
  const beside = path.resolve(path.dirname(from), name);
  const close = existsSync(beside) ? [] : didYouMean(name, packagesAround(path.dirname(from)));
  return {
    message: `there is no package \`${quotable(name)}\``,
    hints: [
      ...close,
      existsSync(beside)
        ? `a file is named with \`./\`: \`./${quotable(name)}\``
        : `install it (\`npm install --save-dev ${quotable(name)}\`), or name a file: \`"${key}": ["./team.${key === 'extends' ? 'json' : 'ts'}"]\``,
    ],
  };
}

/** The installed packages that a name can be a slip of: all that speak of MCP. */
function packagesAround(folder: string): string[] {
  const modules = path.join(folder, 'node_modules');
  const here = around(modules).flatMap((name) =>
    name.startsWith('@') ? around(path.join(modules, name)).map((each) => `${name}/${each}`) : [name],
  );
  const above = path.dirname(folder);
  return [...here.filter((name) => /mcp/i.test(name)), ...(above === folder ? [] : packagesAround(above))];
}

function around(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // there is none
  }
}

async function pathFrom(name: string, from: string): Promise<Resolved> {
  const file = path.resolve(path.dirname(from), name);
  if (existsSync(file) && path.extname(file) !== '') return usable(file, name);
  const found = await packageFrom(file, from); // a folder, or a file without its ending
  if (found !== undefined) return usable(found, name);
  const folder = path.dirname(file);
  const beside = around(folder).filter(
    (each) => LOADED.includes(path.extname(each)) && existsSync(path.join(folder, each)),
  );
  const hints = didYouMean(path.basename(file), beside);
  const shown = quotable(`${name.slice(0, name.length - path.basename(name).length)}`);
  return {
    message: `there is no file \`${quotable(name)}\``,
    hints:
      hints.length > 0
        ? hints.map((hint) => hint.replace('`', `\`${shown}`))
        : ['paths begin where the file stands in which they are written'],
  };
}

function usable(file: string, name: string): Resolved {
  if (LOADED.includes(path.extname(file))) return { file };
  return {
    message: `\`${quotable(name)}\` cannot be a configuration`,
    hints: [`its name must end in ${ENDINGS.map((ending) => `\`${ending}\``).join(', ')}`],
  };
}

/** As Node.js resolves it for `require`, then for `import`: a package may have only one of the two. */
async function packageFrom(name: string, from: string): Promise<string | undefined> {
  try {
    return createRequire(from).resolve(name);
  } catch {
    const { createJiti } = await import('jiti');
    try {
      const file = fileURLToPath(createJiti(from, { fsCache: false }).esmResolve(name));
      return existsSync(file) ? file : undefined;
    } catch {
      return undefined;
    }
  }
}

/** The package that a file was taken from; `undefined` for a file of the project. */
export function packageOf(file: string): string | undefined {
  const [, inside] = /.*[/\\]node_modules[/\\](.+)$/.exec(file) ?? [];
  const [scope = '', name = ''] = inside?.split(/[/\\]/) ?? [];
  return inside === undefined ? undefined : printable(scope.startsWith('@') ? `${scope}/${name}` : scope);
}
