import type { Sign } from '../diff/comparison.ts';
import { changesOf, type Change, type Diff, type Piece } from '../diff/diff.ts';
import type { Loaded } from '../inputs/input.ts';
import { isWithin, type Address } from '../model/address.ts';
import type { SinceLock } from '../model/server.ts';
import { sayChange } from '../reporters/diff/say.ts';

/** What is surely no matter of style: orders beyond the tool, and what a person does not see. */
const SURE: ReadonlySet<string> = new Set(['instructs-beyond-tool', 'hidden-unicode', 'ansi-escape']);

/** The server with what changed since it was locked, for the rule that says it. */
export function withDrift(loaded: Loaded, diff: Diff, signs: readonly Sign[]): Loaded {
  const { server } = loaded;
  const drift = changesOf(diff).map((change): SinceLock & { readonly at: Address } => ({
    // of a tool that is gone nothing is left to point at
    at:
      change.id === 'tool-removed' || change.id === 'tool-unlisted'
        ? server.at('tools')
        : { ...change.at, server: server.id },
    what: 'since-lock',
    change: change.subject === 'text' ? 'text' : 'list',
    says: clauseOf(change),
    ...textOf(change, 'came'),
    ...textOf(change, 'gone'),
    ...steersOf(change, signs),
  }));
  return { ...loaded, server: { ...server, quirks: [...server.quirks, ...drift] } };
}

/** What changed, without how many words: those are told. */
function clauseOf(change: Change): string {
  const said = sayChange({ ...change, data: { ...change.data, words: '' } }).replace(/: $/, '');
  return change.at.kind === 'tool' ? `${change.at.name}: ${said}` : said;
}

function textOf({ words }: Change, op: Exclude<Piece['op'], 'same'>): Pick<SinceLock, 'came' | 'gone'> {
  const text = (words ?? [])
    .flatMap((piece) => (piece.op === op && piece.text.trim() !== '' ? piece.text.trim() : []))
    .join(' … ');
  return text === '' ? {} : { [op]: text };
}

function steersOf({ at, words }: Change, signs: readonly Sign[]): Pick<SinceLock, 'steers'> {
  if (!words?.some(({ op }) => op === 'came')) return {};
  const own = signs.filter((sign) => SURE.has(sign.ruleId) && isWithin(at, sign.at));
  return own.length === 0 ? {} : { steers: [...new Set(own.map(({ ruleId }) => ruleId))] };
}
