import type { Level } from '../language/levels/cue.ts';
import { siblingsOf } from '../language/levels/siblings.ts';
import { isEnglish } from '../language/english.ts';
import { sentencesOf, type Sentence } from '../language/sentences.ts';
import type { Item } from '../model/address.ts';
import { isObject, type SchemaNode } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';

/** Where a tool is spoken of besides its own description. */
export type Mention = 'instructions' | 'another tool';

/** Which tools the server's instructions and the descriptions of other tools name. Reads every sentence once. */
export function mentionsOf(
  server: ToolServer,
  sentences: (tool: Item<Tool>) => readonly Sentence[],
): ReadonlyMap<string, Mention> {
  const found = new Map<string, Mention>();
  const siblings = siblingsOf(server.tools.map(({ data }) => ({ name: data.name, title: data.title ?? '' })));
  const { instructions = '' } = server;
  if (isEnglish(instructions))
    for (const sentence of sentencesOf(instructions))
      for (const name of siblings.mentionedIn(sentence, '')) found.set(name, 'instructions');
  for (const tool of server.tools)
    for (const sentence of sentences(tool))
      if (sentence.section !== 'parameters' && sentence.section !== 'examples')
        for (const name of siblings.mentionedIn(sentence, tool.data.name))
          if (!found.has(name)) found.set(name, 'another tool');
  return found;
}

/** Fields of a wrapper that says nothing of what is in it. */
const WRAPPERS = new Set([
  'result',
  'results',
  'data',
  'content',
  'output',
  'response',
  'value',
  'text',
  'success',
  'message',
]);

/** The fields that an output schema names, outermost first, wrappers left out; and how well it says what they are. */
export function returnedBy(nodes: readonly SchemaNode[]): {
  readonly level: Level;
  readonly fields: readonly string[];
} {
  const fields: string[] = [];
  let described = 0;
  for (const { role, property, data } of nodes) {
    if (role !== 'output' || property === undefined) continue;
    if (isObject(data) && ('properties' in data || 'items' in data) && data['description'] === undefined) continue; // what is in it tells
    const tells = isObject(data) && typeof data['description'] === 'string' && data['description'].trim() !== '';
    if (!tells && WRAPPERS.has(property.name)) continue;
    fields.push(property.name);
    if (tells) described++;
  }
  return { level: fields.length === 0 ? 0 : described * 2 >= fields.length ? 2 : 1, fields };
}

/** Parameters by which a caller decides what a call leaves behind. */
const DECIDING =
  /^(?:force|forced|overwrite|confirm(?:ed|ation)?|dry_?run|preview|validate_?only|replace|append|upsert|cascade|recursive|permanent(?:ly)?|hard_?delete|soft_?delete|if_?exists|on_?conflict|skip_?existing|keep_?\w{1,20}|backup|create_?(?:dirs|parents|if_\w{1,20}))$/i;
/** A description of so many words says more than the name. */
const WORDS = 4;

/** Whether a described parameter tells what the call overwrites, asks or only tries. */
export const decides = ({ role, depth, property, data }: SchemaNode): boolean =>
  role === 'input' &&
  depth === 1 &&
  property !== undefined &&
  DECIDING.test(property.name) &&
  isObject(data) &&
  typeof data['description'] === 'string' &&
  data['description'].split(/\s+/, WORDS).length >= WORDS;
