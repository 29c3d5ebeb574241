import { describe, expect, it } from 'vitest';

import { sentencesOf } from '../sentences.ts';
import { earn, type Level, type ToolText } from './cue.ts';
import { siblingsOf } from './siblings.ts';
import { SIDE_EFFECTS } from './side-effects.ts';

const toolOf = (name: string, description: string, title = ''): ToolText => ({
  name,
  title,
  product: [],
  sentences: sentencesOf(description),
  siblings: siblingsOf([]),
});

const judge = (name: string, description: string) => earn(SIDE_EFFECTS, toolOf(name, description));

type Case = readonly [name: string, description: string, level: Level, family?: string];

const CONSEQUENCES: readonly Case[] = [
  ['move_boat', 'Move a boat. The pilot must agree in writing, or the call is rejected.', 2, 'conflict'],
  ['move_boat', 'Move a boat. Give a berth, otherwise the request fails.', 2, 'conflict'],
  ['move_boat', 'Move a boat. Cost: 10 credits.', 2, 'cost'],
  ['move_boat', 'Move a boat (3 credits).', 2, 'cost'],
  ['move_boat', 'Move a boat. Required: pilot token.', 2, 'permission'],
  ['move_boat', 'Move a boat. Papers are never handed to the crew or written to a log.', 2, 'unchanged'],
  ['edit_poster', 'Edit a poster. It will merge your words with the existing ones.', 2, 'unchanged'],
  ['move_boat', 'Move a boat.\n\nCAUTION: the lock opens by itself.', 2, 'security'],
  ['write_page', 'Write a page. An existing page of that name is overwritten.', 2, 'loss'],
  ['set_tags', 'Set the tags of a photo. Replaces all existing tags.', 2, 'loss'],
  ['import_menu', 'Import a menu. Dishes that are not in the file will be removed.', 2, 'loss'],
  ['reload_editor', 'Reload the editor. You lose unsaved changes.', 2, 'loss'],
  ['rotate_key', 'Rotate the signing key. Revokes all existing tokens.', 2, 'loss'],
  ['delete_album', 'Permanently deletes an album.', 2, 'permanence'],
  ['delete_album', 'Delete an album. This cannot be undone.', 2, 'permanence'],
  ['delete_album', 'Delete an album. It can be restored within a month.', 2, 'permanence'],
  ['remove_photo', 'Remove a photo (moves it to the trash).', 2, 'permanence'],
  ['follow_artist', 'Follow an artist. Following twice is a no-op.', 2, 'repetition'],
  ['add_guest', 'Add a guest. The call is idempotent and safe to retry.', 2, 'repetition'],
  ['open_drawer', 'Open a drawer, and create one if it does not exist.', 2, 'repetition'],
  ['add_guest', 'Add a guest. If the guest is already on the list, the list stays as it was.', 2, 'conflict'],
  ['rename_room', 'Rename a room. Fails when another room has the name.', 2, 'conflict'],
  ['move_boat', 'Move a boat. If the berth is taken, the call will fail.', 2, 'conflict'],
  ['close_shop', 'Close the shop. Requires confirmation by the user.', 2, 'consent'],
  ['send_parcels', 'Send the parcels. Offers a dry-run.', 2, 'consent'],
  ['ban_guest', 'Ban a guest. Requires the moderator role.', 2, 'permission'],
  ['edit_menu', 'Edit the menu (admins only, permission required).', 2, 'permission'],
  ['print_book', 'Print a book. Your card will be charged.', 2, 'cost'],
  ['draw_picture', 'Draw a picture. Consumes one credit.', 2, 'cost'],
  ['book_table', 'Book a table. The guests are notified.', 2, 'visibility'],
  ['add_host', 'Add a host to a party. Sends an invitation email.', 2, 'visibility'],
  ['share_map', 'Share a map. Anyone with the link sees it.', 2, 'visibility'],
  ['bake_bread', 'Bake bread. Runs in the background; poll for the state.', 2, 'async'],
  ['bake_bread', 'Bake bread. This may take several minutes.', 2, 'async'],
  ['move_crates', 'Move crates. All moves are made atomically.', 2, 'async'],
  ['unlink_card', 'Unlink a card. It does not delete the card itself.', 2, 'unchanged'],
  ['edit_profile', 'Edit a profile. Omitted fields remain unchanged.', 2, 'unchanged'],
  ['edit_profile', 'Edit a profile without notifying its friends.', 2, 'unchanged'],
  ['run_snippet', 'Run a snippet: executes arbitrary code on the host.', 2, 'security'],
  ['flash_board', 'Flash a board. Use with caution.', 2, 'security'],
  ['delete_album', 'Delete an album. There is no way to undo this.', 2, 'permanence'],
  ['untag_photo', 'Untag a photo. Does nothing if the tag is absent.', 2, 'repetition'],
  ['send_fax', 'Send a fax. Retrying creates a second copy.', 2, 'repetition'],
  ['import_guests', 'Import guests. Skips guests that already exist.', 2, 'repetition'],
  ['file_note', 'File a note. If no such folder exists, one is made.', 2, 'conflict'],
  ['cut_rope', 'Cut a rope. The user will be asked to approve.', 2, 'consent'],
  ['fill_tank', 'Fill a tank. Requires write access to the pump.', 2, 'permission'],
  ['scan_wall', 'Scan a wall. This costs 5 credits for each metre.', 2, 'cost'],
  ['post_riddle', 'Post a riddle. All members get an email.', 2, 'visibility'],
  ['grind_beans', 'Grind beans. Returns before the work is done.', 2, 'async'],
  ['add_verse', 'Add a verse. Earlier lines are kept.', 2, 'unchanged'],
  ['send_note', 'Send a note and remove it from the drafts.', 2, 'loss'],
  ['patch_wall', 'Patch a wall. The old paint is then removed.', 2, 'loss'],
  ['lock_gate', 'Lock the gate. Closes all open connections, removes associated keys.', 2, 'loss'],
  ['move_pier', 'Move a pier. This may break mooring lines.', 2, 'loss'],
  ['cut_hedge', 'Cut a hedge. You cannot undo this.', 2, 'permanence'],
  ['save_song', 'Save a song. Calling it twice changes nothing.', 2, 'repetition'],
  ['open_shelf', 'Open a shelf. An existing shelf of the kind is reused.', 2, 'repetition'],
  ['file_letter', 'File a letter. Existing letters with the number are updated.', 2, 'conflict'],
  ['name_boat', 'Name a boat. Returns an error if the name is taken.', 2, 'conflict'],
  ['pay_toll', 'Pay a toll. By default returns a preview; call confirm_toll to go on.', 2, 'consent'],
  ['pay_toll', 'Pay a toll. Shows a native confirmation dialog before.', 2, 'consent'],
  ['drain_pool', 'Drain a pool. You must double-check with the user.', 2, 'consent'],
  ['sell_plot', 'Sell a plot. The caller must be the owner of it.', 2, 'permission'],
  ['ring_bell', 'Ring a bell. Requires the tower.write scope.', 2, 'permission'],
  ['send_kite', 'Send a kite. Use of this tool requires a club subscription.', 2, 'cost'],
  ['send_kite', 'Send a kite. Requires the Standard plan or higher.', 2, 'cost'],
  ['paint_sign', 'Paint a sign. The sign goes live at once.', 2, 'visibility'],
  ['lend_key', 'Lend a key. Shares it with other members.', 2, 'visibility'],
  ['stack_hay', 'Stack hay. Some bales may fail while others are stacked.', 2, 'async'],
  ['stack_hay', 'Stack hay. Either all bales are stacked or none.', 2, 'async'],
  ['delete_link', 'Delete a link. It does not delete the page behind it.', 2, 'unchanged'],
  ['draft_flyer', 'Draft a flyer. Nothing is sent.', 2, 'unchanged'],
  ['end_lease', 'End a lease. The contract is archived, not deleted.', 2, 'unchanged'],
  ['sync_stock', 'Sync the stock. Merges into the shelf list instead of replacing it.', 2, 'unchanged'],
  ['edit_poster', 'Edit a poster. Reviewers are preserved unless you pass some.', 2, 'unchanged'],
  ['edit_poster', 'Edit a poster. Never touches other posters.', 2, 'unchanged'],
  ['move_boat', 'Move a boat. Replaces whatever lies there.', 2, 'loss'],
  ['move_boat', 'Move a boat. Old moorings stop working.', 2, 'loss'],
  ['move_boat', 'Move a boat. The old berth is not kept.', 2, 'loss'],
  ['move_boat', 'Move a boat. No undo.', 2, 'permanence'],
  ['move_boat', 'Move a boat. The change survives a restart: it lasts until spring.', 2, 'permanence'],
  ['move_boat', 'Move a boat. Repeated calls are harmless.', 2, 'repetition'],
  ['move_boat', 'Move a boat. Upserts by name.', 2, 'repetition'],
  ['move_boat', 'Move a boat. Refuses to pass a closed lock.', 2, 'conflict'],
  ['move_boat', 'Move a boat. API key required.', 2, 'permission'],
  ['move_boat', 'Move a boat. Permissions: harbour.write', 2, 'permission'],
  ['move_boat', 'Move a boat. This is a paid feature.', 2, 'cost'],
  ['move_boat', 'Move a boat. Charges apply.', 2, 'cost'],
  ['move_boat', 'Move a boat. The crew gets a notification.', 2, 'visibility'],
  ['move_boat', 'Move a boat. Emails the owner.', 2, 'visibility'],
  ['move_boat', 'Move a boat. Only members can see it.', 2, 'visibility'],
  ['move_boat', 'Move a boat. This makes the route live.', 2, 'visibility'],
  ['move_boat', 'Move a boat. Non-blocking.', 2, 'async'],
  ['move_boat', 'Move a boat. Arrives within 5–30 seconds.', 2, 'async'],
  ['move_boat', "Move a boat. Get the user's ok first.", 2, 'consent'],
  ['move_boat', 'Move a boat. By default simulates the trip.', 2, 'consent'],
  ['move_boat', 'Move a boat. Only call it after the owner has agreed.', 2, 'consent'],
  ['move_boat', 'Move a boat. With dry_run it only shows the way.', 2, 'consent'],
  ['move_boat', 'Move a boat. Nothing else changes.', 2, 'unchanged'],
  ['move_boat', 'Move a boat. The anchor itself stays.', 2, 'unchanged'],
  ['move_boat', 'Move a boat. Keeps the old flag.', 2, 'unchanged'],
];

const CIRCUMSTANCES: readonly Case[] = [
  ['paint_sign', 'Paints a sign and stores it in a shed.', 1, 'extent'],
  ['paint_sign', 'Paints a sign and saves the finished sign under a number.', 1, 'extent'],
  ['move_boat', 'Move a boat. Auto-connects to the lock.', 1, 'extent'],
  ['move_boat', 'Move a boat.\n\nWarning: the lock is narrow.', 1, 'extent'],
  ['delete_author', 'Delete an author and all their associated books.', 1, 'extent'],
  ['move_note', 'Move a note to another folder, maintaining its links.', 1, 'extent'],
  ['take_photo', 'Take a photo. It is saved to the album folder.', 1, 'extent'],
  ['close_ticket', 'Close a ticket by marking it as done.', 1, 'state'],
  ['start_quiz', 'Start a quiz. The quiz is opened as a draft.', 1, 'state'],
  ['upgrade_seat', 'Upgrade a seat. It becomes a window seat.', 1, 'state'],
  ['merge_lanes', 'Merge two lanes. Both lanes must exist.', 1, 'precondition'],
  ['play_song', 'Play a song. Requires an active session.', 1, 'precondition'],
  ['paint_fence', 'Recursively paint a fence and its gates.', 1, 'extent'],
  ['close_till', 'Close the till and reset the counter.', 1, 'extent'],
  ['cut_range', 'Cut a range, moving the rest up.', 1, 'extent'],
  ['heat_oven', 'Heat an oven. Restarts the timer.', 1, 'extent'],
  ['heat_oven', 'Heat an oven. A log entry is written.', 1, 'extent'],
  ['drop_sail', 'Drop a sail. Sails will only be dropped in port.', 1, 'extent'],
  ['hide_row', 'Hide a row (sets hidden=true).', 1, 'state'],
  ['sell_cart', 'Sell a cart. You can only sell carts that stand idle.', 1, 'precondition'],
  ['sell_cart', 'Sell a cart. The last cart cannot be sold.', 1, 'precondition'],
  ['add_story', 'Add a story. Requires a book identifier.', 1, 'precondition'],
  ['finish_race', 'Finish a race. Only started races can be finished.', 1, 'precondition'],
  ['move_boat', 'Move a boat. It ends up in the north dock.', 1, 'extent'],
  ['move_boat', 'Move a boat. If no berth is given, all of them are tried.', 1, 'extent'],
  ['move_boat', 'Move a boat. Names are trimmed.', 1, 'extent'],
  ['move_boat', 'Move a boat. For tugs, this also sets a flag on the bow.', 1, 'extent'],
  ['move_boat', 'Move a boat. It goes to the end of the queue.', 1, 'extent'],
  ['move_boat', 'Move a boat. Turns off the lights.', 1, 'extent'],
  ['move_boat', 'Move a boat. Triggers a storm signal.', 1, 'extent'],
  ['move_boat', 'Move a boat. Switches to manual mode.', 1, 'state'],
  ['move_boat', 'Move a boat. Makes it the default.', 1, 'state'],
  ['move_boat', 'Move a boat. Pre-condition: a calm sea.', 1, 'precondition'],
  ['move_boat', 'Move a boat. The keel must match exactly one dock.', 1, 'precondition'],
  ['move_boat', 'Move a boat. The boat must have a keel.', 1, 'precondition'],
  ['move_boat', 'Move a boat. Not possible in winter.', 1, 'precondition'],
];

const TRAPS: readonly Case[] = [
  ['move_boat', 'Move a boat. You need its number from the admin settings.', 0],
  ['move_boat', 'Move a boat. Useful when a user has boats that are already old.', 0],
  ['create_recipe', 'Create a recipe. Recipes hold steps for reuse in menus.', 0],
  ['create_boat', 'Create a boat with an automatically generated number.', 0],
  ['move_boat', 'Move a boat. Either a number or a name must be provided.', 0],
  ['move_boat', 'Move a boat. These commands do not support sails or logs.', 0],
  ['create_ticket', 'Create a new ticket with a title and an optional body.', 0],
  ['delete_album', 'Delete an album.', 0],
  ['run_transaction', 'Execute a SQL transaction against the database.', 0],
  ['start_build', 'Triggers a new build of a branch.', 0],
  ['change_rows', 'Change rows (INSERT/UPDATE/DELETE/UPSERT).', 0],
  ['call_shop', 'Call the shop. Areas: customers, refunds, orders, conflicts.', 0],
  ['install_font', 'Install a font. Call this if you get an error about a missing font.', 0],
  ['create_story', 'Create a story. Requires name and either team or epic.', 0],
  ['create_draft_letter', 'Create a new draft letter.', 0],
  ['send_email', 'Sends an email to a person.', 0],
  ['replace_words', 'Replace all words in a text.', 0],
  ['edit_event', 'Edit an event with modification scope support.', 0],
  ['insert_image', 'Insert an image from a publicly accessible URL.', 0],
  ['invite_member', 'Invite a member. You can also invite groups.', 0],
  ['write_poem', 'Write a poem.\n\nArgs:\n    force: overwrite an existing poem', 0],
  ['write_poem', 'Write a poem.\n\nReturns:\n    whether the old poem was permanently deleted', 0],
  ['save_layout', 'Save changes to a layout file.', 0],
  ['write_poem', '{"overwrite": true}', 0],
  ['paint_door', 'Paint a door. Useful for recurring costs and fees.', 0],
  ['paint_door', 'Paint a door. Handles timeouts and errors.', 0],
  ['turn_page', 'Go back to the previous page.', 0],
  ['draw_map', 'Draw a map. Never write "maybe" on it.', 0],
  ['draw_map', 'Draw a map. Do not cut or truncate its legend.', 0],
  ['draw_map', 'Draw a map. It returns the map or an error message if issues arise.', 0],
  ['manage_stalls', 'Manage stalls. Supports creating, moving and removing stalls.', 0],
  ['fold_paper', 'Fold paper. If it is not published, ask for the title.', 0],
  ['fold_paper', 'Fold paper. Use this for sheets that are no longer needed.', 0],
  ['copy_key', 'Copy a key. Make a duplicate copy of it.', 0],
  ['sing_song', 'Sing a song. Pick the tune carefully.', 0],
  ['set_undo', 'Redo what was undone.', 0],
  ['stop_boat', 'Triggers a stop of the boat.', 0],
  ['move_boat', 'Move a boat. You must match its name.', 0],
  ['move_boat', 'Move a boat to another berth.', 0],
  ['change_rows', 'Change rows (UPSERT or DELETE).', 0],
];

const named = ([name, description, level, family]: Case): readonly [string, Case] => [
  `${level}${family ? ` ${family}` : ''}: ${description}`,
  [name, description, level, family] as Case,
];

describe('side effects', () => {
  it.each([...CONSEQUENCES, ...CIRCUMSTANCES, ...TRAPS].map(named))('%s', (_, [name, description, level, family]) => {
    const earned = judge(name, description);
    expect([earned.level, earned.family]).toEqual([level, family]);
  });

  it('the evidence is the sentence that says it', () => {
    expect(judge('delete_album', 'Delete an album. This cannot be undone.').sentence?.text).toBe(
      'This cannot be undone.',
    );
  });

  it('what the title says is no news', () => {
    const tool = toolOf('put_tags', 'Replace all tags of a photo.', 'Replace all tags');
    expect(earn(SIDE_EFFECTS, tool).level).toBe(0);
  });

  it('small words of the title are news all the same', () => {
    const tool = toolOf('add_page', 'Add a page. As a result, the cover fades.', 'Add a page to the book');
    expect(earn(SIDE_EFFECTS, tool)).toMatchObject({ level: 1, family: 'extent' });
  });

  it.each([
    'a',
    'requires ',
    'must ',
    'which as ',
    'it also ',
    'is made ',
    'if ',
    '... if when ',
    'constructor __proto__ ',
    '\u{1F600}',
    ', ',
  ])('a megabyte of "%s" is read at once', (unit) => {
    const before = performance.now();
    judge('constructor', unit.repeat(1_000_000 / unit.length));
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
