import { build } from 'esbuild';
import { createRequire } from 'node:module';

import { packedTable } from './packed-table.mjs';

const { dependencies } = createRequire(import.meta.url)('../package.json');

/** Bundles for Node as the published command is bundled; `options` are esbuild's and come on top. */
export const bundle = (options) =>
  build({
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]), // everything else is bundled
    // Bundled CommonJS modules (commander) call require for Node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' }, // its CommonJS form hides its modules from bundlers
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [packedTable],
    ...options,
  });
