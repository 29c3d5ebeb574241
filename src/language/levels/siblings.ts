import type { Sentence } from '../sentences.ts';
import { splitIdentifier } from '../identifiers.ts';
import { verbOf } from '../verbs.ts';
import type { Siblings } from './cue.ts';

/** Marks around a name in running text. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_.\-/]*[\p{L}\p{N}_]|[\p{L}\p{N}]/gu;
/** "Use list ports first": a name as it is spoken, where it is used as one. */
const SPOKEN =
  /\b(?:use|using|call|calling|run|running|try|see|via|prefer) (?:the )?([a-z0-9]{1,30}(?: [a-z0-9]{1,30}){1,5})/g;
/** Without one of these no name stands in a text but one of glued words, such as `listPorts`. */
const SIGN = /[_/"'`*\d]|\w[.-]\w|tool|\(\)|\b(?:us(?:e|ing)|call|run|try|see|via|prefer)/;
const BEHIND_NAME = new Set('first instead tool to for if when before after then or and'.split(' '));
const LONGEST_NAME = 5;
const QUOTED = /["'`*]([^"'`*]{2,60})["'`*]/g;

/** The other tools of a server, found in texts by name: as an identifier, or quoted, or called a tool. Linear in the text. */
export function siblingsOf(tools: readonly { readonly name: string; readonly title: string }[]): Siblings {
  const byName = new Map<string, string>();
  for (const { name, title } of tools) {
    byName.set(name.toLowerCase(), name);
    if (title.includes(' ') && !byName.has(title.toLowerCase())) byName.set(title.toLowerCase(), name);
  }
  const glued = tools.some(({ name }) => /[a-z][A-Z]/.test(name));
  let bySpoken: ReadonlyMap<string, string> | undefined;
  return {
    mentionedIn({ plain }: Sentence, self: string): readonly string[] {
      if (!glued && !SIGN.test(plain)) return NONE;
      const found = new Set<string>();
      const add = (name: string | undefined) => void (name !== undefined && name !== self && found.add(name));
      for (const { 0: word, index } of plain.matchAll(WORD)) {
        const name = byName.get(word);
        if (name === undefined) {
          if (word.includes('/')) for (const part of word.split('/')) if (part.includes('_')) add(byName.get(part)); // "use list_ports/get_port"
          continue;
        }
        if (/[_.\-/\d]/.test(name) || /[a-z][A-Z]/.test(name) || isCalledTool(plain, index, word.length)) add(name);
      }
      for (const [, words] of plain.matchAll(SPOKEN))
        add(spokenIn(words!.split(' '), (bySpoken ??= spokenNames(tools))));
      for (const [, inner] of plain.matchAll(QUOTED)) add(byName.get(inner!.trim()));
      return [...found];
    },
  };
}

const NONE: readonly string[] = [];

/** "the search tool", "use `search`", "search()": a common word is a tool's name only where it is called one. */
const isCalledTool = (text: string, at: number, length: number): boolean => {
  const behind = text.slice(at + length, at + length + 8);
  return /^['"`]?\s?(?:tool|\(\))/.test(behind) || (/['"`]$/.test(text.slice(0, at)) && /^['"`]/.test(behind));
};

function spokenIn(words: readonly string[], bySpoken: ReadonlyMap<string, string>): string | undefined {
  for (let count = Math.min(words.length, LONGEST_NAME); count > 1; count--) {
    const name = bySpoken.get(words.slice(0, count).join(' '));
    const behind = words[count];
    if (name !== undefined && (behind === undefined || BEHIND_NAME.has(behind))) return name;
  }
  return undefined;
}

/** Names as words, without the product's name before them as well: `acme_list_ports` is "list ports". */
function spokenNames(tools: readonly { readonly name: string }[]): ReadonlyMap<string, string> {
  const spoken = new Map<string, string>();
  for (const { name } of tools) {
    const words = splitIdentifier(name);
    for (const each of [words, ...(verbOf(words[0] ?? '') ? [] : [words.slice(1)])])
      if (each.length > 1 && each.length <= LONGEST_NAME) spoken.set(each.join(' '), name);
  }
  return spoken;
}
