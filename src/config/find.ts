import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { isObject } from '../model/schema.ts';
import { nearest } from '../text/nearest.ts';
import { UserError } from '../user-error.ts';
import { ENDINGS } from './endings.ts';

/** The key in package.json, and the stem of the files. */
export const NAME = 'mcp-audit';

const FILES = ENDINGS.map((ending) => `${NAME}.config${ending}`);

/** Names that people try, and that would otherwise be passed over in silence. */
const STRAY = /^(?:mcp-audit\.config\.(?:cjs|[cm]ts|json[c5]|toml)|\.mcp-auditrc(?:\.\w+)?)$/;

/** The one configuration of a folder, as a path; `undefined` when there is none. Looks nowhere else. Throws a `UserError`. */
export async function findConfig(root: string): Promise<string | undefined> {
  const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`cannot look for a configuration in ${root}: ${error.code ?? error.message}`, {
      hints: ['name one with `--config FILE`'],
    });
  });
  const found = FILES.filter((name) => names.includes(name));
  const inPackage = names.includes('package.json') && (await packageHasKey(path.join(root, 'package.json')));
  const all = [...found.map((name) => `\`${name}\``), ...(inPackage ? [`\`package.json\` (its \`${NAME}\`)`] : [])];
  if (all.length > 1)
    throw new UserError(`there are ${all.length} configurations: ${all.slice(0, -1).join(', ')} and ${all.at(-1)!}`, {
      hints: ['keep one, or name one with `--config FILE`'],
    });
  const stray = names.find((name) => STRAY.test(name));
  if (all.length === 0 && stray !== undefined)
    throw new UserError(`\`${stray}\` is not a configuration that is read`, {
      hints: [`rename it to one of ${FILES.map((name) => `\`${name}\``).join(', ')}`],
    });
  return all.length === 0 ? undefined : path.join(root, found[0] ?? 'package.json');
}

/** A package.json that is broken and speaks of us counts as having the key, so that reading it says where it is broken. */
async function packageHasKey(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text.includes(`"${NAME}"`)) return false;
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(value) && Object.hasOwn(value, NAME);
  } catch {
    return true;
  }
}

/** The file that `--config` names. Throws a `UserError` when it is none that could be a configuration. */
export async function namedConfig(root: string, named: string): Promise<string> {
  const file = path.resolve(root, named);
  if (!ENDINGS.includes(path.extname(file)))
    throw new UserError(`\`${named}\` cannot be a configuration`, {
      hints: [`its name must end in ${ENDINGS.map((ending) => `\`${ending}\``).join(', ')}`],
    });
  const exists = await access(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
  if (exists) return file;
  const beside = (await readdir(path.dirname(file)).catch(() => [] as string[])).filter((name) =>
    ENDINGS.includes(path.extname(name)),
  );
  const close = nearest(path.basename(file), beside);
  throw new UserError(`there is no file \`${named}\``, {
    hints: [
      close === undefined
        ? 'name a file that is there, or leave `--config` out'
        : `did you mean \`${path.join(path.dirname(named), close)}\`?`,
    ],
  });
}
