import type { Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Tool } from '../model/server.ts';
import { asText } from '../text/as-text.ts';
import { changeIn } from '../language/change.ts';
import {
  areOperations,
  isChoiceOfRead,
  isDecision,
  isDeedValue,
  isDeedWord,
  isSwitch,
} from '../language/change-names.ts';
import { unknownDeed } from '../language/unknown-deed.ts';
import { wordSet } from '../text/word-set.ts';
import { hintsOf } from './schema-hints.ts';

/** Values of a tool that are looked at; one with more is not called. */
const MOST = 5_000;
const LONGEST = 500_000;
const DEEPEST = 60;

/** Parameters that let the caller say what is done. */
const OPERATIONS = wordSet(
  'action actions operation operations op command commands verb subcommand cmd method operation_type action_type operationname http_method',
);
const CHOOSING = new Set([
  ...OPERATIONS,
  ...wordSet('function mode task mutation statement sql code script javascript python shell bash eval'),
]);
const PROSE = new Set(['description', 'title', '$comment', 'markdownDescription']);
const VALUES = new Set(['enum', 'const', 'default', 'examples', 'example', 'pattern']);
const NAMED = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependentRequired',
  'dependencies',
]);

/** Everything that stands in its input schema and in what it sends beside the known fields, at any depth. */
export function bySchema({ data }: Item<Tool>, isName: (word: string) => boolean): string | undefined {
  const { inputSchema, raw } = data;
  const { dispatched, output, code, message } = hintsOf(inputSchema, (name) => name.toLowerCase().split(/[^a-z0-9]+/));
  if (dispatched && !['read', 'produce', 'light'].includes(dispatched.effect))
    return `a value of a parameter is \`${dispatched.verb}\``;
  if (output) return 'a parameter says where it writes';
  if (code) return 'a parameter takes code or a command';
  if (message) return 'its parameters are those of a message';
  const beside = Object.entries(raw).filter(([key]) => !KNOWN.has(key));
  let left = MOST;
  let chars = LONGEST;
  const stack: Visit[] = [
    { value: inputSchema, key: '', owner: '', depth: 0 },
    ...beside.map(([key, value]) => ({ value, key, owner: '', depth: 0 })),
  ];
  for (let visit = stack.pop(); visit; visit = stack.pop()) {
    const { value, key, owner, depth } = visit;
    if (typeof value === 'string') chars -= value.length;
    if (--left < 0 || chars < 0 || depth > DEEPEST) return 'its schema is larger than is read';
    if (typeof value === 'string') {
      const found = inString(value, key, owner, isName);
      if (found !== undefined) return found;
    } else if (Array.isArray(value)) {
      if (key === 'enum' && areOperations(value)) {
        const other = value.find((each) => typeof each !== 'string' || !isChoiceOfRead(each, true));
        if (other !== undefined)
          return `${owner === '' ? 'its schema' : `\`${owner}\``} can be \`${asText(other).slice(0, 40)}\``;
      }
      for (const each of value) stack.push({ value: each, key, owner, depth: depth + 1 });
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const isProperty = NAMED.has(key) && !VALUES.has(name);
        if ((isProperty || key === 'required') && isDecision(name)) return `a parameter is called \`${name}\``;
        if (isProperty && isObject(member) && member['type'] === 'boolean' && isSwitch(name))
          return `a parameter is called \`${name}\``;
        if (isProperty && OPERATIONS.has(name.toLowerCase()) && isFree(member))
          return `\`${name}\` can be any operation`;
        stack.push({ value: member, key: isProperty ? '' : name, owner: isProperty ? name : owner, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

interface Visit {
  readonly value: unknown;
  readonly key: string;
  /** The property it belongs to. */
  readonly owner: string;
  readonly depth: number;
}

const KNOWN = new Set([
  'name',
  'title',
  'description',
  'inputSchema',
  'outputSchema',
  'annotations',
  'icons',
  'execution',
]);

function inString(value: string, key: string, owner: string, isName: (word: string) => boolean): string | undefined {
  const of = owner === '' ? 'its schema' : `\`${owner}\``;
  if (key === 'required') return isDecision(value) ? `a parameter is called \`${value}\`` : undefined;
  if (VALUES.has(key)) {
    const lower = owner.toLowerCase();
    const chooses = CHOOSING.has(lower) || key === 'default' || key === 'const';
    const isDeed =
      key === 'pattern' ? value.split(/\W+/).some((part) => isDeedValue(part, chooses)) : isDeedValue(value, chooses);
    const isOpen = key !== 'pattern' && CHOOSING.has(lower) && !isChoiceOfRead(value, OPERATIONS.has(lower));
    const runs =
      (key === 'default' || key === 'const') &&
      (value.toLowerCase().match(/[a-z]+/g) ?? []).some((word) => isDeedWord(word));
    return isDeed || isOpen || runs ? `${of} can be \`${value.slice(0, 40)}\`` : undefined;
  }
  if (key === '$ref' || key === '$schema' || key === '$id' || key === 'type' || key === 'format') return undefined;
  const found =
    PROSE.has(key) || /\s/.test(value)
      ? (changeIn(value, isName, 'parameter') ?? unknownDeed(value, 'parameter'))
      : isDeedValue(value, false)
        ? value.slice(0, 40)
        : undefined;
  return found === undefined ? undefined : `what is said of ${of} has \`${found}\``;
}

/** Whether any text will do for an operation. */
const isFree = (schema: unknown): boolean =>
  !isObject(schema) || !['enum', 'const', 'oneOf', 'anyOf', 'allOf', '$ref'].some((key) => key in schema);

/** What only a call that changed something has to tell. */
const AFFECTED =
  /^(?:(?:(?:rows?|records?|items?)_?)?affected(?:_?(?:rows?|records?|items?|count))?|(?:num(?:ber)?_?)?(?:deleted|removed|updated|created|inserted|written|sent|modified)_?(?:count|rows?|records?|items?|ids?)|(?:deleted|removed|updated|created|inserted|modified)Count|undo_?token|confirmation_?(?:number|code|id)|charged(?:_?amount)?|new_?(?:id|value))$/i;
const DONE =
  /^(?:was_?)?(?:deleted|removed|created|updated|inserted|sent|published|written|saved|executed|modified|cancell?ed|queued|charged)$/i;
/** The same behind its thing, of something that is so or not: `order_deleted`. */
const THING_DONE =
  /(?:^|_|[a-z](?=[A-Z]))(?:deleted|removed|created|inserted|sent|published|saved|cancell?ed|queued|charged)$/i;
const SAID =
  /\b(?:was|were|has been|have been) (?:\w+ly )?(?:deleted|removed|created|inserted|sent|cancell?ed|updated|made)\b/i;

/** What its result tells, at the top and in what is wrapped there; not of each of many things. */
export function byOutput({ data: { outputSchema } }: Item<Tool>): string | undefined {
  const root = propertiesOf(outputSchema);
  const all = [...root, ...root.flatMap(([, member]) => propertiesOf(member))];
  const found = all.find(([name, member]) => {
    if (!isObject(member)) return AFFECTED.test(name);
    const { type, description, enum: choices, const: only } = member;
    const isFlag = type === 'boolean';
    if (AFFECTED.test(name) || (isFlag && THING_DONE.test(name))) return true;
    if (isFlag && typeof description === 'string' && SAID.test(description)) return true;
    const said = [only, ...(Array.isArray(choices) ? choices : [])];
    return (
      /^(?:status|result|outcome)$/i.test(name) &&
      said.some((each) => typeof each === 'string' && DONE.test(each) && said.length < 4)
    );
  });
  const done = found ?? root.find(([name]) => DONE.test(name));
  return done && `its result tells \`${done[0]}\``;
}

const propertiesOf = (schema: unknown): readonly (readonly [string, unknown])[] =>
  isObject(schema) && isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
