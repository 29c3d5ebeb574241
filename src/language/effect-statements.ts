import { passageOf, type Passage } from './passages.ts';
import { pattern } from './pattern.ts';
import type { Section } from './sections.ts';
import type { Sentence } from './sentences.ts';

/**
 * What a description says outright of a call: it changes nothing (`readsOnly`), takes something away for good or overwrites it
 * (`destroys`), cannot be taken back (`final`), has no further effect when repeated (`repeatable`), has one each time
 * (`accumulates`), or reaches nothing beyond this machine (`local`).
 */
export type StatementKind = 'readsOnly' | 'destroys' | 'final' | 'repeatable' | 'accumulates' | 'local';

export interface EffectStatement extends Passage {
  readonly kind: StatementKind;
}

/** The tool, as the subject of a sentence. */
const SUBJECT = pattern`(?:^|[.;:!,(—–-] |\b(?:and|but|success) )(?:${'it this this_tool the_tool this_operation the_operation this_command this_call this_endpoint this_action this_function this_method this_query calling_it'} )`;
const EVERYTHING = pattern`(?:anything|(?:any |the |your |existing )?(?:${'data files state resources records content database filesystem file_system workspace repository codebase system disk'})\b)`;
const READING =
  'tool operation query lookup search access call endpoint view inspection check analysis listing snapshot preview request action command';
const DELETES = 'delete deletes remove removes erase erases destroy destroys purge purges wipe wipes drop drops';
const DELETED = 'deleted removed erased destroyed purged wiped dropped';
const ADDS =
  'create creates add adds insert inserts append appends send sends generate generates produce produces post posts';
const AGAIN = 'again twice repeatedly multiple_times more_than_once';

const STATEMENTS: Readonly<Record<StatementKind, readonly RegExp[]>> = {
  readsOnly: [
    /^(?:(?:note|safety|side effects?): )?(?:strictly |purely |fully )?read[- ]only(?:$|[.,;:!)]| [—–-])/,
    pattern`${SUBJECT}is (?:an? )?(?:\w+ly )?read[- ]only\b(?! ${'mode field property view_of link copy'}\b)`,
    pattern`^(?:an? )?(?:\w+ly )?read[- ]only ${READING}\b`,
    pattern`${SUBJECT}(?:\w+ly )?${"does_not doesn't never will_not won't"} (?:\w+ly )?${'modify change alter mutate write write_to edit modifies changes alters mutates writes writes_to'} ${EVERYTHING}`,
    pattern`(?:^|[;,(—–-] ?|\band )(?:${"does_not doesn't never"} )${'modify change alter mutate write_to modifies changes alters mutates writes_to'} ${EVERYTHING}`,
    pattern`(?:^|${SUBJECT}|[,;] |and )${'makes_no makes_no_further has_no no'} ${'changes modifications side_effects writes'}(?:$|[.,;!)]| (?:are|is|will be) (?:made|applied|performed)\b| to ${EVERYTHING})`,
    /\bnothing (?:is|gets|will be) (?:written|changed|modified|altered|saved|persisted)\b/,
  ],
  destroys: [
    pattern`(?:^|${SUBJECT}|\bwill |, |\band )permanently (?:and \w+ )?${DELETES}\b`,
    pattern`(?:^|${SUBJECT}|\bwill )${DELETES} [^.;]{0,60}\bpermanently\b`,
    pattern`\b${'is are will_be'} permanently ${DELETED}\b`,
    pattern`(?:^|${SUBJECT}|\bwill |, |\band )(?:completely |silently |always )?overwrites? ${'any the existing its their your all whatever what'}\b`,
    pattern`\b${'is are will_be'} (?:completely |silently |always )?overwritten\b`,
  ],
  final: [
    pattern`\b${"cannot can't can_not"} be ${'undone reversed reverted recovered restored rolled_back'}\b`,
    pattern`\b${'is are'} (?:\w+ and )?${'irreversible permanent'}\b(?! ${'link links url urls'})`,
  ],
  repeatable: [
    /(?:^|[^-\w ] |\b(?:is|are|and|fully|this|an|call|operation) )idempotent\b(?! (?:key|token|command|script))/,
    /\balready\b[^.;]{0,60}\b(?:is|are|results? in|does) (?:an? )?(?:no-op|noop|nothing)\b/,
    pattern`\bsafe to ${'call retry repeat run re-run rerun'}(?: (?:it|this|the call))?(?:$|[.,;)]| ${AGAIN}\b)`,
    pattern`\b${'calling running'} (?:it |this |this tool )?${AGAIN} has no (?:further |additional )?effect\b`,
  ],
  accumulates: [
    pattern`\b${'each every'} (?:\w+ )?${'call invocation request run time'}\b[^.;]{0,30}\b${ADDS} ${'a an another new additional'}\b`,
    pattern`\b${ADDS} (?:an? )?(?:new|another) [^.;]{1,40}\b${'each every'} (?:time|call)\b`,
    pattern`\b${'calling retrying repeating'} (?:it |this |this tool |the call )?(?:${AGAIN} )?(?:will |would )?${`${ADDS} duplicate duplicates`}\b`,
    /\b(?:is|are) (?:not idempotent|non-idempotent)\b/,
  ],
  local: [
    /\b(?:runs?|works?|operates?|computed|processed) (?:entirely|fully|completely|purely|100%) (?:locally|offline|on[- ]device)\b/,
    pattern`\b${'makes_no performs_no without_any no'} ${'network external outbound'} ${'calls requests access connections'}\b`,
    /\b(?:does not|doesn't|never) (?:access|use|contact|call|touch|need) the (?:network|internet)\b/,
    /(?:^|[.(] ?)local[- ]only(?:$|[.,;:)]| [—–-])/,
  ],
};

/** A case, a choice or a wish: then it is not said of every call. */
const BOUND =
  /\b(?:if|when|whenever|unless|whether|until|mode|flag|option|set to|can|may|might|could|would|should|must|(?<!read[- ])only|except|before|after|dry[- ]?run|preview|by default|instead of|rather than|without (?!warning|confirmation|asking|prompting)\w+|avoid|prevent|to (?:permanently|overwrite)|(?:omitt|skipp|sett|pass|us|leav)ing)\b|=\s?true|\bconfirm=/;
/** A repeated call is a case by nature; so is "already". */
const BY_CASE: ReadonlySet<StatementKind> = new Set(['repeatable', 'accumulates']);
const CHOICE =
  /\b(?:unless|only (?:if|when)|mode|flag|option|set to|except|must|should|make sure|by default)\b|=\s?true|\bmake\b[^.;]{0,40}\bidempotent/;
const SIGN =
  /read[- ]only|modif|chang|alter|mutat|writ|edit|permanent|irrevers|undone|revers|recover|restor|rolled|idempot|no-?op|safe to|again|each|every|retry|calling|repeat|local|offline|network|internet|external|outbound|side effect/;
/** Parameters, examples and results speak of other things; a list or a section of its own may speak of one mode of many. */
const SAID_IN: ReadonlySet<Section> = new Set(['body', 'effects', 'limits']);

/** The statements of a description about what a call does. A sentence that `names` another tool may speak of that one. English only; linear. */
export function effectStatementsOf(
  sentences: readonly Sentence[],
  names: (sentence: Sentence) => boolean,
): readonly EffectStatement[] {
  return sentences.flatMap((sentence): EffectStatement[] => {
    const { plain, section, item, heading } = sentence;
    if (!SAID_IN.has(section) || (item && heading !== '') || !SIGN.test(plain)) return [];
    const kinds = KINDS.filter((kind) =>
      STATEMENTS[kind].some((each) => {
        const found = each.exec(plain);
        return (
          found !== null && !(BY_CASE.has(kind) ? CHOICE : BOUND).test(clauseAt(plain, found.index + found[0].length))
        );
      }),
    );
    return kinds.length === 0 || names(sentence) ? [] : kinds.map((kind) => ({ kind, ...passageOf(sentence) }));
  });
}

const KINDS = Object.keys(STATEMENTS) as readonly StatementKind[];

/** The part of a sentence that holds a place, between semicolons and dashes. */
function clauseAt(plain: string, at: number): string {
  const from = Math.max(...[';', ' — ', ' – ', ' - '].map((mark) => plain.lastIndexOf(mark, at - 1)), 0);
  const behind = plain.slice(at).search(/;| [—–-] /);
  return plain.slice(from, behind < 0 ? plain.length : at + behind);
}
