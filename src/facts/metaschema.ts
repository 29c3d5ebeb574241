import type { Address, Item } from '../model/address.ts';
import type { Tool } from '../model/server.ts';

/** One thing a metaschema says against a schema. */
export interface MetaProblem {
  readonly at: Address;
  readonly keyword: string;
  readonly message: string;
}

// STUB(schema helper)
export function checkMetaschema(_tool: Item<Tool>, _role: 'input' | 'output'): readonly MetaProblem[] {
  return [];
}
