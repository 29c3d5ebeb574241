import { pattern } from '../pattern.ts';
import { GAP } from './consequences.ts';

const KEPT = 'kept preserved retained maintained untouched unaffected unchanged unmodified intact left_alone';
const KEEPS = 'leave leaves leaving keep keeps keeping preserve preserves preserving retain retains retaining';

/** What a call leaves as it was. */
export const UNCHANGED: readonly RegExp[] = [
  pattern`\b${'remain remains stay stays left'} ${'unchanged untouched intact in available as active where open valid the_same'}\b`,
  pattern`\b${KEEPS} ${GAP}\b${'unchanged untouched intact alone existing other others rest original same current previous old remaining'}\b`,
  pattern`\bnothing else (?:is |gets )?\w+|\b(?:itself|themselves) ${'stays stay remains remain is_kept are_kept'}\b|\b${'stays stay remains remain'}(?: (?:as|on|in|where|with|untouched)\b|\W*$)`,
  pattern`\b(?:${'preserves preserving retains retaining'}|keeps? ${'its their'})\b`,
  pattern`\b${'merges will_merge merged merging combines combined appends appended adds added'} (?:\w+ ){0,3}${'with into to'} (?:${'the any its all'} )?existing\b`,
  pattern`\b${'unchanged untouched unaffected unmodified'}\b|\b(?:is|are|will be) ${KEPT}\b`,
  pattern`\bprotects? (?:the |your |its )?${'current existing original'}\b`,
  /\bstill (?:exists?|remains?)\b/,
  pattern`\bstill\b${GAP}\b${'available usable readable accessible'}\b|\bnot carr(?:y|ied) over\b`,
  pattern`\bonly (?:\w+ ){1,9}${'is are get gets will_be'} ${'modified updated changed affected touched'}\b`,
  pattern`\bonly ${'updates modifies changes affects removes deletes touches replaces'}\b`,
  pattern`\bonly (?:the )?${'supplied provided specified given passed listed sent included'} \w+ (?:will )?change\b`,
  pattern`\bpartial(?:ly)? updat\w+|\bpatch semantics\b`,
];
