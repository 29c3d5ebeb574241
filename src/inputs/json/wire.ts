import { isObject } from '../../model/schema.ts';
import type {
  ChangedPart,
  HealthFact,
  HttpFact,
  ListDifference,
  ListFact,
  ListMethod,
  NamedTool,
  PageFact,
  WireFacts,
} from '../../model/wire.ts';
import { readCalls, readEgress } from './calls.ts';
import { boolean, list, number, object, oneOf, text } from './fields.ts';
import type { Shape } from './shapes.ts';

/** A tool list in a file is as many pages as are there; `nextCursor` beside the last says whether more exist. */
export function wireOfPages(pages: Shape['pages'], counts: readonly number[]): WireFacts {
  const facts: PageFact[] = [];
  let cursor: unknown;
  for (const [i, { beside }] of pages.entries()) {
    const result: Record<string, unknown> = {};
    for (const key of ['nextCursor', 'ttlMs', 'cacheScope', 'resultType', '_meta'])
      if (key in beside) result[key] = beside[key];
    facts.push({ method: 'tools/list', ...(typeof cursor === 'string' ? { cursor } : {}), result, items: counts[i]! });
    cursor = result['nextCursor'];
  }
  const end =
    typeof cursor === 'string'
      ? { outcome: 'cut' as const, reason: 'the list goes on: `nextCursor` is set and the next page is not here' }
      : { outcome: 'complete' as const };
  return { pages: facts, lists: [{ method: 'tools/list', declared: true, ...end }], stdout: [], http: [] };
}

/** Wire facts as a snapshot carries them; what has not the right shape is left out. */
export function readWire(sent: unknown): WireFacts | undefined {
  if (!isObject(sent)) return undefined;
  const fields = Object.entries(FIELDS).map(([name, read]) => [name, read(sent[name])] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as unknown as WireFacts;
}

const NAMED = { name: text, nth: number };
const difference = object<ListDifference>({
  moved: boolean,
  missing: list(object<NamedTool>(NAMED)),
  added: list(text),
  changed: list(object<ChangedPart>({ ...NAMED, pointer: text, what: oneOf('value', 'order') })),
});
const health = object<HealthFact>(
  {
    path: text,
    status: number,
    ms: number,
    shows: list(oneOf('secret', 'sessions', 'environment', 'stack')),
    says: oneOf('well', 'ill'),
    away: boolean,
  },
  ['status', 'ms', 'says', 'away'],
);
const listOf =
  <T>(is: (entry: unknown) => entry is T) =>
  (sent: unknown): readonly T[] =>
    Array.isArray(sent) ? sent.filter(is) : [];

/** One reader for each field: a new field of WireFacts does not compile until a snapshot brings it back. */
const FIELDS: { readonly [K in keyof Required<WireFacts>]: (sent: unknown) => WireFacts[K] | undefined } = {
  transport: oneOf('stdio', 'http', 'sse'),
  era: oneOf('legacy', 'modern'),
  pages: listOf(isPage),
  lists: listOf(isList),
  stdout: listOf((entry): entry is string => typeof entry === 'string'),
  http: listOf(isExchange),
  health: object(
    { by: oneOf('named', 'usual'), asked: number, otherwise: number, answers: list(health), serverless: boolean },
    ['otherwise', 'serverless'],
  ),
  endpoint: object({ status: number, type: text }, ['status', 'type']),
  unknownTool: object(
    {
      outcome: oneOf('error', 'result', 'refused', 'silence', 'ended'),
      code: number,
      isError: boolean,
      status: number,
    },
    ['code', 'isError', 'status'],
  ),
  again: difference,
  identity: difference,
  calls: readCalls,
  egress: readEgress,
};

const METHODS: Readonly<Record<ListMethod, true>> = {
  'tools/list': true,
  'prompts/list': true,
  'resources/list': true,
  'resources/templates/list': true,
};
const isMethod = (sent: unknown): boolean => typeof sent === 'string' && Object.hasOwn(METHODS, sent);
const isOptional = (type: 'string' | 'number', sent: unknown): boolean => sent === undefined || typeof sent === type;

function isPage(entry: unknown): entry is PageFact {
  return (
    isObject(entry) &&
    isMethod(entry['method']) &&
    isOptional('string', entry['cursor']) &&
    isObject(entry['result']) &&
    typeof entry['items'] === 'number'
  );
}

function isList(entry: unknown): entry is ListFact {
  if (!isObject(entry) || !isMethod(entry['method']) || typeof entry['declared'] !== 'boolean') return false;
  return (
    oneOf('complete', 'cut', 'rejected')(entry['outcome']) !== undefined &&
    isOptional('string', entry['reason']) &&
    isOptional('number', entry['code'])
  );
}

function isExchange(entry: unknown): entry is HttpFact {
  return (
    isObject(entry) &&
    typeof entry['method'] === 'string' &&
    typeof entry['path'] === 'string' &&
    typeof entry['status'] === 'number'
  );
}
