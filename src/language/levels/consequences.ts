import { pattern } from '../pattern.ts';

/** Ways to state facts, by the family of the fact. They are read in texts without hyphens and quotation marks. */
export type Facts = Readonly<Record<string, readonly RegExp[]>>;

/** Some words of the same clause. */
export const GAP = /(?:[^.;:]|[.:](?=\S)){0,60}?/;
export const IF = 'if when whenever once unless';
/** What happens: "is …", "gets …", "will be …"; an order ("must be …") is something else. */
export const HAPPENS =
  /\b(?:is|are|gets?|(?:will|would|may|might|can|could) (?:also |then )?be) (?:also |automatically |then |silently |permanently )?/;

const GONE =
  'lost discarded wiped erased dropped truncated cleared replaced removed deleted destroyed overwritten invalidated revoked purged detached unlinked disconnected reset cancelled canceled';
const REMOVES =
  'removes removing deletes deleting revokes revoking invalidates invalidating terminates terminating cancels cancelling clears clearing erases erasing drops dropping closes closing kills killing detaches disconnects disconnecting stops stopping';
const OLD = 'existing previous old prior earlier current other remaining';
const BOUND = 'associated related dependent linked attached nested child descendant underlying';
const ALL = 'all any every those these your its their the';
/** What cannot be, or can. */
export const UNDONE =
  'undone reverted reversed recovered restored retrieved recalled retracted unsent withdrawn taken_back called_back rolled_back brought_back reopened reactivated revived undeleted unarchived';
const UNDO =
  'undo revert reverse recover restore reopen reactivate re_?enable unarchive undelete unpublish unlock unban unmute unsend bring_back';
const FAILS =
  'fails fail failing errors errors_out error throws raises rejects rejected refuses refused denied aborts aborted';
/** "Is lost" in other words: "will not be kept", "stops working". */
const NOT_KEPT = pattern`\b(?:not|never|isn't|aren't|won't be) (?:be )?${'kept preserved retained saved recoverable carried_over'}\b|\b(?:stops?|ceases?) ${'working to_work being'}\b`;
/** "Deleting a shelf deletes all books on it": read with the words of the name. */
export const CASCADE = pattern`\b${'deleting removing clearing closing archiving'} ${GAP}\b${'deletes removes clears closes archives'} ${'all every any its'}\b`;
/** A call beside others: "each call", "a second request", "calling it again". */
const CALLS = 'call calls invocation invocations request requests run runs execution attempt retry';
const NEXT = 'each every second further repeated repeat subsequent later another duplicate';
/** What the next call leaves beside what is there already. */
const ONE_MORE = pattern`(?:an? )?(?:${'another additional second new separate further extra fresh one_more distinct duplicate'})\b`;
const AGAIN = 'again twice repeatedly multiple_times more_than_once many_times';

/**
 * What a caller must know before a call that changes something, first half of the closed list: what becomes of the things
 * that are there already.
 */
export const CONSEQUENCES: Facts = {
  loss: [
    pattern`\b(?:overwrit|clobber|cascad)\w*`,
    pattern`\breplac(?:e|es|ed|ing) (?:${ALL} ){0,2}${`all any ${OLD} entire whole full complete content contents whatever anything everything what`}\b`,
    pattern`\b(?:${'completely fully entirely will would'} replace|${'completely fully entirely and then it this which that operation call'} replaces)\b(?! \w+_\w)`,
    pattern`\b(?:full|complete|entire) (?:replac\w+|overwrite|update)\b`,
    pattern`${HAPPENS}${GONE}\b`,
    pattern`\b${'then automatically also permanently'} ${GONE}\b`,
    pattern`\b${'and then also automatically'} ${'remove removes delete deletes discard discards clear clears erase erases'} ${'it them its their the_original the_source the_old'}\b`,
    pattern`\b${REMOVES} (?:${ALL} ){1,2}${OLD}\b`,
    pattern`\b${REMOVES} (?:${ALL} ){0,2}${BOUND}\b`,
    pattern`\b${'lose loses losing'} ${'all any some the your their its access unsaved changes data work progress everything'}\b`,
    pattern`\b(?:${'data work progress'} loss|loss of)\b`,
    pattern`\b(?:discards|discarding|wipes|wiping|purges|purging)\b`,
    pattern`\b${'will would may might can could'} (?:also )?${'break disrupt interrupt corrupt'}\b`,
    NOT_KEPT,
    pattern`\b(?:breaks ${`${ALL} ${BOUND} ${OLD}`}|downtime|outage)\b`,
  ],
  permanence: [
    pattern`\b(?:^|is |are )permanent(?=\W*$|[.;,!])|\b(?:persists?|survives?|lasts?) (?:only )?${'after across until for over beyond through restarts reboots'}\b|\b(?:is|are) (?:only )?temporary\b`,
    pattern`\bpermanently\b|\b(?:is|are) permanent\b|\bpermanent (?:delet|remov|loss|chang|action|effect)\w*`,
    pattern`\b(?:irreversib|irrevocab|unrecoverab|irrecoverab)\w*|\bforever\b|\bfor good\b`,
    pattern`\b(?:cannot|can't|can not|can|could|may) (?:${'not easily later also only never still'} ){0,2}be ${UNDONE}\b`,
    pattern`\b(?:cannot|can't|can not) ${'undo revert reverse recover restore recall unsend retract'}\b`,
    pattern`\b${'no without'} (?:an? |any )?${'undo recovery rollback way_back going_back'}\b|\bno way to (?:${UNDO}|recall|retract|unsend|${'get take bring call'} ${'it them this that'} back)\b|\bfor ${'rollback undo'}\b`,
    pattern`\b(?:reversible|recoverable|restorable|undoable|reverted)\b`,
    pattern`\b${'supports support single one an no without via with through'} undo\b|\bto undo ${'it this that the'}\b|\bundoable\b|\bundo ${'is works with via by step history stack possible'}\b`,
    pattern`\b(?:bring|bringing|brings|get|gets|take|takes|put|puts|restore|restores|recover) (?:it|them|this) back\b`,
    pattern`\bto ${UNDO} (?:${'it them this that'}|the known)\b|\w ${'undoes unarchives undeletes'} ${'it them this that'}\b|\w_\w+ ${'reverses reverts restores reopens reactivates unlocks'} ${'it them this that'}\b`,
    // "unarchive it with …": an order that names the way back
    pattern`(?:^|[,;:(] ?|\b${'can to then and'} )${UNDO} ${'it them this that'} (?:later |again )?${'with by via using through'}\b`,
    pattern`\b(?:soft|hard) delet\w+`,
    pattern`\b(?:to|into|in) (?:the )?${'trash bin recycle deleted_items'}\b`,
  ],
  repetition: [
    pattern`\bidempoten\w*|\bno op\b`,
    pattern`\b${'has have had with'} no (?:further |additional )?effects?\b|\b(?:does|do) nothing\b|\bnothing (?:happens|changes|is done)\b`,
    pattern`\b(?:${'repeat repeated repeating duplicate retried further subsequent second'} ${'calls runs requests invocations'}|${'retries retrying repeats repeating'}) ${'are is have has will do does'}\b|\bupserts\b|\bupsert ${'by on semantics behavior behaviour'}\b`,
    pattern`\bsafe(?:ly)? (?:to )?(?:${'call run use invoke retry retried repeat repeated rerun'}|re ?(?:run|call|try|send|apply|submit))\w*`,
    pattern`\b${AGAIN} (?:is|are) ${'fine safe harmless ok okay'}\b`,
    pattern`\b(?:${'calling running invoking executing'}|(?:is|are|be|if|when) ${'called run invoked executed'}) (?:it |this |the tool )?${AGAIN}\b`,
    pattern`\b${NEXT} ${CALLS}\b[^.;:]{0,40}? \w+s ${ONE_MORE}`,
    pattern`\b${'calling running invoking repeating retrying'} ${'it this the_tool'}(?: ${AGAIN})? (?:will )?(?:\w+s?) ${ONE_MORE}`,
    pattern`\bduplicates\b(?! of)|\bduplicate ${'is are will detection entries entry records rows names keys'}\b`,
    pattern`\b${'create creates creating a any avoid avoids avoiding prevent prevents preventing no not'} duplicat\w+(?! (?:copy|of|known)\b)`,
    pattern`\b(?:retry|retries|retrying|repeat|repeats|repeating|repeated)\b${GAP}\b${'create creates add adds send sends charge charges duplicate duplicates'}\b`,
    pattern`\b${'skip skips skipped skipping ignore ignores ignored ignoring'}\b${GAP}\b${'exist exists existing duplicate duplicates unknown missing unchanged'}\b`,
    pattern`\bif${GAP}\b${"does_not doesn't do_not don't did_not"} (?:already |yet )?exist\b`,
    pattern`\bcreat(?:e|es|ed|ing)\b${GAP}\b(?:if|when|where) (?:it |they |not )?(?:is |are )?${'missing absent needed necessary present required'}\b`,
    pattern`\b${'instead_of rather_than'} ${'creating duplicating failing erroring adding'}\b`,
    pattern`(?<!\b(?:for|can be) )\b${'reuse reuses reused reusing'}\b`,
  ],
  conflict: [
    pattern`\b${IF} (?!you |(?:the |a )?user )${GAP}(?<!\bnot )\balready\b`,
    pattern`\balready\b${GAP}\b${`${FAILS} skipped ignored returned updated unchanged kept reused`}\b`,
    pattern`\bif (?:no|an?|another|the same|one)\b${GAP}\b${'exists exist is_taken is_in_use'}\b`,
    pattern`\bif (?:the |it |its )${GAP}\b${'exists is_taken is_in_use is_not_empty'}\b`,
    pattern`\bexisting ${GAP}${HAPPENS}\w+(?:ed|en)\b`,
    pattern`\bsilently\b`,
    pattern`\b${FAILS}\b(?! messages?| codes?)[^.,;:]{0,40} ${'if when unless where'}\b`,
    pattern`\b${IF} ${GAP}\b${'will operation call request command it this'} ${FAILS}\b`,
    pattern`(?<!\b(?:if|when|once)\b[^.;,:]{0,50})\b${'fails errors'} (?:${'with on for without because cleanly loudly fast'}\b|$)`,
    pattern`\b${'refuses refuse'} ${'to when if unless'}\b`,
    pattern`\b${'or otherwise else'},? (?:${'it this'}|(?:the |your )?${'call request operation command update write deletion change query tool action job task server api'}) (?:${FAILS}|${'is are will_be gets'} (?:silently )?${'rejected refused denied blocked ignored skipped dropped aborted cancelled'})\b`,
    pattern`\b(?:401|403|404|409|412|429)\b`,
    pattern`\b${'name merge version edit write'} conflicts?\b|\bconflicts? ${'with errors error detection behavior behaviour is are if'}\b`,
    pattern`\boptimistic ${'concurrency locking lock'}\b|\bstale ${'write writes edit edits update updates'}\b`,
  ],
};
