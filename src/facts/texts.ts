import type { Address, Item } from '../model/address.ts';
import { pathOf, type SchemaNode } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import { nameOf } from '../text/few.ts';

/** A text by strangers, and where it stands. */
export interface Text {
  readonly at: Address;
  readonly text: string;
  readonly what: 'name' | 'title' | 'description' | 'value' | 'instructions';
  /** What it belongs to, as a message names it: `get_weather`, `filter.tags`. */
  of(): string;
}

export function textsOf(tool: Item<Tool>, nodes: readonly SchemaNode[]): Text[] {
  const { name, title, description, annotations } = tool.data;
  const out: Text[] = [];
  const add = (at: Address, text: unknown, what: Text['what'], node?: SchemaNode) =>
    void (
      typeof text === 'string' &&
      text !== '' &&
      out.push({ at, text, what, of: () => (node ? pathOf(node) : nameOf(name)) })
    );
  add(tool.at('name'), name, 'name');
  add(tool.at('title'), title, 'title');
  add(tool.at('annotations', 'title'), annotations?.['title'], 'title');
  add(tool.at('description'), description, 'description');
  for (const node of nodes) {
    if (typeof node.data === 'boolean') continue;
    const { description: about, title: heading, default: preset, const: only, enum: values, examples } = node.data;
    if (node.property) add(node.address, node.property.name, 'name', node);
    add(node.at('description'), about, 'description', node);
    add(node.at('title'), heading, 'title', node);
    add(node.at('default'), preset, 'value', node);
    add(node.at('const'), only, 'value', node);
    if (Array.isArray(values)) values.forEach((value, i) => add(node.at('enum', i), value, 'value', node));
    if (Array.isArray(examples)) examples.forEach((value, i) => add(node.at('examples', i), value, 'value', node));
  }
  return out;
}

export function serverTexts(server: ToolServer): Text[] {
  const out: Text[] = [];
  const add = (at: Address, text: string | undefined, what: Text['what'], of: string) =>
    void (text && out.push({ at, text, what, of: () => nameOf(of) }));
  add(server.at('instructions'), server.instructions, 'instructions', server.id);
  for (const { data, at } of [...server.prompts, ...server.resources]) {
    add(at('name'), data.name, 'name', data.name);
    add(at('description'), data.description, 'description', data.name);
  }
  return out;
}
