import type { Sentence } from '../language/sentences.ts';
import { splitIdentifier } from '../language/identifiers.ts';
import { stemOf } from '../language/words.ts';
import type { Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import { asText } from '../text/as-text.ts';
import { idfOf } from './idf.ts';
import { termsOf } from './terms.ts';

/** How alike the names, texts and parameters of two tools are, 0..1. */
export interface Likeness {
  of(a: Item<Tool>, b: Item<Tool>): number;
}

interface Vector {
  /** By word stem. Weights are whole: their sums do not hang on the order. */
  readonly weights: ReadonlyMap<string, number>;
  readonly square: number;
  readonly params: ReadonlyMap<string, string>;
}

const SCALE = 256;
/** The part that parameters have in likeness. */
const PARAMS = 0.2;

/** A tool is read when it is first compared. The words of the server's own name tell no tool from another. */
export function likenessOf(server: ToolServer, sentences: (tool: Item<Tool>) => readonly Sentence[]): Likeness {
  const product = new Set(splitIdentifier(server.info?.name ?? server.id).map(stemOf));
  const known = new Map<Item<Tool>, Vector>();
  const vectorOf = (tool: Item<Tool>): Vector => {
    let vector = known.get(tool);
    if (vector === undefined) known.set(tool, (vector = vectorise(tool.data, sentences(tool), product)));
    return vector;
  };
  return {
    of(one, other) {
      const [a, b] = [vectorOf(one), vectorOf(other)];
      let shared = 0;
      for (const [term, weight] of a.weights) shared += weight * (b.weights.get(term) ?? 0);
      const text = shared === 0 ? 0 : shared / Math.sqrt(a.square * b.square);
      return text * (1 - PARAMS + PARAMS * paramLikeness(a.params, b.params));
    },
  };
}

function vectorise(tool: Tool, sentences: readonly Sentence[], product: ReadonlySet<string>): Vector {
  const weights = new Map<string, number>();
  let square = 0;
  for (const [term, said] of termsOf(tool, sentences)) {
    if (product.has(term)) continue;
    const weight = Math.round(SCALE * idfOf(term) * Math.log2(1 + said));
    weights.set(term, weight);
    square += weight * weight;
  }
  return { weights, square, params: paramsOf(tool) };
}

/** Parameters by name, each with its type and whether it must be given. */
function paramsOf({ inputSchema }: Tool): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  if (!isObject(inputSchema) || !isObject(inputSchema['properties'])) return params;
  const { properties, required } = inputSchema as { properties: Record<string, unknown>; required?: unknown };
  const needed = new Set<unknown>(Array.isArray(required) ? required : []);
  for (const [name, schema] of Object.entries(properties).slice(0, 64))
    params.set(name, `${needed.has(name)} ${isObject(schema) ? asText(schema['type']) : ''}`);
  return params;
}

/** 1 for the same parameters, also for none at all; one of another type, or needed by one of the two only, counts half. */
function paramLikeness(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  if (a.size + b.size === 0) return 1;
  let shared = 0;
  for (const [name, kind] of a) if (b.has(name)) shared += b.get(name) === kind ? 1 : 0.5;
  return (2 * shared) / (a.size + b.size);
}
