// generated from rule.ts by npm run gen
import type { Rule } from '../src/rule.ts';
import schemaArrayNoItems from './schema-array-no-items/rule.ts';

export const rules: readonly Rule[] = [
  schemaArrayNoItems,
];
