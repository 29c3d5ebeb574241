import { describe, expect, it } from 'vitest';

import { sentencesOf } from '../sentences.ts';
import { earn, type Level } from './cue.ts';
import { RETURNS } from './returns.ts';
import { siblingsOf } from './siblings.ts';

const siblings = siblingsOf(['find_ferry', 'list_harbours'].map((name) => ({ name, title: '' })));
const judge = (description: string, name = 'find_ferry') =>
  earn(RETURNS, { name, title: '', product: [], sentences: sentencesOf(description), siblings });

type Case = [description: string, level: Level, family?: string];

const SAID: readonly Case[] = [
  ['Find a ferry. Returns its berth and captain.', 2, 'statement'],
  ['Find a ferry. It returns the berth.', 2, 'statement'],
  ['Find a ferry and return its berth.', 2, 'statement'],
  ['Find a ferry. Gives back the berth.', 2, 'statement'],
  ['Find a ferry. The tool will give back a berth number.', 2, 'statement'],
  ['Find a ferry. The berth is returned.', 2, 'statement'],
  ['Find a ferry. Timetables (returned inline) are new.', 2, 'statement'],
  ['Find a ferry. You get the berth.', 2, 'statement'],
  ['Find a ferry. Responds with a berth.', 2, 'statement'],
  ['Find a ferry. It also reports the water level.', 2, 'statement'],
  ['Find a ferry. Shows you which decks are open.', 2, 'statement'],
  ['Find a ferry. The "tide" mode returns a water level.', 2, 'statement'],
  ['Find a ferry. Returns an empty list when none sails.', 2, 'statement'],
  ['Find a ferry. Returns null if none sails.', 2, 'statement'],
  ['Find a ferry. Returns an error for unknown ports.', 2, 'statement'],
  ['Returns ferries with their berths.', 2, 'statement'],
  ['Returns ferries (berth, captain, deck).', 2, 'statement'],
  ['Returns timetables, berths and captains.', 2, 'statement'],
  ['find_ferry returns a ferry with its berth and captain.', 2, 'statement'],
  ['Find a ferry.\n\nReturns:\n    Berth of the ship', 2, 'section'],
  ['Find a ferry.\n\n## Output\n- berth', 2, 'section'],
  ['Find a ferry.\n\nIt provides information including:\n- Berths\n- Captains', 2, 'list'],
  ['Find a ferry. Each result includes a berth.', 2, 'answer'],
  ['Find a ferry. Results are paginated.', 2, 'answer'],
  ['Find a ferry. The berth is included in the response.', 2, 'statement'],
  ['Find a ferry. Each ship has a captain and a berth.', 2, 'answer'],
  ['List ferries with their berths and captains.', 2, 'fields'],
  ['List ferries with berths and captains.', 2, 'fields'],
  ['Gets a ferry, including its berth and captain.', 2, 'scope'],
  ['Get the details of a ferry: berth, captain.', 2, 'scope'],
  ['List ferries, sorted by departure.', 2, 'order'],
  ['List ferries, newest first.', 2, 'order'],
  ['Read the draught of a ferry in centimetres as JSON.', 2, 'form'],
  ['Get the speed of a ferry in percent.', 2, 'form'],
  ['Find a ferry. Phone numbers are masked.', 2, 'withheld'],
  ['Find a ferry. The response will be a berth:', 2, 'answer'],
  ['Find a ferry. The response reports whether the deck is full.', 2, 'statement'],
  ['Find a ferry. The response describes its berth.', 2, 'answer'],
  ['Find a ferry. Use the returned berth number to dock.', 2, 'answer'],
  ['Find a ferry. The berth numbers in the response are needed to dock.', 2, 'answer'],
  ['Find a ferry. Ferries have a `berth` field.', 2, 'answer'],
  ['Find a ferry. An empty array means that none sails.', 2, 'answer'],
  ['Find a ferry. The berth is exposed in the MCP result.', 2, 'statement'],
  ['Find a ferry. Result: berth, captain.', 2, 'section'],
  ['Find a ferry.\n\nExamples:\n1. One by name\nExpected output: the berth', 2, 'section'],
  ['Find a ferry. Returns isBoarding and messages.', 2, 'statement'],
  ['Find a ferry. Returns at most 20 ferries, with berths.', 2, 'statement'],
  ['Find a ferry. Returns a berth number usable elsewhere.', 2, 'statement'],
  ['Find a ferry. Returns whether it is full.', 2, 'statement'],
  ['Find a ferry. Includes berth, captain and deck.', 2, 'statement'],
  ['Get metadata of a ferry, including the following:\n- Berth\n- Captain', 2, 'list'],
  ['Get the details of a ferry including its berth.', 2, 'scope'],
  ['List ferries including the crew size for each ferry.', 2, 'scope'],
  ['Draw a map showing the berths.', 2, 'fields'],
  ['List ferries (most recently docked first).', 2, 'order'],
  ['List ferries, ordered newest-first.', 2, 'order'],
  ['Fetch a page and get its text converted to Markdown.', 2, 'form'],
  ['List fares. Amounts are in the smallest unit of money.', 2, 'form'],
  ['Sail a ferry with structured JSON output.', 1, 'form'],
  ['Read a timetable as raw text.', 1, 'form'],
  ['List ferries and their captains.', 1, 'fields'],
  ['List ferries with full details.', 1, 'fields'],
  ['Collect berths and return them.', 1, 'statement'],
  ['List ferries. Captains are excluded from results.', 1, 'withheld'],
  ['Find a ferry. Follow the returned instructions.', 1, 'answer'],
  ['Find a ferry. Returns the result or an error message.', 1, 'statement'],
  ['Find a ferry. Returns up to 20 results.', 1, 'statement'],
  ['Find a ferry. Returns the result.', 1, 'statement'],
  ['Find a ferry. Returns JSON data.', 1, 'statement'],
  ['Find a ferry. Returns details of the ferry.', 1, 'statement'],
  ['Find a ferry. Returns `format: "json"` output.', 1, 'statement'],
  ['Find a ferry. Returns data for captains, sailors and ports.', 2, 'statement'],
  ['Returns a ferry.', 1, 'statement'],
  ['Returns information about a ferry in the harbour.', 1, 'statement'],
  ['Find a ferry.\n\nReturns:\n    Dictionary of results', 1, 'section'],
  ['Find a ferry. Response format: JSON or text.', 1, 'form'],
  ['List ferries with their berths.', 1, 'fields'],
];

const NOT_SAID: readonly Case[] = [
  ['', 0],
  ['Find a ferry.', 0],
  ['Get all ferries of a harbour.', 0],
  ['Extract the parts (decks, cabins) of a ferry.', 0],
  ['find_ferry returns the ferry of a captain.', 0],
  ['Find a ferry. The returns policy of the shop applies.', 0],
  ['Print the address of a return label.', 0],
  ['Lists customer returns by month.', 0],
  ['Set the number of berths to return.', 0],
  ['Find a ferry. Never returns cabins.', 0],
  ['Find a ferry. Pass the berth to the tool it returns.', 0],
  ['Find a ferry. Use the number that list_harbours returns.', 0],
  ['Find a ferry. Unlike list_harbours, which returns ports.', 0],
  ['Find a ferry. list_harbours returns ports.', 0],
  ['Book a ferry. The money is gone before the tool returns, so ask first.', 0],
  ['Find a ferry. If you get an error, wait.', 0],
  ['Find a ferry. When the user provides a berth, take it.', 0],
  ['Find a ferry. Provides access to timetables.', 0],
  ['Find a ferry. Maximum 20 results.', 0],
  ['Find a ferry. Your response must not contain berths.', 0],
  ['Find a ferry. Supports sorting; lists can be sorted by berth.', 0],
  ['Search ferries with filters and pagination.', 0],
  ['Wait for a time in seconds.', 0],
  ['Find a ferry.\n\nArgs:\n    limit (int): How many berths it returns.', 0],
  ['Find a ferry.\n\nExamples:\n- Returns the berth "A4"', 0],
  ['Find a ferry.\n\nfunction find() {\n  return new Berth({\n    deck: 1,\n  });\n}', 0],
  ['Lists ferries, with optional pagination.', 0],
  ['Fetch a JSON file.', 0],
  ['Explain pictures including maps, charts and diagrams.', 0],
  ['Read ferries with built-in filtering and sorting.', 0],
  ['Get a review in accordance with laws and rules.', 0],
  ['Get a ferry by its port and its name.', 0],
  ['Draw a chart, such as a map showing the berths.', 0],
  ['Dock a ferry. Each item has a berth and a captain.', 0],
  ['Dock a ferry. Ferries stay unless a berth is included in the request.', 0],
  ['Dock a ferry. Include links in the response.', 0],
  ['Dock a ferry. It includes a berth.', 0],
  ['Find a ferry. Returns are handled elsewhere.', 0],
  ['フェリーを検索し、結果を返します。', 0],
];

describe('what comes back', () => {
  it.each<Case>(SAID)('is said in %j', (description, level, family) => {
    expect(judge(description)).toMatchObject({ level, family });
  });

  it.each<Case>(NOT_SAID)('is not said in %j', (description, level) => {
    expect(judge(description)).toEqual({ level });
  });

  it('knows words that objects have by themselves', () => {
    expect(judge('Find a ferry. Returns the constructor and __proto__.').level).toBe(2);
  });

  it.each(['returns ', 'returns a, ', 'with their a, ', 'each a ', 'including a ', 'a=', '(a, ', 'is returned '])(
    'is read at once in a megabyte of %j',
    (piece) => {
      const description = `Go. ${piece.repeat(1_000_000 / piece.length)}`;
      const before = performance.now();
      judge(description);
      expect(performance.now() - before).toBeLessThan(500);
    },
  );
});
