/** Which tags and which forms of scalars are known. */
export interface YamlSchema {
  extend(more: { implicit: readonly unknown[] }): YamlSchema;
}
export const CORE_SCHEMA: YamlSchema;
export const DEFAULT_SCHEMA: YamlSchema;
export const FAILSAFE_SCHEMA: YamlSchema;
export const JSON_SCHEMA: YamlSchema;
export const types: { readonly merge: unknown };
export class YAMLException extends Error {}
/** The data of every document. Throws `YAMLException`. */
export function loadAll(text: string, options: { schema: YamlSchema }): unknown[];
