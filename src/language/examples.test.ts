import { describe, expect, it } from 'vitest';

import { examplesOf } from './examples.ts';

const kinds = (text: string): string[] => examplesOf(text).map(({ kind }) => kind);

const SAID: readonly (readonly [text: string, ...kinds: string[]])[] = [
  ['Finds a vessel, e.g. a tug, in a harbour.', 'value'],
  ['The kind of vessel (for example a ferry).', 'value'],
  ['Port of call, e.g. ROTTERDAM.', 'value'],
  ['A berth number (e.g., 14b).', 'value'],
  ['Example: NLRTM', 'value'],
  ['A status such as "moored" or "at sea".', 'value'],
  ['Takes ids like NL_0042.', 'value'],
  ['Send it so: find_berth(port="Kiel", length=12).', 'call'],
  ['Usage: `find_berth("Kiel")`', 'call'],
  ['Example arguments:\n```json\n{ "port": "Kiel" }\n```', 'call'],
  ['"boats in Kiel" → port="Kiel"', 'pair'],
  ['Input: two boats\n  Output: their distance', 'pair'],
];

const NOT: readonly (readonly [text: string, why: string])[] = [
  ['Checks the tide, e.g. a skipper asks for the depth at noon.', 'a case'],
  ['Finds a berth for a boat.', 'nothing'],
  ['Works like a harbour master.', '"like" compares'],
  ['Handles vessels such as tugs and ferries.', 'kinds, no values'],
  ['For example, when the tide is low, berths are closed.', 'a case'],
  ['Lists the item(s) of a cargo (optional).', 'no call'],
  ['Open Settings → Harbour.', 'a path through menus'],
  ['Returns: { "berth": 4, "free": true }', 'a result'],
  ['Takes examples from the harbour.', 'the word, with nothing behind it'],
];

describe('examples', () => {
  it.each(SAID)('%s', (text, ...found) => expect(kinds(text)).toEqual(found));
  it.each(NOT)('none in: %s (%s)', (text) => expect(kinds(text)).toEqual([]));
  it('says where an example stands', () => {
    const text = 'Finds a berth. Call it so: find_berth("Kiel").';
    const [example] = examplesOf(text);
    expect(text.slice(example!.start, example!.end)).toBe('find_berth("Kiel")');
  });
  it('takes no long over a long text', () => {
    const started = performance.now();
    for (const piece of ['a', 'a(', '"', 'e.g. ', '{ "', 'input: ', '→', 'a.a.a('])
      kinds(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
