import { describe, expect, it } from 'vitest';

import { limitsOf } from './limits.ts';
import { sentencesOf } from './sentences.ts';

/** The clauses found in a description, each with its kind. */
const limits = (text: string): string[] =>
  limitsOf(sentencesOf(text), text).map(({ kind, text: clause }) => `${kind}: ${clause}`);

const SAID: readonly (readonly [text: string, ...found: string[]])[] = [
  ['Sails only within allowed harbours.', 'scope: Sails only within allowed harbours.'],
  ['Searches the home port only.', 'scope: Searches the home port only.'],
  ['Only moored boats can be painted.', 'scope: Only moored boats can be painted.'],
  ['Limited to ports of your own fleet.', 'scope: Limited to ports of your own fleet.'],
  ['Lists tides. Max 30 days of history.', 'bound: Max 30 days of history.'],
  ['Reads a chart; at most 20 per call.', 'bound: at most 20 per call.'],
  ['Is rate-limited by the harbour.', 'bound: Is rate-limited by the harbour.'],
  ['The ship must be in the harbour.', 'need: The ship must be in the harbour.'],
  ['Requires a captain (at least first class).', 'need: Requires a captain'],
  ['Sinks a ship. Does not support submarines.', 'unsupported: Does not support submarines.'],
  ['Weighs a ship. Fails if it is afloat.', 'unsupported: Fails if it is afloat.'],
  ['Lists boats. If no port is given, boats of all ports.', 'default: If no port is given, boats of all ports.'],
  ['Prints the log — newest first by default.', 'default: newest first by default.'],
  ['Lists berths\n  of one harbour; no more than\n  50.', 'bound: no more than 50.'],
  ['Finds a berth.\n\nArgs:\n    n (int): How many, at most 9', 'bound: How many, at most 9'],
];

const NOT: readonly (readonly [text: string, why: string])[] = [
  ['Ask the pilot if the tool fails for any reason.', 'a case of the reader'],
  ['Sends a note. It cannot be taken back.', 'an effect'],
  ['Lists tides. Must be called first.', 'an order'],
  ['Lists allowed harbours.', '"allowed" alone names what is listed'],
  ['The maximum number of boats to return.', 'no number'],
  ['Keeps the chart up to date.', '"up to" no amount'],
  ['Use this only when the tide is low.', 'when to use it'],
  ['Read-only.', 'an effect'],
  ['Only include boats that changed.', 'an order'],
  ['Do not include the captain.', 'an order'],
  ['Sinks a ship. This cannot be undone.', 'an effect'],
  ['Asks the pilot if you cannot find the harbour.', 'a case of the reader'],
  ['Finds a berth.\n\nArgs:\n    n (int): How many (default 9)', 'the default of a parameter'],
  ['Finds a berth.\n\nReturns:\n    A list, only free ones', 'the result'],
];

describe('limits', () => {
  it.each(SAID)('%s', (text, ...found) => expect(limits(text)).toEqual(found));
  it.each(NOT)('none in: %s (%s)', (text) => expect(limits(text)).toEqual([]));
  it('says where a clause stands', () => {
    const text = 'Lists berths.\nReads\n   quickly; at most\n   12 ports.';
    const [limit] = limitsOf(sentencesOf(text), text);
    expect(text.slice(limit!.start, limit!.end)).toBe('at most\n   12 ports.');
    expect(limit!.text).toBe('at most 12 ports.');
  });
  it('takes no long over a long text', () => {
    const started = performance.now();
    for (const piece of ['a', 'only ', 'must be ', '( ', '1 max ', 'if not given; '])
      limits(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
