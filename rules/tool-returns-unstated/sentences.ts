import { COPIES, MAKES, RUNS, STARTS, type Phrase, type Subject } from '../../src/rule.ts';

const GETS = new Set('get fetch retrieve read return show view describe inspect load open obtain download'.split(' '));
const DIFFS = new Set(['compare', 'diff']);
const TESTS = new Set('check validate verify test lint'.split(' '));
/** Fields that are named, at most. */
const MOST = 5;

/** A sentence to fill in, with what the name and the output schema give. */
export function returnsSentence(subject: Subject, effect: string | null, fields: readonly string[]): Phrase {
  const { verb = '', thing, one } = subject;
  const known = [...new Set(fields)].slice(0, MOST).join(', ');
  const data = { thing: thing || 'results', known };
  const its = thing === one ? 'its' : 'their';
  const say = (before: string, guess: string, after = ''): Phrase => ({
    say: `${before}${known ? ': {known} [say what each is]' : ` with ${guess}`}${after}.`,
    data,
  });
  if (subject.lists) return say('Returns the {thing}', 'the id, … and … of each', '; an empty list when none match');
  if (RUNS.has(verb)) return say('Returns [the output]', '[exit status], cut after [how much]; on failure [what]');
  if (TESTS.has(verb)) return say('Returns whether [it holds]', '[what was found, and where]');
  if (DIFFS.has(verb)) return say('Returns [what differs]', '[where, and how much is shown]');
  if (thing !== '' && (MAKES.has(verb) || COPIES.has(verb)))
    return say('Returns the new {thing}', `[${its} id, path or address] and …`);
  if (thing !== '' && STARTS.has(verb)) return say('Returns the {thing}', `[${its} id and state] and …`);
  const isGiven = thing !== '' && (GETS.has(verb) || (verb === '' && effect === 'read'));
  return say(isGiven ? 'Returns the {thing}' : 'Returns [what]', '…, … and …', '; [what] when there is none');
}
