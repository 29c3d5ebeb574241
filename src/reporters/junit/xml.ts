/** Text as XML 1.0 can hold it: markup and quotes as entities, and what XML has no character for (§2.2) spelled out. */
export const escaped = (text: string): string =>
  text
    .replace(FORBIDDEN, (char) => `\\u{${char.codePointAt(0)!.toString(16).toUpperCase()}}`)
    .replace(/[&<>"']/g, (char) => ENTITIES[char]!);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;', // `]]>` ends what it does not stand in
  '"': '&quot;',
  "'": '&apos;',
};

const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- the point of the expression
  /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** An element; attributes on one line, so that a reader keeps their text as it is (§3.3.3). */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(String(value).replace(/[\r\n\t]+/g, ' '))}"`,
  );
  return content.length === 0
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${content.join('')}</${name}>`;
}
