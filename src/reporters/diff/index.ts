import type { Comparison } from '../../diff/comparison.ts';
import type { RenderEnv } from '../reporter.ts';

export type DiffReporter = (
  comparison: Comparison,
  env: RenderEnv,
  generator: { readonly name: string; readonly version: string },
) => string;

/** How a comparison is printed, by the name that `--format` takes. */
export const diffReporters = {
  terminal: async (): Promise<DiffReporter> => (await import('./terminal.ts')).diffTerminal,
  json: async (): Promise<DiffReporter> => {
    const { diffJson } = await import('./json.ts');
    return (comparison, _env, generator) => diffJson(comparison, generator);
  },
  markdown: async (): Promise<DiffReporter> => (await import('./markdown.ts')).diffMarkdown,
} as const;
