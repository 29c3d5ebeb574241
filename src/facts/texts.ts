import type { Address, Item } from '../model/address.ts';
import type { SchemaNode } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';

/** A text by strangers, and where it stands. */
export interface Text {
  readonly at: Address;
  readonly text: string;
  readonly what: 'name' | 'title' | 'description' | 'parameter description' | 'value' | 'instructions';
}

export function textsOf(tool: Item<Tool>, nodes: readonly SchemaNode[]): Text[] {
  const { name, title, description, annotations } = tool.data;
  const out: Text[] = [];
  const add = (at: Address, text: unknown, what: Text['what']) =>
    void (typeof text === 'string' && text !== '' && out.push({ at, text, what }));
  add(tool.at('name'), name, 'name');
  add(tool.at('title'), title, 'title');
  add(tool.at('annotations', 'title'), annotations?.['title'], 'title');
  add(tool.at('description'), description, 'description');
  for (const node of nodes) {
    if (typeof node.data === 'boolean') continue;
    const { description: about, title: heading, default: preset, const: only, enum: values, examples } = node.data;
    if (node.property) add(node.address, node.property.name, 'name');
    add(node.at('description'), about, node.depth === 0 ? 'description' : 'parameter description');
    add(node.at('title'), heading, 'title');
    add(node.at('default'), preset, 'value');
    add(node.at('const'), only, 'value');
    if (Array.isArray(values)) values.forEach((value, i) => add(node.at('enum', i), value, 'value'));
    if (Array.isArray(examples)) examples.forEach((value, i) => add(node.at('examples', i), value, 'value'));
  }
  return out;
}

export function serverTexts(server: ToolServer): Text[] {
  const out: Text[] = [];
  if (server.instructions) out.push({ at: server.at('instructions'), text: server.instructions, what: 'instructions' });
  for (const offer of [...server.prompts, ...server.resources]) {
    if (offer.data.name) out.push({ at: offer.at('name'), text: offer.data.name, what: 'name' });
    if (offer.data.description)
      out.push({ at: offer.at('description'), text: offer.data.description, what: 'description' });
  }
  return out;
}
