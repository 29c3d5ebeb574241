import type { Traced } from '../trail.ts';
import { isObject, type Real } from './kinds.ts';

/** Keywords whose values are data and no schemas. */
const DATA = new Set(['const', 'enum', 'default', 'examples']);
/** Keywords whose members are schemas by names of the author's choosing. */
const NAMED = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies']);

/**
 * An output schema whose root is no object, as the second SDK sends it to clients of 2025-11-25 and before, whose protocol
 * has only objects there (SEP-2106): `{ result }` around it, with references moved along.
 */
export function forOlderClients({ json, trail }: Traced<Real>): Traced<Real> {
  if (json['type'] === 'object') return { json, trail };
  const { $schema } = json;
  return {
    json: {
      ...(typeof $schema === 'string' && { $schema }),
      type: 'object',
      properties: { result: moved(json, false) },
      required: ['result'],
    },
    trail: { spot: trail.spot, parts: new Map([['properties', { parts: new Map([['result', trail]]) }]]) },
  };
}

function moved(node: unknown, isNameMap: boolean): unknown {
  if (Array.isArray(node)) return node.map((each) => moved(each, false));
  if (!isObject(node)) return node;
  const id = node['$id'];
  if (!isNameMap && id !== undefined && !(typeof id === 'string' && id.startsWith('#'))) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (isNameMap) return [key, moved(value, false)];
      if ((key === '$ref' || key === '$dynamicRef') && typeof value === 'string') return [key, target(value)];
      return [key, DATA.has(key) ? value : moved(value, NAMED.has(key))];
    }),
  );
}

const target = (ref: string): string =>
  ref === '#' ? '#/properties/result' : ref.startsWith('#/') ? `#/properties/result${ref.slice(1)}` : ref;
