import { expandAbbreviation } from './abbreviations.ts';
import { splitIdentifier } from './identifiers.ts';
import { STOPWORDS, stemOf } from './words.ts';

/** Words that any description of any parameter could have. */
const FILLER: ReadonlySet<string> = new Set(
  (
    'value values parameter parameters param params argument arguments arg field fields input inputs option options optional required ' +
    'string strings number numbers integer boolean array arrays list object objects json text ' +
    'specify specifies specified specifying provide provides provided enter set sets give given pass passed want wanted desired need needed'
  ).split(' '),
);
const SAME: ReadonlyMap<string, string> = new Map([
  ['ids', 'id'],
  ['identifier', 'id'],
  ['identifiers', 'id'],
  ['urls', 'url'],
]);
const TOKEN = /[\p{L}\p{N}]+/gu;
/** As code writes it: another parameter, or a tool that gives the value. */
const IDENTIFIER = /[a-z]+(?:_[a-z]+)+/gi;
/** Longer texts say something. */
const LONGEST = 80;

/** Whether a description has a word that the parameter's own name, or that of the object it is part of, does not have already. */
export function saysMoreThan(name: string, owner: string, description: string): boolean {
  if (description.length > LONGEST || /[\d`"'“<{[:;/=()]/.test(description)) return true;
  const known = new Set([...splitIdentifier(name), ...splitIdentifier(owner)].flatMap(formsOf));
  const isNew = (word: string): boolean => !formsOf(word).some((form) => known.has(form));
  for (const [identifier] of description.matchAll(IDENTIFIER)) if (splitIdentifier(identifier).some(isNew)) return true;
  for (const [token] of description.matchAll(TOKEN))
    for (const word of splitIdentifier(token))
      if (!STOPWORDS.has(word) && !FILLER.has(word) && isNew(word)) return true;
  return false;
}

/** The stems of a word as it stands and in full. */
const formsOf = (word: string): readonly string[] => {
  const plain = SAME.get(word) ?? word;
  return [stemOf(plain), stemOf(expandAbbreviation(plain))];
};
