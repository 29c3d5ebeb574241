import type { SchemaNode } from '../model/schema.ts';

/** Why a value breaks a schema: a short clause such as "is not a string" or "is above the maximum 100". */
export interface Violation {
  readonly reason: string;
}

// STUB(schema helper)
export function violation(_value: unknown, _node: SchemaNode): Violation | undefined {
  return undefined;
}
