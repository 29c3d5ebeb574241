import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';

import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import { realDisk, type Disk } from '../inputs/typescript/project/disk.ts';
import { keeping, loadedFrom, type Kept } from './kept.ts';
import { holds, traced, type Step } from './trace.ts';

type Results = readonly (Loaded | Failed)[];

/** What a file of the cache holds: the servers of one target, and all that reading them rested on. */
interface Content {
  readonly key: string;
  readonly steps: readonly Step[];
  readonly results: readonly ({ readonly kept: Kept } | { readonly failed: Failed })[];
}

/**
 * Servers read from source, by target. One is taken from here only if the file system would answer everything that was asked
 * of it when the server was read in the same way: each content, each list of a folder, each name that was not there. The
 * rules run anew; what they ask of a server is answered as it was, or the run begins again without the cache.
 */
export class Cache {
  readonly #folder: string;
  readonly #key: string;
  readonly #pending: { readonly file: string; content(): Content }[] = [];

  /** `key` stands for all that decides what is asked of a server: another one makes the cache empty. */
  constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = key;
  }

  /** The servers of a target, which `load` reads where they are not here or not as they were. */
  async source(target: string, load: (disk: Disk) => Promise<Results>): Promise<Results> {
    const file = path.join(this.#folder, `${hash(target).slice(0, 32)}.bin`);
    const content = await this.#read(file);
    if (content && holds(content.steps, realDisk()))
      return content.results.map((each) => ('kept' in each ? loadedFrom(each.kept) : each.failed));
    await this.#makeFolder(); // before its own parent is listed, which it changes
    const { disk, steps } = traced(realDisk());
    const results = await load(disk);
    if (results.every(isFailed)) return results;
    const kept = results.map((each) => (isFailed(each) ? { failed: each } : keeping(each)));
    this.#pending.push({
      file,
      content: () => ({
        key: this.#key,
        steps: steps(),
        results: kept.map((each) => ('failed' in each ? each : { kept: each.kept() })),
      }),
    });
    return kept.map((each) => ('failed' in each ? each.failed : each.loaded));
  }

  /** Keeps what was read, when all that is asked of it was asked. A cache that cannot be written is none. */
  async save(): Promise<void> {
    if (this.#pending.length === 0) return;
    try {
      for (const { file, content } of this.#pending) {
        const body = serialize(content());
        const draft = `${file}.${process.pid}`;
        await writeFile(draft, Buffer.concat([digest(body), body]));
        await rename(draft, file);
      }
    } catch {
      // the next run reads again
    }
  }

  /** With a file that keeps git from seeing it. */
  async #makeFolder(): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(path.join(this.#folder, '.gitignore'), '*\n');
    } catch {
      // then nothing is kept
    }
  }

  /** `undefined` for a file that is missing, broken, or of another key. */
  async #read(file: string): Promise<Content | undefined> {
    try {
      const bytes = await readFile(file);
      const body = bytes.subarray(32);
      if (!digest(body).equals(bytes.subarray(0, 32))) return undefined;
      const content = deserialize(body) as Content;
      return content.key === this.#key ? content : undefined;
    } catch {
      return undefined;
    }
  }
}

const digest = (body: Buffer): Buffer => createHash('sha256').update(body).digest();
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
