import type { Config } from './config.generated.ts';

/**
 * Gives a configuration that is code its type, so that an editor completes the ids of rules and their options, and a wrong one is
 * an error when it is compiled: `export default defineConfig({ rules: { … } })`.
 */
export const defineConfig = (config: Config): Config => config;
