import type { Config } from './schema.ts';

/** Gives a configuration that is code its type: `export default defineConfig({ … })`. */
export const defineConfig = <const C extends Config>(config: C): C => config;
