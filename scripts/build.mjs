// Builds dist/ (or the folder named): the command, bundled and minified so that it starts fast. Modules that only some runs
// need stay behind import(). Says nothing on stdout: `npm pack` runs this and its stdout is read by others.
import { chmodSync, rmSync } from 'node:fs';

import { bundle } from './bundle.mjs';
import { writeNotices } from './notices.mjs';
import { writeTypes } from './types.mjs';

const outdir = process.argv[2] ?? 'dist';
/** What can be imported, as `exports` in package.json says. Types of the first stand in no other. */
const entries = { rule: 'src/api/rule.ts', index: 'src/index.ts', testing: 'src/api/testing.ts' };

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await bundle({
  entryPoints: { cli: 'src/cli/bin.ts', 'serve-thread': 'src/serve/thread.ts', ...entries },
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  assetNames: 'chunks/[name]-[hash]',
  splitting: true,
  minify: true,
  metafile: true,
});
chmodSync(`${outdir}/cli.js`, 0o755);
writeNotices(metafile, `${outdir}/THIRD-PARTY-NOTICES.txt`);
writeTypes(entries, outdir);
