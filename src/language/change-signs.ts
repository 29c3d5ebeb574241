/** What is said of a change without a verb that is known for one. Each is looked for in lower case. */

/** When something becomes of what was read. */
const AFTER = String.raw`(?:by this (?:call|tool|operation|request)|afterwards|after (?:reading|the call|being read|each read|retrieval)|after(?=[.,;!)]|$)|upon (?:reading|read|retrieval)|on (?:read|access|first use)|in the process|once (?:read|returned|listed|fetched|retrieved))`;

export const SIGNS: readonly RegExp[] = [
  /(?<!\bno |\bno known |\bany |\bwithout |\bfree of )\bside[- ]effects?\b(?![- ]free)/,
  /(?<!\bnon-|\bnot |\bnever |\bno )\b(?:destructive|irreversibl[ey]|irrevocabl[ey]|permanently)\b/,
  /\bmark(?:s|ed|ing)? (?:\w+ ){0,4}as \w|\bmark(?:s|ed)? (?:\w+ ){0,2}(?:un)?(?:read|seen)\b/,
  /\b(?:acquir(?:es?|ing) (?:it|a|an|the)\b|consum(?:es?|ing)|dequeu|drain(?:s|ing)?\b|acknowledg|mutat(?:es?|ing|ion)s?\b)/,
  /\b(?:with|and|by|causing|causes|triggers|performs|after|before|during|prior to|including|then|its|their|effect:) (?:\w+ )?(?:deletion|removal|erasure|clean-?up)\b|\b(?:deletion|removal|clean-?up)(?: follows| happens| is done|:)/,
  /\b(?:off|from|leaves?|out of) (?:of )?(?:the|a|its|their) (?:queue|stack)\b|\b(?:at[- ]most|exactly)[- ]once\b|\bnot (?:be )?(?:re)?delivered again\b/,
  /\bonly be (?:read|fetched|retrieved|viewed|used|got|checked) once\b|\bcan be (?:\w+ )?once\b|\bone[- ]time\b|\bsingle[- ]use\b|\bburns? after\b|\bself[- ]destruct/,
  /\bread[-/ ]?(?:and[- ])?write\b|\bwrite[- ](?:access|permissions?|scope)\b|\bnot (?:a |an )?read[- ]?only\b|\bcrud\b|\bidempotency[- ]keys?\b|\[w\]/,
  /\b(?:clear|reset|delete|remove|destroy|burn|pop|expire)s?[- ](?:on|after|upon)[- ](?:read|access|use|fetch)\b|\bread[- ]to[- ]clear\b/,
  /\bauto[- ]?(?:increment|ack|commit|creat|delet|archiv|clos|assign|sav)/,
  /\b(?:goes|go|going) (?:up|down|away|out)\b|\b(?:falls?|back|drops?) (?:back )?to zero\b|\bone (?:up|down)\b|\bzero(?:es|ing)\b/,
  /\b(?:is|are) (?:gone|yours|emptied|lost)\b|\b(?:is|are) (?:then |now )?empty (?:then|after)|\bafter(?:wards)?,? (?:it|they) (?:is|are)\b|\bnothing is left\b|\bno longer (?:be |is |are )?(?:keeps?|valid|work)|\bstops? working\b|\bdo(?:es)? not (?:keep|preserve|retain|survive)\b|(?<!\bto |\bor )\b(?:disappear|vanish)(?:s|es)?\b|\bbecomes? (?:read|seen|unavailable|invalid)\b|\bturns? (?:read|off|on)\b/,
  /\binvalidat(?:es?|ing)\b|\b(?:uses?|eats?|burns?) up\b|\bmoney\b|\b(?:payment|booking|reservation|purchase|deposit|refund) is (?:made|taken|placed|done)\b|\b(?:you|we|they) pay\b/,
  /\b(?:charged|billed|debited|deducted|costs? (?:\d|money|credits?)|paid (?:call|tool|endpoint|api)|(?:uses?|spends?|deducts?) (?:\w+ )?(?:credits?|tokens? of)|x402|pay[- ]per[- ](?:call|use|request)|credits? per|\d credits?)\b/,
  /(?:[$€£] ?\d[\d.,]{0,12}|\b\d[\d.,]{0,12} (?:usdc|usd|eur|cents?|dollars?|coins?))(?: \w+){0,2} (?:per|each|a) (?:call|request|use|query)\b|\bfor (?:[$€£] ?\d|\d+ (?:coins?|cents?|dollars?|usdc))/,
  /\bgets? rid of\b|\bgets? (?:the |an? |your |their |his |her )?(?:\w+ )?(?:cancelled|canceled|deleted|removed|paid|sent|booked|shipped|approved|closed|done|logged out|off|out)(?:[.,;!]|$)|\bgets? (?:a taxi|a table|going|started)\b/,
  /\b(?:shows?|displays?|pops?|pushes) (?:up )?(?:an? |the )?(?:message|notification|alert|popup|pop-up|ad|toast|dialog|text|image)s? (?:to|on|for) /,
  /\b(?:e-mails?|texts?|sms|mails?|phones?|calls?|pings?|tells|asks) (?:\w+ )?(?:a|the|it|them|your|our|an?) (?:customer|client|user|team|owner|recipient|person|colleague|human|author|staff|channel)\b/,
  /\b(?:(?:customers?|users?|clients?|owners?|recipients?|team|they|he|she) (?:receives?|gets?) an? (?:\w+ )?|copy (?:\w+ ){0,5}by )(?:sms|e-?mail|mail|text|call|notification|message)\b|\bby (?:sms|a call)(?=[ .,;!]|$)|\be-mailed\b|\bsms\b/,
  new RegExp(
    String.raw`\b(?!fetched|read|called|returned|listed|emitted|generated|captured|written|created|updated|collected|happened|occurred|logged|recorded)\w+ed (?:\w+ )?${AFTER}(?=[ .,;:!)]|$)`,
  ),
  /\b(?:orders?|records?|rows?|items?|files?|entr(?:y|ies)|messages?) (?:deleted|removed|updated|created|sent|cancelled)[.!]/,
  /\b(?:cannot|can not|can't|can’t) be undone\b|\bno way back\b|\b(?:action|step|call) is final\b|\bdangerous\b|\bwith care\b|\b(?:requires?|needs?|asks? for) (?:\w+ )?(?:confirmation|approval|consent)\b|\bask the user before\b/,
  /\b(?:is|are|be|gets?) (?:then |now |also |automatically )?(?:held|leased|reserved|locked|claimed|signed up|queued|scheduled|shipped|booked|e-?mailed|mailed|texted|notified|invoked|fired|voided|stamped|kept|made|left|taken off|put|broadcast|moved)\b/,
  /\b(?:counts? as|each (?:call|read|request|access) (?:counts|is counted|adds|uses|costs))\b|\bcounts? (?:a|the|each|every) (?:visit|view|click|hit)/,
  /\bfrom now on\b|\buntil (?:told|further)\b|\b(?:in place|for 15 min)|\b(?:keeps?|keeping) (?:only|just) (?:the )?(?:first|last|newest|oldest)\b/,
  /\b(?:to|on|onto|in|into) (?:the |a |its |your )?(?:disk|downloads? folder|cache folder|local file|new file|output file|junk folder|trash)\b|\b(?:a )?copy lands\b|\boutput: ?\w+\.\w+|\bin the working directory\b/,
  /\bwith (?:any |the given |a )?(?:http )?method\b|\b(?:any|all|every) http (?:method|verb)s?\b|\bmethod, headers\b|\bfree-?form sql\b|\bmutations? included\b/,
  /\b(?:evaluat|comput|execut|run)(?:es?|s|ing)? (?:\w+ ){0,4}(?:expression|code|script|javascript|python|formula)s?\b/,
  /\bnext (?:free |available |unused )?(?:invoice|ticket|queue|sequence|serial|order|job|id)s? ?(?:number|from|in the queue|id\b)|\bnext (?:free|unused|pending) \w+/,
  /\bkicks? off\b|\bit (?:runs|starts)\b|\bchecks? (?:(?:the|an?|your) \w+|it|them) (?:in|out|off)(?=[.,;]|$)|\bthrow(?:s|ing)? (?:\w+ )?away\b|\bout of the door\b/,
  /\breturns? (?:an? |the )?(?:item|book|goods?|product|purchase|rental|parcel)s?(?: to\b| for\b|[.])|\breturns? (?:an? |the )?(?:confirmation\b|receipt of|success (?:when|if|message|once)|(?:number|count) of \w+ (?:changed|deleted|updated|removed|created|affected)|(?:newly )?(?:created|updated) \w+[.,;]|(?:id|url) of the (?:new|created) )|\bnow (?:deleted|gone|removed)\b/,
  /\b(?:powers?|switch(?:es|ing)?|turns?|turning) (?:\w+ ){0,2}(?:on|off)\b|\bstatus (?:changes|moves|switches|goes) to\b|\band sets?\b|\bcease(?:s|d)? to\b|\blos(?:e|es|ing) (?:it|them|access)\b/,
  /\b(?:reserved|held|set aside) for you\b|\bminted\b|\bsingle (?:call|use)\b|\bnew one (?:each|every)\b|\bon demand\b|\byou viewed\b|\bis told of\b/,
  /\b(?:fee:? (?:of )?[\d$€£]|billing applies|less a fee)|\bnot (?:be )?safe to (?:retry|repeat)\b|\bcall(?:ed)? (?:only|just|exactly) once\b|\bnot (?:be )?call(?:ed)? (?:it )?twice\b|\bconsequences\b|\bcaution\b/,
  /\bwith (?:the |an? )(?:given |new )?\w+ (?:appended|added|inserted|removed|replaced)\b|\brm -|\bdrop table\b|\bdelete from\b|\binsert into\b|^get (?:the|an?) \w+ to\b|\bcustom (?:verb|method)\b/,
  /\bsince the last (?:call|time|poll|request)\b|\b(?:next|each|every) call returns\b|\bnext (?:line|byte|message|element)s? (?:of|from|in)\b|\bappear again\b|\bone[- ]shot\b|\bvalid for (?:one|a single)\b/,
  /\bexplain analyze\b|\bvacuum|\bpurchased\b|\bauto-\w+ed\b|\band (?:take|get|agree|checks?)s? (?:it|them)\b|\block in\b|\bgets? (?:user |the )?consent\b|\b(?:makes|lets) it \w+/,
  /(?:^|[.;] )gets? (?:\w+ ){1,3}(?:made|done|sent|paid|delivered|washed|fixed|cleaned|removed|changed|ordered)(?:[.;]|$)/,
  /\bif (?:it |there |one |they )?(?:does not exist|doesn['’]t exist|is missing|are none|is none|missing|none (?:is )?found)[^.]{0,40}\b(?:new|made|created?|opened|registered)\b|\b(?:made|created|opened|registered)\b[^.'"()]{0,24}\b(?:if|on first|unless)\b|\bor (?:makes?|creates?|opens?) (?:a|an|one|it)\b/,
];

/** Methods of HTTP as they are written, and pictures of deeds. */
export const WRITTEN_SIGNS =
  /\b(?:POST|PUT|PATCH|DELETE)\b(?! (?:office|code|body))|[\u{1F5D1}\u{1F4E4}\u{1F4E8}\u{1F4E9}\u{1F4B8}\u{1F4B3}\u{1F5A8}\u{1F512}\u{1F513}\u{1F525}\u{1F9F9}\u{270F}\u{1F4BE}]/u;

/** What is said of a parameter by whose value a call leaves something changed. */
export const PARAMETER_SIGNS: readonly RegExp[] = [
  /\b(?:mark(?:s|ed)?|keep|leave|left|stay)s? (?:\w+ ){0,2}(?:un)?(?:read|seen)\b|\b(?:peek|pop|ack)\b|\btak(?:es?|en|ing) (?:it |them )?off\b/,
  /\b(?:keep|preserve|retain|leave) (?:the |it|them|this|these)\b[^.]{0,200}\b(?:queue|afterwards|after|order|record|message|file)\b|\bset to false to (?:keep|really|actually)\b/,
  /\b(?:really|actually) (?:do|delete|apply|send|run|write)|\bare you sure\b|\bmust be true\b|\bto (?:proceed|go on|confirm)\b|\bbe undone\b|\bgoes away\b|^\s*confirm\s*$/,
  /\b(?:simulat(?:e|ed|es|ion)|dry[- ]?run|preview) (?:only|mode|instead)|\bonly (?:simulat|preview)|\bwhen false\b[^.]{0,200}\b(?:change|applied|effect|written|deleted)/,
  /^\s*(?:whether to )?(?:apply|save|commit|persist|publish)(?: (?:it|them|the changes?|path))?[.!]?\s*$|\bvalue to (?:store|set|write)\b|\bto (?:store|set|write|save)\b(?=[.!]?\s*$)/,
  /^\s*(?:the |a )?new (?:name|value|title|text|content|password|status)\b|^\s*(?:the )?(?:text|body|content) of (?:the |a )?(?:reply|comment|mail|message|request|post)\b|^\s*(?:comment|reply|message) (?:text|body)\b|^\s*recipients?\b/,
  /\breasons? (?:of|for) (?:the )?(?:cancellation|deletion|removal|refund|change)\b|\bcard number\b|\bcvv\b|\bamount to (?:pay|transfer|send|charge)\b/,
  /\b(?:javascript|python|shell|bash|lua|sql|cypher|graphql) ?(?:code|script|statements?|commands?|expressions?|quer(?:y|ies)|to run|to execute)?\s*[.!]?\s*$|\b(?:a )?statement in \w*sql\b|^\s*(?:a |the )?statement\s*$|\b(?:sql|code|command|script) to (?:run|execute)\b/,
  /^\s*(?:the )?http (?:method|verb)\b|\b(?:mailed|notified|called|posted|pinged) (?:when|with|on|after|to)\b|^\s*path of the output\b|\boutput (?:file|path|folder|directory)\b/,
];
