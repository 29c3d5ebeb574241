/** What a configuration may import from `mcp-audit`. */
export { defineConfig } from './config/define.ts';
export type { Config, ConfigTarget } from './config/schema.ts';
