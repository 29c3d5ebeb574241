// Builds dist/ (or the folder named): the command, bundled and minified so that it starts fast. Modules that only some runs
// need stay behind import(). Says nothing on stdout: `npm pack` runs this and its stdout is read by others.
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';

import { bundle } from './bundle.mjs';
import { writeNotices } from './notices.mjs';

const outdir = process.argv[2] ?? 'dist';

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await bundle({
  entryPoints: { cli: 'src/cli/bin.ts', index: 'src/index.ts' },
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  assetNames: 'chunks/[name]-[hash]',
  splitting: true,
  minify: true,
  metafile: true,
});
chmodSync(`${outdir}/cli.js`, 0o755);
writeNotices(metafile, `${outdir}/THIRD-PARTY-NOTICES.txt`);
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', outdir], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
