import { MAKES, RUNS, type Effect, type Phrase, type Subject } from '../../src/rule.ts';

interface Kind {
  readonly verbs: string;
  /** What an agent cannot tell. */
  readonly harm: string;
  /** A sentence to fill in; `{one}` is the thing, `{thing}` one or many as the name says. */
  readonly sentence: string;
  /** What is left to say where the text tells how far a call reaches or what state results. */
  readonly left?: Pick<Kind, 'harm' | 'sentence'>;
}

/** Families of cues for that half. */
const REACH: ReadonlySet<string | null> = new Set(['extent', 'state']);
const UNDONE = { harm: 'whether it can be undone', sentence: 'This cannot be undone [or: … restores it].' };
const REPEATED = { harm: 'whether a second call does harm', sentence: 'Calling it again changes nothing.' };

const ON_SCREEN: Omit<Kind, 'verbs'> = {
  harm: 'what it sets off, such as a form that is submitted',
  sentence: 'Acts at once, as a user would: it may submit forms, leave the page or lose what was typed.',
};

/** What there is to say of a change, by the verb that makes it. The first that has the verb counts. */
const KINDS: readonly Kind[] = [
  {
    verbs: 'delete remove drop purge destroy erase wipe clear truncate uninstall trash prune discard unlink detach',
    harm: 'whether it can be undone and what goes with it',
    sentence: 'Removes the {thing} and [what belongs to it]; this cannot be undone [or: … restores it].',
    left: UNDONE,
  },
  {
    verbs: 'revoke cancel abort terminate kill shutdown ban forget',
    harm: 'what is lost and whether it can be undone',
    sentence: 'Ends the {thing} at once; [what] is lost and cannot be restored.',
  },
  {
    verbs: 'reset revert rollback restore undo',
    harm: 'what is lost and whether it can be undone',
    sentence: 'Puts the {thing} back to [which state]; what was changed since is lost.',
  },
  {
    verbs: 'archive hide',
    harm: 'what disappears with it and how it comes back',
    sentence: 'Takes the {thing} out of [which lists]; nothing is deleted, and [which tool] brings it back.',
    left: { harm: 'how it comes back', sentence: '[Which tool] brings it back.' },
  },
  {
    verbs: 'click type press fill hover drag tap swipe scroll uncheck',
    ...ON_SCREEN,
  },
  {
    verbs: 'write save store copy export download put',
    harm: 'whether something that is there already is overwritten',
    sentence: 'Overwrites without asking what is there under the same name [or: fails if there is something].',
  },
  {
    verbs: [...MAKES, 'append invite enroll subscribe upload import clone fork duplicate'].join(' '),
    harm: 'whether a second call makes a second one',
    sentence: 'Each call makes another {one}, even with the same values [or: fails if it exists]; needs [permission].',
  },
  {
    verbs: 'start stop restart pause resume close suspend boot reboot',
    harm: 'what it interrupts and whether a second call does harm',
    sentence: 'Interrupts [what is running]; calling it again does nothing.',
    left: REPEATED,
  },
  {
    verbs:
      'lock unlock unarchive enable disable activate deactivate pin unpin mute unmute block unblock follow star watch approve reject',
    harm: 'what follows from it and whether a second call does harm',
    sentence: 'From then on [what is possible, or no longer]; calling it again changes nothing.',
    left: REPEATED,
  },
  {
    verbs: 'pay purchase buy order book charge refund transfer withdraw deposit trade bid',
    harm: 'what it costs and whether it can be taken back',
    sentence: 'Charges [whom] at once; this cannot be taken back.',
  },
  {
    verbs: 'send post publish email notify reply broadcast share message tweet submit forward announce comment',
    harm: 'who sees it and whether it can be taken back',
    sentence: 'Goes out at once and notifies [whom]; it cannot be taken back.',
  },
  {
    verbs: 'deploy redeploy release',
    harm: 'what becomes of the version that runs now',
    sentence: 'Replaces the version that runs now, [with what interruption]; [how] brings it back.',
  },
  {
    verbs: [...RUNS, 'trigger launch spawn build'].join(' '),
    harm: 'what it may touch, and what becomes of it when it fails half-way',
    sentence:
      'Runs with the rights of [whom] and can change [what]; is stopped after [limit], and what was done by then stays.',
  },
  {
    verbs: 'update edit modify set change patch replace configure adjust',
    harm: 'whether what is left out is kept or cleared',
    sentence:
      'Overwrites the fields given and keeps the others [or: clears what is left out]; the old values are lost.',
  },
];

/** What there is to say where the thing goes into another or comes out of it: `add_tag_to_note`. */
const MOVES: readonly Kind[] = [
  {
    verbs: 'add append attach assign link insert',
    harm: 'whether adding it twice adds it twice',
    sentence: 'Adding the same {one} again changes nothing [or: adds it twice].',
  },
  {
    verbs: 'remove delete detach unassign unlink',
    harm: 'whether what is taken out is deleted as well',
    sentence: 'Only takes the {thing} out of [what]; nothing is deleted [or: deletes for good].',
  },
];

/** For all other verbs. */
const OTHER: Kind = {
  verbs: '',
  harm: 'what else changes and whether it can be undone',
  sentence: 'Also changes [what]; the state before it [is lost, or is restored by …].',
  left: UNDONE,
};

const byVerb = (kinds: readonly Kind[]): ReadonlyMap<string, Kind> =>
  new Map(kinds.toReversed().flatMap((kind) => kind.verbs.split(' ').map((verb) => [verb, kind] as const)));
/** Verbs that mean a page or an app where the name speaks of one. */
const SHOWS = new Set('select navigate focus paste resize zoom drop upload'.split(' '));
const SCREEN = new Set('browser page element option tab key screen window webview app cursor mouse'.split(' '));
const BY_VERB = byVerb(KINDS);
const MOVING = byVerb(MOVES);
/** The verb that speaks for a class, where the tool's own is not known. */
const BY_CLASS: Readonly<Record<string, string>> = {
  destructive: 'delete',
  external: 'send',
  execute: 'run',
};

/** What an agent cannot tell of this tool, and a sentence that would tell it. `family`: of the cue that told a half. */
export function effectsOf(
  { verb = '', one, thing, rest }: Subject,
  effect: Effect,
  words: readonly string[],
  family: string | null,
): { readonly harm: string; readonly sentence: Phrase } {
  const told = effect.unannotated.lemma ?? '';
  const kind =
    (SHOWS.has(verb) && words.some((word) => SCREEN.has(word)) ? ON_SCREEN : undefined) ??
    (rest.length > 0 ? MOVING.get(verb) : undefined) ??
    BY_VERB.get(verb) ??
    BY_VERB.get(told) ??
    BY_VERB.get(BY_CLASS[effect.class ?? ''] ?? '') ??
    OTHER;
  const { harm, sentence } = (REACH.has(family) ? kind.left : undefined) ?? kind;
  const isNamed = one !== '' && verb !== ''; // without a verb it is as often that of a set of commands
  const named = isNamed ? sentence : sentence.replace('the {thing}', '[what]').replace('{one}', '[what]');
  const say = isNamed && thing !== one ? named.replace('belongs to it', 'belongs to them') : named;
  return { harm, sentence: { say, data: { one, thing } } };
}
