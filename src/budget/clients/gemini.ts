import { isObject, type SchemaObject } from '../../model/schema.ts';
import { asText } from '../../text/as-text.ts';
import type { Client } from './client.ts';

/**
 * The texts that Google's own local tokenizer takes of function declarations, each encoded on its own: names, descriptions,
 * formats, values, keys. Types, bounds and all punctuation count nothing there. It is a way of counting and no prompt: what
 * the model sees is not published, so nothing is said to be hidden.
 */
export const gemini: Client = {
  id: 'gemini',
  title: 'Gemini, texts of the declarations',
  source: 'https://github.com/googleapis/js-genai/blob/main/src/cross/tokenizer/_texts_accumulator.ts',
  maker: 'gemini',
  render(tools) {
    const texts: string[] = [];
    for (const { data } of tools) {
      const { name, description, inputSchema } = data;
      if (name) texts.push(name);
      if (description) texts.push(description);
      if (isObject(inputSchema)) addSchema(inputSchema, texts);
    }
    return { texts, hidden: [] };
  },
};

function addSchema(schema: SchemaObject, out: string[]): void {
  const { items, properties, example } = schema;
  for (const text of [schema['format'], schema['description']]) if (text) out.push(asText(text));
  for (const list of [schema['enum'], schema['required']])
    if (Array.isArray(list)) for (const each of list) out.push(asText(each));
  if (isObject(items)) addSchema(items, out);
  if (isObject(properties))
    for (const [key, value] of Object.entries(properties)) {
      out.push(key);
      if (isObject(value)) addSchema(value, out);
    }
  addValue(example, out);
}

/** The texts in an example. */
function addValue(value: unknown, out: string[]): void {
  if (typeof value === 'string') out.push(value);
  else if (Array.isArray(value)) for (const each of value) addValue(each, out);
  else if (isObject(value)) {
    for (const key of Object.keys(value)) out.push(key);
    for (const each of Object.values(value)) addValue(each, out);
  }
}
