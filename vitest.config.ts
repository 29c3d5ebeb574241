import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 120_000, // for what hangs; a busy machine takes four times as long
    // vitest leaves one core for itself: of the two that CI has, half
    maxWorkers: '100%',
    projects: [
      // Pure modules, tables of cases: one process loads them once for all files.
      { extends: true, test: { name: 'tables', include: ['rules/**/*.test.ts', 'src/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'runs', include: ['test/**/*.test.ts'], globalSetup: 'test/build.ts' } },
    ],
  },
});
