// Upper, lower and caseless letters of any script, so that `取得` or `größe` is a word too; `PRs` is one, and `SSLV1` three.
// `OAuth` and `GitHub` are one word, whichever capitals their makers put into them.
const WORD =
  /OAuth(?!\p{Ll})|Git(?:Hub|Lab)(?!\p{Ll})|GraphQL|(?:Postgre|My|No)SQL|\p{Lu}{2,}s(?!\p{L})|\p{Lu}{2,}s(?=\p{Lu}\p{Ll})|\p{Lu}+(?=\p{Lu}\p{Ll}|V\p{Nd})|\p{Lu}?\p{Ll}+|\p{Lu}+|[\p{Lo}\p{Lm}]+|\p{Nd}+/gu;
/** Most names of tools and parameters: no more than `_` is between their words. */
const SNAKE = /^[a-z_]*$/;

/** The lower-case words of an identifier: `getHTTPStatus_v2` is get, http, status, v, 2. Linear in its length. */
export const splitIdentifier = (identifier: string): readonly string[] =>
  SNAKE.test(identifier)
    ? identifier.split('_').filter((word) => word !== '')
    : (identifier.match(WORD) ?? []).map((word) => word.toLowerCase());
