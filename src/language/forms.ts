import { splitIdentifier } from './identifiers.ts';
import { oneOf } from './pattern.ts';

/** What a value must be written as, where its name alone does not tell. */
export type Form = 'date' | 'duration' | 'sort' | 'filter' | 'color' | 'language' | 'bbox' | 'encoding';

interface FormOf {
  readonly form: Form;
  readonly type: 'text' | 'number';
  /** The last word of a name, or all of it. */
  readonly names: ReadonlySet<string>;
  /** Words of a text, in lower case, that tell how to write it. */
  readonly told: RegExp;
}

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(' '));
/** An example, the word for a format, or the values: "Order: newest, oldest", "Color (red, green or blue)". */
const SHOWN =
  /e\.?g\b|example|such as|["'`“]|format|\d|syntax|: ?[\w-]{1,40}(?: ?[,|/] ?| or )\w|^(?:[\w-]{1,40}, ){2}|\((?:[\w-]{1,40}(?: ?[,|/] ?(?:or )?| or )){2,}(?:[\w-]{1,40}(?:, ?\.\.\.)?|\.\.\.|…)\)/;
const told = (list: string): RegExp => new RegExp(`\\b${oneOf(list)}\\b`);

const FORMS: readonly FormOf[] = [
  {
    form: 'date',
    type: 'text',
    names: wordSet(
      'date datetime timestamp since until deadline start_date end_date from_date to_date start_time end_time due_date due expires expiry expiration birthday dob',
    ),
    told: told('iso rfc utc epoch unix yyyy relative natural gmt milliseconds seconds ms ts'),
  },
  {
    form: 'duration',
    type: 'number',
    names: wordSet('timeout duration delay interval ttl'),
    told: told(
      'ms millis millisecond milliseconds s sec secs second seconds min mins minute minutes hour hours day days week weeks month months frame frames',
    ),
  },
  {
    form: 'sort',
    type: 'text',
    names: wordSet('sort sort_by order_by orderby sortby ordering'),
    told: told('asc desc ascending descending field fields column columns property one either'),
  },
  {
    form: 'filter',
    type: 'text',
    names: wordSet('filter where'),
    told: told(
      'odata json expression query sql regex glob cel lucene jql pattern name id text substring contains keyword only by',
    ),
  },
  { form: 'color', type: 'text', names: wordSet('color colour'), told: told('hex rgb rgba css named name hsl one') },
  {
    form: 'language',
    type: 'text',
    names: wordSet('language lang locale'),
    told: told('iso bcp ietf code codes programming name one syntax en en_us en-us'),
  },
  { form: 'bbox', type: 'text', names: wordSet('bbox bounding_box'), told: told('min minx west lon longitude comma') },
  { form: 'encoding', type: 'text', names: wordSet('encoding'), told: told('utf ascii base64 one iconv node') },
];
/** Names that say the unit: `timeout_ms`, `delaySeconds`. */
const UNITS = wordSet('ms millis milliseconds s sec secs seconds mins minutes hours days');

/** The form a parameter of this name has to be written in, and whether its own text, or one beside it, tells. */
export interface FormNeeded {
  readonly form: Form;
  readonly type: FormOf['type'];
  isTold(text: string): boolean;
  isToldBeside(text: string): boolean;
}

/** What the names end with, whichever way they are written. */
const ENDING =
  /(?:date|datetime|timestamp|since|until|deadline|time|due|expires|expiry|expiration|birthday|dob|at|timeout|duration|delay|interval|ttl|sort|by|ordering|filter|where|colou?r|language|lang|locale|bbox|box|encoding)$/i;

export function formNeeded(name: string): FormNeeded | undefined {
  if (!ENDING.test(name)) return undefined;
  const parts = splitIdentifier(name);
  const last = parts.at(-1);
  if (last === undefined || UNITS.has(last) || parts[0] === 'wait') return undefined;
  const found =
    FORMS.find(({ names }) => names.has(last) || names.has(parts.slice(-2).join('_'))) ??
    (last === 'at' && parts.length > 1 && parts.at(-2)!.endsWith('ed') ? FORMS[0] : undefined);
  if (found === undefined) return undefined;
  const { form, type, told: words } = found;
  const isToldBeside = (text: string): boolean => words.test(text.toLowerCase());
  const isTold = (text: string): boolean => isToldBeside(text) || (type === 'text' && SHOWN.test(text.toLowerCase()));
  return { form, type, isTold, isToldBeside };
}
