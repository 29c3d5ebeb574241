import { COPIES, MAKES, RUNS, STARTS, type Phrase, type Subject } from '../../src/rule.ts';

const GETS = new Set('get fetch retrieve read return show view describe inspect load open obtain download'.split(' '));
const DIFFS = new Set(['compare', 'diff']);
const TESTS = new Set('check validate verify test lint'.split(' '));
/** Fields that are named, at most. */
const MOST = 5;

/** Verbs of which what is got depends on what is asked for. */
const SEEKS = new Set('search find query lookup browse discover filter'.split(' '));

/** What is known of a tool besides its name. */
interface Known {
  readonly effect: string | null;
  /** The fields that its output schema names. */
  readonly fields: readonly string[];
  /** Another tool takes the id of what this one gives. */
  readonly keyed: boolean;
  /** It takes arguments, and so there may be nothing for them. */
  readonly asked: boolean;
}

/** A sentence to fill in, with what the name and the output schema give. */
export function returnsSentence(subject: Subject, { effect, fields, keyed, asked }: Known): Phrase {
  const { verb = '', thing, one } = subject;
  const known = [...new Set(fields)].slice(0, MOST).join(', ');
  const data = { thing: thing || 'results', known };
  const its = thing === one ? 'its' : 'their';
  const say = (before: string, guess: string, after = ''): Phrase => ({
    say: `${before}${known ? ': {known} [say what each is]' : guess}${after}.`,
    data,
  });
  if (subject.lists)
    return say(
      'Returns the {thing}',
      keyed ? ' with the id, … and … of each' : ': [what is given of each]',
      SEEKS.has(verb) ? '; an empty list when none match' : '; an empty list when there are none',
    );
  if (RUNS.has(verb))
    return say('Returns [the output]', ' with [exit status], cut after [how much]; on failure [what]');
  if (TESTS.has(verb)) return say('Returns whether [it holds]', ', and [what was found, and where]');
  if (DIFFS.has(verb)) return say('Returns [what differs]', ', [where, and how much is shown]');
  if (thing !== '' && (MAKES.has(verb) || COPIES.has(verb)))
    return say('Returns the new {thing}', ` with [${its} id, path or address] and …`);
  if (thing !== '' && STARTS.has(verb)) return say('Returns the {thing}', ` with [${its} id and state] and …`);
  const isGiven = thing !== '' && (GETS.has(verb) || (verb === '' && effect === 'read'));
  return say(
    isGiven ? 'Returns the {thing}' : 'Returns [what]',
    isGiven ? ': …, … and …' : ', with [which fields]',
    asked ? '; [what] when there is none' : '',
  );
}
