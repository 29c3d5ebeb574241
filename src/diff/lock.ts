import { budgetOf } from '../budget/budget.ts';
import { integrityOf, lockKey } from './integrity.ts';
import { isOffered } from './offers.ts';
import { isObject } from '../model/schema.ts';
import type { ToolServer } from '../model/server.ts';
import { positionAt, type Position } from '../text/lines.ts';
import { safeJson } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { isFailed, type Loaded } from '../inputs/input.ts';
import { loadText } from '../inputs/json/load.ts';
import { readJson } from '../inputs/json/read.ts';
import { JsonProblem } from '../inputs/json/scanner.ts';
import { reach } from '../inputs/json/spots.ts';
import { fieldsOf, print } from '../inputs/snapshot.ts';

export const LOCK_FILE = 'mcp-audit.lock.json';
const LOCK_VERSION = 1;

export interface Generator {
  readonly name: 'mcp-audit';
  readonly version: string;
  /** Hash over the rules there are. */
  readonly ruleSet: string;
}

/** What was agreed to: the lists themselves, what they cost, and a hash of each part. */
export interface Lock {
  readonly generator: Generator;
  readonly servers: readonly Loaded[];
  /** What each was called by. */
  readonly targets: readonly string[];
}

/** A server that goes into a lock. */
export interface LockEntry {
  readonly loaded: Loaded;
  /** What it was called by, without secrets. */
  readonly target: string;
}

/** Of a snapshot, what is not the same in every run, or follows from what is. */
const PASSING: ReadonlySet<string> = new Set([
  'wire',
  'code',
  'drift',
  'sinceLock',
  'modules',
  'capabilities',
  'revisions',
]);

/**
 * The text of a lock: itself a file of tool lists, so that it can be audited and compared. Servers and tools stand in the order
 * of their names; a tool that is as it was in `before` stands there as it did, so that only what changed shows in a review.
 */
export function lockText(entries: readonly LockEntry[], generator: Generator, before?: Lock): string {
  const old = new Map(before?.servers.map((each) => [each.server.id, each.server]));
  const servers = entries
    .toSorted((a, b) => byName(a.loaded.server.id, b.loaded.server.id))
    .map(({ loaded, target }) => fieldsOfEntry(loaded, target, old.get(loaded.server.id)));
  return `${safeJson(print({ lockVersion: LOCK_VERSION, generator, servers }, ''))}\n`;
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function fieldsOfEntry(loaded: Loaded, target: string, old: ToolServer | undefined): Readonly<Record<string, unknown>> {
  const { server } = loaded;
  const {
    tools: _,
    server: info,
    id: __,
    fidelity,
    ...rest
  } = fieldsOf({
    ...loaded,
    server: { ...server, resources: server.resources.filter(isOffered) },
  });
  const budget = budgetOf(server);
  const sorted = server.tools
    .map((tool, i) => ({ ...tool, key: lockKey(tool.address), tokens: budget.tools[i]!.tokens.model }))
    .toSorted((a, b) => byName(a.data.name, b.data.name) || a.address.nth - b.address.nth);
  const known = new Map(old?.tools.map(({ data, address }) => [lockKey(address), data.raw]));
  const kept = Object.entries(rest).filter(
    ([key, value]) => !PASSING.has(key) && !(key === 'opaque' && Array.isArray(value) && value.length === 0),
  );
  return {
    id: server.id,
    target,
    server: info,
    fidelity,
    budget: {
      encoding: budget.encoding,
      model: budget.model,
      listing: budget.listing,
      instructions: budget.instructions,
      tools: Object.fromEntries(sorted.map(({ key, tokens }) => [key, tokens])),
    },
    integrity: hashesOf(server),
    ...Object.fromEntries(kept),
    tools: sorted.map(({ key, data: { raw } }) => {
      const was = known.get(key);
      return was && integrityOf(was) === integrityOf(raw) ? was : raw;
    }),
  };
}

const hashesOf = ({ instructions, tools }: ToolServer) => ({
  ...(instructions === undefined ? {} : { instructions: integrityOf(instructions) }),
  tools: Object.fromEntries(
    tools
      .map(({ data, address }) => [lockKey(address), integrityOf(data.raw)] as const)
      .toSorted(([a], [b]) => byName(a, b)),
  ),
});

/** Reads what `lockText` wrote. Throws a `UserError` where it is no lock, is of another version, or was changed by hand. */
export function readLock(text: string, file: string): Lock {
  const again = { hints: ['write it anew: `mcp-audit lock`'] };
  const { value, at } = read(text, file, again.hints);
  if (!isObject(value) || value['lockVersion'] === undefined || !Array.isArray(value['servers']))
    throw new UserError('this is no lock of mcp-audit', { place: { file }, ...again });
  if (value['lockVersion'] !== LOCK_VERSION)
    throw new UserError(
      `this lock has the version ${JSON.stringify(value['lockVersion']).slice(0, 20)}, and this mcp-audit reads ${LOCK_VERSION}`,
      {
        place: { file, ...at('/lockVersion') },
        hints: ['use the mcp-audit that wrote it, or write it anew: `mcp-audit lock`'],
      },
    );
  const loaded = value['servers'].length === 0 ? [] : loadText(text, file, 'lock');
  const servers = loaded.map((each, i) => {
    const stated = isObject(value) && Array.isArray(value['servers']) ? value['servers'][i] : undefined;
    if (isFailed(each))
      throw new UserError(`this lock cannot be read: ${each.reason}`, {
        place: { file, ...each.place?.start },
        ...again,
      });
    const wrong = mismatch(each.server, isObject(stated) ? stated['integrity'] : undefined);
    if (wrong !== undefined)
      throw new UserError(`in this lock, ${wrong} of \`${each.server.id}\` is not what its hash says`, {
        place: { file, ...at(`/servers/${i}`) },
        hints: ['it was changed by hand, or merged: look at it, then write it anew: `mcp-audit lock`'],
      });
    return each;
  });
  const targets = value['servers'].map((each) => {
    const target = isObject(each) ? each['target'] : undefined;
    return typeof target === 'string' ? target : '';
  });
  return { generator: generatorOf(value['generator']), servers, targets };
}

/** A lock as JSON, and where its parts stand. */
function read(
  text: string,
  file: string,
  hints: readonly string[],
): { readonly value: unknown; readonly at: (pointer: string) => Position } {
  try {
    const { value, root, lines } = readJson(text.replace(/^\uFEFF/, ''));
    return {
      value,
      at(pointer) {
        const { spot } = reach(root, pointer);
        return positionAt(lines, spot.key?.start ?? spot.start);
      },
    };
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new UserError(`this lock cannot be read: ${error.message}`, {
      place: { file, ...error.position },
      hints: ['a merge may have left its marks in it', ...hints],
    });
  }
}

/** The first part that is not what its hash says. */
function mismatch(server: ToolServer, stated: unknown): string | undefined {
  const hashes = isObject(stated) ? stated : {};
  const own = hashesOf(server);
  if (hashes['instructions'] !== own.instructions) return 'the text of the instructions';
  const tools = isObject(hashes['tools']) ? hashes['tools'] : {};
  const odd = [...new Set([...Object.keys(own.tools), ...Object.keys(tools)])].find(
    (key) => own.tools[key] !== tools[key],
  );
  return odd === undefined ? undefined : `the tool \`${odd}\``;
}

function generatorOf(value: unknown): Generator {
  const { version, ruleSet } = isObject(value) ? value : {};
  return {
    name: 'mcp-audit',
    version: typeof version === 'string' ? version : '',
    ruleSet: typeof ruleSet === 'string' ? ruleSet : '',
  };
}
