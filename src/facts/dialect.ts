import type { JsonSchema } from '../model/schema.ts';

/** The JSON Schema dialects that the official SDK's client validates with; draft-06 is read as draft-07, which only adds to it. */
export type DialectName = 'draft-07' | '2019-09' | '2020-12';

export interface Dialect {
  /** `unknown`: `$schema` names a dialect that no MCP client has to know. `default`: there is no `$schema`. */
  readonly name: DialectName | 'default' | 'unknown';
  /** `$schema` as sent, when it is a string. */
  readonly declared?: string;
}

const PATHS: Readonly<Record<string, DialectName>> = {
  'json-schema.org/draft/2020-12/schema': '2020-12',
  'json-schema.org/draft/2019-09/schema': '2019-09',
  'json-schema.org/draft-07/schema': 'draft-07',
  'json-schema.org/draft-06/schema': 'draft-07',
};

/** Which dialect a root schema is written in. Scheme `http` or `https` and a trailing `#` make no difference, as in the SDK. */
export function dialectOf(root: JsonSchema | undefined): Dialect {
  const declared = typeof root === 'object' ? root['$schema'] : undefined;
  if (typeof declared !== 'string') return { name: 'default' };
  return { name: dialectNamed(declared) ?? 'unknown', declared };
}

/** The dialect a metaschema URI stands for. */
export function dialectNamed(uri: string): DialectName | undefined {
  const path = uri.replace(/^https?:\/\//, '').replace(/#$/, '');
  return path === uri || !Object.hasOwn(PATHS, path) ? undefined : PATHS[path];
}
