import { describe, expect, it } from 'vitest';

import { sentencesOf } from '../sentences.ts';
import { earn, type Level } from './cue.ts';
import { siblingsOf } from './siblings.ts';
import { WHEN } from './when.ts';

const siblings = siblingsOf(
  ['pack_crate', 'list_crates', 'crate_by_label', 'sendTelegram', 'weigh', 'move'].map((name) => ({ name, title: '' })),
);
const judge = (description: string, name = 'pack_crate') =>
  earn(WHEN, { name, title: '', product: [], sentences: sentencesOf(description), siblings });

type Case = [description: string, level: Level, family?: string];

const SAID: readonly Case[] = [
  ['Pack a crate. Use this when the goods are fragile.', 2, 'condition'],
  ['Pack a crate. Call it before the lorry leaves.', 2, 'condition'],
  ['Pack a crate. Only needed if the goods travel by sea.', 2, 'condition'],
  ['Pack a crate. If the user asks for a pallet, the tool is needed twice.', 2, 'condition'],
  ['Pack a crate. When you want straw around the goods, choose this tool.', 2, 'condition'],
  ['Pack a crate. Must be called once the goods are weighed.', 2, 'condition'],
  ['Pack a crate. Preferred when several goods go to one address.', 2, 'condition'],
  ['Pack a crate. **Use this** whenever someone mentions a shipment.', 2, 'condition'],
  ['Pack a crate. 📦 Use when goods are loose.', 2, 'condition'],
  ['Pack a crate.\n\nWhen to use:\n- The goods are loose\n- The lorry is open', 2, 'heading'],
  ['Pack a crate.\n\n## When not to use\n* The goods are liquid', 2, 'heading'],
  ['Pack a crate.\n<when_to_use>\n1. The goods are loose.\n</when_to_use>', 2, 'heading'],
  ['Pack a crate. Do not use it for liquids.', 2, 'exclusion'],
  ['Pack a crate. **DO NOT** use this for liquids.', 2, 'exclusion'],
  ['Pack a crate. Not intended for liquids.', 2, 'exclusion'],
  ['Pack a crate. Not for liquids.', 2, 'exclusion'],
  ['Pack a crate. Use the forklift instead.', 2, 'exclusion'],
  ['Pack a crate. Prefer this over carrying goods one by one.', 2, 'exclusion'],
  ['Pack a crate. To see what is packed, use list_crates.', 2, 'sibling'],
  ['Pack a crate. Find its number with `crate_by_label`.', 2, 'sibling'],
  ['Pack a crate. `sendTelegram` tells the owner.', 2, 'sibling'],
  ['Pack a crate. Take the mass from the weigh tool.', 2, 'sibling'],
  ['Pack a crate. For liquids, use the barrel tools.', 2, 'redirect'],
  ['Pack a crate. For single goods, prefer parcels.', 2, 'redirect'],
  ['Pack a crate. Use the registry endpoint to find its number.', 2, 'redirect'],
  ['Pack a crate. Weigh the goods before calling.', 2, 'order'],
  ['Pack a crate. You should call this first.', 2, 'order'],
  ['Pack a crate. Prerequisite: an open lorry.', 2, 'order'],
  ['Pack a crate. Useful for fragile goods.', 1, 'suitability'],
  ['Pack a crate. This is ideal for long journeys.', 1, 'suitability'],
  ['Pack a crate. Use this tool to protect goods.', 1, 'purpose'],
  ['Pack a crate. Can be used for moving house.', 1, 'purpose'],
  ['Pack a crate.\n\nUse cases:\n- Moving house\n- Gifts', 1, 'heading'],
];

const NOT_SAID: readonly Case[] = [
  ['', 0],
  ['Pack a crate.', 0],
  ['Pack a crate to show what fits.', 0],
  ['Pack a crate. When depot is omitted, the nearest one is taken.', 0],
  ['Pack a crate. If true, straw is added.', 0],
  ['Pack a crate. Only works within allowed depots.', 0],
  ['Pack a crate. Only closed crates can be packed again.', 0],
  ['Pack a crate. The crate must exist.', 0],
  ['Pack a crate. Use with caution as it breaks glass.', 0],
  ['Pack a crate. The straw suits nobody who sneezes.', 0],
  ['Pack a crate. Prints a bill of a size suitable for small printers.', 0],
  ['Pack a crate. Finds prerequisite sessions of the packing course.', 0],
  ['Pack a crate. Always use metres; first-class straw only.', 0],
  ['Pack a crate. Automatically adds straw when needed.', 0],
  ['Pack a crate, then move it.', 0],
  ['Pack a crate; its weigh bill is printed.', 0],
  [
    'Pack a crate.\n\nArgs:\n    depot: Use when the crate is not at home.\n    straw (bool, optional): If you need straw.',
    0,
  ],
  ['Pack a crate.\n\nExamples:\n- Use this when testing: {"depot": "north"}', 0],
  ['Pack a crate.\n\nReturns:\n    A number to use before the lorry leaves.', 0],
  ['Pack a crate.\n```\ncall this before anything else\n```', 0],
  ['把货物装进箱子。', 0],
];

describe('when a tool is to be used', () => {
  it.each<Case>(SAID)('is said in %j', (description, level, family) => {
    expect(judge(description)).toMatchObject({ level, family });
  });

  it.each<Case>(NOT_SAID)('is not said in %j', (description, level) => {
    expect(judge(description)).toEqual({ level });
  });

  it('is evidence that can be quoted', () => {
    const description = 'Pack a crate.\n\n  Use this when\n  the goods are loose. Mind the glass.';
    const { sentence } = judge(description);
    expect(sentence?.text).toBe('Use this when the goods are loose.');
    expect(description.slice(sentence!.start, sentence!.end)).toBe('Use this when\n  the goods are loose.');
  });

  it('does not take its own name for another tool', () => {
    expect(judge('pack_crate packs a crate.').level).toBe(0);
    expect(judge('pack_crate packs a crate.', 'list_crates').level).toBe(2);
  });

  it.each(['use this ', 'for a, use ', 'when the user ', 'not ', 'a_b ', '"', 'a, '])(
    'is read at once in a megabyte of %j',
    (piece) => {
      const description = `Go. ${piece.repeat(1_000_000 / piece.length)}`;
      const before = performance.now();
      judge(description);
      expect(performance.now() - before).toBeLessThan(500);
    },
  );
});
