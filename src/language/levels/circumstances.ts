import { pattern } from '../pattern.ts';
import { GAP, HAPPENS, type Facts } from './consequences.ts';

const BOUND = 'associated related child children nested dependent descendant descendants linked underlying';

/** What goes beyond the deed without being one of those: how far it reaches, what state results, what it needs. */
export const CIRCUMSTANCES: Facts = {
  extent: [
    pattern`\b(?<!can )also (?:\w+s|\w+ed|known)\b|\b${'will may'} also\b`,
    /\bautomatically\b|\bauto (?:creat|generat|assign|updat|start)\w*|\b(?:in addition|as a result)\b|\bafterwards?\b/,
    pattern`\band everything ${'in inside under below within on'}\b|\bwith (?:all|any) (?:of )?${'its their'}\b`,
    pattern`\b(?:is|are) \w+(?:ed|en) ${'as_well too'}\b|\b(?:applies|apply) to\b`,
    pattern`\bto ${'track monitor follow'} (?:the |its )?(?:\w+ )?progress\b`,
    /\brecursive(?:ly)?\b|\bdescendants\b/,
    pattern`\b${'maintains maintaining'}\b`,
    pattern`\bso ${'other others that they it future subsequent'} ${GAP}\b${'can will are is'}\b`,
    pattern`\b${'along together'} with\b`,
    pattern`\band (?:all |any )?(?:of )?(?:${'its their the'} )?${`${BOUND} sub\\w+`}\b|\band ${'all its their'} contents?\b`,
    pattern`\band (?:all|any|every) (?:of )?${'its their the'} \w+`,
    pattern`\b${'modifies mutates affects affect'} ${GAP}\b${'data state file files record records resource resources database settings future all every other'}\b`,
    pattern`\b${'saved saves stored stores written writes persisted persists'} ${'to in at under relative locally'}\b|\b(?:is|are) ${'saved stored persisted'}\b`,
    pattern`\b${'will can may could'} (?:effectively )?${'run cause lead result trigger create start launch open'}\b`,
    pattern`\b${'results resulting'} in\b|\bnew ${'version revision'}\b|\bno longer\b(?! ${'needed in_use used required necessary relevant wanted'})`,
    /\bexpires?\b|\bvalid (?:for|until)\b/,
    pattern`\b${'will is are be applies apply affects acts works'} only\b|\bonly be \w+ed\b`,
    pattern`\beach call ${'creates creates starts opens adds establishes makes sends'}\b`,
    pattern`\b(?:is|are) then \w+ed\b|, then \w+s\b`,
  ],
  state: [
    pattern`\b${'become becomes'}\b|\b${'mark marks marking marked'}\b${GAP}\bas\b`,
    pattern`${HAPPENS}${'created opened submitted started registered added appended assigned activated resumed scheduled enabled disabled'}\b`,
    pattern`\bas (?:the |a |an )?${'default draft drafts pending private'}\b`,
    pattern`\b${'sets setting'} ${GAP}\b${'status state flag visibility'}\b${GAP}\bto\b|\bsets \w+ ?=`,
    pattern`\b(?:reset|revert|restor)\w* ${GAP}\b${'default defaults original initial previous real temporary'}\b`,
    /\bresumes?\b|\bstill (?:exists?|remains?)\b|\bwill still\b/,
  ],
  precondition: [
    pattern`\b${'must should needs need has have'} (?:to )?(?:already|first|exist)\b`,
    pattern`\b${'must has have needs need'} (?:to )?be\b|\bmust not ${'be exist have'}\b`,
    pattern`\b${'must should need_to have_to'}\b${GAP}\b${'first before beforehand'}\b`,
    pattern`\bshould be \w+ ${'first before'}\b`,
    pattern`\b${'requires require needs'} (?:${'an a the'}\b|${'active running open existing connected prior'}\b|${GAP}to be \w+ed\b)`,
    pattern`\b${'requires require needs'} ${GAP}\b${'session context connection connected subscription environment installed setup mode version plugin extension bridge running enabled access'}\b`,
    pattern`\bonly ${'works work available supported valid applies allowed possible for on if when in supports accepts one'}\b`,
    pattern`\bonly\b${GAP}\bcan be\b|\b${'can may'} only\b|\b${"cannot can't"} (?:be )?\w+`,
    pattern`\bonly ${'allow allows include provide pass specify send'}\b|\bnot ${'allow allowed supported permitted'}\b`,
    /\bprerequisites?\b|\bpermissions? (?:errors?|denied)\b|\bwithin allowed\b|\b(?:is|are) (?:rejected|refused)\b/,
  ],
};
