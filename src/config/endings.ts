/** Of the files that are looked for and named on the command line. */
export const ENDINGS = ['.json', '.yaml', '.yml', '.js', '.mjs', '.ts'];

/** Of those that others name: packages have these too. */
export const LOADED = [...ENDINGS, '.cjs', '.mts', '.cts'];
