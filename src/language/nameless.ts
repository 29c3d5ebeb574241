import { wordSet } from '../text/word-set.ts';
import { actionOf } from './name-action.ts';
import { verbOf } from './verbs.ts';

/** Words that are never part of what a thing is called. */
const GRAMMAR = wordSet(
  'i me my myself self it this that them these those who whom whose whoami what where which why how when if many some any another is are was be been has have do does did can may must should will not there here',
);
/** Words that say more of a thing, which then does not come: `get_next`, `go_back`, `list_daily`. */
const QUALITIES = wordSet(
  'up down out in off on over under back forward away around near next previous latest last first current default general global generic static local national mobile free random relative reverse ' +
    'active upcoming pending ready recent anonymous seasonal responsive complete outstanding overdue valid safe unsafe direct long short full readable nearby available ' +
    'daily weekly monthly yearly today yesterday tomorrow now all everything anything unread unstaged staged done',
);
/** Deeds that are called nothing else, though the tables take them for verbs that may be nouns. */
const DEEDS = wordSet('find edit show use manage confirm act retry generate');
/** Verbs that are things as well: `add_delegate`, `list_deploys`. */
export const THINGS = wordSet('delegate register deploy send exchange rollout');

/** Words without those at the end that only say more of the thing before: `phone_number_local`, `todo_done`. */
export function unqualified(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 0 && isQuality(words[end - 1]!)) end--;
  return words.slice(0, end);
}

const isQuality = (word: string): boolean =>
  QUALITIES.has(word) || verbOf(word)?.form === 'ed' || (word.length > 5 && /[^e]ed$/.test(word)); // `enhanced`

/** Whether words are no name of a thing: `do_it`, `whoami`, `get`. */
export function isNameless(words: readonly string[]): boolean {
  const head = words.at(-1) ?? '';
  if (head === '' || words.some((word) => GRAMMAR.has(word)) || DEEDS.has(head)) return true;
  return actionOf([head]).kind === 'verb' && (verbOf(head)?.doubt ?? 'none') === 'none' && !THINGS.has(head);
}
