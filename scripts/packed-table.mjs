// An esbuild plugin: puts the encoder over packed tables (src/budget/packed.ts) in the place of the one over the library's.
import { createJiti } from 'jiti';
import { createRequire } from 'node:module';

const ENCODER = `
import { readFileSync } from 'node:fs';
import o200k_base from 'packed:o200k_base.bin';
import cl100k_base from 'packed:cl100k_base.bin';
import { packedEncoder } from './packed.ts';
const tables = { o200k_base, cl100k_base };
const known = {};
export const encoder = (encoding = 'o200k_base') =>
  (known[encoding] ??= packedEncoder(readFileSync(new URL(tables[encoding], import.meta.url))));
`;

export const packedTable = {
  name: 'packed-table',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]budget[\\/]encoder\.ts$/ }, ({ path }) => ({
      contents: ENCODER,
      resolveDir: path.replace(/[\\/][^\\/]*$/, ''),
    }));
    build.onResolve({ filter: /^packed:/ }, ({ path }) => ({
      path: path.slice('packed:'.length),
      namespace: 'packed',
    }));
    build.onLoad({ filter: /.*/, namespace: 'packed' }, async ({ path }) => {
      const { packTable } = await createJiti(import.meta.url).import('../src/budget/packed.ts');
      const { default: ranks } = createRequire(import.meta.url)(`gpt-tokenizer/bpeRanks/${path.replace(/\.bin$/, '')}`);
      return { contents: packTable(ranks), loader: 'file' };
    });
  },
};
