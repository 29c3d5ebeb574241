import { pattern } from '../pattern.ts';
import { GAP, HAPPENS, type Facts } from './consequences.ts';

const BOUND = 'associated related child children nested dependent descendant descendants linked underlying';
/** Verbs of finding out: what is looked up automatically changes nothing. */
const LOOKS =
  /(?:check|detect|find|look|lookup|resolve|determine|infer|validate|verifi?|identifie?|fetche?|discover|calculate|select)(?:y|s|ing|ies|up)?\b/;
const LOOKED =
  /(?:checked|detected|found|looked up|resolved|determined|inferred|validated|verified|identified|fetched|discovered|calculated|selected)/;
/** What is said of a value that the caller passes, not of the world. */
const VALUE =
  /(?:either|one of|an? (?:\w+ )?(?:valid|absolute|full|number|integer|string|array|list|object|url|path|json|iso)|valid|positive|in [\w ]{0,20}format|between|at (?:least|most)|less|greater|no (?:more|longer)|absolute|formatted|exactly|\d)/;

/** What goes beyond the deed without being one of those: how far it reaches, what state results, what it needs. */
export const CIRCUMSTANCES: Facts = {
  extent: [
    pattern`\b(?<!can )also (?!${'required accepts supports supported returns returned includes shows provides useful needs called'}\b)(?:\w+s|\w+ed|known)\b|\b${'will may'} also\b(?! (?:need|want|be ${'used useful needed required'}))`,
    pattern`(?<!\b(?:an?|${LOOKED}|${LOOKS}(?: \w+){1,3}) )\bautomatically\b(?! generated \w+\W*$)(?! ${LOOKS})`,
    pattern`\bauto (?:creat|generat|assign|updat|start|connect|open|clos|sav|link|launch|delet|archiv|publish|merg|enabl|subscrib|approv|renew|retri)(?:e?s|ed|ing)\b|\b(?:in addition|as a (?:result|consequence)|consequently)\b|\bafterwards?\b`,
    pattern`\band everything ${'in inside under below within on'}\b|\bwith (?:all|any) (?:of )?${'its their'}\b`,
    pattern`\b(?:is|are) \w+(?:ed|en) ${'as_well too'}\b|\b(?:applies|apply) to\b`,
    pattern`\b(?:if no|${'if when unless'} (?:\w+ ){0,2}${'omitted provided given specified empty set'}|without (?:an? )?\w+)\b${GAP}\b${'all every everything'}\b|\bcan still be\b`,
    pattern`\brecursive(?:ly)?\b|\bdescendants\b`,
    pattern`\b${'maintains maintaining'}\b`,
    pattern`\bso ${'other others that they it future subsequent'} ${GAP}\b${"can will are is won't can't cannot"}\b`,
    pattern`\bso (?:that )?the (?:next|following) \w+ \w+s\b|\bso (?:that )?${'it they'} ${'inherits inherit becomes become appears appear stops stop starts start gets get shows_up show_up'}\b`,
    pattern`\b${'along together'} with\b|\balongside ${'the it its them'}\b`,
    pattern`\band ${'all any every'} (?:\w+ ){1,3}${'inside in within under'} ${'it them the'}\b`,
    pattern`\band (?:all |any )?(?:of )?(?:${'its their the'} )?${`${BOUND} sub\\w+`}\b|\band ${'all its their'} contents?\b`,
    pattern`\band (?:all|any|every) (?:of )?${'its their the'} \w+`,
    pattern`\baffects?\b|\b${'modifies mutates'} ${GAP}\b${'data state file files record records resource resources database settings future all every other'}\b`,
    pattern`\b${'lands land ends_up end_up winds_up'} ${'in into under on at as'}\b|\bnew ${'item items one ones row rows entry entries'} (?:\w+ )?${'go goes come comes'}\b`,
    pattern`\bknown all \w+ (?:by default )?including\b|\ball (?:\w+ )?${'properties children contents attachments settings members versions files'}(?: by default)?,? including\b`,
    // what is done to the input on the way
    pattern`${HAPPENS}(?:first )?${'sanitized sanitised stripped normalized normalised truncated compressed resized trimmed escaped reformatted deduplicated encrypted hashed'}\b`,
    pattern`^(?:warning|caution|danger|attention) ?[:!]`,
    pattern`\b${'effective applied takes_effect'} ${'immediately at_once instantly later at after within'}\b|\b(?:is|are) immediate\b`,
    pattern`\b${'recorded logged'} ${'in to as'}\b|\b${'saved saves stored stores written writes persisted persists'} ${'to in at under relative locally'}\b|\b(?:is|are) ${'saved stored persisted'}\b|\b${'saves stores writes persists downloads exports'} (?:${'it them everything'}|the (?:\w+ ){1,3})(?: directly)? ?${'to in into at under'}\b`,
    pattern`\b${'will can may could'} (?:effectively )?${'run cause lead result trigger create start launch open consume prevent'}\b|\bprevents? ${GAP}\bfrom \w+ing\b|\bpartial results?\b`,
    pattern`\b${'results resulting'} in\b|(?<!^\w+ an? )\bnew ${'version revision'}\b|\bno longer\b(?! ${'needed in_use used required necessary relevant wanted'})`,
    pattern`\bexpires?\b|\bvalid (?:for|until)\b`,
    pattern`\b${'will is are be applies apply affects acts works'} only\b|\bonly be \w+ed\b`,
    pattern`\beach call ${'creates creates starts opens adds establishes makes sends'}\b`,
    pattern`\b(?:is|are) then \w+ed\b|, then \w+s\b`,
  ],
  state: [
    pattern`\b${'goes switches puts moves changes sets'} (?:it |them |the \w+ )?(?:back )?${'in into to'} (?:\w+ ){0,2}${'mode state'}\b`,
    pattern`\bmak(?:e|es|ing) (?:it|them|this|the \w+) (?:the )?(?:new )?(?:${'active default current primary live selected read_only public private'}|\w+[ai]ble)\b`,
    pattern`\b${'become becomes'}\b|(?<!\b${'when if for before after of'} )\b${'mark marks marking marked'}\b${GAP}\bas\b`,
    pattern`${HAPPENS}${'created opened submitted started registered added appended assigned activated resumed scheduled enabled disabled'}\b`,
    pattern`\bas (?:the |a |an )?${'default draft drafts pending private'}\b`,
    pattern`\b${'sets setting'} ${GAP}\b${'status state flag visibility'}\b${GAP}\bto\b|\bsets \w+ ?=`,
    pattern`\b(?:reset|revert|restor)\w* ${GAP}\b${'default defaults original initial previous real temporary'}\b`,
    pattern`\bto (?:its|their|the) (?:\w+ )?${'default original initial'}\b`,
    pattern`\bresumes?\b|\bwill still\b`,
    // what outlasts the call
    pattern`\bpersistent ${'environment session shell filesystem file_system storage process context workspace connection state memory'}\b|\bpersistent \w+ ${'environment session shell filesystem storage process context workspace connection'}\b`,
    pattern`\b(?:shared|kept|reused|available) ${'across between'} ${'calls requests sessions invocations tools commands runs'}\b`,
    pattern`\b${'keeps keep stays stay remains'} ${'running open alive active listening connected'}\b|\buntil (?:it is |you )?${'closed close explicitly_closed stopped'}\b`,
    pattern`\b(?:can|may) (?:then )?be \w+ed ${'later afterwards'}\b`,
  ],
  precondition: [
    pattern`\b${'must should needs need has have'} (?:to )?(?:already|first|exist)\b`,
    pattern`\b${'must has have needs need'} (?:to )?be\b(?! ${VALUE}\b)(?! ${'provided supplied specified passed given set included'}\b(?! ${'for when if to'}\b))|\bmust not ${'be exist have'}\b`,
    pattern`\b${'must should need_to have_to'}\b${GAP}\b${'first before beforehand'}\b`,
    pattern`\bshould be \w+ ${'first before'}\b`,
    pattern`\b${'requires require needs'} (?:${'an a the'}\b|${'active running open existing connected prior'}\b|${GAP}to be \w+ed\b)`,
    pattern`\b${'requires require needs'} ${GAP}\b${'session context connection connected subscription environment installed setup mode version plugin extension bridge running enabled access header etag'}\b`,
    pattern`\bonly ${'works work available supported valid applies allowed possible for on if when in supports accepts one'}\b`,
    pattern`\bonly (?:known|\w+s) ${'if when'}\b|\b(?:is|are) immutable\b`,
    pattern`\bonly ${GAP}\b(?:is|are) ${'supported allowed accepted permitted eligible editable'}\b`,
    pattern`\bonly\b${GAP}\bcan be\b|\b${'can may'} only\b|\b${"cannot can't"} (?:be )?\w+`,
    pattern`\bonly ${'allow allows include provide pass specify send'}\b|\bnot ${'allow allowed supported permitted'}\b`,
    pattern`(?<!\b(?:you|user|agent|model|assistant|caller|client) )\bmust have an?\b|\bnot ${'possible available supported usable permitted allowed'} ${'in for on when if while with until'}\b`,
    pattern`\bpre ?conditions?\b|(?<!\b(?:you|user|agent|model|assistant|caller|client) )\bmust (?!match the \w+ ${'parameter field argument property'}\b)(?:already |first )?${'match exist belong report own run refer point support'}\b`,
    pattern`\b${'checks verifies validates'} that (?:\w+ ){1,5}${'exists exist is are belongs'}\b|\b${'checks checked verifies verified validates validated'} ${GAP}\bbefore (?!use\b|using\b)\w+`,
    pattern`\bprerequisites?\b|\bpermissions? (?:errors?|denied)\b|\bwithin allowed\b|\b(?:is|are) (?:rejected|refused)\b`,
  ],
};
