import { splitIdentifier } from '../identifiers.ts';
import type { Claim } from './claim.ts';

/** The form of a whole value, in the words a text opens with or asks for. */
const SEPARATED =
  /(?<!or )(?<!or a )(?<!either )(?<!not )\b(?:comma|semicolon|pipe|space)[- ](?:separated|delimited)\b(?! or)(?!(?: \w+){0,4} or (?:an? )?(?:array|list))/i;
const ARRAY = /^(?:optional |required )?(?:an? |the )?array of (?!the )/i;
const JSON_TEXT = /^(?:optional |required )?(?:an? |the )?(?:json[- ](?:string|encoded)|stringified)\b(?! or)/i;
const JSON_ANY = /json|stringif|encoded|serializ|serialis|separated|delimited| or | as a string/i;

export function typeIn(text: string): Claim | undefined {
  const separated = /separated|delimited/i.test(text) ? SEPARATED.exec(text) : null;
  if (separated) return claim({ kind: 'type', type: 'separated' }, separated);
  const json = JSON_TEXT.exec(text);
  if (json) return claim({ kind: 'type', type: 'json' }, json);
  const array = ARRAY.exec(text);
  return array && !JSON_ANY.test(text.slice(0, 400)) ? claim({ kind: 'type', type: 'array' }, array) : undefined;
}

/** `(required)`, `Required.`, "This parameter is required": without a condition. */
const REQUIRED =
  /(?:^|[.;]\s{1,2})(?:\*\*)?(?:required|mandatory)(?:\*\*)?\s?(?:[.!—–:]|$)|[([](?:required|mandatory)[)\]]|\b(?:this|the) (?:parameter|field|argument|value|property) is (?:required|mandatory)\b|,\s?(?:required|mandatory)[.)]/i;
const OPTIONAL =
  /^[([]optional[)\]]|^(?:\*\*)?optional(?:\*\*)?\s?(?:[.!—–:]|$)|[.;]\s{1,2}optional\s?(?:[.!—–]|$)|[([]optional(?:[)\]]|,)(?!\s?[a-z])|,\s?optional[)\]](?!\s?[a-z])|\b(?:this|the) (?:parameter|field|argument) is optional\b/i;
const CONDITIONAL = /\b(?:when|if|unless|for|either|or|only|except|by default|otherwise|one of|mode|action)\b/i;

/** `create: the new name. Required.`: in that case alone. */
const CASE = /^[\w/, -]{1,40}:\s/;

/** `Optional repo slug`: of the parameter itself where its name is among the words, and nothing of it is another's. */
const SOMETHING = /^(?:an? |the )?optional ([\w-]{1,30}(?: [\w-]{1,30}){0,2})/i;

/** Whether a text says that a value must be given, or need not be. A condition anywhere near makes it neither. */
export function optionalityIn(text: string, name = ''): Claim | undefined {
  if (!/required|mandatory|optional/i.test(text)) return undefined;
  const must = REQUIRED.exec(text);
  const may = OPTIONAL.exec(text) ?? optionalNamed(text, name);
  const found = must ?? may;
  if (!found || (must && may)) return undefined;
  const around = text.slice(Math.max(0, found.index - 40), found.index + found[0].length + 60);
  if (must && (CONDITIONAL.test(around) || CASE.test(text))) return undefined;
  return claim({ kind: 'required', required: must !== null }, found);
}

function optionalNamed(text: string, name: string): RegExpExecArray | null {
  const found = SOMETHING.exec(text);
  const head = splitIdentifier(name).at(-1);
  return found && head !== undefined && found[1]!.toLowerCase().split(/[ -]/).includes(head) ? found : null;
}

/** "… is required", "… must be provided": said of the subject, for every call. */
const NECESSARY =
  /^(?:(?:is|are) (?:both |always |also |completely |strictly )?(?:(required|mandatory)|optional)(?: (?:parameter|argument|field)s?)?|(?:(required|mandatory)|optional)(?=\s?:)|must (?:always )?be (provided|specified|supplied|given|set|passed))(?=\s?(?:$|[.!;:]|,? and\b|[-—–]\s|\())/i;

const EXCEPT = /\b(?:when|if|unless|except|only|otherwise|optional for|ignored)\b/i;

/** The same of the predicate of a sentence. */
export function necessityIn(predicate: string): Claim | undefined {
  const found = NECESSARY.exec(predicate);
  if (!found || CONDITIONAL.test(predicate.split(/[;.]\s|\s[-—–]\s/, 1)[0]!) || EXCEPT.test(predicate))
    return undefined;
  return claim({ kind: 'required', required: (found[1] ?? found[2] ?? found[3]) !== undefined }, found);
}

const FORMATS: readonly (readonly [Extract<Claim, { kind: 'format' }>['format'], RegExp, RegExp])[] = [
  [
    'date-time',
    /iso|rfc/i,
    /\b(?:rfc ?3339(?: (?:timestamp|date-?time|datetime|format))?|iso ?8601 (?:utc )?(?:date-?time|datetime|timestamp|date and time|date\/time))\b/i,
  ],
  ['date', /yyyy/i, /\byyyy-mm-dd\b(?!.{0,2}(?:t|hh|\[))/i],
  [
    'uuid',
    /uuid/i,
    /^(?:the |an? )?(?:[\w-]{1,20} ){0,3}uuid\b|\((?:uuid)\)|\bmust be a (?:valid )?uuid\b|\buuid of\b/i,
  ],
  ['email', /mail/i, /^(?:the |an? )?(?:[\w'’-]{1,20} ){0,3}e-?mail address\b/i],
];
/** Another form is welcome too, or this is one of several that were named. */
const ALTERNATIVE =
  /\bor\b|\beither\b|\brelative\b|\bnatural language\b|\be\.g\. ?["'`]?(?:last|now|today)|,? ?(?:and|separated)\b|\bname\b|\bnot\b|\bmatch|\bsearch|\bfilter|\/|\brange\b|\blist\b|\bnow\b|\btoday\b/i;

/** The one format a text asks for, where JSON Schema has a name for it. */
export function formatIn(text: string): Claim | undefined {
  if (!/iso|rfc|yyyy|uuid|mail/i.test(text)) return undefined;
  const found = FORMATS.flatMap(([format, part, pattern]) => {
    const match = part.test(text) ? pattern.exec(text) : null;
    return match ? [{ format, match }] : [];
  });
  const [first] = found;
  if (first === undefined || found.length > 1) return undefined;
  const before = text.slice(Math.max(0, first.match.index - 30), first.match.index);
  return ALTERNATIVE.test(text) || /\b(?:e\.?g|such as|like|example)\b/i.test(before)
    ? undefined
    : claim({ kind: 'format', format: first.format }, first.match);
}

type Said = Claim extends infer C ? (C extends Claim ? Omit<C, 'start' | 'end'> : never) : never;

const claim = (said: Said, match: RegExpExecArray): Claim =>
  ({ ...said, start: match.index, end: match.index + match[0].length }) as Claim;
