import { posix } from 'node:path';

import type { Family } from '../../../../model/code.ts';
import type { ProbeFact } from '../../../../model/operations.ts';
import type { Disk } from '../../project/disk.ts';
import { packageAt, packageOf, repositoryNameOf, repositoryOf } from '../../project/packages.ts';
import { SourceFile } from '../../syntax.ts';
import { healthcheckIn, runsProgram } from './dockerfile.ts';
import { probesIn } from './manifests.ts';
import type { Surroundings } from './operations.ts';
import type { Asked } from './probe-command.ts';

/** A probe as it is written, with where in its text. */
export interface Probe extends Asked {
  readonly from: ProbeFact['from'];
  readonly decides?: ProbeFact['decides'];
  /** What it is called by: `HEALTHCHECK`, the name of a service, of a container. */
  readonly within: string;
}

/** Whose images a manifest may speak of. */
export interface Ours {
  /** Whether an image, by its name, is of this package. */
  image(name: string): boolean;
  /** Whether what is built in a folder, by a Dockerfile in it, is. */
  build(folder: string, dockerfile: string): boolean;
}

const MOST_FOLDERS = 300;
const MOST_FILES = 200;
const LARGEST = 256_000;
const DEEPEST = 4;
const DOCKERFILE = /^(?:Dockerfile|Containerfile)(?:\.[\w-]+)*$|\.[dD]ockerfile$/;
const MANIFEST = /\.ya?ml$/;
/** What is built, installed, or only tried out. */
const ASIDE =
  /^(?:node_modules|dist|build|out|lib|coverage|src|tests?|__tests__|e2e|fixtures|examples?|samples|demos?|docs|vendor|\..*)$/;

/** What asks for the health of the server, in the files it is deployed with. */
export function probeFacts({ reading, root }: Surroundings): Family<ProbeFact> {
  const { m } = reading.follower.names;
  const { disk } = m.world;
  const own = packageOf(root, disk);
  if (!own) return { facts: [], complete: true, gaps: [] };
  const { dir } = own;
  const outermost = repositoryOf(dir, disk) ?? own.workspaceRoot ?? dir;
  const bare = own.name.replace(/^@[^/]*\//, '');
  const names = [bare, repositoryNameOf(own.json)?.split('/')[1] ?? bare].map((name) => name.toLowerCase());
  const folder = posix.relative(outermost, dir);
  /** A file beside several packages is of this one where it names it. */
  const isNamed = (text: string): boolean => text.includes(own.name) || (folder !== '' && text.includes(folder));
  const ours: Ours = {
    image(name) {
      const last = name.toLowerCase().split('@')[0]!.split('/').at(-1)!.split(':')[0]!;
      return names.some(
        (each) =>
          last === each || (each.length > 4 && (last.includes(each) || (last.length > 4 && each.includes(last)))),
      );
    },
    build(context, dockerfile) {
      const text = disk.read(dockerfile);
      if (text === undefined || text.length > LARGEST || !runsProgram(text)) return false;
      return context === dir || posix.dirname(dockerfile) === dir || isNamed(text);
    },
  };
  const { files, isWhole } = filesAround(dir, outermost, disk);
  const facts = files.flatMap((path): ProbeFact[] => {
    const text = disk.read(path);
    if (text === undefined) return [];
    m.step(text.length >> 6);
    const isInside = path.startsWith(`${dir}/`);
    const probes = DOCKERFILE.test(posix.basename(path))
      ? isInside || isNamed(text)
        ? healthcheckIn(text)
        : []
      : probesIn(text, path, ours);
    const file = new SourceFile(path, text);
    return probes.map(({ within, from, kind, path: asked, port, decides, start, end }) => ({
      at: reading.addresses.ofText('probe', { file, start, end }, within),
      tools: [],
      from,
      kind,
      ...(asked === undefined ? {} : { path: asked }),
      ...(port === undefined ? {} : { port }),
      ...(decides === undefined ? {} : { decides }),
    }));
  });
  return { facts, complete: isWhole, gaps: [] };
}

/** Files of deployment in the folder of a package and those below it that are no packages of their own; in the repository, those of its first folders. */
function filesAround(
  dir: string,
  outermost: string,
  disk: Disk,
): { readonly files: readonly string[]; readonly isWhole: boolean } {
  const files: string[] = [];
  const open = [{ at: dir, deep: 0 }];
  if (outermost !== dir) open.push({ at: outermost, deep: DEEPEST - 1 });
  const seen = new Set<string>();
  for (const { at, deep } of open) {
    if (seen.size >= MOST_FOLDERS || files.length >= MOST_FILES) return { files, isWhole: false };
    if (seen.has(at)) continue;
    seen.add(at);
    for (const name of disk.list(at)) {
      const path = `${at}/${name.replace(/\/$/, '')}`;
      if (name.endsWith('/')) {
        const isOther = path !== dir && packageAt(path, disk) !== undefined;
        if (deep < DEEPEST && !ASIDE.test(name.slice(0, -1)) && !isOther) open.push({ at: path, deep: deep + 1 });
      } else if (DOCKERFILE.test(name) || (MANIFEST.test(name) && name !== 'pnpm-lock.yaml'))
        if ((disk.size(path) ?? Infinity) <= LARGEST) files.push(path);
    }
  }
  return { files, isWhole: true };
}
