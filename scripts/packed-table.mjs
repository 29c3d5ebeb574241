// An esbuild plugin: puts the encoder over a packed table (src/budget/packed.ts) in the place of the one over the library's.
import { createJiti } from 'jiti';
import { createRequire } from 'node:module';

const ENCODER = `
import { readFileSync } from 'node:fs';
import table from 'packed:o200k_base.bin';
import { packedEncoder } from './packed.ts';
let known;
export const encoder = () => (known ??= packedEncoder(readFileSync(new URL(table, import.meta.url))));
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
    build.onLoad({ filter: /.*/, namespace: 'packed' }, async () => {
      const { packTable } = await createJiti(import.meta.url).import('../src/budget/packed.ts');
      const { default: ranks } = createRequire(import.meta.url)('gpt-tokenizer/bpeRanks/o200k_base');
      return { contents: packTable(ranks), loader: 'file' };
    });
  },
};
