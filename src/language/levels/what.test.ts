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

type Case = readonly [name: string, description: string, level: Level, family?: string];

const SAID: readonly Case[] = [
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
];

const THIN: readonly Case[] = [
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
];

const UNSAID: readonly Case[] = [
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
];

const named = (each: Case): readonly [string, Case] => [`${each[2]} ${each[0]}: ${each[1]}`, each];

describe('what', () => {
  it.each([...SAID, ...THIN, ...UNSAID].map(named))('%s', (_, [name, description, level, family]) => {
    const earned = what(toolOf(name, description));
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

  it.each(['a', 'tool ', 'this ', '[', 'a|', 'operations: ', 'x,', '\u{1F600}'])(
    'reads a megabyte of "%s" at once',
    (unit) => {
      const before = performance.now();
      what(toolOf('a', unit.repeat(1_000_000 / unit.length)));
      expect(performance.now() - before).toBeLessThan(1_000);
    },
  );
});
