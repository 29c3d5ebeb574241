// Builds dist/: the command, bundled and minified so that it starts fast. Modules that only some runs need stay behind import().
import { build } from 'esbuild';
import { chmodSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';

const { dependencies } = createRequire(import.meta.url)('../package.json');

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli/bin.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
  // Bundled CommonJS modules (commander) call require for Node's own modules.
  banner: { js: "import{createRequire as $r}from'node:module';const require=$r(import.meta.url);" },
  legalComments: 'none',
  logLevel: 'warning',
});
chmodSync('dist/cli.js', 0o755);
