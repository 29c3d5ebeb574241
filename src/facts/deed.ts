import { EMPTY_IN_TEXT, sameWord } from '../language/same-words.ts';
import { verbOf } from '../language/verbs.ts';
import { wordsOf } from '../language/words.ts';

/** A clause that is longer, in UTF-16 units, is cut: before a part that only says more of it, or else between two words. */
const CLAUSE = 90;
const MORE = /^.{25,90}?(?=,? (?:that|which|who|where|when|while|using|via|including|based|so|such) |, (?:and|or) )/;
const DANGLING =
  /(?:[\s,]+(?:a|an|the|of|in|on|to|for|from|with|by|and|or|as|at|its|their|your|that|which|using|via|including|based|such|either|both|than|associated))+$/i;
const NOUN = /^(?: of\b|[^\s])/;
const DETERMINED = /^ (?:an?|the|all|any|one|each|every|your|this|new)\b/;
/** What is read of a sentence, and the words of a link in it. */
const READ = 400;
const LINK = /\[([^[\]\n]{1,80})\]\([^()\s]{0,200}\)/g;
const SENTENCE = /[.!?](?:\s|$)|\n/;
const CLAUSES = /[:;(–—`]|(?<!\d),\s|\s-\s/;
/** What is done besides stands in the form of the first verb: "lists and sorts". */
const BESIDES = /(?<=\b(?:and|or) )[a-z]+(?= )/g;

interface Clause {
  readonly lemma: string;
  /** What follows the verb. */
  readonly rest: string;
  /** The whole sentence, from what follows the verb on. */
  readonly sentence: string;
}

/** The first clause of a sentence that begins with a verb: "Searches issues by text, in all projects." */
function clauseOf(opening: string): Clause | undefined {
  const [sentence = ''] = opening.slice(0, READ).replace(LINK, '$1').split(SENTENCE, 1);
  const [clause = ''] = sentence.split(CLAUSES, 1);
  const [head = ''] = /^[A-Za-z]+/.exec(clause) ?? [];
  const said = verbOf(head.toLowerCase());
  if (said === undefined || (said.form !== 'base' && said.form !== 's')) return undefined;
  const rest = said.form === 's' ? clause.slice(head.length).replace(BESIDES, unbent) : clause.slice(head.length);
  if (NOUN.test(rest) || (said.doubt === 'often' && !DETERMINED.test(rest))) return undefined; // "list of notes", "read-only", "notes API"
  return { lemma: said.lemma, rest, sentence: sentence.slice(head.length) };
}

const unbent = (word: string): string => {
  const verb = verbOf(word);
  return verb?.form === 's' && verb.doubt !== 'often' ? verb.lemma : word;
};

const short = (rest: string): string =>
  (rest.length > CLAUSE ? (MORE.exec(rest)?.[0] ?? rest.slice(0, CLAUSE).replace(/\s\S*$/, '')) : rest)
    .trimEnd()
    .replace(DANGLING, '');

/** Where a part of a sentence begins that only says more. */
const PART =
  /(?:,|\s\(|\s)\s*(?=(?:with|without|including|excluding|by|from|in|on|at|as|for|to|into|across|within|using|via|through|that|which|where|only|after|before|based|sorted|grouped|filtered|ordered)\s)/g;
/** A part that is longer is cut between two words. */
const LONGEST_PART = 60;
/** A clause is so much shorter where its verbs lost their endings. */
const SLACK = 4;

/**
 * What a tool does, as its opening has it, told beside another tool's: what stands in both tells nothing, and a part that only this
 * one has is kept, however late it comes. Empty where it does not begin with a verb, `undefined` where nothing differs.
 */
export function deedBeside(opening: string, other: string): string | undefined {
  const clause = clauseOf(opening);
  if (clause === undefined) return '';
  const { lemma, rest, sentence } = clause;
  const deed = `${lemma}${short(rest)}`;
  const known = gist(other.slice(0, READ));
  if (!` ${known.join(' ')} `.includes(` ${gist(deed).join(' ')} `)) return deed;
  const words = new Set(known);
  const part = partsOf(sentence, deed.length - lemma.length - SLACK).find((each) =>
    gist(each.only).some((word) => !words.has(word)),
  );
  return part && `${deed}${part.whole}`;
}

const gist = (text: string): readonly string[] =>
  wordsOf(text).flatMap((word) => (EMPTY_IN_TEXT.has(word) ? [] : [sameWord(word)]));

/** The parts of a sentence, each up to the next one, and whole, with what joins it to what stands before: `, including sizes`. */
function partsOf(sentence: string, from: number): readonly { readonly only: string; readonly whole: string }[] {
  const starts = [...sentence.matchAll(PART)].map(({ index }) => index).filter((start) => start >= from);
  return starts.map((start, i) => {
    const whole = sentence
      .slice(start)
      .replace(/^\s\(\s*/, ', ')
      .replace(/(?<=.)[,:;()–—`].*$/s, '')
      .trimEnd();
    const cut =
      whole.length > LONGEST_PART
        ? whole
            .slice(0, LONGEST_PART)
            .replace(/\s\S*$/, '')
            .replace(DANGLING, '')
        : whole;
    return { only: sentence.slice(start, starts[i + 1]).replace(/(?<=\w)[\s,]?[,:;()–—`].*$/s, ''), whole: cut };
  });
}
