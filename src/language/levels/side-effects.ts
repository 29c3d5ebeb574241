import { bareUse } from '../bare-use.ts';
import type { Sentence } from '../sentences.ts';
import { AnyOf } from '../screened.ts';
import { STOPWORDS, stemOf, stemsOfName } from '../words.ts';
import { CIRCUMSTANCES } from './circumstances.ts';
import { CASCADE, CONSEQUENCES, type Facts } from './consequences.ts';
import type { Cue, Cues, Level, ToolText } from './cue.ts';
import { actorDoes, addsDeed, deniesDeed, tellsDeed } from './deeds.ts';
import { STAKES } from './stakes.ts';
import { UNCHANGED } from './unchanged.ts';

/** Inputs, results and examples tell nothing of what a call leaves behind. */
const ELSEWHERE: ReadonlySet<string> = new Set(['parameters', 'returns', 'examples']);
/** A piece of JSON, or `limit`: with what it is. */
const CODE = /^(?:\{|\[[{"']|'[^']{1,60}'\s?(?:[:=(–-]|$))/;
/** "Call this if you get an error": an order to the caller. */
const ORDER =
  /^(?:(?:do not|don't|never|always|only|please) )?(?:use|call|run|invoke|choose|prefer)\b|^(?:you )?(?:must|should) (?:always |first )?(?:use|call|run|invoke) (?:this|it)\b/;
/** What an order asks and no call does. "Use with care, it overwrites" states a loss all the same. */
const ASKED: ReadonlySet<string> = new Set(['conflict', 'repetition', 'precondition']);
/** "Call it when: …": what follows is the case in which to call it, not what a call needs. */
const OCCASION = /^(?:use|call|invoke|run|when|trigger)\b/;
/** "Never overwrite the file, …": what the caller is asked to leave alone; the call may do it. */
const FORBIDDEN = /^(?:[a-z ]{1,60}: )?(?:never|do not|don't|avoid) (?!(?:use|call|run|invoke|\w+[^s\W]s)\b)[^,;:–—]*/;
/** "To look at it without changing it, use show_box": speaks of another tool. */
const ELSEWISE = /^(?:to|for) (?!use\b)[^.;:]{3,160}?, (?:use|call|prefer|see|try) (?:the )?[`'"]?[a-z]\w*_\w+/;
/** "When the box is shut, returns what was also packed": speaks of the result. */
const RESULT = /^(?:(?:when|if|on) [^,]{1,80}, )?(?:it |this |the tool )?returns? /;
/** A note behind an example is none of it. */
const NOTE = /(?<![\w-])(?:note|notes|warning|important|caution) ?: .*/;

/** Marks that would part the words of a phrase; an apostrophe inside a word is none. */
const MARKS = /[*"()]|(?<![a-z])'|'(?![a-z])/g;
const HYPHEN = /(?<=\w)-(?=\w)/g;
/** Stands for a word that the name says already: "a SQL transaction" promises nothing in `run_transaction`. */
const KNOWN = 'known';

/** "For tugs, it also sets a flag": what comes behind the subject is the deed. */
const ITSELF =
  /^(?:[^,]{1,80}, )?(?:this(?: (?:call|command|operation|request|script|action|endpoint|function))?|it|internally|the (?:call|command|operation|request|script)) (?:also |then )?(?=\w+s )/;
/** "Creates or updates a page". */
const OR = /^(\w+s) or \w+s\b/;
/** "Opens a shop, which starts its clock". */
const WHICH = /, which (?:also |then )?(\w+s .*)/;
/** What comes of it, what else is switched, where a thing comes to stand: behind the purpose only, for it may be the deed itself. */
const FURTHER =
  /^(?:this |it |also |then )*(?:(?:causes|leads to|results in|turns off|turns on|switches off|switches on|disables|pauses|locks|unlocks)\b|triggers (?:an?|the)\b)|\b(?:to|at) the (?:end|start|beginning|top|bottom|front|back) of\b/;

const ROLE = '(?:mod|moderator|admin|administrator|owner|maintainer)s?';
/** "(admin only)", "(moderators/owners)": who may. */
const ROLES = new RegExp(
  String.raw`\((?:requires |needs )?(?:${ROLE}(?: ?[/,|] ?| or | and )${ROLE}|${ROLE}(?: role| access| rights)?(?: only| required))\)`,
);
/** "Requires Hedge Desktop 4": a program that has a name; fields are written small, or all in capitals. */
const PRODUCT = /\b[Rr]equires (?:an? |the )?[A-Z][a-z]+[\w.]* (?:[A-Z\d]|with\b|to be\b|installed\b|running\b)/;
/** "Cart is empty: returns an error", under a heading on errors; a wrong value is the caller's. */
const FAILURE =
  /^(?!invalid|missing|bad|wrong|unknown|\d)[a-z][^:]{3,60}(?::| (?:->|→|—|–|-) )[^:]{0,30}?\b(?:error|errors|fails|rejected)\b/;
/** What shows in marks, capitals and headings only, or in words that the name has too, by the family of the fact. */
const SPELLED: ReadonlyMap<string, (reading: Reading) => boolean> = new Map([
  ['loss', ({ whole }) => CASCADE.test(whole)],
  ['permission', ({ plain }) => ROLES.test(plain)],
  [
    'precondition',
    ({ written, plain, heading }) => PRODUCT.test(written) || (heading.startsWith('error') && FAILURE.test(plain)),
  ],
]);

const some = (patterns: readonly RegExp[], text: string): boolean => patterns.some((each) => each.test(text));
/** Without one of these nothing is denied. */
const DENIAL = /n't|never|nothing|without|instead of|rather than|\bnot?\b/;

/**
 * What a call leaves behind, for tools that change something: 2 for a consequence of the closed list, 1 for how far it reaches,
 * what state results and what it needs, 0 when only the deed is told.
 */
export const SIDE_EFFECTS: Cues<Reading> = {
  read,
  cues: [
    ...cuesOf({ ...CONSEQUENCES, ...STAKES }, 2),
    cueOf('unchanged', ({ whole }) => some(UNCHANGED, whole) || (DENIAL.test(whole) && deniesDeed(whole)), 2),
    ...cuesOf(CIRCUMSTANCES, 1),
    cueOf(
      'extent',
      ({ result, whole, text, later }) =>
        addsDeed(text) ||
        actorDoes(whole) ||
        (later && !result && (tellsDeed(text.replace(ITSELF, '').replace(OR, '$1')) || FURTHER.test(text))) ||
        tellsDeed(WHICH.exec(text)?.[1] ?? ''),
      1,
    ),
  ],
};

function cuesOf(facts: Facts, level: Level): readonly Cue<Reading>[] {
  return Object.entries(facts).map(([family, patterns]) => {
    const spelled = SPELLED.get(family);
    const stated = new AnyOf(patterns);
    return cueOf(
      family,
      (reading) => (level === 2 || !reading.result) && (stated.test(reading.text) || (spelled?.(reading) ?? false)),
      level,
    );
  });
}

function cueOf(family: string, says: (reading: Reading) => boolean, level: Level): Cue<Reading> {
  const asked = ASKED.has(family);
  return { family, most: level, worth: (reading) => (!(asked && reading.order) && says(reading) ? level : 0) };
}

export interface Reading {
  /** Capitals kept. */
  readonly written: string;
  /** As the sentence has it, and the heading it stands under. */
  readonly plain: string;
  readonly heading: string;
  /** The sentence without marks; empty for one that cannot tell. */
  readonly whole: string;
  /** The same with `KNOWN` for what the name says. */
  readonly text: string;
  readonly order: boolean;
  /** Whether it speaks of the result: what it says in passing is nothing that the call does. */
  readonly result: boolean;
  /** Whether the purpose stands before it. */
  readonly later: boolean;
}
/** The stems that a tool's name and title say, and how they start: few words are worth finding the stem of. */
interface Said {
  readonly stems: ReadonlySet<string>;
  readonly starts: ReadonlySet<string>;
}
const saidOf = new WeakMap<ToolText, Said>();

function saidBy(tool: ToolText): Said {
  const known = saidOf.get(tool);
  if (known !== undefined) return known;
  const stems = stemsOfName(`${tool.name} ${tool.title}`);
  const said = { stems, starts: new Set([...stems].map((stem) => stem.slice(0, 2))) };
  saidOf.set(tool, said);
  return said;
}

/** Undefined where a sentence cannot tell. */
function read(sentence: Sentence, tool: ToolText): Reading | undefined {
  const { section, heading, item } = sentence;
  // "Warning: …" in a line of its own is a label
  const labelled = section === 'effects' && !item && heading !== '' ? `${heading}: ${sentence.plain}` : sentence.plain;
  const plain = ELSEWHERE.has(section) ? (NOTE.exec(labelled)?.[0] ?? '') : labelled;
  if (plain === '' || CODE.test(plain) || ELSEWISE.test(plain) || bareUse(sentence) !== undefined) return undefined;
  const said = saidBy(tool);
  const whole = plain.replace(FORBIDDEN, '').replaceAll(MARKS, '').replaceAll(HYPHEN, ' ');
  const text = whole.replaceAll(/[a-z]+/g, (word) =>
    said.starts.has(word.slice(0, 2)) && said.stems.has(stemOf(word)) && !STOPWORDS.has(word) ? KNOWN : word,
  );
  return {
    written: sentence.text,
    plain,
    heading,
    whole,
    text,
    order: ORDER.test(plain) || (section === 'when' && item && OCCASION.test(heading)),
    result: RESULT.test(plain),
    later: sentence !== tool.sentences[0],
  };
}
