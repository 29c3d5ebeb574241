const WELL_KNOWN_NAMES = [
  'asyncDispose',
  'asyncIterator',
  'dispose',
  'hasInstance',
  'isConcatSpreadable',
  'iterator',
  'match',
  'matchAll',
  'metadata',
  'replace',
  'search',
  'species',
  'split',
  'toPrimitive',
  'toStringTag',
  'unscopables',
] as const;

/** `Symbol.iterator` and its like; what this Node.js lacks is made. */
export const WELL_KNOWN: ReadonlyMap<string, symbol> = new Map(
  WELL_KNOWN_NAMES.map((name) => [
    name,
    (Symbol as unknown as Readonly<Record<string, symbol | undefined>>)[name] ?? Symbol(`Symbol.${name}`),
  ]),
);

// Node.js 20 registers what it lacks, and a registered symbol is no weak key.
const unregistered = [...WELL_KNOWN].filter(([, symbol]) => Symbol.keyFor(symbol) === undefined);
const names = new Map<symbol, string>(unregistered.map(([name, symbol]) => [symbol, `@@${name}`]));
let made = 0;

/** Where members of a symbol are kept: under a name no program writes, such as `@@iterator` or `@@for:name`. */
export function keyOfSymbol(symbol: symbol): string {
  const registered = Symbol.keyFor(symbol);
  if (registered !== undefined) return `@@for:${registered}`;
  let name = names.get(symbol);
  if (name === undefined) names.set(symbol, (name = `@@${++made}`));
  return name;
}

/** The symbol a member is kept for; `undefined` for one the program made for itself. */
export const symbolOfKey = (key: string): symbol | undefined =>
  key.startsWith('@@for:') ? Symbol.for(key.slice(6)) : WELL_KNOWN.get(key.slice(2));

export const isSymbolKey = (key: string): boolean => key.startsWith('@@');
