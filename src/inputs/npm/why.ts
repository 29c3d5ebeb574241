import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { isObject } from '../../model/schema.ts';
import type { Failed } from '../input.ts';
import type { NpmSpec } from './spec.ts';

/** What a package is when no server was found in its source, and how to audit it all the same. */
export function whyNoServer(root: string, { label }: NpmSpec): Pick<Failed, 'hint'> & Partial<Pick<Failed, 'reason'>> {
  const hint = `Audit it running, which executes it: \`mcp-audit -- npx -y ${label.slice('npm:'.length)}\`.`;
  const manifest = manifestOf(root);
  const files = filesOf(root);
  const native = namesOf(manifest['optionalDependencies']).filter((name) => PLATFORM.test(name));
  if (native.length > 1)
    return { reason: `the package only starts a native program, which comes in \`${native[0]}\` and others`, hint };
  if (!files.some((file) => SOURCE.test(file)))
    return { reason: 'the package holds no JavaScript and no TypeScript', hint };
  const script = ['preinstall', 'install', 'postinstall'].find((name) => namesOf(manifest['scripts']).includes(name));
  const started = files.filter((file) => SOURCE.test(file)).find((file) => PROGRAMS.test(read(path.join(root, file))));
  if (['dependencies', 'peerDependencies'].flatMap((table) => namesOf(manifest[table])).some((name) => MCP.test(name)))
    return { hint };
  const is = [
    started === undefined ? '' : `\`${started}\` starts another program`,
    script === undefined ? '' : `its \`${script}\` script, which was not run, may get what it needs`,
  ].filter(Boolean);
  return is.length === 0 ? { hint } : { reason: `no MCP server was found in the package; ${is.join(', and ')}`, hint };
}

const PLATFORM = /(?:darwin|linux|win32|windows|macos|freebsd)[-_](?:x64|arm64|ia32|amd64|x86_64|aarch64|arm)\b/i;
const MCP = /\bmcp\b|modelcontextprotocol/i;
const SOURCE = /\.[cm]?[jt]sx?$/;
const PROGRAMS = /\b(?:spawn|spawnSync|execFile|execFileSync|execa)\s*\(/;
/** How much is looked at: a launcher is small. */
const MOST = { files: 500, bytes: 100_000 };

function manifestOf(root: string): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    return isObject(manifest) ? manifest : {};
  } catch {
    return {};
  }
}

const namesOf = (table: unknown): string[] => (isObject(table) ? Object.keys(table) : []);

/** The package's own files, those of bundled dependencies left out. */
function filesOf(root: string): string[] {
  const files: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined && files.length < MOST.files; folder = folders.pop())
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isFile()) files.push(name);
      else if (entry.isDirectory() && entry.name !== 'node_modules') folders.push(name);
    }
  return files;
}

const read = (file: string): string =>
  (statSync(file, { throwIfNoEntry: false })?.size ?? Infinity) > MOST.bytes ? '' : readFileSync(file, 'utf8');
