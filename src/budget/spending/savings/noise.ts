import type { Facts } from '../../../facts/facts.ts';
import { segments } from '../../../model/pointer.ts';
import type { SchemaNode, SchemaObject } from '../../../model/schema.ts';
import type { ToolServer } from '../../../model/server.ts';
import { plural } from '../../../text/numbers.ts';
import { repeatsName } from '../repeats.ts';
import type { Edit } from '../spending.ts';
import type { Draft } from './savings.ts';

/** A member of schemas that says nothing: whose it is, and what a sentence calls it. */
interface Noise {
  isOf(schema: SchemaObject, node: SchemaNode): readonly string[];
  say(count: number): string;
  readonly risk: Draft['risk'];
}

const { MAX_SAFE_INTEGER, MIN_SAFE_INTEGER } = Number;

const NOISE: readonly Noise[] = [
  {
    isOf: ({ title }, node) => (namesOf(node).some((name) => repeatsName(title, name)) ? ['title'] : []),
    say: (count) =>
      `Drop ${plural(count, '`title`')} that ${count === 1 ? 'says' : 'say'} a name again: schema libraries make them.`,
    risk: 'none',
  },
  {
    isOf: ({ required }) => (Array.isArray(required) && required.length === 0 ? ['required'] : []),
    say: (count) =>
      `Drop ${plural(count, 'empty `required`', 'empty `required`')}, which ${count === 1 ? 'asks' : 'ask'} for nothing.`,
    risk: 'none',
  },
  {
    isOf: ({ maximum, minimum }) => [
      ...(maximum === MAX_SAFE_INTEGER ? ['maximum'] : []),
      ...(minimum === MIN_SAFE_INTEGER ? ['minimum'] : []),
    ],
    say: (count) =>
      `Drop ${plural(count, 'bound')} that only ${count === 1 ? 'says' : 'say'} what an integer in JavaScript is: \`z.int()\` writes them, \`z.number().int().min(1).max(100)\` says more in fewer tokens.`,
    risk: 'none',
  },
  {
    isOf: (schema) => (schema['default'] === null ? ['default'] : []),
    say: (count) =>
      `Drop ${plural(count, '`"default": null`', '`"default": null`')}: a parameter that is not required may be left out.`,
    risk: 'low',
  },
  {
    isOf: ({ $schema }, { parent }) => (typeof $schema === 'string' && parent === undefined ? ['$schema'] : []),
    say: (count) =>
      `Drop \`$schema\` in ${plural(count, 'tool')}, which clients do not read. The SDK writes it: say so to its makers, or answer the request for the list yourself.`,
    risk: 'low',
  },
  {
    isOf: (schema) => ['additionalProperties', 'unevaluatedProperties'].filter((key) => isAnything(schema[key])),
    say: (count) =>
      `Drop ${plural(count, 'member')} such as \`"additionalProperties": {}\`, which ${count === 1 ? 'allows' : 'allow'} what is allowed anyway.`,
    risk: 'low',
  },
  {
    isOf: ({ minLength, minItems, minProperties }) => [
      ...(minLength === 0 ? ['minLength'] : []),
      ...(minItems === 0 ? ['minItems'] : []),
      ...(minProperties === 0 ? ['minProperties'] : []),
    ],
    say: (count) => `Drop ${plural(count, 'lower bound')} of 0.`,
    risk: 'none',
  },
];

/** What libraries call the schema of a tool: `search_ordersArguments` in FastMCP. */
const OF_TOOL = ['', 'Arguments', 'Args', 'Input', 'Params', 'Parameters', 'Request'];

/** What a title says again: the name of the property, of the definition or of the tool. */
function namesOf({ property, parent, via, address, tool }: SchemaNode): readonly (string | undefined)[] {
  if (parent === undefined) return OF_TOOL.map((suffix) => `${tool.data.name}${suffix}`);
  return via === '$defs' || via === 'definitions' ? [segments(address.pointer).at(-1)] : [property?.name];
}

const isAnything = (value: unknown): boolean =>
  value === true ||
  (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);

/** What can be dropped from input schemas with nothing lost: one for each kind, all places together. */
export function noiseIn(server: ToolServer, facts: Facts): Draft[] {
  const found = NOISE.map((): Edit[] => []);
  for (const tool of server.tools)
    for (const node of facts.nodes(tool)) {
      const { data, role } = node;
      if (role !== 'input' || typeof data === 'boolean') continue;
      NOISE.forEach(({ isOf }, i) => {
        for (const key of isOf(data, node)) found[i]!.push({ at: node.at(key), drop: true });
      });
    }
  return NOISE.flatMap(({ say, risk }, i) => {
    const edits = found[i]!;
    return edits.length === 0
      ? []
      : [{ kind: 'drop', say: say(edits.length), risk, at: edits.map(({ at }) => at), edits }];
  });
}
