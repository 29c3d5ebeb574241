/** A tool list of that many tools, the same for the same seed. */
export const tools: (count: number, seed?: number) => { readonly tools: readonly unknown[] };
