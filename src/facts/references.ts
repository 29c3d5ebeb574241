import type { SchemaNode } from '../model/schema.ts';

/** Where a `$ref` leads. */
export type Reference =
  | { readonly kind: 'resolved'; readonly pointer: string; readonly recursive: boolean }
  | { readonly kind: 'unresolved'; readonly ref: string }
  | { readonly kind: 'external'; readonly ref: string };

// STUB(schema helper)
export function resolveReference(_node: SchemaNode): Reference | undefined {
  return undefined;
}
