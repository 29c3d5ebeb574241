import { readdirSync } from 'node:fs';

import type { ConfigTarget, NamedWord } from '../config/config.ts';
import { few } from '../text/few.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';
import { sourceTarget, type LiveFlags, type Target } from './target.ts';
import { configTargets } from './targets.ts';

/** What stands at the top of a program's repository, in the languages that servers are written in. Without one of them nothing is searched. */
const MANIFEST =
  /^(?:package\.json|pnpm-workspace\.yaml|tsconfig\.json|(?:deno|jsr)\.jsonc?|pyproject\.toml|setup\.(?:py|cfg)|requirements\.txt|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|Gemfile|composer\.json|Package\.swift|mix\.exs|.+\.(?:csproj|fsproj|slnx?))$/;

const HINTS = [
  'name its source (`mcp-audit src`), a package (`mcp-audit npm:NAME`), a tool list, a server URL, or a command: `mcp-audit -- node server.js`',
  '`mcp-audit --help` shows more',
];

/** What a call without a target is about: the targets of the configuration, else the source here. */
export async function unnamedTargets(
  configured: readonly (ConfigTarget | NamedWord)[],
  flags: LiveFlags,
  io: Io,
  quiet: boolean,
): Promise<readonly Target[]> {
  return configured.length > 0 ? configTargets(configured, flags, io.cwd) : targetsHere(io, quiet);
}

/** What is read where the call names nothing: the source of the server whose repository the working directory is. Nothing is started. Throws a `UserError` where it is none. */
async function targetsHere({ cwd, stderr }: Io, quiet: boolean): Promise<Target[]> {
  if (!readdirSync(cwd).some((name) => MANIFEST.test(name)))
    throw new UserError('nothing to audit: this is no repository of a server', {
      hints: ['looked for `package.json`, `tsconfig.json` and their like in the working directory', ...HINTS],
    });
  const { findProjects } = await import('../inputs/typescript/project/projects.ts');
  const { realDisk } = await import('../inputs/typescript/project/disk.ts');
  const disk = realDisk();
  const here = disk.real(cwd.replaceAll('\\', '/'));
  const found = findProjects(here, disk);
  if ('none' in found) {
    const { foreignAnswer } = await import('../inputs/typescript/project/foreign.ts');
    const { reason, hint } = foreignAnswer(found, 'this folder', here);
    throw new UserError(`nothing to audit: ${reason}`, {
      hints: found.none === 'foreign' ? [hint] : [hint, ...HINTS],
    });
  }
  const { names, rest } = few(
    found.map(({ package: own, root }) => own?.name ?? root.split('/').at(-1) ?? ''),
    3,
  );
  if (!quiet)
    stderr.write(
      `reading the source of ${names.map((name) => printable(name)).join(', ')}${rest} in .; nothing is started\n`,
    );
  return [sourceTarget('.', cwd)];
}
