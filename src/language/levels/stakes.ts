import { pattern } from '../pattern.ts';
import { GAP, HAPPENS, IF, type Facts } from './consequences.ts';

const NEEDS = 'requires require requiring required needs need needing';
const RIGHTS =
  'permission permissions scope scopes privilege privileges admin administrator authentication authenticated authorization authorisation authorized login logged signed rights capability sudo root superuser';
/** "Admin settings" are a place. */
const NO_PLACE =
  /(?! (?:settings|panel|console|dashboard|page|pages|ui|portal|tool|tools|api|center|interface|menu|url)\b)/;
const STAFF = 'admin admins administrator administrators owner owners maintainer maintainers moderators';
const AGREED = 'confirmation approval consent sign_off';
const AGREES = 'confirm confirms confirmed approve approves approved agree agrees accept consent';
const PEOPLE =
  'members users people teammates colleagues attendees guests subscribers followers recipients invitees participants reviewers assignees team everyone everybody anyone';
const MESSAGE =
  'notification notifications email emails mail invitation invitations invite invites webhook webhooks alert alerts sms';
const MONEY = 'credit credits quota allowance budget money balance gas';
const PAID = 'paid pro premium enterprise business standard plus team higher';
const TIME = 'second seconds minute minutes hour hours day days while moment moments time';

/** The second half of the closed list: who must agree, who may, who learns of it, what it costs, how long it takes. */
export const STAKES: Facts = {
  consent: [
    pattern`\b${`${NEEDS} ask asks asking await awaits wait explicit pending without user`} ${GAP}${AGREED}\b`,
    pattern`\b${AGREED} ${'is will before dialog prompt popup step flow token message required needed shown asked'}\b`,
    pattern`\b${'approval confirmation'}[ _]${'gated gate token required'}\b`,
    pattern`\b${'user human caller you they'} ${'must has_to have_to needs_to need_to will should to'} (?:explicitly |first |always )?${AGREES}\b`,
    pattern`\b${'confirm confirms confirming confirmed'} ${'with by before first'}\b|\b${'always must'} confirm\b`,
    pattern`\b${'double_check check verify'} with (?:the |your )?${'user human'}\b|\bask (?:the )?user (?:first|before|for permission|to ${'confirm approve'})`,
    pattern`\b${'prompts asks'} (?:the |a |your )?${'user human you'}\b|${HAPPENS}${'prompted asked'}\b`,
    pattern`\b(?:get|obtain|need|needs|with|without) (?:the )?user'?s? (?:explicit )?${'ok okay permission consent approval agreement go'}\b|\b${'only by_default just'} simulates?\b|\bsimulat\w+ (?:only|the change|without)\b|\bno changes (?:are|will be) ${'made written saved'}\b`,
    pattern`\bconfirm[^.;:]{1,20} before\b|\bdry[ _]?runs?\b`,
    pattern`\bpreview${GAP}\b${'before without changes first only mode'}\b|\b${'returns shows gives see get generates with as'} an? preview\b|\bpreviews\b`,
    pattern`\bwithout ${'asking warning prompting applying further review'}\b`,
    pattern`\b${'no skip skips skipping set pass'} (?:the |any |user )?${`${AGREED} confirm`}\b|\bskip_?confirm\w*|\bconfirm(?:ed)? ?(?:=|to|:) ?true\b|\bconfirm_?token\b`,
    pattern`\b${'until once after before'} ${GAP}\b${'approved confirmed approves confirms confirming approving agreed agrees consented'}\b`,
  ],
  permission: [
    pattern`\b${`${NEEDS} lacks lack`} ${GAP}\b${RIGHTS}\b${NO_PLACE}`,
    pattern`\b(?:must have|must be|should have|need to be) (?:${'an a the be granted'} )?${GAP}\b${`${RIGHTS} ${STAFF}`}\b`,
    pattern`\b${NEEDS} ${'an a the'} (?:\w+ ){1,3}role\b`,
    pattern`\b${NEEDS} (?:an? |the |your )?(?:\w+ ){0,3}${'certificate certificates credentials'}\b`,
    pattern`\b${IF}${GAP}\b${'is are has have lacks'} (?:not )?(?:an? )?${RIGHTS}\b`,
    pattern`\b${`${NEEDS} must`}\b${GAP}\b${'access api auth oauth bearer'} ${'token key tokens keys'}\b`,
    pattern`\b${NEEDS} (?:an? |the )?${'write read edit delete admin owner full known editor'} access\b`,
    pattern`\bwith ${'your its the elevated full'} (?:same |full )?${'permissions privileges rights credentials'}\b`,
    pattern`\b${'api access auth secret bearer'} ${'key keys token tokens'} (?:is |are )?${'required needed'}\b`,
    pattern`\b${RIGHTS} (?:is |are )?${'required needed only'}\b|\b${STAFF} ${'only rights'}\b`,
    pattern`\bonly (?:the |an? |\w+ )?${STAFF}\b`,
    pattern`\b${'required requires require needs authentication authorization auth'} ?: ${GAP}\b${'token tokens key keys login oauth account credentials permission permissions scope role'}\b`,
    pattern`\bpermissions?(?: required| needed)?: |\b(?:scopes?|roles?)(?: required| needed)?: [\w-]+[.:][\w-]`,
  ],
  cost: [
    pattern`\b(?:incurs?|incurring)\b${GAP}\b${'cost costs charge charges fee fees'}\b`,
    pattern`\bcosts? (?:${'money credits credit real more an_extra per'}|\w+ ${'credits credit dollars cents usd eur'})\b`,
    pattern`${HAPPENS}${'charged billed debited invoiced'}\b|\b${'charges bills debits'} ${'the your a an'}\b`,
    pattern`\b${'consumes consume consuming uses use spends spend deducts costs burns counts count'} ${GAP}\b${MONEY}\b`,
    pattern`\bcounts? ${'against toward towards'}\b|\bcredit refunds?\b|\b${'gas transaction network'} fees?\b`,
    pattern`\b${'cost costs pricing'} ?: \S|\b\d+ (?:\w+ )?credits?\b|\b${'per each every'} (?:api )?${'call request run generation'}\W+\$\d`,
    pattern`\brate limit\w*`,
    pattern`\b${`${NEEDS} only on with`}\b${GAP}\b${PAID} ${'plan plans tier tiers feature account accounts subscription license licence edition'}\b`,
    pattern`\b${'requires require required'} (?:\w+ ){0,4}${'subscription license licence plan payment_method'}\b(?! (?:scoped|context|id))`,
    pattern`\b${'paid premium pro enterprise'} ${'plan plans tier tiers subscription account accounts feature licence license'}\b`,
    pattern`\b(?:${'charges fees costs'} ${'apply may_apply'}|billed|billable|${'paid billable metered'} ${'operation feature action api call service endpoint request'})\b`,
    pattern`\bfree of charge\b|\breal ${'money funds'}\b|\bnon refundable\b`,
  ],
  visibility: [
    pattern`\b(?:gets?|receives?) an? (?:\w+ )?${MESSAGE}\b|^(?:it |this |then |also )*${'emails texts pings messages alerts'} ${'the all every each your its their a'}\b`,
    pattern`\bonly ${`you ${PEOPLE} ${STAFF}`} (?:can|will|may) ${'see view read access'}\b`,
    pattern`\bthe known ${'sees receives'} (?:the|an?|it|your|this)\b`,
    pattern`\bthe ${'reviewer author recipient customer owner member sender guest assignee contact buyer seller reader patient candidate'} (?:will )?${'see sees get gets receive receives'}\b`,
    pattern`\b${'optionally also and then'} ${'email message text ping alert notify invite'} ${'the all every each its their them'}\b`,
    pattern`\bnotifies\b|${HAPPENS}${'notified emailed invited informed alerted messaged'}\b`,
    pattern`\b${PEOPLE} (?:will |can |may |also |then )?${'get gets receive receives see sees read view access'}\b`,
    pattern`\bnotify\b${GAP}\b${PEOPLE}\b|\bshar(?:es|ed) ${GAP}\bwith ${`another other all ${PEOPLE}`}\b`,
    pattern`\b${'send sends sending'}\b${GAP}\b${MESSAGE}\b`,
    pattern`\b(?:${'visible shown exposed'} to|visible across)\b|\b${'publicly publically'} ${'visible available shared readable listed viewable accessible searchable'}\b(?! (?:\w+ )?${'known url urls link links image images file http https address'}\b)`,
    pattern`\b${'sent shown delivered broadcast'} to ${'all every everyone each'}\b`,
    pattern`\b${'is are become becomes made set goes go going stays'} ${'public live'}\b|\b(?:set|chang)\w* ${GAP}\bto public\b|\bmak(?:e|es|ing) ${GAP}\b${'live public visible'}\b|\blive site\b|\bto production\b`,
    pattern`\b${'anyone everyone anybody'} ${'with can who in on'}\b`,
    pattern`\bon behalf\b`,
  ],
  async: [
    pattern`\bnon ?blocking\b|\ba?synchronous\w*|\bin the background\b|\bbackground (?:job|task|process|operation)\b`,
    pattern`\breturns? ${'immediately instantly right_away at_once'}\b`,
    pattern`\b${"without not no doesn't"} (?:need to )?wait(?:ing)?\b|\bblocks (?:until|for)\b|\bwaits (?:until|for)\b|\bwaits? (?:for )?${'up_to at_most a_maximum'}\b`,
    pattern`\b(?:${'may can might will could typically usually often'} take|takes)\b${GAP}\b${TIME}\b`,
    pattern`\b(?:within|after|in) (?:about |around |a few |several |up to )?(?:\d+ ?(?:[-–]|to)? ?){0,2}${'seconds minutes hours'}\b`,
    pattern`\b${'task job operation'} ?_?ids? (?:\w+ ){0,3}to ${'track monitor follow poll check'}\b`,
    pattern`\b(?:task|job)'?s (?:current )?status\b|\bcheck (?:on )?(?:the |its )?${'progress status completion'} ${'with via using by through'}\b`,
    pattern`\bpoll(?:ing)?\b|\beventual\w*|\bpropagat\w+`,
    pattern`\b${'take takes taking'} effect\b`,
    pattern`\bbefore\b${GAP}\b${'work job task operation it'} ${'is has done finished complete completed'}\b`,
    pattern`\bpartial(?:ly)? ${'fail failure failures succeed success applied'}\w*|\b${'some individual'} ${GAP}\b${'may can might'} fail\b|\bbest effort\b|\ball\b${GAP}\bor ${'none nothing'}\b|\ball or nothing\b`,
    pattern`\batomic(?:ally)?\b|\broll(?:s|ed|ing)? (?:it |them |everything |all )?back\b`,
    pattern`\b${'queues queued enqueues enqueued'}\b|\bqueue an?\b`,
    pattern`\blong running ${'operation job task process'}\b`,
    pattern`\buntil\b${GAP}\b${'stopped completes finishes finished completed done'}\b`,
  ],
  security: [
    pattern`\barbitrary ${'code command commands javascript shell sql script scripts python'}\b`,
    pattern`\barbitrary \w+ ${'code command commands script scripts'}\b`,
    pattern`\b${'rce unsafe dangerous caution careful with_care untrusted sandboxed unsandboxed'}\b|(?<!\b${'in on inside for from of'} the )\bsandbox\b`,
    pattern`\bdestructive(?! ${'tools ones'}\b)\b`,
    pattern`\b${'guardrail guardrails'}\b|\b${'against by static outside not_in not_on matches match in_its'} (?:an? |the )?(?:\w+ ){0,2}${'allowlist allow_list denylist deny_list blocklist'}\b`,
    pattern`\bsecurity ${'risk risks implication implications issue issues'}\b|\bhigh risk\b`,
  ],
};
