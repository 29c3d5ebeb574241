// Builds dist/ (or the folder named): the command, bundled and minified so that it starts fast. Modules that only some runs
// need stay behind import(). Says nothing on stdout: `npm pack` runs this and its stdout is read by others.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';

import { packedTable } from './packed-table.mjs';
import { writeNotices } from './notices.mjs';

const { dependencies } = createRequire(import.meta.url)('../package.json');
const outdir = process.argv[2] ?? 'dist';

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { cli: 'src/cli/bin.ts', index: 'src/index.ts' },
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  assetNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  metafile: true,
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]), // everything else is bundled
  // Bundled CommonJS modules (commander) call require for Node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [packedTable],
});
chmodSync(`${outdir}/cli.js`, 0o755);
writeNotices(metafile, `${outdir}/THIRD-PARTY-NOTICES.txt`);
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', outdir], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
