import { loadTargets } from '../cli/load.ts';
import type { Audit } from '../engine/audit.ts';
import { runAudit } from '../engine/run.ts';
import { silent } from '../api/call.ts';
import { settingsOf } from '../api/judge.ts';
import { targetOf, type Room, type Wish } from './room.ts';

/** Milliseconds for each server that is started or reached. */
const PATIENCE = 30_000;

/** Audits what a call names, as the configuration says. With `budget` no rule runs. Throws a `Refusal`. */
export async function auditIn(room: Room, wish: Wish, signal: AbortSignal, focus?: 'budget'): Promise<Audit> {
  const target = await targetOf(wish, room, signal);
  const io = silent(room.root, signal);
  const options = { protocol: 'auto', timeoutMs: PATIENCE, npmTimeoutMs: PATIENCE, checks: true } as const;
  const loaded = await loadTargets([target], options, io);
  signal.throwIfAborted();
  const { settings } = await settingsOf(room.read, focus ? { baseline: false } : {}, io);
  return runAudit(loaded, focus ? { ...settings, rules: [], focus } : settings);
}
