/** Stands where a secret was. */
export const GONE = '[redacted]';

/** Keys of providers, by their beginnings. Each begins where no longer run of its own characters does, so none is read twice. */
export const KEYS = new RegExp(
  `(?<![\\w-])(?:${[
    String.raw`sk-(?=[\w-]{0,40}\d)[\w-]{16,}`, // OpenAI, Anthropic and those that copy them
    String.raw`[rsp]k_(?:live|test)_\w{10,}`, // Stripe
    String.raw`gh[a-z]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}`,
    String.raw`xox[a-z]-[\w-]{10,}|xapp-[\w-]{10,}`, // Slack
    String.raw`(?:AKIA|ASIA)[A-Z0-9]{16}`, // AWS
    String.raw`AIza[\w-]{30,}|ya29\.[\w-]{20,}`, // Google
    String.raw`(?:npm|hf|ntn)_[A-Za-z0-9]{20,}`, // npm, Hugging Face, Notion
    String.raw`eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?`, // JSON Web Tokens
  ].join('|')})`,
  'g',
);
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[^-]|-(?!----)){0,10000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g;
/** `postgres://user:password@host` */
const URL_PASSWORD = /(:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}(?=@)/g;

const SEPARATOR = String.raw`\\{0,3}["']?[ \t]{0,4}(?:=>?|:)[ \t]{0,4}`;
const VALUE = String.raw`"[^"\r\n]{0,500}"|'[^'\r\n]{0,500}'|[^\s"'\`,;&\\]+`;
const NAMES =
  'token|secret|passw(?:or)?d|passphrase|pwd|credentials?|(?:api|access|auth|private|secret|client|signing|encryption)[-_ ]?key';
/** `NAME=value`, `"name": "value"`, `\"name\":\"value\"`; the scheme of an `Authorization` header stays, as it says what is wanted. */
const SPOKEN = [
  `(authorization${SEPARATOR}["']?(?:(?:bearer|basic|token|digest|apikey|negotiate)[ \\t]{1,4})?)(${VALUE})`,
  String.raw`(\b(?:set-)?cookie${SEPARATOR})([^\r\n"'\`]+)`,
  `((?:${NAMES})${SEPARATOR}(?:\\\\{1,3}["'])?)(${VALUE})`,
  `(key["']?=)(${VALUE})`,
].map((source) => new RegExp(source, 'gi'));
/** Without a header's name before it, a word of plain letters is prose: "Basic usage", "bearer token". */
const SCHEME = /(\b(?:bearer|basic)[ \t]{1,4})(?![A-Za-z][a-z]*(?:[^\w+/=.~-]|[=.]?(?:\s|["']|$)))([\w+/=.~-]{6,})/gi;

/** What is said where a value would stand: "API key: missing", `token: undefined`. */
const NO_VALUE =
  /^["']?(?:undefined|null|none|nil|true|false|missing|required|expected|unexpected|invalid|expired|empty|unset|not|no|must|is|was|set|please|the|an?|\[\w+\])(?![\w-])/i;

/** Takes out of a stranger's text what looks like a secret. A guess: what it misses is public, what it takes wrongly is lost. Linear. */
export function withoutSecrets(text: string): string {
  const taken = text.replace(PRIVATE_KEY, GONE).replace(KEYS, GONE).replace(URL_PASSWORD, `$1${GONE}`);
  return [...SPOKEN, SCHEME].reduce(
    (rest, shape) => rest.replace(shape, (all, before: string, value: string) => masked(value, before) ?? all),
    taken,
  );
}

function masked(value: string, before: string): string | undefined {
  const quote = /^["']/.exec(value)?.[0] ?? '';
  const length = value.length - 2 * quote.length;
  return length < 3 || NO_VALUE.test(value) ? undefined : before + quote + GONE + quote;
}

const NAMED_VALUE = new RegExp(`(?:${NAMES})${SEPARATOR}(${VALUE})`, 'gi');
/** A long run of letters and digits: a word that only says how things stand, such as "configured", is none. */
const isRandom = (value: string): boolean =>
  value.length >= 14 && !/\s/.test(value) && /\d/.test(value) && /[a-z]/i.test(value);

/** Whether a text shows a secret: surer than what is taken out of texts, as something is said of it. */
export const showsSecret = (text: string): boolean =>
  [KEYS, PRIVATE_KEY, URL_PASSWORD].some((shape) => text.search(shape) >= 0) ||
  [...text.matchAll(NAMED_VALUE)].some(([, value = '']) => !NO_VALUE.test(value) && isRandom(value));
