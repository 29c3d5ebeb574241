import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 120_000, // for what hangs; a busy machine takes four times as long
    // Many tests wait for servers to start, to answer and to be given up: on the two cores of CI two more workers fill that time.
    maxWorkers: Math.max(4, availableParallelism()),
    projects: [
      // Pure modules, tables of cases: one process loads them once for all files.
      { extends: true, test: { name: 'tables', include: ['rules/**/*.test.ts', 'src/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: {
          name: 'runs',
          include: ['test/**/*.test.ts'],
          exclude: ['test/fixtures/**'],
          globalSetup: 'test/build.ts',
        },
      },
    ],
  },
});
