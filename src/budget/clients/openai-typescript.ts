import { isObject, type SchemaObject } from '../../model/schema.ts';
import { asText } from '../../text/as-text.ts';
import type { Client } from './client.ts';
import { Seen } from './seen.ts';

/** Deeper objects are written as `any`: their indentation would grow with the square of the depth. */
const DEEPEST = 32;

/**
 * The functions as types in a TypeScript namespace, as OpenAI's models were first seen to get them and as token counters
 * have rendered them since: descriptions only of the parameters and of the objects directly in them, and of a schema its
 * type, string and number enums, elements and properties.
 */
export const openaiTypescript: Client = {
  id: 'openai-typescript',
  title: 'OpenAI, TypeScript namespace',
  source: 'https://github.com/niieani/gpt-tokenizer',
  maker: 'openai',
  render(tools) {
    const seen = new Seen();
    const lines = ['namespace functions {', ''];
    for (const { data } of tools) {
      const { name, description, inputSchema } = data;
      if (description) lines.push(`// ${description}`);
      if (isObject(inputSchema) && inputSchema['type'] === 'object') seen.show(inputSchema, 'type'); // goes without saying
      if (isObject(inputSchema) && isObject(inputSchema['properties']) && hasMembers(inputSchema['properties'])) {
        lines.push(`type ${name} = (_: {`, properties(inputSchema, 0, seen), '}) => any;', '');
      } else lines.push(`type ${name} = () => any;`, '');
    }
    lines.push('} // namespace functions');
    return { texts: [lines.join('\n')], hidden: seen.hiddenIn(tools) };
  },
};

const hasMembers = (object: object): boolean => Object.keys(object).length > 0;

function properties(schema: SchemaObject, indent: number, seen: Seen): string {
  const all = seen.show(schema, 'properties');
  if (!isObject(all)) return '';
  const required = seen.show(schema, 'required');
  const needed = new Set(Array.isArray(required) ? required : []);
  const space = ' '.repeat(indent);
  const lines: string[] = [];
  for (const [name, each] of Object.entries(all)) {
    const property: SchemaObject = isObject(each) ? each : {};
    const text = indent < 2 ? seen.show(property, 'description') : undefined;
    if (text) lines.push(`${space}// ${asText(text)}`);
    lines.push(`${space}${name}${needed.has(name) ? '' : '?'}: ${typeOf(property, indent, seen)},`);
  }
  return lines.join('\n');
}

function typeOf(schema: SchemaObject, indent: number, seen: Seen): string {
  const { type } = schema;
  switch (type) {
    case 'string':
      return values(schema, seen, (each) => JSON.stringify(each)) ?? 'string';
    case 'integer': // a model does not learn that it must be whole
    case 'number':
      return values(schema, seen, asText) ?? 'number';
    case 'boolean':
    case 'null':
      seen.show(schema, 'type');
      return type;
    case 'array': {
      seen.show(schema, 'type');
      const items = seen.show(schema, 'items');
      return isObject(items) ? `${typeOf(items, indent, seen)}[]` : 'any[]';
    }
    case 'object':
      if (indent >= 2 * DEEPEST) return 'any';
      seen.show(schema, 'type');
      return `{\n${properties(schema, indent + 2, seen)}\n${' '.repeat(indent)}}`;
    default:
      return 'any';
  }
}

function values(schema: SchemaObject, seen: Seen, write: (value: unknown) => string): string | undefined {
  seen.show(schema, 'type');
  const list = seen.show(schema, 'enum');
  return Array.isArray(list) ? list.map(write).join(' | ') : undefined;
}
