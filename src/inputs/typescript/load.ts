import path from 'node:path';

import type { Env, Failed, Library, Loaded } from '../input.ts';
import { displayPath } from '../json/load.ts';
import { apart } from './assemble/apart.ts';
import { assemble } from './assemble/assemble.ts';
import { realDisk, type Disk } from './project/disk.ts';
import { foreignAnswer } from './project/foreign.ts';
import { MCP_SDKS } from './project/mcp-packages.ts';
import { findProjects, type Project } from './project/projects.ts';
import type { Versions } from './project/versions.ts';
import { runProject, type Libraries, type Run } from './run.ts';

export interface SourceSpec {
  /** A source file, or a folder: of a package, inside one, or of a whole repository. Relative to the working directory. */
  readonly path: string;
}

/**
 * Reads the servers of a program from its source; nothing of it is run. Each package that makes a server gives its own; one
 * that should and does not is `Failed`, with what is missing.
 */
export async function loadTypescript(
  spec: SourceSpec,
  env: Env,
  disk: Disk = realDisk(),
): Promise<readonly (Loaded | Failed)[]> {
  const target = disk.real(path.resolve(env.root, spec.path).split(path.sep).join('/'));
  const shown = displayPath(spec.path, env.root);
  const found = findProjects(target, disk);
  if (!Array.isArray(found)) return [foreignAnswer(found, shown)];
  const libraries: Libraries = new Map();
  const results: (Loaded | Failed)[] = [];
  for (const project of found) {
    env.signal.throwIfAborted();
    const run = await runProject(project, disk, libraries);
    results.push(...serversOf(project, run, env));
  }
  const loaded = results.filter((each) => 'server' in each);
  if (loaded.length > 0) return apart(loaded); // a workspace has packages that only help
  return results.length > 0 ? results : [nothing(shown, 'no server is made here')];
}

function serversOf(project: Project, run: Run, env: Env): readonly (Loaded | Failed)[] {
  const id = project.package?.name || path.posix.basename(project.root).replace(/\.[cm]?[jt]sx?$/, '');
  const servers = assemble(run.records, { root: env.root, id, files: run.files });
  const source = { libraries: librariesOf(run.versions) };
  if (servers.length > 0) return servers.map((server) => ({ ...server, source }));
  return [nothing(id, 'no MCP server is made in its source', run.files.length)];
}

const nothing = (id: string, reason: string, files?: number): Failed => ({
  id,
  input: 'typescript',
  reason: files === undefined ? reason : `${reason} (${files} ${files === 1 ? 'file' : 'files'} read)`,
  hint: 'Name the file that makes the server, or audit it live: `mcp-audit -- COMMAND`.',
});

/** What decides how a schema is listed. */
function librariesOf(versions: Versions): Library[] {
  const of = (name: string, role: Library['role']): Library[] => {
    const known = versions.of(name);
    return known ? [{ name, role, ...known }] : [];
  };
  return [...MCP_SDKS.flatMap((name) => of(name, 'sdk')), ...of('zod', 'schema')];
}
