import type { Item } from '../model/address.ts';
import { schemaNodes, type JsonSchema, type SchemaNode, type SchemaObject } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Grouping } from '../model/toolset.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import type { Sentence } from '../language/sentences.ts';
import { stampOf, type Stamp } from './annotations.ts';
import { archetypeOf, type Archetype } from './archetype.ts';
import { descriptionsOf, readText, type Description } from './description.ts';
import { claimsOf, type Claims } from './claims.ts';
import { confusablePairs, type Pair } from './confusable.ts';
import { effectOf, judgedAs, type Effect } from './effect.ts';
import { dialectOf, type Dialect } from './dialect.ts';
import { errorResultsOf, type ErrorResult } from './error-results.ts';
import type { Given } from './given.ts';
import { checkMetaschema, type MetaProblem } from './metaschema.ts';
import { likenessOf } from './likeness.ts';
import { namingOf, type Naming } from './naming.ts';
import { conceptsOf, type Concept } from './parameter-names.ts';
import { boilerplateOf, type Boilerplate } from './boilerplate.ts';
import { parametersOf, type Parameter } from './parameters.ts';
import { passagesOf, type EffectStatement, type Example, type Limit, type Passages } from './passages.ts';
import { reachedOf, type Reached } from './reached.ts';
import { mayRefer, referencesOf, type Reference } from './references.ts';
import { neighboursOf, type Neighbour } from './neighbours.ts';
import { saidOf, type Said } from './said.ts';
import { subjectsOf, type Subject } from './subject.ts';
import { proseOf, serverTexts, textsOf, type Text } from './texts.ts';
import { groupingOf } from './toolsets/toolsets.ts';
import { violation } from './instance.ts';
import type { Violation } from './verdict.ts';
import { workflowsOf, type Workflow } from './workflows.ts';

/** What is derived from a server once and shared by rules, budget and reports. Pure and memoised. */
export interface Facts extends Passages {
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
  /** The parameters of a tool at all depths, and whether each says what it is. */
  parameters(tool: Item<Tool>): readonly Parameter[];
  /** What the prose claims of the parameters, and what the schema says to that. */
  claims(tool: Item<Tool>): Claims;
  /** The same by all evidence: output schema, annotations, parameters, instructions and the other tools as well; `undefined` where there is no English description. */
  said(tool: Item<Tool>): Said | undefined;
  /** What the tool's name speaks of. */
  subject(tool: Item<Tool>): Subject;
  /** The other tool that a reader could take it for: its name promises the same. */
  neighbour(tool: Item<Tool>): Neighbour | undefined;
  /** The tool that gets one of the things that this one lists. */
  detail(tool: Item<Tool>): Item<Tool> | undefined;
  /** Whether some tool takes, by its id, what this one's name speaks of. */
  keyed(tool: Item<Tool>): boolean;
  /** Pairs of tools that an agent cannot tell apart. */
  confusable(): readonly Pair[];
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
  /** Sentences that stand in several descriptions though they say nothing of the one tool. */
  boilerplate(): readonly Boilerplate[];
  /** How the tools are named: shared prefix, styles, which names say an action. */
  naming(): Naming;
  /** The hints that a framework put on every tool, where one did. */
  stamp(): Stamp | undefined;
  /** The parameters of the tools, those that mean one thing together. */
  parameterNames(): readonly Concept[];
  /** What tools answer when something fails, as far as their code was read. */
  errorResults(): readonly ErrorResult[];
  /** How clients reach the server. */
  reached(): Reached;
  /** What kind of server it is in production. */
  archetype(): Archetype;
  /** The workflows that the configuration names, as far as this server has their tools. */
  workflows(): readonly Workflow[];
  /** The tools in groups, and how it is known that they belong together. */
  toolsets(): Grouping;
  /** The lower-case words of an identifier: `getHTTPStatus` is get, http, status. */
  words(identifier: string): readonly string[];
}

export type {
  Archetype,
  Boilerplate,
  Claims,
  Concept,
  Description,
  Dialect,
  Effect,
  EffectStatement,
  ErrorResult,
  Example,
  Grouping,
  Limit,
  MetaProblem,
  Naming,
  Neighbour,
  Pair,
  Reached,
  Reference,
  Said,
  Sentence,
  Subject,
  Text,
  Violation,
  Workflow,
};

/** Facts of one server; each is computed when first asked for. */
export function factsOf(server: ToolServer, given: Given = {}): Facts {
  const nodes = memo((tool: Item<Tool>) => schemaNodes(tool));
  const input = memo((tool: Item<Tool>) => schemaFacts(nodes(tool).filter(({ role }) => role === 'input')));
  const output = memo((tool: Item<Tool>) => schemaFacts(nodes(tool).filter(({ role }) => role === 'output')));
  const schemas = { input, output };
  const texts = memo((tool: Item<Tool>) => textsOf(tool, nodes(tool)));
  const words = memo(splitIdentifier);
  const effect = memo((tool: Item<Tool>) => effectOf(tool, words));
  const parameters = memo((tool: Item<Tool>) => parametersOf(tool, input(tool)));
  const read = memo((tool: Item<Tool>) => readText(tool.data.description));
  const passages = passagesOf(server, (tool) => read(tool).sentences);
  const describe = descriptionsOf(server);
  const likeness = once(() => likenessOf(server, (tool) => read(tool).sentences));
  const neighbours = neighboursOf(server, () => facts, likeness);
  const all = { texts: undefined as readonly Text[] | undefined };
  const facts: Facts = {
    nodes,
    texts,
    prose: memo((tool: Item<Tool>) => proseOf(tool, nodes(tool))),
    serverTexts: () => (all.texts ??= serverTexts(server)),
    effect,
    english: (tool) => read(tool).state !== 'foreign',
    sentences: (tool) => read(tool).sentences,
    description: memo((tool: Item<Tool>) => describe(tool, judgedAs(effect(tool)), read(tool))),
    said: memo(saidOf(server, () => facts)),
    subject: memo(subjectsOf(() => facts.naming())),
    neighbour: memo(neighbours.of),
    detail: neighbours.detailOf,
    keyed: neighbours.isKeyed,
    confusable: once(() => confusablePairs(server, facts, likeness())),
    parameters,
    claims: memo((tool: Item<Tool>) => claimsOf(tool, parameters(tool), input(tool).nodes, read(tool).sentences)),
    dialect: (tool, role) => dialectOf(role === 'input' ? tool.data.inputSchema : tool.data.outputSchema),
    metaschema: (tool, role) => schemas[role](tool).problems(),
    reference: (node) => (mayRefer(node.data) ? schemas[node.role](node.tool).references().of(node) : undefined),
    references: (tool) => [...input(tool).references().all, ...output(tool).references().all],
    violation: (value, node) => schemas[node.role](node.tool).violation(value, node.data),
    limits: memo(passages.limits),
    examples: memo(passages.examples),
    steering: memo(passages.steering),
    effectStatements: memo(passages.effectStatements),
    boilerplate: once(() => boilerplateOf(server, facts)),
    naming: once(() => namingOf(server, words)),
    stamp: once(() => stampOf(server, facts)),
    parameterNames: once(() => conceptsOf(server, words, facts.subject)),
    errorResults: once(() => errorResultsOf(server)),
    reached: once(() => reachedOf(server)),
    archetype: once(() => archetypeOf(server, given.archetype)),
    workflows: once(() => workflowsOf(server, given)),
    toolsets: once(() => groupingOf(server, facts, given.toolsets)),
    words,
  };
  return facts;
}

/** What is known of one root schema, given as its nodes. */
function schemaFacts(nodes: readonly SchemaNode[]) {
  const references = once(() => referencesOf(nodes));
  const target = (schema: SchemaObject) => (mayRefer(schema) ? references().target(schema) : undefined);
  const effort = { left: 200_000 };
  return {
    nodes,
    problems: once(() => checkMetaschema(nodes)),
    references,
    target,
    violation: (value: unknown, schema: JsonSchema) => violation(value, schema, target, effort),
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
