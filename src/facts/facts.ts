import type { Address, Item } from '../model/address.ts';
import { schemaNodes, type SchemaNode } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import { effectOf, type Effect } from './effect.ts';
import { checkMetaschema, type MetaProblem } from './metaschema.ts';
import { resolveReference, type Reference } from './references.ts';
import { textsOf, serverTexts, type Text } from './texts.ts';
import { violation, type Violation } from './instance.ts';

/** What is derived from a server once and shared by rules, budget and reports. Pure and memoised. */
export interface Facts {
  /** Every subschema of the tool, input then output, parents first. */
  nodes(tool: Item<Tool>): readonly SchemaNode[];
  /** Every text of the tool that a model or a person reads: name, titles, descriptions at all depths, string enums, defaults, examples. */
  texts(tool: Item<Tool>): readonly Text[];
  /** The same for the server: its instructions, and the names and descriptions of prompts and resources. */
  serverTexts(): readonly Text[];
  /** What calling the tool does to the world, with the evidence; `class: null` when nothing tells. */
  effect(tool: Item<Tool>): Effect;
  /** What the metaschema of the declared, or else the default, dialect says against a root schema. */
  metaschema(tool: Item<Tool>, role: 'input' | 'output'): readonly MetaProblem[];
  /** Where a node's `$ref` leads; `undefined` for a node without one. */
  reference(node: SchemaNode): Reference | undefined;
  /** Why a value breaks a schema, or `undefined` when it does not or that cannot be told. Patterns are never run. */
  violation(value: unknown, node: SchemaNode): Violation | undefined;
  /** The lower-case words of an identifier: `getHTTPStatus` is get, http, status. */
  words(identifier: string): readonly string[];
}

export type { Effect, MetaProblem, Reference, Text, Violation };
export type { Address };

/** Facts of one server; each is computed when first asked for. */
export function factsOf(server: ToolServer): Facts {
  const nodes = memo((tool: Item<Tool>) => schemaNodes(tool));
  const meta = { input: memo((tool: Item<Tool>) => checkMetaschema(tool, 'input')), output: memo((tool: Item<Tool>) => checkMetaschema(tool, 'output')) };
  const words = memo(splitIdentifier);
  const all = { texts: undefined as readonly Text[] | undefined };
  return {
    nodes,
    texts: memo((tool: Item<Tool>) => textsOf(tool, nodes(tool))),
    serverTexts: () => (all.texts ??= serverTexts(server)),
    effect: memo((tool: Item<Tool>) => effectOf(tool, words)),
    metaschema: (tool, role) => meta[role](tool),
    reference: memo(resolveReference),
    violation,
    words,
  };
}

function memo<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (known.has(key)) return known.get(key)!;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
