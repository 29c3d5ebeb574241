import { createRequire } from 'node:module';

/**
 * TypeScript as `@ts-morph/common` carries it. Required by its own file: what the package adds around it, and Node's look
 * for names to import in 9 MB, take half as long again as loading it.
 */
export const ts = createRequire(import.meta.url)('@ts-morph/common/dist/typescript.js');
