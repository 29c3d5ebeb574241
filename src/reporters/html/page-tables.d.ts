/**
 * Sorts and filters the tables and the findings, in a browser. Written into the report by its source text, so it rests on nothing
 * but what is in it.
 */
export function useTables(): void;
