/** What the map answers to pointer and keys, and what is opened to be printed; written into the report like `useTables`. */
export function useMap(): void;
