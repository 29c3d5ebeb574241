import { defineRule, type Context, type ToolServer } from '../../src/rule.ts';
import { mentionsIn } from './mentions.ts';

export default defineRule(
  {
    id: 'instructions-unknown-tool',
    title: 'The instructions name only tools that exist.',
    category: 'description',
    severity: 'warning',
    why: 'Instructions are the one text that tells a model how the tools play together. A name that is not in the list sends it after a tool that does not exist; the call fails, or it gives up on the task.',
    hint: 'Use the name as listed, and check the instructions against the list in a test.',
    messages: {
      renamed: {
        text: 'The instructions name `{name}`, which is not in the list; there is `{near}`.',
        hint: 'Write `{near}`, and check the instructions against the list in a test.',
      },
      unknown: 'The instructions tell the model to call `{name}`, which is not in the list.',
    },
    references: [
      'giulio-leone/harness-os#8',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#initializeresult',
    ],
    realCase:
      'azure (@azure/mcp 2.0.5) sends the model to a `bestpractices` tool; the tool is `get_azure_bestpractices`',
    since: '0.1.0',
  },
  {
    *server(server, ctx) {
      if (server.instructions === undefined || server.tools.length === 0) return;
      const known = new Set(knownNames(server, ctx));
      const strangers = [...mentionsIn(server.instructions)]
        .filter(([name]) => !known.has(name.toLowerCase()))
        .slice(0, 100);
      if (strangers.length === 0) return;
      const list = new NameIndex(
        server.tools.map(({ data }) => data.name),
        ctx.facts.words,
      );
      for (const [name, { asTool }] of strangers) {
        const isCompound = /[a-z0-9][_-][a-z0-9]/.test(name) && !name.includes('.');
        const near =
          (isCompound || /[a-z][A-Z]/.test(name) ? list.nearly(name) : undefined) ??
          (asTool ? list.partly(name) : undefined);
        const place = {
          at: server.at('instructions'),
          key: name,
          because: [server.at('instructions'), server.at('tools')],
        };
        if (near !== undefined) yield { ...place, message: 'renamed', data: { name, near } };
        else if (asTool && isCompound) yield { ...place, message: 'unknown', data: { name } };
      }
    },
  },
);

/** Everything the instructions may rightly name: tools, parameters and their values, prompts, resources, the server. Lower case. */
function* knownNames(server: ToolServer, { facts }: Context): Iterable<string> {
  for (const { what, text } of facts.serverTexts()) if (what === 'name') yield text.toLowerCase();
  for (const tool of server.tools)
    for (const { what, text } of facts.texts(tool)) if (what === 'name' || what === 'value') yield text.toLowerCase();
  for (const name of [server.id, server.info?.name ?? '', ...Object.keys(server.capabilities ?? {})])
    yield name.toLowerCase();
}

/** The listed names, to be found by a name that is not quite one of them. */
class NameIndex {
  readonly #words: (identifier: string) => readonly string[];
  /** By the words in any order, and by the letters with one left out. */
  readonly #nearly = new Map<string, string>();
  readonly #byWord = new Map<string, string[]>();

  constructor(names: readonly string[], words: (identifier: string) => readonly string[]) {
    this.#words = words;
    for (const name of names) {
      for (const key of this.#keys(name)) if (!this.#nearly.has(key)) this.#nearly.set(key, name);
      for (const word of new Set(words(name)))
        this.#byWord.set(word, [...(this.#byWord.get(word) ?? []).slice(0, 20), name]);
    }
  }

  /** A listed name of the same words in another order, case or spelling, or one letter off. */
  nearly(name: string): string | undefined {
    return this.#keys(name)
      .map((key) => this.#nearly.get(key))
      .find((found) => found !== undefined);
  }

  /** The one listed name that has all words of this one among its own. */
  partly(name: string): string | undefined {
    const words = this.#words(name);
    const [first, ...more] = words.map((word) => this.#byWord.get(word) ?? []);
    const all = first?.filter((candidate) => more.every((list) => list.includes(candidate))) ?? [];
    return all.length === 1 ? all[0] : undefined;
  }

  #keys(name: string): string[] {
    const words = this.#words(name.slice(0, 80));
    const joined = words.join('');
    const shorter = joined.length > 7 ? [...joined].map((_, i) => `${joined.slice(0, i)}${joined.slice(i + 1)}`) : [];
    return [
      `= ${joined}`,
      `~ ${words
        .map((word) => word.replace(/s$/, ''))
        .toSorted()
        .join(' ')}`,
      ...[joined, ...shorter].map((letters) => `- ${letters}`),
    ];
  }
}
