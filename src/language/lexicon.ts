// Not plain objects: words come from strangers, and `constructor` is one.
const pairs = (list: string): ReadonlyMap<string, string> =>
  new Map(list.split(' ').map((pair) => pair.split(':') as [string, string]));
const mapOf = <V>(entries: Readonly<Record<string, V>>): ReadonlyMap<string, V> => new Map(Object.entries(entries));

/**
 * What a verb does to the world when a tool's name or description is built on it.
 * - `read` looks, compares or computes and leaves everything as it was.
 * - `produce` makes something and hands it back: a read, unless the tool also says where to put it.
 * - `write` adds or changes; driving a user interface or a session counts.
 * - `destructive` removes, overwrites or cannot be taken back.
 * - `external` sends, publishes or spends.
 * - `execute` runs code, commands or jobs that the caller gives or names.
 * - `light` says nothing itself: what follows it does ("perform a search", "take a screenshot").
 */
export type VerbEffect = 'read' | 'produce' | 'write' | 'destructive' | 'external' | 'execute' | 'light';

/**
 * The closed list of verbs by effect, written from what is done to files, records, services, screens, money and machines. A
 * verb is added for its meaning, never to make one tool come out right. `*` marks a verb that is a noun now and then (list,
 * search, update), `~` one that is a noun or an adjective as often as not (order, comment, clear).
 */
export const LEXICON: Readonly<Record<VerbEffect, string>> = {
  read:
    'get list* search* find* read* fetch query* show* view* describe retrieve look* lookup check* inspect analyze analyse explain summarize summarise compare diff* validate verify ' +
    'browse explore discover detect identify locate examine review~ monitor~ watch~ track~ trace~ audit~ scan~ crawl~ scrape extract* collect gather obtain acquire peek poll~ ping~ probe~ ' +
    'test~ estimate~ predict forecast~ recommend suggest rank~ score~ evaluate assess measure~ profile~ diagnose debug* tail~ grep dump~ display~ print~ echo* tell ask* answer~ ' +
    'return~ filter~ sort~ match~ aggregate~ sample~ preview~ quote~ translate transcribe recognize recognise classify categorize categorise encode decode parse tokenize tokenise calculate ' +
    'compute solve simulate think* reason~ reflect brainstorm introspect enumerate observe see know learn understand load~ wait* hash~ access~ investigate research~ survey~ count~ ' +
    'interpret highlight~ geocode lint~ report~ correlate derive determine infer consult inquire interrogate outline~ overview~ pinpoint subtract multiply divide ' +
    'critique~ demonstrate fingerprint~ triage~ cite advise spellcheck proofread assert expect* choose pick* recall* backtest screen~ grade~ benchmark~ guess* vet geolocate decompile disassemble greet* sum~ traceroute',
  produce:
    'generate render draw* plot~ visualize visualise chart~ graph~ diagram~ convert transform* format~ export* screenshot~ snapshot~ capture* compress gzip zip~ unzip decompress encrypt ' +
    'decrypt minify beautify prettify design~ build* compile compose draft~ sketch~ illustrate rasterize ocr vectorize synthesize synthesise paraphrase mock~ fake~ ' +
    'randomize randomise shuffle~ plan~ propose narrate stringify serialize serialise deserialize construct download* split* optimize optimise humanize unpack* upscale resample concatenate concat trim* mix~ roll~ speak* say* enrich',
  write:
    'create add insert append prepend update* edit* modify change* set* put* patch* write* save* store~ rename move* copy* duplicate* clone* assign unassign attach detach link~ unlink enable ' +
    'disable toggle* activate deactivate start* begin stop* pause* resume* restart* open* close* lock~ unlock approve reject accept decline~ deny grant~ allow block~ mute* unmute pin~ unpin ' +
    'star~ unstar like~ unlike follow unfollow subscribe unsubscribe join* leave~ register unregister enroll enrol apply migrate upgrade* downgrade* install* uninstall configure initialize ' +
    'initialise setup~ provision* scaffold* bootstrap* deploy promote demote tag~ label~ merge* rebase fork~ commit~ checkout~ stash~ pull~ synchronize synchronise import* upload* index~ ' +
    'reindex refresh* rebuild ingest train~ schedule~ reschedule complete~ finish* finalize finalise reopen archive~ unarchive restore snooze dismiss mark* unmark resolve unresolve ' +
    'transition~ click* tap* press~ type~ fill* hover drag* scroll* swipe* navigate go goto reload* resize blur emulate override~ rotate* flip* scale~ adjust align arrange reorder ' +
    'reprioritize prioritize group~ ungroup populate seed~ replicate mirror~ backup~ mount~ unmount allocate deallocate acknowledge ack escalate delegate nominate vote~ upvote downvote ' +
    'rate~ react bookmark~ favorite~ favourite~ flag~ comment~ annotate log~ record~ remember memorize memorise persist cache~ upsert increment decrement bump* swap~ switch~ connect ' +
    'disconnect pair~ unpair unload bind unbind login~ logout~ authenticate authorize authorise sign~ impersonate claim~ extend shrink limit~ throttle quarantine~ isolate unblock unban suspend ' +
    'reactivate freeze* unfreeze hide unhide fix~ repair* correct~ refactor* rewrite* amend redact mask~ paste cut~ undo* redo* step~ continue advance* skip* play~ relabel retitle ' +
    'reassign reparent relocate manage~ control~ maintain~ operate~ automate drive~ administer~ confirm~ customize customise integrate note~ queue~ enqueue dequeue pop~ recreate regenerate renew ' +
    'reconnect reconfigure reapply redeploy retrain revise crop* settle* reconcile lend borrow adopt wake reboot* boot~ plug~ unplug embed~ emit nudge* poke* onboard offboard hire* elevate ' +
    'select* focus~ tighten loosen transact end~ organize~ organise~ tidy* place* ignore* silence* chmod chown touch~ equip unequip jump* walk* turn* teleport dig* craft~ fly* flash~ rewind* initiate mutate postpone protect',
  destructive:
    'delete remove drop* purge* destroy erase wipe* clear* truncate flush* trash~ prune evict overwrite discard obliterate terminate kill* abort* revoke reset* revert* rollback* cancel ban~ ' +
    'kick~ eject expel unpublish deprovision decommission teardown clean~ cleanup~ empty~ replace forget nuke* shred dismantle squash* shutdown* undeploy nullify expire',
  external:
    'send publish post~ email~ mail~ notify tweet~ retweet* reply* respond broadcast* share* invite* submit pay* purchase* buy* order~ book~ reserve refund~ charge~ transfer* withdraw ' +
    'deposit* donate bid~ trade~ sell* message~ text~ dial alert~ page~ dispatch* forward~ push* release~ announce request~ stake~ mint~ airdrop* bill~ invoice~ remind fax~ contact~ ' +
    'syndicate crosspost redeem rent~ lease~ spend distribute deliver',
  execute:
    'run* execute exec eval invoke trigger* call~ spawn launch* shell~ script~ orchestrate rerun* retry* replay* fuzz* exploit~ attack~ bruteforce inject',
  light:
    'perform do make* take conduct use* utilize utilise work~ interact support~ let provide offer~ keep try* attempt~ serve act~ ensure facilitate help~ handle~ process~',
};

/** Nouns made of verbs, for "performs the deletion of" and `image_generation`. */
export const NOMINALS = pairs(
  'analysis:analyze analytics:analyze calculation:calculate classification:classify comparison:compare ' +
    'completion:complete computation:compute conversion:convert creation:create deletion:delete deployment:deploy ' +
    'detection:detect diagnostics:diagnose discovery:discover estimation:estimate evaluation:evaluate ' +
    'execution:execute extraction:extract generation:generate inspection:inspect installation:install ' +
    'investigation:investigate management:manage modification:modify payment:pay prediction:predict ' +
    'recognition:recognize registration:register removal:remove retrieval:retrieve simulation:simulate ' +
    'submission:submit summarization:summarize transcription:transcribe transformation:transform ' +
    'translation:translate validation:validate verification:verify visualization:visualize',
);

/** A verb and a particle that together mean something else. */
export const PHRASES: Readonly<Record<Exclude<VerbEffect, 'light' | 'produce'>, string>> = {
  read: 'block until, find out, look up, look at, look for, look into',
  write:
    'back up, check in, check out, check off, clock in, clock out, dial in, fill in, fill out, hand off, hand over, log in, log out, log into, opt in, opt out, power on, power off, power up, power down, punch in, punch out, roll out, scale up, scale down, set up, sign in, sign out, sign up, sign off, spin up, switch on, switch off, take over, turn on, turn off, turn up, turn down, wrap up, zoom in, zoom out',
  destructive: 'clean up, roll back, shut down, spin down, take down, tear down',
  external: 'follow up',
  execute: 'kick off',
};

/** Verbs whose effect hangs on what they are done to; the words are looked for among the next few. */
export const SENSES: ReadonlyMap<string, readonly { readonly effect: VerbEffect; readonly to: string }[]> = mapOf({
  add: [{ effect: 'read', to: 'number numbers integer integers vector vectors matrix matrices operand operands' }],
  build: [
    {
      effect: 'execute',
      to: 'image images project application package container pipeline site solution target binary release',
    },
  ],
  call: [{ effect: 'external', to: 'phone number person customer' }],
  capture: [
    { effect: 'external', to: 'payment order charge authorization' },
    { effect: 'write', to: 'lead event thought idea' },
  ],
  check: [{ effect: 'write', to: 'box checkbox' }],
  drop: [{ effect: 'write', to: 'file files element onto pin marker' }],
  evaluate: [{ effect: 'execute', to: 'javascript js script code' }],
  extract: [{ effect: 'write', to: 'archive archives zip tar tarball' }],
  forward: [{ effect: 'read', to: 'geocode geocoding geocoder' }],
  format: [{ effect: 'write', to: 'cell cells range row rows column columns paragraph disk drive' }],
  generate: [{ effect: 'write', to: 'key keys token tokens secret credential credentials' }],
  handle: [{ effect: 'write', to: 'dialog dialogs alert popup modal' }],
  place: [
    { effect: 'external', to: 'order orders bet bid trade' },
    { effect: 'read', to: 'search lookup autocomplete' },
  ],
  resolve: [
    {
      effect: 'read',
      to: 'id ids library name names url urls dns domain domains host hostname path reference references symbol entity handle alias address identifier identifiers',
    },
  ],
  run: [
    {
      effect: 'read',
      to: 'search lookup report reports analysis audit check checks aggregation lint linter diagnostics diagnostic scan comparison simulation benchmark',
    },
  ],
  execute: [{ effect: 'read', to: 'search lookup report analysis audit diagnostics' }],
  select: [{ effect: 'read', to: 'rows records from columns fields where top best' }],
  simulate: [
    { effect: 'write', to: 'pressing clicking tapping typing keyboard mouse touch tap click swipe keypress gesture' },
  ],
  start: [{ effect: 'read', to: 'search query' }],
  take: [{ effect: 'produce', to: 'screenshot screenshots snapshot photo picture' }],
  track: [{ effect: 'write', to: 'event events conversion' }],
});

/** Light verbs whose object is the deed: "performs a search"; "provides deletion instructions" is none. */
export const DOING: ReadonlySet<string> = new Set(['perform', 'do', 'make', 'take', 'conduct']);

/** Verbs that turn a given thing into another: their `path` parameter is what they read. */
export const TRANSFORMERS: ReadonlySet<string> = new Set(
  'convert transform format compress gzip zip unzip decompress encrypt decrypt minify beautify prettify compile rasterize ocr vectorize resample paraphrase stringify serialize serialise deserialize'.split(
    ' ',
  ),
);

/** Nouns a name may end in that promise information and nothing else: `user_info`, `place_details`. */
export const INFORMATION: ReadonlySet<string> = new Set(
  (
    'information details detail status statistics summary history overview metrics metadata schema tree documents documentation guide guidelines rules results result activity insights directions elevation weather price ' +
    'prices usage quota version health reference help examples options capabilities logs matrix'
  ).split(' '),
);

/** Agent nouns a name may end in: `project_updater`, `trial_searcher`. */
export const AGENTS = pairs(
  'reader:read getter:get fetcher:fetch searcher:search finder:find viewer:view retriever:retrieve ' +
    'analyzer:analyze calculator:calculate validator:validate checker:check generator:generate converter:convert ' +
    'writer:write updater:update creator:create editor:edit remover:remove deleter:delete sender:send runner:run ' +
    'executor:execute publisher:publish uploader:upload',
);
