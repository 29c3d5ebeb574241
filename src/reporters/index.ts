import type { Reporter } from './reporter.ts';

/** Every reporter by the name `--format` takes; each is loaded when asked for. */
export const reporters = {
  terminal: async () => (await import('./terminal/terminal.ts')).terminal,
  json: async () => (await import('./json/json.ts')).json,
  sarif: async () => (await import('./sarif/sarif.ts')).sarif,
  markdown: async () => (await import('./markdown/markdown.ts')).markdown,
  github: async () => (await import('./github/github.ts')).github,
  gitlab: async () => (await import('./gitlab/gitlab.ts')).gitlab,
  junit: async () => (await import('./junit/junit.ts')).junit,
  html: async () => (await import('./html/html.ts')).htmlReporter,
} satisfies Record<string, () => Promise<Reporter>>;
