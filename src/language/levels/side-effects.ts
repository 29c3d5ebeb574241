import type { Sentence } from '../sentences.ts';
import { stemOf, stemsOfName } from '../words.ts';
import { CIRCUMSTANCES } from './circumstances.ts';
import { CONSEQUENCES, type Facts } from './consequences.ts';
import type { Cue, Level, ToolText } from './cue.ts';
import { addsDeed, deniesDeed, tellsDeed } from './deeds.ts';
import { STAKES } from './stakes.ts';
import { UNCHANGED } from './unchanged.ts';

/** Inputs, results and examples tell nothing of what a call leaves behind. */
const ELSEWHERE: ReadonlySet<string> = new Set(['parameters', 'returns', 'examples']);
/** A piece of JSON, or `limit`: with what it is. */
const CODE = /^(?:\{|\[[{"']|'[^']{1,60}'\s?(?:[:=(–-]|$))/;
/** "Call this if you get an error": an order to the caller. */
const ORDER = /^(?:(?:do not|don't|never|always|only|please) )?(?:use|call|run|invoke|choose|prefer)\b/;
/** What an order asks and no call does. "Use with care, it overwrites" states a loss all the same. */
const ASKED: ReadonlySet<string> = new Set(['conflict', 'repetition', 'precondition']);
/** "Never overwrite the file, …": what the caller is asked to leave alone; the call may do it. */
const FORBIDDEN = /^(?:[a-z ]{1,60}: )?(?:never|do not|don't|avoid) (?!(?:use|call|run|invoke|\w+[^s\W]s)\b)[^,;:–—]*/;

/** Marks that would part the words of a phrase; an apostrophe inside a word is none. */
const MARKS = /[*"()]|(?<![a-z])'|'(?![a-z])/g;
const HYPHEN = /(?<=\w)-(?=\w)/g;
/** Stands for a word that the name says already: "a SQL transaction" promises nothing in `run_transaction`. */
const KNOWN = 'known';

const anyOf = (patterns: readonly RegExp[]): RegExp => new RegExp(patterns.map(({ source }) => source).join('|'));
/** What a call spares counts even where the name says the deed: `delete_tag` "does not delete the photos". */
const unchanged = anyOf(UNCHANGED);

/**
 * What a call leaves behind, for tools that change something: 2 for a consequence of the closed list, 1 for how far it reaches,
 * what state results and what it needs, 0 when only the deed is told.
 */
export const SIDE_EFFECTS: readonly Cue[] = [
  ...cuesOf({ ...CONSEQUENCES, ...STAKES }, 2),
  cueOf('unchanged', ({ whole }) => unchanged.test(whole) || deniesDeed(whole), 2),
  ...cuesOf(CIRCUMSTANCES, 1),
  cueOf('extent', ({ text, later }) => addsDeed(text) || (later && tellsDeed(text)), 1),
];

function cuesOf(facts: Facts, level: Level): readonly Cue[] {
  return Object.entries(facts).map(([family, patterns]) => {
    const any = anyOf(patterns);
    return cueOf(family, ({ text }) => any.test(text), level);
  });
}

function cueOf(family: string, says: (reading: Reading) => boolean, level: Level): Cue {
  const asked = ASKED.has(family);
  return {
    family,
    worth(sentence, tool) {
      const reading = read(sentence, tool);
      return reading !== SILENT && !(asked && reading.order) && says(reading) ? level : 0;
    },
  };
}

interface Reading {
  /** The sentence without marks; empty for one that cannot tell. */
  readonly whole: string;
  /** The same with `KNOWN` for what the name says. */
  readonly text: string;
  readonly order: boolean;
  /** Whether the purpose stands before it. */
  readonly later: boolean;
}
const SILENT: Reading = { whole: '', text: '', order: false, later: false };

/** Every cue asks for the same reading. */
const readings = new WeakMap<Sentence, Reading>();

function read(sentence: Sentence, { name, title, sentences }: ToolText): Reading {
  const known = readings.get(sentence);
  if (known !== undefined) return known;
  const { section, plain } = sentence;
  let reading = SILENT;
  if (!ELSEWHERE.has(section) && !CODE.test(plain)) {
    const said = stemsOfName(`${name} ${title}`);
    const whole = plain.replace(FORBIDDEN, '').replaceAll(MARKS, '').replaceAll(HYPHEN, ' ');
    const text = whole.replaceAll(/[a-z]+/g, (word) => (said.has(stemOf(word)) ? KNOWN : word));
    reading = { whole, text, order: ORDER.test(plain), later: sentence !== sentences[0] };
  }
  readings.set(sentence, reading);
  return reading;
}
