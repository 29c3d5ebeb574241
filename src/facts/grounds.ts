import type { Address, Item } from '../model/address.ts';
import type { Tool } from '../model/server.ts';

/** What the levels of a tool's text rest on, and the parts named beside: for `because`. */
export const textGrounds = (tool: Item<Tool>, ...more: readonly (keyof Tool)[]): readonly Address[] =>
  (['description', 'name', 'title', 'annotations', ...more] as const).map((part) => tool.at(part));
