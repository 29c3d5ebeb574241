import { auditResult, type AuditWish } from './audit.ts';
import { budgetResult, type BudgetWish } from './budget.ts';
import type { Room } from './room.ts';

/** A call that takes time: what it is to make, and of what. */
export type Job =
  | { readonly makes: 'audit'; readonly wish: AuditWish }
  | { readonly makes: 'budget'; readonly wish: BudgetWish };

/** Does it. Rejects with a `Refusal`, and with the reason of the signal. */
export const work = (job: Job, room: Room, signal: AbortSignal): Promise<object> =>
  job.makes === 'audit' ? auditResult(job.wish, room, signal) : budgetResult(job.wish, room, signal);
