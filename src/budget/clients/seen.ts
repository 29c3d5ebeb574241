import type { Address, Item } from '../../model/address.ts';
import { isObject, isSchema, KEYWORDS, type SchemaObject } from '../../model/schema.ts';
import type { Tool } from '../../model/server.ts';

/** Members that neither restrict a value nor say what it is: nobody misses them in a prompt. */
const IDLE = new Set(['$schema', '$id', '$comment', '$anchor', '$vocabulary', '$defs', 'definitions', 'title']);

/**
 * Which members of the input schemas a rendering has shown. A renderer takes what it writes through `show`; what it has not
 * taken is hidden.
 */
export class Seen {
  readonly #shown = new Map<SchemaObject, Set<string>>();

  /** The value of a member, which is shown now. */
  show(schema: SchemaObject, keyword: string): unknown {
    const value = schema[keyword];
    if (value === undefined) return undefined;
    const known = this.#shown.get(schema);
    if (known) known.add(keyword);
    else this.#shown.set(schema, new Set([keyword]));
    return value;
  }

  /** The outermost members of the input schemas that were not shown, in the order sent. */
  hiddenIn(tools: readonly Item<Tool>[]): Address[] {
    const hidden: Address[] = [];
    for (const tool of tools) {
      const { inputSchema } = tool.data;
      if (isObject(inputSchema)) this.#collect(inputSchema, tool, ['inputSchema'], hidden);
    }
    return hidden;
  }

  #collect(schema: SchemaObject, tool: Item<Tool>, path: readonly (string | number)[], hidden: Address[]): void {
    const shown = this.#shown.get(schema);
    for (const [keyword, value] of Object.entries(schema)) {
      const at = [...path, keyword];
      if (!shown?.has(keyword)) {
        if (says(keyword, value)) hidden.push(tool.at(...at));
        continue;
      }
      const shape = KEYWORDS.get(keyword);
      if (shape === undefined) continue;
      if (Array.isArray(value)) {
        value.forEach((each, i) => isObject(each) && this.#collect(each, tool, [...at, i], hidden));
      } else if (shape.map && isObject(value)) {
        for (const [name, each] of Object.entries(value))
          if (isObject(each)) this.#collect(each, tool, [...at, name], hidden);
      } else if (isObject(value)) this.#collect(value, tool, at, hidden);
    }
  }
}

/** Whether a member says anything: `additionalProperties` as a switch, an empty list or an empty text do not. */
const says = (keyword: string, value: unknown): boolean =>
  !IDLE.has(keyword) &&
  value !== undefined &&
  value !== '' &&
  !(keyword === 'additionalProperties' && (typeof value === 'boolean' || isEmpty(value))) &&
  !(KEYWORDS.has(keyword) && (isEmpty(value) || !(isSchema(value) || Array.isArray(value)))) &&
  !(Array.isArray(value) && value.length === 0);

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
