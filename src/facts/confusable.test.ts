import { describe, expect, it } from 'vitest';

import { isFailed } from '../inputs/input.ts';
import { loadText } from '../inputs/json/load.ts';
import { factsOf } from './facts.ts';
import { fc } from '../testing/properties.ts';

interface Sent {
  readonly name: string;
  readonly description: string;
  readonly needs?: readonly string[];
}

const tool = (name: string, description: string, ...needs: string[]): Sent => ({ name, description, needs });

function read(tools: readonly Sent[], more: object = {}) {
  const [loaded] = loadText(
    JSON.stringify({
      ...more,
      tools: tools.map(({ name, description, needs = [] }) => ({
        name,
        description,
        inputSchema: {
          type: 'object',
          properties: Object.fromEntries(needs.map((need) => [need, { type: 'string' }])),
          required: needs,
        },
      })),
    }),
    'shop.json',
    'shop',
  );
  if (loaded === undefined || isFailed(loaded)) throw new Error('does not load');
  return { server: loaded.server, facts: factsOf(loaded.server) };
}

const kindsOf = (tools: readonly Sent[], more?: object): readonly string[] =>
  read(tools, more)
    .facts.confusable()
    .map(({ kind }) => kind);

describe('pairs an agent cannot tell apart', () => {
  const pairs: readonly (readonly [kind: string, Sent, Sent])[] = [
    ['alike', tool('fetch_invoice', 'Fetches an invoice.', 'id'), tool('get_invoice', 'Retrieve the invoice', 'id')],
    [
      'alike',
      tool('remove_coupon', 'Removes a coupon from the cart.'),
      tool('couponDelete', 'Delete a coupon from a cart'),
    ],
    ['alike', tool('edit_note', 'Edits an existing note.', 'id'), tool('update_note', 'Update a note.', 'id')],
    ['alike', tool('list_parcels', 'Lists parcels.'), tool('get_parcels', 'Gets the parcels')],
    [
      'alike',
      tool('get_tent', 'Get a tent by number.', 'no'),
      tool('get_tent_details', 'Get details of a tent by number', 'no'),
    ],
    [
      'overlap',
      tool('get_route', 'Get a bus route.', 'id'),
      tool('get_route_info', 'Get a bus route with fares and stops.', 'id'),
    ],
    [
      'version',
      tool('search_flats', 'Search flats for rent.', 'query'),
      tool('search_flats_v2', 'Search flats for rent, ranked.', 'query'),
    ],
    ['version', tool('make_label', 'Makes a parcel label.'), tool('legacy_make_label', 'Makes a parcel label as PDF.')],
    ['reworded', tool('weigh_parcel', 'Add a stamp to a parcel.'), tool('stamp_parcel', 'Adds a stamp to the parcel!')],
    [
      'reworded',
      tool('add_stamp', 'Add a stamp to a parcel.'),
      tool('stamp_write', 'Add a stamp to a parcel in a shop workspace.'),
    ],
    [
      'reworded',
      tool('find_tents', 'Finds tents in the depot by size. Returns their places.', 'q'),
      tool('search_depot', 'Searches the depot for tents by size. Returns their places.', 'query'),
    ],
    [
      'reworded',
      tool('rent_tent', 'Books a tent for a week by card.'),
      tool('reserve_tent', 'Books a tent by card for a week.'),
    ],
    [
      'purpose',
      tool('find_tents', 'Finds tents in the depot by size. The largest come first.'),
      tool('search_depot', 'Searches the depot for tents by size. Broken ones are left out.'),
    ],
    [
      'purpose',
      tool('book_seat', 'Reserve a seat on a train. Windows come first.'),
      tool('seat_hold', 'Reserves the seat on a train. Aisles are cheaper.'),
    ],
  ];
  for (const [kind, a, b] of pairs) it(`${kind}: ${a.name}, ${b.name}`, () => expect(kindsOf([a, b])).toEqual([kind]));

  it('says how alike they are, and what each says alone', () => {
    const [pair] = read([
      pairs.find(([kind]) => kind === 'overlap')![1],
      pairs.find(([kind]) => kind === 'overlap')![2],
    ]).facts.confusable();
    expect(pair).toMatchObject({ shared: ['get', 'bus', 'route'], only: [[], ['fares', 'stops']] });
    expect(pair!.likeness).toBeGreaterThan(0.45);
    expect(pair!.likeness).toBeLessThanOrEqual(1);
  });
});

describe('twins and families are told apart', () => {
  const pairs: readonly (readonly [why: string, Sent, Sent])[] = [
    ['one and many', tool('get_parcel', 'Get a parcel.', 'id'), tool('list_parcels', 'List parcels.')],
    ['one and many of one name', tool('get_parcel', 'Get a parcel.'), tool('get_parcels', 'Get all parcels.')],
    [
      'a list and one of a plural name',
      tool('parcels_get', 'Get a parcel.', 'id'),
      tool('parcels_list', 'List parcels.'),
    ],
    ['create, update', tool('create_note', 'Create a note.'), tool('update_note', 'Update a note.', 'id')],
    ['create, delete', tool('create_note', 'Create a note.'), tool('delete_note', 'Delete a note.', 'id')],
    ['start, stop', tool('start_engine', 'Start the engine.'), tool('stop_engine', 'Stop the engine.')],
    ['enable, disable', tool('enable_alarm', 'Enable the alarm.'), tool('disable_alarm', 'Disable the alarm.')],
    ['star, unstar', tool('star_note', 'Star a note.'), tool('unstar_note', 'Unstar a note.')],
    ['get, set', tool('get_volume', 'Get the volume.'), tool('set_volume', 'Set the volume.')],
    ['read, write', tool('read_cell', 'Read a cell.'), tool('write_cell', 'Write a cell.')],
    [
      'another noun',
      tool('list_parcels', 'List the parcels of a depot.'),
      tool('list_trucks', 'List the trucks of a depot.'),
    ],
    [
      'another key',
      tool('get_user_by_id', 'Get a user by ID.', 'id'),
      tool('get_user_by_email', 'Get a user by email.', 'email'),
    ],
    [
      'another thing needed',
      tool('get_bill', 'Get a bill.', 'number'),
      tool('fetch_bill', 'Fetch a bill.', 'customer'),
    ],
    [
      'what goes where',
      tool('list_tags_of_note', "List a note's tags."),
      tool('list_notes_of_tag', 'List notes of a tag.'),
    ],
    ['of another thing', tool('tagged', 'Find notes by tags.'), tool('labels', 'Find tags by notes.')],
    [
      'from here to there',
      tool('move_up', 'Move parcels from the cellar to the attic.'),
      tool('move_down', 'Move parcels from the attic to the cellar.'),
    ],
    [
      'where one looks and what for',
      tool('shelf_books', 'Search the shelves for boxes of books.'),
      tool('book_shelves', 'Search the boxes for shelves of books.'),
    ],
    [
      'one and many, in another order',
      tool('tag_notes', 'List the notes in the folder by tag.'),
      tool('tag_note', 'List the note by tag in the folder.'),
    ],
    [
      'from a template',
      tool('create_menu_template', 'Create a new menu template.'),
      tool('create_menu_from_template', 'Create a new menu from a template.'),
    ],
    [
      'the latest',
      tool('get_backup', 'Get a backup of the shop.'),
      tool('fetch_backup', 'Fetch the latest backup of the shop.'),
    ],
    [
      'each says more',
      tool('get_trip', 'Get a trip with its fares.'),
      tool('get_trip_info', 'Get a trip with its weather.'),
    ],
    [
      'one names the other',
      tool('fetch_bill', 'Fetch a bill. Cheaper than get_bill.'),
      tool('get_bill', 'Get a bill.'),
    ],
    [
      'an exclusion',
      tool('fetch_bill', 'Fetch a bill.'),
      tool('get_bill', 'Get a bill. Not for drafts: use the draft tool instead.'),
    ],
    [
      'deprecated',
      tool('search_flats', 'Search flats.'),
      tool('search_flats_v2', 'Search flats. The first is deprecated.'),
    ],
    ['numbered things', tool('read_sensor_1', 'Read sensor 1.'), tool('read_sensor_2', 'Read sensor 2.')],
    ['equal texts are tool-description-duplicate', tool('fetch_bill', 'Get a bill.'), tool('get_bill', 'Get a bill.')],
    ['no English', tool('fetch_bill', '取得发票的全部信息'), tool('get_bill', '获取发票的信息')],
    ['nothing said', tool('fetch_bill', 'TODO'), tool('get_bill', 'Get a bill.')],
    [
      'names alike, texts of different things',
      tool('run_job', 'Executes a query against the warehouse.'),
      tool('exec_job', 'Puts a poster up in the hall.'),
    ],
  ];
  for (const [why, a, b] of pairs) it(`${why}: ${a.name}, ${b.name}`, () => expect(kindsOf([a, b])).toEqual([]));

  it('the instructions name both', () => {
    const two = [tool('edit_note', 'Edits a note.'), tool('update_note', 'Update a note.')];
    expect(kindsOf(two)).toEqual(['alike']);
    expect(kindsOf(two, { instructions: 'Use edit_note for text and update_note for labels.' })).toEqual([]);
  });
});

const WORDS = 'get fetch list update edit order orders invoice note user by from details info v2 all stamp'.split(' ');
const word = fc.constantFrom(...WORDS);
const tools = fc.uniqueArray(
  fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { minLength: 1, maxLength: 6 }))
    .map(([name, text]) => tool(name.join('_'), `${text.join(' ')}.`)),
  { selector: ({ name }) => name, minLength: 2, maxLength: 12 },
);

/** What is found, whatever the order. */
function found(list: readonly Sent[]): unknown {
  const { server, facts } = read(list);
  const pairs = facts
    .confusable()
    .map(({ first, second, kind, likeness }) =>
      [...[first.data.name, second.data.name].toSorted(), kind, likeness].join(' '),
    );
  const near = server.tools.map((each) => {
    const neighbour = facts.neighbour(each);
    return [each.data.name, neighbour?.tool.data.name, neighbour?.alike].join(' ');
  });
  return { pairs: pairs.toSorted(), near: near.toSorted() };
}

describe('properties', () => {
  it('the order of tools does not matter', () =>
    fc.assert(
      fc.property(
        tools.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(found(shuffled)).toEqual(found(list));
        },
      ),
      { numRuns: 60 },
    ));

  it('a tool that shares nothing changes nothing', () =>
    fc.assert(
      fc.property(tools, (list) => {
        const more = found([...list, tool('quux', 'Zounds grommets.')]) as { near: string[] };
        expect({ ...more, near: more.near.filter((line) => !line.startsWith('quux ')) }).toEqual(found(list));
      }),
      { numRuns: 60 },
    ));
});

it('a crowd of tools that say the same costs no more than a crowd', () => {
  const crowd = Array.from({ length: 3_000 }, (_, i) => tool(`fetch_bill_${i}x`, `Fetches ${' '.repeat(i)}a bill.`));
  expect(kindsOf(crowd).length).toBeLessThan(3_000);
}, 10_000);
