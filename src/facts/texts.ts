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
  const out: Text[] = [];
  eachText(tool, nodes, (text, what, owner, ...path) => {
    const of = () => (owner === tool ? nameOf(tool.data.name) : pathOf(owner as SchemaNode));
    out.push({ at: owner.at(...path), text, what, of });
  });
  return out;
}

/** All of them in one string, a line each; without an address for each it costs little. */
export function proseOf(tool: Item<Tool>, nodes: readonly SchemaNode[]): string {
  const out: string[] = [];
  eachText(tool, nodes, (text) => void out.push(text));
  return out.join('\n');
}

type Owner = Item<Tool> | SchemaNode;
type Visit = (text: string, what: Text['what'], owner: Owner, ...path: (string | number)[]) => void;

function eachText(tool: Item<Tool>, nodes: readonly SchemaNode[], visit: Visit): void {
  const see = (text: unknown, what: Text['what'], owner: Owner, ...path: (string | number)[]): void => {
    if (typeof text === 'string' && text !== '') visit(text, what, owner, ...path);
  };
  const { name, title, description, annotations } = tool.data;
  see(name, 'name', tool, 'name');
  see(title, 'title', tool, 'title');
  see(annotations?.['title'], 'title', tool, 'annotations', 'title');
  see(description, 'description', tool, 'description');
  for (const node of nodes) {
    const { data } = node;
    if (typeof data === 'boolean') continue;
    if (node.property) see(node.property.name, 'name', node);
    for (const [key, what] of PROSE) if (data[key] !== undefined) see(data[key], what, node, key);
    for (const key of LISTS) {
      const values = data[key];
      if (Array.isArray(values)) values.forEach((value, i) => see(value, 'value', node, key, i));
    }
  }
}

const PROSE = [
  ['description', 'description'],
  ['title', 'title'],
  ['default', 'value'],
  ['const', 'value'],
] as const;
const LISTS = ['enum', 'examples'];

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
