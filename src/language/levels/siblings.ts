import type { Sentence } from '../sentences.ts';
import type { Siblings } from './cue.ts';

/** Marks around a name in running text. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_.\-/]*[\p{L}\p{N}_]|[\p{L}\p{N}]/gu;
const QUOTED = /["'`*]([^"'`*]{2,60})["'`*]/g;

/** The other tools of a server, found in texts by name: as an identifier, or quoted, or called a tool. Linear in the text. */
export function siblingsOf(tools: readonly { readonly name: string; readonly title: string }[]): Siblings {
  const byName = new Map<string, string>();
  for (const { name, title } of tools) {
    byName.set(name.toLowerCase(), name);
    if (title.includes(' ') && !byName.has(title.toLowerCase())) byName.set(title.toLowerCase(), name);
  }
  return {
    mentionedIn({ plain }: Sentence, self: string): readonly string[] {
      const found = new Set<string>();
      const add = (name: string | undefined) => void (name !== undefined && name !== self && found.add(name));
      for (const { 0: word, index } of plain.matchAll(WORD)) {
        const name = byName.get(word) ?? byName.get(word.replace(/[.\-/]+$/, ''));
        if (name === undefined) continue;
        if (/[_.\-/\d]/.test(name) || /[a-z][A-Z]/.test(name) || isCalledTool(plain, index, word.length)) add(name);
      }
      for (const [, inner] of plain.matchAll(QUOTED)) add(byName.get(inner!.trim()));
      return [...found];
    },
  };
}

/** "the search tool", "use `search`", "search()": a common word is a tool's name only where it is called one. */
const isCalledTool = (text: string, at: number, length: number): boolean => {
  const behind = text.slice(at + length, at + length + 8);
  return /^['"`]?\s?(?:tool|\(\))/.test(behind) || (/['"`]$/.test(text.slice(0, at)) && /^['"`]/.test(behind));
};
