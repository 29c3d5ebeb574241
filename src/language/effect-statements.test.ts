import { describe, expect, it } from 'vitest';

import { effectStatementsOf } from './effect-statements.ts';
import { sentencesOf } from './sentences.ts';

/** What is stated in a description of a server that has a tool `sink_boat`. */
const stated = (text: string): string[] =>
  effectStatementsOf(sentencesOf(text), ({ plain }) => plain.includes('sink_boat')).map(({ kind }) => kind);

const SAID: readonly (readonly [text: string, ...kinds: string[]])[] = [
  ['Read-only.', 'readsOnly'],
  ['Lists boats. This tool is read-only and needs a login.', 'readsOnly'],
  ['Read-only lookup of a berth.', 'readsOnly'],
  ['Plans a trip. This tool does NOT modify files — it returns steps you can follow.', 'readsOnly'],
  ['Checks a chart. It never changes anything.', 'readsOnly'],
  ['Checks a chart; makes no changes.', 'readsOnly'],
  ['Nothing is written.', 'readsOnly'],
  ['Permanently deletes a boat.', 'destroys'],
  ['Removes a boat and its crew permanently.', 'destroys'],
  ['Saves the chart. Overwrites the existing one without warning.', 'destroys'],
  ['Old logs are overwritten.', 'destroys'],
  ['Sinks a boat. This cannot be undone.', 'final'],
  ['Permanently deletes a boat and cannot be undone.', 'destroys', 'final'],
  ['This action is irreversible.', 'final'],
  ['Moors a boat. Idempotent.', 'repeatable'],
  ['Mooring an already moored boat is a no-op.', 'repeatable'],
  ['It is safe to call multiple times.', 'repeatable'],
  ['Each call creates a new booking.', 'accumulates'],
  ['Calling it again adds another mark.', 'accumulates'],
  ['Runs entirely locally.', 'local'],
  ['Computes tides. Makes no network calls.', 'local'],
];

const NOT: readonly (readonly [text: string, why: string])[] = [
  ['This tool is not read-only.', 'denied'],
  ['Unavailable in read-only mode.', 'a mode'],
  ['Creates a read-only link to the chart.', 'a property of what is made'],
  ['Lists read-only charts.', 'a property of what is listed'],
  ['Does not modify the captain.', 'one thing among many'],
  ['If dry_run is set, it does not change anything.', 'a case'],
  ['Makes no changes unless confirm is true.', 'a case'],
  ['Does not permanently delete the boat.', 'denied'],
  ['Permanently deletes the boat if force is true.', 'a case'],
  ['Moves the boat to the yard instead of permanently deleting it.', 'denied'],
  ['Lists permanently deleted boats.', 'what is listed'],
  ['Never overwrites an existing chart.', 'denied'],
  ['Use overwrite=true to overwrite the existing chart.', 'a choice'],
  ['Creates a permanent link. Links are permanent links.', 'no loss'],
  ['For good sink_boat, which cannot be undone.', 'another tool'],
  ['The boat cannot be moved.', 'no loss'],
  ['Retries are not idempotent-safe when mode is fast.', 'a case'],
  ['Takes an idempotent key.', 'a parameter'],
  ['Make sure that your command is idempotent.', 'an order'],
  ['Lists what each call costs.', 'no effect'],
  ['Reads local files.', 'what is read'],
  ['Deletes marks.\n\nModes:\n- delete: permanently removes a mark', 'one mode of many'],
  ['Saves a chart.\n\nArgs:\n    path: Overwrites the file there.', 'a parameter'],
];

describe('statements of effect', () => {
  it.each(SAID)('%s', (text, ...kinds) => expect(stated(text)).toEqual(kinds));
  it.each(NOT)('none in: %s (%s)', (text) => expect(stated(text)).toEqual([]));
  it('takes no long over a long text', () => {
    const started = performance.now();
    for (const piece of ['a', 'read-only ', 'each call ', 'does not modify ', 'permanently ', '; it '])
      stated(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
