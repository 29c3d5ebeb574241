import type { Item } from '../model/address.ts';
import { schemaNodes, type JsonSchema, type SchemaNode } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import type { Sentence } from '../language/sentences.ts';
import { descriptionsOf, readText, type Description } from './description.ts';
import { effectOf, type Effect } from './effect.ts';
import { dialectOf, type Dialect } from './dialect.ts';
import { checkMetaschema, type MetaProblem } from './metaschema.ts';
import { mayRefer, referencesOf, type Reference } from './references.ts';
import { proseOf, serverTexts, textsOf, type Text } from './texts.ts';
import { violation } from './instance.ts';
import type { Violation } from './verdict.ts';

/** What is derived from a server once and shared by rules, budget and reports. Pure and memoised. */
export interface Facts {
  /** Every subschema of the tool, input then output, parents first. */
  nodes(tool: Item<Tool>): readonly SchemaNode[];
  /** Every text of the tool that a model or a person reads: name, titles, descriptions at all depths, string enums, defaults, examples. */
  texts(tool: Item<Tool>): readonly Text[];
  /** All of these in one string, a line each: for a quick look, which in most tools makes a close one needless. */
  prose(tool: Item<Tool>): string;
  /** The same for the server: its instructions, and the names and descriptions of prompts and resources. */
  serverTexts(): readonly Text[];
  /** What calling the tool does to the world, with the evidence; `class: null` when nothing tells. */
  effect(tool: Item<Tool>): Effect;
  /** Whether the description is in English, or too short to tell; only then is it judged. */
  english(tool: Item<Tool>): boolean;
  /** The sentences of the description; none where it is missing, a placeholder, or not in English. */
  sentences(tool: Item<Tool>): readonly Sentence[];
  /** How well the description says what the tool does, when to use it, what comes back and what else happens. */
  description(tool: Item<Tool>): Description;
  /** Which dialect of JSON Schema the tool's schema is written in. */
  dialect(tool: Item<Tool>, role: 'input' | 'output'): Dialect;
  /** What the metaschema of the declared, or else the default, dialect says against a root schema. */
  metaschema(tool: Item<Tool>, role: 'input' | 'output'): readonly MetaProblem[];
  /** Where a node's `$ref` leads; `undefined` for a node without one. */
  reference(node: SchemaNode): Reference | undefined;
  /** The nodes of a tool that have a `$ref`, with where it leads. */
  references(tool: Item<Tool>): readonly (readonly [SchemaNode, Reference])[];
  /** Why a value breaks a schema, or `undefined` when it does not or that cannot be told. Patterns are never run. */
  violation(value: unknown, node: SchemaNode): Violation | undefined;
  /** The lower-case words of an identifier: `getHTTPStatus` is get, http, status. */
  words(identifier: string): readonly string[];
}

export type { Description, Dialect, Effect, MetaProblem, Reference, Sentence, Text, Violation };

/** Facts of one server; each is computed when first asked for. */
export function factsOf(server: ToolServer): Facts {
  const nodes = memo((tool: Item<Tool>) => schemaNodes(tool));
  const input = memo((tool: Item<Tool>) => schemaFacts(nodes(tool).filter(({ role }) => role === 'input')));
  const output = memo((tool: Item<Tool>) => schemaFacts(nodes(tool).filter(({ role }) => role === 'output')));
  const schemas = { input, output };
  const texts = memo((tool: Item<Tool>) => textsOf(tool, nodes(tool)));
  const words = memo(splitIdentifier);
  const effect = memo((tool: Item<Tool>) => effectOf(tool, words));
  const read = memo((tool: Item<Tool>) => readText(tool.data.description));
  const describe = descriptionsOf(server);
  const all = { texts: undefined as readonly Text[] | undefined };
  return {
    nodes,
    texts,
    prose: memo((tool: Item<Tool>) => proseOf(tool, nodes(tool))),
    serverTexts: () => (all.texts ??= serverTexts(server)),
    effect,
    english: (tool) => read(tool).state !== 'foreign',
    sentences: (tool) => read(tool).sentences,
    description: memo((tool: Item<Tool>) => describe(tool, effect(tool).class, read(tool))),
    dialect: (tool, role) => dialectOf(role === 'input' ? tool.data.inputSchema : tool.data.outputSchema),
    metaschema: (tool, role) => schemas[role](tool).problems(),
    reference: (node) => (mayRefer(node.data) ? schemas[node.role](node.tool).references().of(node) : undefined),
    references: (tool) => [...input(tool).references().all, ...output(tool).references().all],
    violation: (value, node) => schemas[node.role](node.tool).violation(value, node.data),
    words,
  };
}

/** What is known of one root schema, given as its nodes. */
function schemaFacts(nodes: readonly SchemaNode[]) {
  const references = once(() => referencesOf(nodes));
  const effort = { left: 200_000 };
  return {
    problems: once(() => checkMetaschema(nodes)),
    references,
    violation: (value: unknown, schema: JsonSchema) =>
      violation(value, schema, (each) => references().target(each), effort),
  };
}

function once<V>(compute: () => V): () => V {
  let known: { readonly value: V } | undefined;
  return () => (known ??= { value: compute() }).value;
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
