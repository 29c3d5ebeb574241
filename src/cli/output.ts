import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a report; folders that are missing are made. Rejects with the error of the file system. */
export async function writeOutput(file: string, text: string, cwd: string): Promise<void> {
  const target = path.resolve(cwd, file);
  await makeFolder(path.dirname(target));
  await writeFile(target, text);
}

/**
 * One level at a time: Node's own recursive `mkdir` never returns where a file system answers ENOENT below a folder that is
 * there, as /proc does (seen in 20.20).
 */
async function makeFolder(dir: string): Promise<void> {
  if (await exists(dir)) return;
  await makeFolder(path.dirname(dir));
  await mkdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error; // made by somebody else meanwhile
  });
}

const exists = (dir: string): Promise<boolean> =>
  stat(dir).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && dir !== path.dirname(dir)) return false;
      throw error;
    },
  );

/** Why a file could not be written, for a message. */
export const whyUnwritable = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
