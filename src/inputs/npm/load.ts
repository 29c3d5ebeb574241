import path from 'node:path';

import { isFailed, type Env, type Failed, type Loaded } from '../input.ts';
import { temporaryFolder } from './folder.ts';
import { install } from './install.ts';
import { NpmProblem } from './problem.ts';
import { published, unpublished, type Naming } from './published.ts';
import type { NpmSpec } from './spec.ts';
import { publishedName, readTree } from './tree.ts';
import { whyNoServer } from './why.ts';

export type { NpmSpec } from './spec.ts';

export interface NpmEnv extends Env {
  /** The environment npm is started with: where it finds its settings. */
  readonly variables: NodeJS.ProcessEnv;
  /** For getting the package; reading it takes no time worth a limit. */
  readonly timeoutMs: number;
  /** Called with what is being done, for people who wait. */
  readonly progress?: (message: string) => void;
}

/** Gets a published package with the user's own npm, reads its source, and leaves nothing behind. Nothing of it is run. Never rejects for what the package is. */
export async function loadNpm(spec: NpmSpec, env: NpmEnv): Promise<readonly (Loaded | Failed)[]> {
  const folder = temporaryFolder();
  try {
    env.progress?.('getting the package');
    await install(spec, { ...env, folder: folder.path });
    env.progress?.('reading its source');
    return await read(spec, folder.path, env);
  } catch (error) {
    if (env.signal.aborted) return []; // nobody reads an answer
    if (!(error instanceof NpmProblem)) throw error;
    const { message, detail, hint } = error;
    return [
      { id: spec.label, input: 'npm', reason: message, ...(detail ? { detail } : {}), ...(hint ? { hint } : {}) },
    ];
  } finally {
    folder.remove();
  }
}

/** A file of a package, as it stands in a sentence of ours. */
const FILES = /(?<![^\s(`'"])node_modules\/[^\s()`'",;:]+/g;

async function read(spec: NpmSpec, folder: string, { signal }: NpmEnv): Promise<readonly (Loaded | Failed)[]> {
  const tree = readTree(folder);
  const file = (name: string): string => publishedName(name, tree);
  const text = (said: string): string =>
    [folder, folder.replaceAll('\\', '/')].reduce(
      (rest, own) => rest.replaceAll(`${own}/`, '').replaceAll(`${own}\\`, '').replaceAll(own, '.'),
      said,
    );
  const naming: Naming = { file, text, reason: (said) => text(said).replace(FILES, file) };
  const root = path.join(folder, 'node_modules', spec.name);
  const { loadTypescript } = await import('../typescript/load.ts');
  const results = await loadTypescript({ path: root }, { root: folder, signal });
  return results.map((each) =>
    isFailed(each) ? { ...unpublished(each, spec.label, naming), ...whyNoServer(root, spec) } : published(each, naming),
  );
}
