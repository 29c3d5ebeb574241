import { isObject, KEYWORDS, type SchemaObject } from '../model/schema.ts';
import { append, type Part, type Stretch } from './parts.ts';

/** One member of a tool as JSON text, `"key":value`, in stretches by part. */
export interface Member {
  readonly key: string;
  readonly part: Part;
  readonly stretches: readonly Stretch[];
}

const PART_OF: ReadonlyMap<string, Part> = new Map([
  ['name', 'name'],
  ['description', 'description'],
  ['inputSchema', 'schema'],
  ['outputSchema', 'output'],
  ['annotations', 'annotations'],
]);

/** The members of a tool, in the order sent and as JSON.stringify writes them. */
export function membersOf(tool: Readonly<Record<string, unknown>>): Member[] {
  return Object.entries(tool).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const part = PART_OF.get(key) ?? 'other';
    const stretches: Stretch[] = [{ part, text: `${JSON.stringify(key)}:` }];
    if (part === 'schema' && isObject(value)) writeSchema(value, true, stretches);
    else append(stretches, part, JSON.stringify(value));
    return { key, part, stretches };
  });
}

/** Writes a schema, setting the descriptions of its subschemas apart: the same subschemas that `schemaNodes` visits. */
function writeSchema(schema: SchemaObject, root: boolean, out: Stretch[]): void {
  let lead = '{';
  for (const [keyword, value] of Object.entries(schema)) {
    if (value === undefined) continue;
    const start = `${lead}${JSON.stringify(keyword)}:`;
    lead = ',';
    const shape = typeof value === 'object' && value !== null ? KEYWORDS.get(keyword) : undefined;
    if (shape === undefined) {
      append(
        out,
        keyword === 'description' && typeof value === 'string' && !root ? 'parameters' : 'schema',
        start + JSON.stringify(value),
      );
      continue;
    }
    append(out, 'schema', start);
    if (Array.isArray(value)) writeAll(value.entries(), shape.list === true, '[]', out);
    else if (shape.map) writeAll(Object.entries(value as object), true, '{}', out);
    else writeSchema(value as SchemaObject, false, out);
  }
  append(out, 'schema', lead === ',' ? '}' : '{}');
}

/** Writes a list of schemas, or a map from names to schemas. */
function writeAll(
  values: Iterable<[key: string | number, value: unknown]>,
  schemas: boolean,
  brackets: '[]' | '{}',
  out: Stretch[],
): void {
  let lead = brackets[0]!;
  for (const [key, value] of values) {
    if (value === undefined && brackets === '{}') continue;
    append(out, 'schema', brackets === '{}' ? `${lead}${JSON.stringify(key)}:` : lead);
    lead = ',';
    if (schemas && isObject(value)) writeSchema(value, false, out);
    else append(out, 'schema', JSON.stringify(value) ?? 'null');
  }
  append(out, 'schema', lead === ',' ? brackets[1]! : brackets);
}
