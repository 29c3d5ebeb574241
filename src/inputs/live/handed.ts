import { KEYS } from './secrets.ts';

/** What a server is given that may be secret, as it is written for the server. */
export interface Given {
  /** Variables or headers. */
  readonly values?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly url?: string;
}

/** What any target is reached with. */
export interface Reached {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly url?: string;
  readonly healthUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly otherHeaders?: Readonly<Record<string, string>>;
  /** What stood for variables in arguments or in the address. */
  readonly secrets?: readonly string[];
}

/** Names that say that their values are secret, and those that mostly do. */
const NAME =
  /token|secret|passw|pass(?!ive|ing|ed|port|through|age)|[\w-]pwd|key|credential|private|cookie|bearer|auth(?!or(?!iz))|(?:^|[-_.])(?:pat|pin|jwt|dsn|sid|sig|sas|salt|session|webhook)(?:$|[-_.])/i;

/** What anybody would guess, and what stands in other places of a report: taking it out would hide nothing and break much. */
const GUESSED = new Set(
  'additionalproperties administrator anonymous automatic changeme configured conversation default definitions dependencies description development disabled enabled example filesystem instructions listing localhost maximum minimum optional parameters password placeholder postgres postgresql production properties required resources response schemaversion severity staging string terminal undefined unlimited warning'.split(
    ' ',
  ),
);

/** A value that looks like a key, whatever its name. */
const isKeyLike = (value: string): boolean =>
  value.length >= 14 && /\d/.test(value) && /[a-z]/i.test(value) && (!/[\s/\\]/.test(value) || isBase64(value));
const isBase64 = (value: string): boolean =>
  /^[a-z\d+][a-z\d+/]{18,}={0,2}$/i.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
/** The same where names of packages and files stand as well. */
const isRandom = (value: string): boolean =>
  (/^[a-z\d]{16,}$/i.test(value) && /\d.*\d/.test(value) && /[a-z]/i.test(value)) ||
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);

/** Long enough to be told from other text. */
const isTelling = (value: string): boolean =>
  (value.length >= 8 || (value.length >= 6 && /[^a-z]/i.test(value))) && !GUESSED.has(value.toLowerCase());

/** `postgres://user:password@host`: all of it, and what can be told from a word. */
const WITH_PASSWORD = /[\w+.-]{1,40}:\/\/[^\s/:@]{0,100}:([^\s/@]{1,200})@[^\s"'`<>]{0,500}/g;
const ADDRESS = /https?:\/\/[^\s"'`<>]{1,2000}/g;
/** `Password=…;`, `GH_TOKEN=…`, `Authorization: Bearer …` */
const ASSIGNED = /([\w.-]{1,80})[ \t]{0,4}[=:][ \t]{0,4}(?:(?:bearer|basic|token)[ \t]{1,4})?([^\s;,&"']+)/gi;

/** Whether a value that stands for a variable may be shown nowhere: not what only sets a mode, such as `warning`. */
export const isHidden = (name: string, value: string): boolean =>
  value !== '' &&
  (NAME.test(name) ? !GUESSED.has(value.toLowerCase()) : !/^(?:[a-z]{1,15}|[A-Z]{1,15}|[A-Z][a-z]{1,14})$/.test(value));

/** All that a target is given and that must be shown nowhere. */
export const handedTo = ({
  env,
  args = [],
  url,
  healthUrl,
  headers,
  otherHeaders,
  secrets = [],
}: Reached): readonly string[] => [
  ...secrets.filter((each) => each.length >= 6),
  ...handedOver({ values: { ...env }, args }),
  ...[headers, otherHeaders].flatMap((values) => handedOver({ values: { ...values } })),
  ...[url, healthUrl].flatMap((each) => (each === undefined ? [] : handedOver({ url: each }))),
];

/** All parts of what was given that must be shown nowhere. A guess where no name says so. */
export function handedOver({ values = {}, args = [], url }: Given): readonly string[] {
  return [
    ...Object.entries(values).flatMap(([name, value]) => inValue(name, value)),
    ...args.flatMap((arg, i) => inArgument(arg, args[i + 1])),
    ...(url === undefined ? [] : inAddress(url)),
  ];
}

function inValue(name: string, value: string, depth = 0): string[] {
  const isSecret = NAME.test(name);
  const [, encoded] = /^basic\s+([\w+/=-]+)$/i.exec(value.trim()) ?? [];
  const decoded = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString();
  return [
    ...(isSecret ? [value.trim(), ...value.split(/\s+/)].filter(isTelling) : []),
    ...(isSecret || /-----BEGIN /.test(value) ? linesOf(value) : []),
    ...(/cookie/i.test(name) ? value.split(/;\s*/).map((each) => each.slice(each.indexOf('=') + 1)) : []).filter(
      isTelling,
    ),
    ...(isSecret ? [decoded, decoded.slice(decoded.indexOf(':') + 1)].filter(isTelling) : []),
    ...[value, ...value.split(/[\s,;=]+/)].filter(isKeyLike),
    ...assigned(value),
    ...addressed(value),
    ...inJson(value, depth),
  ];
}

const linesOf = (value: string): string[] =>
  value
    .split(/\r?\n|\\n/)
    .map((line) => line.trim())
    .filter((line) => isTelling(line) && !line.startsWith('-----'));

const assigned = (value: string): string[] =>
  [...value.matchAll(ASSIGNED)].flatMap(([, name = '', each = '']) =>
    NAME.test(name) && isTelling(each) && !each.startsWith('//') ? [each] : [],
  );

const addressed = (value: string): string[] => [
  ...[...value.matchAll(WITH_PASSWORD)].flatMap(([whole, password = '']) => [
    whole,
    ...(password.length >= 8 && /[^a-z]/.test(password) ? [password] : []),
  ]),
  ...[...value.matchAll(ADDRESS)].flatMap(([each]) => inAddress(each)),
];

/** Keys of services come as a file of JSON. */
function inJson(value: string, depth: number): string[] {
  if (depth > 3 || !/^\s*[[{]/.test(value)) return [];
  try {
    const found: string[] = [];
    JSON.parse(value, (key, each: unknown) => {
      if (typeof each === 'string') found.push(...inValue(key, each, depth + 1));
      return each;
    });
    return found;
  } catch {
    return [];
  }
}

/** `--token=abc`, `--token abc`, `-e TOKEN=abc`, `--env=TOKEN=abc`, `Authorization: Bearer abc`, and keys that stand alone. */
function inArgument(arg: string, next: string | undefined): string[] {
  const [, name = '', value] = /^-{0,2}([\w.-]{1,80})(?:\s*[=:]\s*(.+))?$/s.exec(arg) ?? [];
  const given = value ?? (arg.startsWith('-') && next !== undefined && !next.startsWith('--') ? next : undefined);
  return [
    ...(given !== undefined && NAME.test(name) ? [given, ...given.split(/\s+/)].filter(isTelling) : []),
    ...(value === undefined ? [] : assigned(value)),
    ...[arg, ...(value === undefined ? [] : [value])].filter(isRandom),
    ...(arg.match(KEYS) ?? []),
    ...addressed(arg),
  ];
}

/** Of an address the password, what is asked, and long random parts of the path: some hosted servers put the key there. */
function inAddress(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { searchParams, search, pathname, password, username } = new URL(url);
  const parts = pathname.split('/').filter((part) => part.length >= 20 && isKeyLike(part));
  const written = search
    .slice(1)
    .split('&')
    .map((pair) => pair.split(/=(.*)/s));
  return [
    ...[password, username.length >= 14 ? username : ''].flatMap((each) => [each, plain(each)]).filter(isTelling),
    ...[...written, ...searchParams].flatMap(([name = '', value = '']) =>
      (NAME.test(name) && isTelling(value)) || isKeyLike(value) ? [value, plain(value)] : [],
    ),
    ...parts.flatMap((part) => [part, plain(part)]),
  ];
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
