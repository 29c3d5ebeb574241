import { describe, expect, it } from 'vitest';

import { sentencesOf } from '../sentences.ts';
import type { Level, ToolText } from './cue.ts';
import { siblingsOf } from './siblings.ts';
import { what } from './what.ts';

const toolOf = (name: string, description: string, product: readonly string[] = ['acme']): ToolText => ({
  name,
  title: '',
  product,
  sentences: sentencesOf(description),
  siblings: siblingsOf([]),
});

type Case = readonly [name: string, description: string, level: Level, family?: string, product?: readonly string[]];

const SAID: readonly Case[] = [
  // told apart from its neighbour
  ['get_boat_record', 'Get the record of a boat — a single record, not a listing of all boats.', 2, 'told apart'],
  ['get_boat_record', 'Get the record of a boat — a single record.', 1, 'few new words'],
  // Where it is and by what key it is told.
  ['get_boat', 'Gets a boat of the registry by id.', 2, 'new words'],
  ['get_boat', 'Gets the boat in the registry with the given number.', 2, 'new words'],
  ['archive_boat', 'Archives a boat of the harbour by its id. It disappears from the map.', 2, 'new words'],
  ['get_boat', 'Read-only. Returns the papers of a vessel.', 2, 'new words'],
  ['get_tide', 'Get the tide of a pier in the US', 2, 'new words'],
  ['make_contract', 'Make a contract that manages the slow sale of a yacht to a crew.', 2, 'new words'],
  ['find_boats', 'Find boats. Supports 40 filters including:\n- rigging\n- keel\n- year', 2, 'list'],
  ['boat_keys', 'Manage boat keys. The action selects behavior: list, lend, and revoke.', 2, 'list'],
  [
    'boat_engine',
    'Control the boat engine.\n- action: "start" — wakes it\n- action: "stop" — puts it to sleep',
    2,
    'list',
  ],
  ['create_boat', 'Create a boat. Use to set up a hull with a mast and sails.', 2, 'new words'],
  ['select_berth', 'Select a berth. Sets the mooring place of the fleet.', 2, 'new words'],
  ['delete_boat_links', 'Delete boat links. Unmoors the vessel from other hulls and buoys.', 2, 'new words'],
  ['help', 'Start here. Returns a map of the harbour with its piers.', 2, 'new words'],
  ['get_tide', 'Returns the tide of a pier: height, hour and wind.\n\nCall this before sailing.', 2, 'new words'],
  ['get_tide', 'Returns the tide of a pier: height, hour and wind. So it is.', 2, 'new words'],
  ['list_rooms', 'Lists guest reviews of a hotel.', 2, 'new words', ['hotelfinder']],
  ['send_note', 'Call this interface to send a note to a sailor or a crew.', 2, 'new words'],
  ['list_berths', 'List berths (free, reserved, taken).', 2, 'new words'],
  ['convert_map', 'Convert maps to charts such as reefs, currents and lights.', 2, 'new words'],
  ['get_weather', 'Get the weather of a city for the next five days.', 2, 'new words'],
  ['git_log', 'Shows the commits that lead to a branch.', 2, 'new words'],
  ['convert', 'Convert between sheet music formats (MIDI, MusicXML, ABC).', 2, 'new words'],
  ['package_deprecated', 'Check whether a library is still maintained.', 2, 'new words'],
  ['search_recipes', 'Search recipes by ingredient and cooking time.', 2, 'new words'],
  ['list_boats', 'Lists boats in the harbour, sorted by length.', 2, 'new words'],
  ['font_manager', 'Unified helper for licensing and embedding of typefaces.', 2, 'new words'],
  ['bulk_assign', 'Bulk assignment of chores to flatmates.', 2, 'new words'],
  ['remind', 'This tool sends a text to a phone at a given hour.', 2, 'new words'],
  ['book', 'Allows you to reserve a table in a restaurant.', 2, 'new words'],
  ['search', 'Performs a full-text search over letters and diaries.', 2, 'new words'],
  ['manage_menu', 'Manage the menu: add dishes, rename courses, print cards.', 2, 'new words'],
  ['manage_links', 'Manages links in documents, including anchors and footnotes.', 2, 'new words'],
  ['get_overview', 'Get an overview. Shows all floors with their rooms and doors.', 2, 'new words'],
  ['draw_menu', 'Draw a menu. It will also upload the picture to the gallery.', 2, 'new words'],
  ['get_boat', 'Read-only. Reads the registration papers of a vessel.', 2, 'new words'],
  ['get_boat', '[HARBOUR] Get the registration papers of a boat.', 2, 'new words'],
  ['get_boat', 'Acme | Get the registration papers of a boat.', 2, 'new words'],
  ['tow_boat', 'Deprecated. Moves a vessel to another berth.', 2, 'new words'],
  ['cancel_order', 'Use this when the user wants to cancel a pizza before delivery.', 2, 'new words'],
  ['boat', '## Purpose\nRents a boat to a skipper.\n\n## Limits\nOne boat each.', 2, 'new words'],
  ['call_api', 'Call the API.\n\nSupported operations: mooring, towing, painting', 2, 'list'],
  [
    'boat_write',
    'Write operations for boats.\n\nAvailable actions:\n- rename: give it a name\n- scrap: break it up',
    2,
    'list',
  ],
  // Recent or latest says which; nouns for anything count behind a name that is only a verb.
  ['list_letters', 'List the latest letters from a sailor.', 2, 'new words'],
  ['fetch', 'Fetch a value by its key.', 2, 'new words'],
  ['paint_boat', 'Paint a boat by hand in a pre-heated hall.', 2, 'new words'],
  // What stands behind the purpose and goes on with it.
  ['create_boat', 'Create a boat. Optionally assigns a skipper and books a berth.', 2, 'new words'],
  ['reply_to_letter', 'Reply to a letter. Supports ribbons, stamps, and wax seals.', 2, 'new words'],
  ['list_boats', 'List boats. Only for members. Filter by rigging or by keel.', 2, 'new words'],
  ['run_pump', 'Run a pump. Unsafe: empties the bilge into the harbour.', 2, 'new words'],
  ['tow_boat', 'Requires a licence. You must be a member. Moves a vessel to another berth.', 2, 'new words'],
  ['boat_rules', 'Always call this first to load the rules of mooring.', 2, 'new words'],
  ['boat_plan', 'Returns the plan of a boat: cabins, masts, and rigging.', 2, 'new words'],
  ['break_up_boats', 'Wreck old hulls into planks, nails, sails and ropes for craftsmen.', 2, 'new words'],
  ['boats', 'Manage and inspect the boats of a harbour and its piers.', 2, 'new words'],
  // A thin purpose with one word of its own is in doubt when statements follow.
  ['create_berth', 'Create a berth in a harbour. Berths can be reserved for yachts or for ferries.', 2, 'statement'],
  ['create_letter', 'Create a letter from a draft. Ink marks are turned into plain ribbons.', 2, 'statement'],
  [
    'find_boat',
    "Find a boat. Use mode='name' for its papers, 'hull' for its colour, 'crew' for its skipper.",
    2,
    'list',
  ],
  ['my_club', "Manage my club. Use action='join' to enter. Use action='leave' to go.", 2, 'list'],
];

const THIN: readonly Case[] = [
  // What becomes of it, and what the next call does, are no purpose.
  [
    'add_berth',
    'Adds a berth to the harbour. Each call makes another berth, even with the same values.',
    1,
    'few new words',
  ],
  ['add_berth', 'Adds a berth to the harbour. A second call digs a second basin.', 1, 'few new words'],
  ['add_berth', 'Adds a berth to the harbour. Repeating it digs one more basin and a quay.', 1, 'few new words'],
  ['hide_berth', 'Hides a berth. It disappears from maps and signs; show_berth brings it back.', 1, 'few new words'],
  ['get_boat', 'Get a boat by number.', 1, 'few new words'],
  ['get_boat', 'Get a boat by ID or licence.', 1, 'few new words'],
  ['get_boat_by_name', 'Get a boat by name in the registry.', 1, 'few new words'],
  ['login', 'Logs in.', 1, 'few new words'],
  ['create_task', 'Create a new task.', 1, 'few new words'],
  ['paint_boat', 'Paint a boat. Note: This tool calls a shop in town.', 1, 'few new words'],
  ['boat_write', 'Write boats. To set tags on berths, use another tool.', 1, 'few new words'],
  ['list', 'List all tasks in Google Tasks', 1, 'few new words', ['gtasks']],
  // What says something else than the purpose gives no words to it.
  ['create_berth', 'Creates a new berth (harbour licence required).', 1, 'few new words'],
  ['open_berth', 'Open a berth (requires a licence and a stamp).', 1, 'few new words'],
  ['delete_berth', 'Delete a berth from your Acme Harbour account.', 1, 'few new words'],
  ['label_berth', 'Label a berth with a colour (e.g. "Deep Blue", "Light Green").', 1, 'few new words'],
  ['rename_berth', 'Renames the selected berth without touching piers or docks.', 1, 'few new words'],
  ['list_berths', 'List the berths, use this before mooring a yacht.', 1, 'few new words'],
  ['learn', 'If you know nothing of the harbour, use this tool to learn about it.', 1, 'few new words'],
  ['run_berth', 'Runs a berth through the Model Context Protocol.', 1, 'few new words'],
  ['search_berths', 'Search berths in a harbour with filtering and pagination.', 1, 'few new words'],
  ['edit_berths', 'Edits several parts of a harbour at once.', 1, 'few new words'],
  ['get_depth', 'Check the depth of a berth.', 1, 'few new words'],
  ['update_berth', 'Update a manually-managed berth.', 1, 'few new words'],
  ['create_berth', 'Create a berth. Create one when mooring several yachts and ferries.', 1, 'few new words'],
  ['create_berth', 'Create a berth. You can get the pier number from the dock master.', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour. Designed for yachts that are long.', 1, 'few new words'],
  ['list_berths', 'List berths in a harbour. Supports filtering by pier (north|south) and keel.', 1, 'few new words'],
  ['list_berths', 'List berths in a harbour. Yachts are moored as told at https://acme.example.', 1, 'few new words'],
  // Short forms spelled out.
  ['list_pr', 'List pull requests.', 1, 'few new words'],
  ['move_to_poh', 'Move a boat to the port of honour.', 1, 'few new words'],
  ['get_map', 'Get a map in Harbour Map Sketcher.', 1, 'few new words', ['hms']],
  ['get_map', 'Get a map in Deep Dive.', 1, 'few new words', ['ddive']],
  ['update_boat_name', 'Update the name of an existing boat.', 1, 'few new words'],
  ['get_pull_request', 'Gets a pull request.', 1, 'few new words'],
  ['list_boats', 'List all available boats.', 1, 'few new words'],
  ['create_boat', 'Create a new Acme boat.', 1, 'few new words'],
  ['get_boat', 'Get detailed information about a specific boat.', 1, 'few new words'],
  ['fetch_boat', 'Retrieves a boat by ID.', 1, 'few new words'],
  ['delete_boats', 'Removes several boats.', 1, 'few new words'],
  ['list_repos', 'List repositories.', 1, 'few new words'],
  ['get_param', 'Get the parameter of a boat.', 1, 'few new words'],
  ['search_boats', 'Powerful and comprehensive search for boats.', 1, 'few new words'],
  ['get_appproject', 'get_appproject returns an AppProject.', 1, 'few new words'],
  ['rename_boat', 'Rename a boat. Requires the boat papers and a harbour stamp.', 1, 'few new words'],
  ['move_boat', 'Move a boat. Use list_boats to find its berth number.', 1, 'few new words'],
  ['get_boat', 'Get a boat.\n\nArgs:\n    harbour: the harbour where it is moored', 1, 'few new words'],
  ['boats', 'Manages moorings and buoys.', 1, 'vague'],
  ['boats', 'Handles everything around moorings and buoys.', 1, 'vague'],
  ['sync_boat', 'Sync boat.', 1, 'few new words'],
  ['boat_weave', 'Entwines a boat.', 1, 'few new words'],
  ['create_berth', 'Create a berth. Berths can be reserved for yachts or for ferries.', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour. Requires a licence and a stamp.', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour. If the berth exists, it is left alone.', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour. Use it with a licence for yachts.', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour. The licence field determines the price.', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour. Toolset: piers, docks', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour. Note the price of yachts.', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour. Returns the berth with price and owner.', 1, 'few new words'],
  ['create_berth', 'Create a berth in a harbour.\n\nExample:\nThe skipper pays a penny.', 1, 'few new words'],
  ['reply_to_letter', 'Reply to a letter. Supports ribbons.', 1, 'few new words'],
  ['add_mooring', 'Add a mooring. Rate limiting is handled by buoys.', 1, 'few new words'],
  ['add_mooring', 'Add a mooring. This link can be used to view the buoys.', 1, 'few new words'],
  ['boats', 'Manage and maintain the boats of a harbour and its piers.', 1, 'vague'],
];

const UNSAID: readonly Case[] = [
  // A deed that is done to nothing, or to whatever.
  ['run', 'Does stuff.', 0],
  ['handle_request', 'Handles the request.', 0],
  ['assign_berth', 'Assigns.', 0],
  ['berth', 'Processes something.', 0],
  ['get_boat', '', 0],
  ['get_boat', 'No description', 0],
  ['get_boat', 'TODO', 0],
  ['get_boat', 'Boat details.', 0],
  ['get_boat', 'Max 30 days of logbook pages.', 0],
  ['get_boat', 'Deprecated: nobody should need it.', 0],
  ['boat_rules', 'ALWAYS call when writing about boats.', 0],
  ['boat_rules', 'Use this tool before painting hulls.', 0],
  ['get_boat', 'The harbour number is required for this tool.', 0],
  ['get_boat', 'Args:\n    id (str): the boat', 0],
  ['get_boat', 'Example: the boat of a skipper', 0],
];

const named = (each: Case): readonly [string, Case] => [`${each[2]} ${each[0]}: ${each[1]}`, each];

describe('what', () => {
  it.each([...SAID, ...THIN, ...UNSAID].map(named))('%s', (_, [name, description, level, family, product]) => {
    const earned = what(toolOf(name, description, product));
    expect([earned.level, earned.family]).toEqual([level, family]);
  });

  it('has the sentence for evidence, from the text as it is', () => {
    const text = 'Get a boat.\nSupported operations: mooring, towing, painting';
    const { sentence } = what(toolOf('get_boat', text));
    expect(text.slice(sentence!.start, sentence!.end)).toBe('Supported operations: mooring, towing, painting');
  });

  it('does not count the name of the product', () => {
    expect(what(toolOf('star_boat', 'Star a boat on Acme Harbour.', ['acme', 'harbour'])).level).toBe(1);
    expect(what(toolOf('star_boat', 'Star a boat in the skipper club.', ['acme'])).level).toBe(2);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %s for a word', (word) => {
    expect(what(toolOf(word, `Get the ${word} of a boat hull.`)).level).toBe(2);
  });

  it.each([
    'a',
    'tool ',
    'this ',
    '[',
    'a|',
    'operations: ',
    'x,',
    'a=',
    'a:',
    '=a',
    'this tool ',
    'a/',
    'optionally ',
    '(requires ',
    'e.g. "a", ',
    'in your A ',
    ', use this tool ',
    'without ing ',
    '\u{1F600}',
  ])('reads a megabyte of "%s" at once', (unit) => {
    const before = performance.now();
    what(toolOf('a', unit.repeat(1_000_000 / unit.length)));
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
