import { splitIdentifier } from '../language/identifiers.ts';
import { pluralOf, singularOf } from '../language/nouns.ts';
import { wordSet } from '../text/word-set.ts';
import type { Parameter } from './parameters.ts';

/** What to say of a text, by the last words of its name. `{name}` is what it is called, and `{of}` whose it is, where the name tells: `of the team` in `team_slug`. */
const KINDS: readonly (readonly [names: string, sentence: string])[] = [
  ['id uuid guid gid iid sid number no', 'The {name} {of}, as [which tool] returns it, such as [example].'],
  ['slug handle', 'The {name} {of} as in its URL, such as [example].'],
  ['name', 'The {name} {of} as [where it is shown, or which tool returns it], such as [example].'],
  ['key', 'The {name} {of}, as [where it is shown], such as [example].'],
  ['username login', 'The {name} that [who] signs in with, such as [example].'],
  [
    'password passphrase secret token credential credentials otp api_key access_key secret_key private_key',
    'The {name} of [which account or service]; [where to get it].',
  ],
  ['user owner author assignee member recipient', 'The {name} [of what] by [login, id or email], such as [example].'],
  ['email mail', 'The email address of [whom], such as ana@example.com.'],
  ['phone mobile phone_number', 'The phone number of [whom] with its country code, such as +14155550100.'],
  [
    'path file filepath filename dir directory folder',
    'The {name} of [what], [absolute, or relative to what], such as [example].',
  ],
  ['url uri link href endpoint webhook', 'The address of [what] with its scheme, such as https://[example].'],
  ['host hostname domain subdomain', 'The {name} of [what], without a scheme, such as [example].'],
  ['date day birthday deadline', 'The {name} [of what] as YYYY-MM-DD, such as 2025-01-31.'],
  ['since', 'Only what [was made or changed] on this day or later, as YYYY-MM-DD, such as 2025-01-31.'],
  ['until', 'Only what [was made or changed] up to this day, as YYYY-MM-DD, such as 2025-01-31.'],
  ['time datetime timestamp at', 'The time [of what] in ISO 8601 with its zone, such as 2025-01-31T09:00:00Z.'],
  ['timezone tz', 'The time zone [of what] by its IANA name, such as Europe/Paris.'],
  [
    'query q search keyword term phrase',
    'What to look for in [which fields]: [words, a phrase or which syntax], such as [example].',
  ],
  ['cursor page_token', 'Where to go on: what the page before returned as [which field]; left out, the first page.'],
  [
    'text body content message comment note caption description summary prompt remarks',
    'The {name} [of what], as [plain text or Markdown], of at most [how many] characters.',
  ],
  [
    'title subject heading label',
    'The {name} [of what] as [where it is shown], of at most [how many] characters, such as [example].',
  ],
  [
    'status state type kind mode action method category priority level format visibility role',
    'Which {name} [of what]: [value] for [what], [value] for [what].',
  ],
  [
    'sql script command expression formula regex pattern',
    'The {name} to [run or match], in [which language or syntax], such as [example].',
  ],
  ['country', 'The {name} [of what] by its ISO 3166 code, such as FR.'],
  ['currency', 'The {name} [of what] by its ISO 4217 code, such as EUR.'],
  ['language lang locale', 'The {name} [of what] by its [ISO 639 code], such as en.'],
  ['version', 'The {name} [of what], as [which form], such as [example].'],
];
const BY_NAME: ReadonlyMap<string, string> = new Map(
  KINDS.flatMap(([names, sentence]) => names.split(' ').map((name) => [name, sentence] as const)),
);
/** Of these the words before say whose it is. */
const OWNED = wordSet('id uuid guid gid iid sid number no slug handle name key');
/** They say which of several, not whose: `external_id`, `display_name`. */
const WHICH = wordSet(
  'external internal unique numeric new old parent child source target root global local display full first last middle short long common given family legal file public private current other my default custom client',
);
const LIMITS = wordSet('limit top take');
const PAGES = wordSet('page offset skip');

/** What a rule puts into a finding as a `Phrase`. */
interface Sentence {
  readonly say: string;
  readonly data: { readonly name: string; readonly of: string };
}

/** A description to fill in, by what the name calls a parameter, its type, and whose it is: the object it is part of, or else the tool's own thing. */
export function parameterSentence(parameter: Parameter, words: readonly string[], thing = ''): Sentence {
  const { types } = parameter.stated();
  const is = (type: string): boolean => types?.size === 1 && types.has(type);
  const isList = is('array');
  const own = BY_NAME.get(words.slice(-2).join('_'));
  const last = isList ? (words.at(-1) ?? '').replace(/s$/, '') : (words.at(-1) ?? '');
  const owner = OWNED.has(last) && (own === undefined || words.length < 2) ? ownerOf(parameter, words, thing) : '';
  const name = owner === '' ? words.join(' ') : words.at(-1)!;
  const data = { name, of: owner === '' ? '[of what]' : `of the ${isList ? pluralOf(owner) : owner}` };
  const tell = (say: string): Sentence => ({ say, data });
  const what = words.join(' ').length > 2 ? 'The {name} [of what]' : '[What it is]';
  if (is('boolean')) return tell('Whether [to do what]; [what happens] when left out.');
  if (is('object')) return tell('[What it describes]; [what happens] when left out.');
  if (is('integer') || is('number')) {
    if (OWNED.has(last)) return tell('The {name} {of}, as [which tool] returns it, such as [example].');
    if (LIMITS.has(last)) return tell('How many [of what] to return at most, from 1 to [most]; [value] when left out.');
    if (PAGES.has(last))
      return tell('Where to go on: [which page or item], counted from [0 or 1]; [value] when left out.');
    return tell(`${what}, in [unit], from [least] to [most]; [value] when left out.`);
  }
  if (isList)
    return tell(
      OWNED.has(last)
        ? 'The {name} {of}, as [which tool] returns them, such as [example].'
        : `${what}, each [in which form], such as [example].`,
    );
  return tell(own ?? BY_NAME.get(last) ?? `${what}, [in which form], such as [example].`);
}

/** The words before the last, or, of a name of one word, those of the object it is part of, or else the tool's thing; empty where they do not say whose it is. */
function ownerOf({ path, top }: Parameter, words: readonly string[], thing: string): string {
  const before = words.slice(0, -1);
  const isPart = !top && before.length === 0;
  const owner = isPart
    ? splitIdentifier((path.split('.').at(-2) ?? '').replace(/\[\]|\*/g, '')).map(singularOf)
    : before;
  if (before.length === 0 && !isPart) return thing;
  return owner.length === 0 || owner.length > 3 || WHICH.has(owner.at(-1)!) ? '' : owner.join(' ');
}
