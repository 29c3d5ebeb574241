import type { Reporter } from './reporter.ts';

/** Every reporter by the name `--format` takes; each is loaded when asked for. */
export const reporters = {
  terminal: async () => (await import('./terminal/terminal.ts')).terminal,
  json: async () => (await import('./json/json.ts')).json,
  sarif: async () => (await import('./sarif/sarif.ts')).sarif,
  markdown: async () => (await import('./markdown/markdown.ts')).markdown,
  html: async () => (await import('./html/html.ts')).htmlReporter,
} satisfies Record<string, () => Promise<Reporter>>;
