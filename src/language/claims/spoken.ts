import type { Sentence } from '../sentences.ts';

/** What running text says of a parameter: words to be read as the parameter's own description would be. */
export interface Spoken {
  readonly name: string;
  /** What is said, without the name. */
  readonly text: string;
  /** The name as it stands in the sentence, with its quotes and a blank, and where in `text` it was left out. */
  readonly subject: string;
  readonly subjectAt: number;
  /** The parameter is the subject of the sentence; otherwise it is explained in passing, in brackets. */
  readonly asSubject: boolean;
}

/** A sentence without any of these claims nothing. */
const CUE =
  /default|required|mandatory|optional|must|should|can be|may be|either|between|range|max|min|at (?:most|least)|up to|one of|exceed|values|separated|delimited/i;
const WORD = /[A-Za-z_$][\w$-]{0,63}/g;
/** Words that only a program has: `page_size`, `pageSize`. */
const CODED = /[a-z\d]_[a-z\d]|[a-z][A-Z]/;
const QUOTES = new Set(['"', "'", '`']);
/** `limit` parameter, the limit argument. What is called a field or a property may as well be of the answer. */
const NOUN =
  /^\s(?:(?:path|query|body|array|string|integer|boolean) )?(?:parameter|param|argument|arg|option|input|flag)s?\b/;
const VERB =
  /^\s(?:is|are|must|should|can|may|accepts|takes|has|defaults?|ranges?|cannot|specifies|sets|controls|limits|determines|selects)\b/;
/** A bare word may be the thing itself: "the name must be unique". These are said of what a caller writes. */
const CERTAIN = /^\s(?:defaults to|(?:must not|cannot) exceed|must be (?:one of|either|between|at (?:most|least)))\b/;
/** The words in front of a subject: none but these since the clause began. */
const OPENING =
  /(?:^|[.;:]\s|\s[–—-]\s|,\s|\)\s|,\s(?:and|but|while)\s)(?:(?:the|note that|optional|required)\s){0,2}$/i;
/** `default limit is 20`, "max `depth`: 5": the name stands inside what is said of it. */
const SPLIT = /\b(?:default|max(?:imum)?|min(?:imum)?)(?: value (?:of|for)(?: the)?)?\s$/i;
/** `Optional body: …` */
const MARK = /^(?:required|mandatory|optional)\s$/i;
const SPLIT_VERB = /^(?: (?:value|parameter))?(?:\s?(?:is|of|:|=)\s?["'`\d-]| \d)/;
/** Between two names that share a predicate. */
const JOINT = /^(?:,|,? and| &) (?:the )?$/;
const BRACKETS = /^\s\([^()]{1,120}\)/;
/** `limit`: how many. */
const LABELLED = /^(?::| [—–-])\s/;
/** The clause is over before the next parameter is named. */
const CLOSED = /[.;]\s*(?:the )?$|,\s(?:and |but |while )?(?:the )?$/i;
/** In front of it these make what follows true in some case only, or of something else. */
const CASE =
  /\b(?:when|if|unless|for|in|on|with|without|where|during|after|before|once|using|via|only|otherwise|either|any|each|every|example|e\.g|returns?|returned|response|results?|output|like|such as|action|operation|mode)\b|=|→|->|=>/i;
const SHORT_CASE =
  /\b(?:when|if|unless|only|otherwise|either|example|e\.g|returns?|returned|response|output|action|operation|mode|plans?|tiers?)\b|[=:]\s?["'`]|→|->|=>/i;
/** Headings under which the parameters of the call are spoken of, whatever the case. */
const HEADING =
  /^(?:(?:important )?notes?\b|important|limits?$|limitations?$|constraints?|restrictions|requirements|rules|defaults?$|usage$|usage notes|behaviou?r|pagination|filtering|tips?$)/;
/** A full stop before a sentence that starts with a name. */
const RESTART = /(?<=[a-z\d)"'`]{2}\.)\s(?=[a-z"'`])/;
/** Nothing is read further than this; behind a subject that is a long sentence. */
const REACH = 300;

/**
 * The passages of running text that speak of one of these parameters and of nothing else: `limit` must be …, "the limit
 * parameter defaults to …", `limit` (default 20). Lists of parameters are `argumentsIn`'s. Linear in the text.
 */
export function spokenOf(sentences: readonly Sentence[], names: Names): readonly Spoken[] {
  return sentences.flatMap(({ text, section, heading }) =>
    section !== 'parameters' &&
    section !== 'returns' &&
    section !== 'examples' &&
    (heading === '' || HEADING.test(heading)) &&
    CUE.test(text)
      ? text.split(RESTART).flatMap((each) => [...passages(each, names)])
      : [],
  );
}

type Names = Pick<ReadonlySet<string>, 'has'>;

interface Mention {
  readonly name: string;
  /** Quoted, or spelt as no prose is. */
  readonly sure: boolean;
  /** With its quotes. */
  readonly start: number;
  readonly end: number;
}

function* passages(text: string, names: Names): Generator<Spoken> {
  const all = [...mentions(text, names)];
  if (all.length === 0) return;
  const inCase = firstOf(CASE, text);
  const inShortCase = firstOf(SHORT_CASE, text);
  /** Names that share what is said: "`a` and `b` are required". */
  let joined: Mention[] = [];
  for (const [at, mention] of all.entries()) {
    const { name, sure, start, end } = mention;
    const next = all[at + 1];
    if (sure && next?.sure && JOINT.test(text.slice(end, next.start))) {
      joined.push(mention);
      continue;
    }
    const subjects = [...joined, mention];
    joined = [];
    const stop = Math.min(next?.sure ? next.start : text.length, end + REACH);
    const behind = text.slice(end, stop);
    const noun = NOUN.exec(behind)?.[0] ?? '';
    const said = behind.slice(noun.length);
    const isSure = sure || noun !== '';
    const subject = `${text.slice(start, end)}${noun} `;
    const brackets = isSure ? BRACKETS.exec(said)?.[0] : undefined;
    if (brackets !== undefined && start <= inShortCase)
      yield { name, text: brackets.trimStart(), subject, subjectAt: 0, asSubject: false };
    if (start > inCase) continue;
    const before = text.slice(Math.max(0, start - 40), start);
    const cue = SPLIT.exec(before)?.[0] ?? MARK.exec(before)?.[0];
    if (cue !== undefined && (SPLIT_VERB.test(said) || (said.startsWith(':') && MARK.test(before)))) {
      yield { name, text: `${cue}${said.trimStart()}`, subject, subjectAt: cue.length, asSubject: MARK.test(before) };
      continue;
    }
    const first = subjects[0]!.start;
    if (isSure && first === 0 && subjects.length === 1 && LABELLED.test(said)) {
      yield { name, text: said.replace(LABELLED, ''), subject, subjectAt: 0, asSubject: false };
      continue;
    }
    const rest = said.slice(brackets?.length ?? 0);
    if (
      !(isSure ? VERB : CERTAIN).test(rest) ||
      !OPENING.test(`${first > 40 ? '#' : ''}${text.slice(Math.max(0, first - 40), first)}`)
    )
      continue;
    // what leads to another parameter may be said of both
    const isFollowed = stop < text.length && next?.start === stop;
    if (isFollowed && !CLOSED.test(rest)) continue;
    for (const each of subjects)
      yield {
        name: each.name,
        text: (isFollowed ? rest.replace(CLOSED, '') : rest).trimStart(),
        subject: each === mention ? subject : `${text.slice(each.start, each.end)} … `,
        subjectAt: 0,
        asSubject: true,
      };
  }
}

function firstOf(pattern: RegExp, text: string): number {
  const found = pattern.exec(text);
  return found ? found.index : text.length;
}

function* mentions(text: string, names: Names): Generator<Mention> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const name = index === 0 && !names.has(word) ? word[0]!.toLowerCase() + word.slice(1) : word;
    if (!names.has(name)) continue;
    const start = index;
    const end = index + name.length;
    const quote = text[start - 1] ?? '';
    const isQuoted = QUOTES.has(quote) && text[end] === quote;
    const around = `${text[isQuoted ? start - 2 : start - 1] ?? ' '}${text[isQuoted ? end + 1 : end] ?? ' '}`;
    // a part of a path, of an assignment or of a longer name
    if (!/^[\s(*][\s,.;:)*]$/.test(around)) continue;
    yield isQuoted
      ? { name, sure: true, start: start - 1, end: end + 1 }
      : { name, sure: CODED.test(word), start, end };
  }
}
