/** A package of the registry, as the user named it. */
export interface NpmSpec {
  readonly name: string;
  /** A version, a tag, or a range such as `^1.2.0`. */
  readonly wanted: string;
  /** `npm:@scope/name@wanted`, or without what was not said. */
  readonly label: string;
}

const NAME = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i;
/** npm takes a version that ends like an archive for a file. */
const WANTED = /^(?!.*\.(?:tgz|tar|tar\.gz)$)[\^~]?[a-z0-9*][\w.*+-]*$/i;
/** The longest that npm allows. */
const LONGEST = 214;

/**
 * Reads `npm:@scope/name@1.2.3`. `undefined` for whatever is no plain name with a version, tag or simple range: addresses,
 * files, git, aliases, flags, and anything a shell would look at.
 */
export function npmSpec(word: string): NpmSpec | undefined {
  const text = word.replace(/^npm:/i, '');
  const cut = text.indexOf('@', 1);
  const name = cut < 0 ? text : text.slice(0, cut);
  const wanted = cut < 0 ? 'latest' : text.slice(cut + 1);
  if (text.length > LONGEST || !NAME.test(name) || !WANTED.test(wanted)) return undefined;
  return { name, wanted, label: `npm:${text}` };
}
