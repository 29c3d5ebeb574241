import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"get_invoice","description":"Gets an invoice."},{"name":"list_invoices","description":"Lists invoices."}]}',
    '{"tools":[{"name":"start_pump","description":"Starts the pump."},{"name":"stop_pump","description":"Stops the pump."}]}',
    {
      json: '{"tools":[{"name":"edit_note","description":"Edits a note. For labels use update_note."},{"name":"update_note","description":"Updates a note."}]}',
      why: 'one names the other',
    },
    {
      json: '{"tools":[{"name":"list_parcels","description":"Lists the parcels of a depot."},{"name":"list_trucks","description":"Lists the trucks of a depot."}]}',
      why: 'a family: names and texts differ in the same noun',
    },
    {
      json: '{"tools":[{"name":"fetch_bill","description":"Gets a bill."},{"name":"get_bill","description":"Gets a bill."}]}',
      why: 'equal texts are tool-description-duplicate',
    },
    {
      json: '{"tools":[{"name":"search_flats","description":"Searches flats. Deprecated."},{"name":"search_flats_v2","description":"Searches flats."}]}',
      why: 'the old version says so',
    },
    {
      json: '{"tools":[{"name":"list_vents","description":"Lists the vents of a dock."},{"name":"list_vents64","description":"Lists the vents of a dock, with depth."},{"name":"ping_icmp","description":"Pings a host by ICMP."},{"name":"ping_icmp_v6","description":"Pings a host by ICMP, over IPv6."}]}',
      why: 'a number that counts nothing, and the version of a standard',
    },
    {
      json: '{"tools":[{"name":"get_user_by_id","description":"Gets a user by ID."},{"name":"get_user_by_email","description":"Gets a user by email."}]}',
      why: 'each says what it goes by',
    },
    {
      json: '{"tools":[{"name":"edit_note","description":"Modifie une note dans le carnet de la boutique."},{"name":"update_note","description":"Modifie la note dans le carnet de la boutique."}]}',
      why: 'a text that is not English is not assessed',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"edit_note","description":"Edits an existing note."},{"name":"add_note","description":"Adds a note."},{"name":"update_note","description":[|"Update a note"|]}]}',
      says: 'alike',
      severity: 'warning',
      text: '`edit_note` and `update_note` say the same in name and description (`Edits an existing note`)',
    },
    // the second by name, so that it stands there in any order of the list
    {
      json: '{"tools":[{"name":"weigh_parcel","description":[|"Add a stamp to a parcel."|]},{"name":"stamp_parcel","description":"Adds a stamp to the parcel"}]}',
      says: 'reworded',
      severity: 'warning',
    },
    {
      json: '{"tools":[{"name":"find_tents","description":"Finds tents in the depot by size."},{"name":"search_depot","description":[|"Searches the depot for tents by size."|]}]}',
      says: 'reworded',
    },
    {
      json: '{"tools":[{"name":"search_flats","description":"Searches flats for rent."},{"name":"search_flats_v2","description":[|"Searches flats for rent, ranked."|]}]}',
      says: 'version',
      severity: 'info',
      text: 'neither says which to prefer',
    },
    {
      json: '{"tools":[{"name":"book_seat","description":"Reserve a seat on a train. Windows come first."},{"name":"hold_seat","description":[|"Reserves the seat on a train. Aisles are cheaper."|]}]}',
      says: 'purpose',
      severity: 'info',
    },
    {
      json: '{"tools":[{"name":"get_route","description":"Gets a bus route."},{"name":"get_route_details","description":[|"Gets a bus route with fares and stops."|]}]}',
      says: 'overlap',
      severity: 'info',
      text: 'only `get_route_details` speaks of fares, stops, and neither says when to use which',
    },
  ],
});
