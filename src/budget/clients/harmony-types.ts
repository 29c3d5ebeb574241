import { isObject, type JsonSchema, type SchemaObject } from '../../model/schema.ts';
import type { Seen } from './seen.ts';

/** Deeper schemas are written as `any`: their indentation would grow with the square of the depth. */
const DEEPEST = 4 * 32;

/** A schema as a type, in the manner of the harmony format: comments, unions by `oneOf`, and `any` for all that it does not know. */
export function typeScript(schema: JsonSchema, indent: string, seen: Seen): string {
  if (!isObject(schema) || indent.length > DEEPEST) return 'any';
  const { oneOf, type } = schema;
  if (Array.isArray(oneOf)) {
    seen.show(schema, 'oneOf');
    return oneOf.map((each) => `\n${indent} | ${variant(each, indent, seen, (own) => own)}`).join('');
  }
  if (Array.isArray(type)) {
    const types = type.filter((each) => typeof each === 'string').map((each) => (each === 'integer' ? 'number' : each));
    if (types.length > 0) {
      seen.show(schema, 'type');
      return types.join(' | ');
    }
  }
  switch (type) {
    case 'object':
      return objectType(schema, indent, seen);
    case 'string':
      seen.show(schema, 'type');
      return stringType(schema, seen);
    case 'number':
    case 'integer': // a model does not learn that it must be whole
      seen.show(schema, 'type');
      return 'number';
    case 'boolean':
      seen.show(schema, 'type');
      return 'boolean';
    case 'array': {
      seen.show(schema, 'type');
      const items = seen.show(schema, 'items');
      return items === undefined ? 'Array<any>' : `${typeScript(items as JsonSchema, indent, seen)}[]`;
    }
    default:
      return 'any';
  }
}

function stringType(schema: SchemaObject, seen: Seen): string {
  const values = Array.isArray(schema['enum']) ? schema['enum'].filter((each) => typeof each === 'string') : [];
  if (values.length === 0) return 'string';
  seen.show(schema, 'enum');
  return values.map((each) => `"${each}"`).join(' | ');
}

function objectType(schema: SchemaObject, indent: string, seen: Seen): string {
  seen.show(schema, 'type');
  const description = textOf(schema, 'description', seen);
  const out = [description === undefined ? '{\n' : `${indent}// ${description}\n{\n`];
  const properties = seen.show(schema, 'properties');
  const required = seen.show(schema, 'required');
  const needed = new Set(Array.isArray(required) ? required : []);
  for (const [name, each] of Object.entries(isObject(properties) ? properties : {})) {
    const property: SchemaObject = isObject(each) ? each : {};
    const key = `${indent}${name}${needed.has(name) ? '' : '?'}:`;
    out.push(comments(property, indent, seen));
    if (Array.isArray(property['oneOf'])) out.push(union(property, property['oneOf'], key, indent, seen));
    else {
      const written = orNull(typeScript(property, `${indent}    `, seen), property, seen);
      const preset = property['oneOf'] === undefined ? presetOf(property, seen, 'bare') : undefined;
      out.push(`${key} ${written},${preset === undefined ? '' : ` // ${preset}`}\n`);
    }
  }
  return `${out.join('')}${indent}}`;
}

/** What stands above a property. */
function comments(property: SchemaObject, indent: string, seen: Seen): string {
  let out = '';
  const title = textOf(property, 'title', seen);
  if (title !== undefined) out += `${indent}// ${title}\n${indent}//\n`;
  const description = property['oneOf'] === undefined ? textOf(property, 'description', seen) : undefined;
  if (description !== undefined) out += `${indent}// ${description}\n`;
  const { examples } = property;
  if (!Array.isArray(examples) || examples.length === 0) return out;
  const texts = examples.filter((each) => typeof each === 'string');
  if (texts.length > 0) seen.show(property, 'examples');
  return `${out}${indent}// Examples:\n${texts.map((each) => `${indent}// - "${each}"\n`).join('')}`;
}

/** A property with several schemas. Its description stands above unless the first of them has the same. */
function union(property: SchemaObject, variants: readonly unknown[], key: string, indent: string, seen: Seen): string {
  seen.show(property, 'oneOf');
  const description = textOf(property, 'description', seen);
  const [first] = variants;
  const isAbove = description !== undefined && !(isObject(first) && first['description'] === description);
  let out = isAbove ? `${indent}// ${description}\n` : '';
  const preset = presetOf(property, seen, 'bare');
  if (preset !== undefined) out += `${indent}// ${preset}\n`;
  out += `${key}\n`;
  variants.forEach((each, i) => {
    const says = (own: string | undefined) => ((i === 0 && isAbove) || own === description ? undefined : own);
    out += `${indent} | ${variant(each, indent, seen, says, 'bare')}\n`;
  });
  return `${out}${indent},\n`;
}

/** One of several schemas, with what is said of it behind. */
function variant(
  schema: unknown,
  indent: string,
  seen: Seen,
  says: (description: string | undefined) => string | undefined,
  presets: 'bare' | 'quoted' = 'quoted',
): string {
  if (!isObject(schema)) return 'any';
  const written = orNull(typeScript(schema, `${indent}   `, seen), schema, seen);
  const description = says(typeof schema['description'] === 'string' ? schema['description'] : undefined);
  if (description !== undefined) seen.show(schema, 'description');
  const behind = [description, presetOf(schema, seen, presets)].filter((each) => each !== undefined);
  return behind.length === 0 ? written : `${written} // ${behind.join(' ')}`;
}

function orNull(written: string, schema: SchemaObject, seen: Seen): string {
  return seen.show(schema, 'nullable') === true && !written.includes('null') ? `${written} | null` : written;
}

/** A default; texts are quoted, but those of an enum, in some places, `bare`. */
function presetOf(schema: SchemaObject, seen: Seen, presets: 'bare' | 'quoted'): string | undefined {
  const preset = seen.show(schema, 'default');
  if (preset === undefined) return undefined;
  if (typeof preset !== 'string') return `default: ${JSON.stringify(preset)}`;
  const isEnum = Array.isArray(schema['enum']) && schema['enum'].length > 0;
  if (!isEnum) return `default: "${preset}"`;
  return `default: ${presets === 'bare' ? preset : JSON.stringify(preset)}`;
}

function textOf(schema: SchemaObject, keyword: string, seen: Seen): string | undefined {
  return typeof schema[keyword] === 'string' ? (seen.show(schema, keyword) as string) : undefined;
}
