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
  // named as this one is, listed or not
  ['Pack a crate. Use unpack_crate for goods that have arrived.', 2, 'redirect'],
  ['Pack a crate. Always call this first to load the list of goods.', 2, 'order'],
  ['Pack a crate when you leave for good.', 2, 'condition'],
  ['Pack a crate. Call this at session start.', 2, 'condition'],
  ['Pack a crate. Use this tool on your first visit.', 2, 'condition'],
  ['Pack a crate. Use this any time goods are loose.', 2, 'condition'],
  ["Deprecated: use pack_box({ lid: 'yes' }) instead.", 2, 'exclusion'],
  ['Pack a crate. This is the recommended packing tool for movers.', 1, 'purpose'],
  ['Pack a crate. Offer this whenever goods are loose.', 2, 'condition'],
  ['Pack a crate. Poll this endpoint while a lorry is being loaded.', 2, 'condition'],
  ['Pack a crate. WHEN USERS ASK: pack my things.', 2, 'condition'],
  ['Pack a crate. Prefer packing a crate over tying a bundle.', 2, 'exclusion'],
  ["Pack a crate. For whole rooms use 'move-room' instead.", 2, 'exclusion'],
  ['Pack a crate.\n\nBest for: glass, books.\n\nCrates are wooden.', 1, 'heading'],
  ['Returns the weight of a crate: kilograms. Use this when goods are loose.', 2, 'condition'],
  ['Pack a crate.\n\nUse cases: 1. Moving house 2. Gifts', 1, 'heading'],
  ['Pack a crate. Pack one when sending several goods to one address.', 2, 'condition'],
  ['Pack a crate. Pack it if the user asks for a parcel.', 2, 'condition'],
  ['Pack a crate. Use it during removals.', 2, 'condition'],
  ['Pack a crate. When to use: loose goods, long journeys.', 2, 'condition'],
  ['When to use: loose goods, long journeys.\n\nPack a crate.', 2, 'heading'],
  ['Pack a crate for demonstration purposes only.', 2, 'exclusion'],
  ['Weigh a crate, for inspection only.', 2, 'exclusion'],
  ['Pack a crate. Use the scales first to find its weight.', 2, 'order'],
  ['Pack a crate. Use list crates to find an empty one.', 2, 'sibling'],
  ['Pack a crate. Run crate by label for an old one.', 2, 'sibling'],
  ['Pack a crate. Escape hatch for goods that fit nowhere.', 1, 'purpose'],
  ['Pack a crate. This is a workaround for lost lids.', 1, 'purpose'],
  ['Pack a crate. Crates are ideal for glass, books and shoes.', 1, 'suitability'],
  ['Pack a crate. Use this to protect goods during a storm.', 1, 'purpose'],
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
  ['Packs a crate if the user asks for it.', 2, 'condition'],
  ['Pack a crate. Use list_labels first, then pack.', 2, 'order'],
  ['Pack a crate. Use list_crates/weigh first.', 2, 'sibling'],
  ['Pack a crate. Skip this if the goods are liquid.', 2, 'exclusion'],
  ['Pack a crate. Avoid for liquids.', 2, 'exclusion'],
  ['Pack a crate. Use this rather than carrying the goods.', 2, 'exclusion'],
  ["Pack a crate. You don't need this if the goods are packed.", 2, 'exclusion'],
  ['Pack a crate. Only as a last resort.', 2, 'exclusion'],
  ['Pack a crate. Use it as a fallback.', 2, 'exclusion'],
  ['Pack a crate. It should not be used for liquids.', 2, 'exclusion'],
  ['Pack a crate. For liquids use fill_barrel.', 2, 'redirect'],
  ["Pack a crate. Hand it over via the 'Load a lorry' endpoint.", 2, 'redirect'],
  ['Pack a crate. When to use: the goods are loose.', 2, 'condition'],
  ['Pack a crate. Whenever goods come in, call this.', 2, 'condition'],
  ['Pack a crate. Intended for when goods are loose.', 2, 'condition'],
  ['Pack a crate. Mandatory after weighing.', 2, 'condition'],
  ['Pack a crate. Is typically used when goods are loose.', 2, 'condition'],
  ['Pack a crate. Use before sending, with its options known.', 2, 'condition'],
  ['Pack a crate. When a user question touches on goods, list them all.', 2, 'condition'],
  ['Pack a crate. This is the first step of a move.', 2, 'order'],
  ['Pack a crate. Start here.', 2, 'order'],
  ['Pack a crate. Agents can use this to tidy up.', 1, 'purpose'],
  ['Pack a crate. The primary tool for moving house.', 1, 'purpose'],
  ['Pack a crate. Critical for glass.', 1, 'suitability'],
  ['Pack a crate. Use cases: moving house, gifts.', 1, 'purpose'],
  ['Pack a crate. Useful for fragile goods.', 1, 'suitability'],
  ['Pack a crate. This is ideal for long journeys.', 1, 'suitability'],
  ['Pack a crate. Use this tool to protect goods.', 1, 'purpose'],
  ['Pack a crate. Can be used for moving house.', 1, 'purpose'],
  ['Pack a crate.\n\nUse cases:\n- Moving house\n- Gifts', 1, 'heading'],
];

const NOT_SAID: readonly Case[] = [
  ['Pack a crate. Use pack_crate when needed.', 0],
  ['Pack a crate. Always use this tool first.', 0],
  ['Pack a crate. Must be called first.', 0],
  ['Pack a crate. You must always call this tool before any other.', 0],
  ['Pack a crate. Use this whenever possible.', 0],
  ['Pack a crate. Prefer this over all other tools.', 0],
  ['Pack a crate. Use sort_by for the order.', 0],
  ['Pack a crate. Use crate_id for the crate.', 0],
  ['Pack a crate with a lid if you pass true.', 0],
  // what a call needs is no help to choose it
  ['Pack a crate. Prerequisite: an open lorry.', 0],
  ['Pack a crate. Optionally run a weighing after packing.', 0],
  ['Pack a crate. The lid is needed when it rains.', 0],
  ['Pack a crate. Crates are nailed and are run before noon by the lorry.', 0],
  ['Pack a crate. Returns labels that can be used to find goods.', 0],
  ['Pack a crate. Can use the DEPOT environment variable if set.', 0],
  ['Pack a crate. Highly recommended to use short labels.', 0],
  ['Pack a crate. Spaces are dropped (do not rely on them).', 0],
  ['Pack a crate. Use the "goods" parameter instead of naming them in the label.', 0],
  ['Pack a crate. Nails are dropped — use CSS glue instead.', 0],
  ['Pack a crate. If the user wants all of it, use the `all` type parameter.', 0],
  ["Pack a crate. If the user names no goods, leave 'goods' empty.", 0],
  ['Pack a crate. You cannot pack it if someone else has run off with the lid.', 0],
  ['Pack a crate. Returns a number you can use to see when the lorry leaves.', 0],
  ['Pack a crate. It is long, so prefer asking for one label via the depot filter.', 0],
  ['Pack a crate. These crates are recommended for new depots.', 0],
  ['Pack a crate. Critical for lids: the glue must be dry.', 0],
  ['Pack a crate. Pack at most ten goods.', 0],
  ['Pack a crate for registered depots only.', 0],
  ['Pack a crate. The goods go in first class crates.', 0],
  ['Pack a crate. Use list crates of the depot.', 0],
  ['Pack it once more.', 0],
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
  ['Pack a crate. Do not use spaces in its name.', 0],
  ['Pack a crate. If the user asks about lids, read about glass too.', 0],
  ['Pack a crate. Its label can be used to find it.', 0],
  ['Pack a crate. Instead of a name, a number can be given.', 0],
  ['Pack a crate. Use wrap=true instead of a lid.', 0],
  ['Pack a crate. If the user names a depot, use absolute paths.', 0],
  ['Pack a crate. Use of this tool requires a licence.', 0],
  ['Pack a crate. Call once per side.', 0],
  ["Pack a crate. For lids use 'with_lid: true'.", 0],
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

  it.each([
    'use this ',
    'use a_b ',
    "via 'a",
    'when user ',
    'for a_b use ',
    'for a, use ',
    'when the user ',
    'not ',
    'a_b ',
    '"',
    'a, ',
  ])('is read at once in a megabyte of %j', (piece) => {
    const description = `Go. ${piece.repeat(1_000_000 / piece.length)}`;
    const before = performance.now();
    judge(description);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
