import { type Facts, type Item, type Tool, type ToolServer } from '../../src/rule.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Things that a server makes for a while, by the words of the parameter that names one: `session_id`, `job_id`. */
const PASSING = set(
  'session job operation handle crawl upload execution kernel terminal process pid batch generation render confirmation recording export search stream lease interaction scan',
);
const KEYS = set('id ids uuid token key handle');
/** Verbs whose tool gives one out. */
const GIVES = set(
  'create start launch open begin init initialize new run execute submit schedule trigger spawn generate prepare',
);
/** Things that are what is done: their name alone makes one. */
const DEEDS = set('crawl upload export search scan render batch');
/** Words of a text that say how long something lives, or that it stays. */
const LIFETIME =
  /\bexpir(?:e|es|ed|y|ation|ing)\b|\bTTL\b|\btime to live\b|\blifetime\b|\bvalid (?:for|until|only)\b|\buntil\b|\b(?:seconds?|minutes?|mins?|hours?|days?|weeks?)\b|\bpersist(?:s|ed|ent|ently)?\b|\bpermanent(?:ly)?\b|\bin[- ]memory\b|\brestart(?:s|ed)?\b|\btime[sd]?[- ]?out\b|\bidle\b|\bcleaned up\b|\bgarbage\b|\bkept (?:for|until)\b|\bretained\b|\bephemeral\b|\bstateless\b|\bauto(?:matically)?[- ]?(?:close|delete|clean|stop|remove)/i;

export interface Handle {
  readonly maker: Item<Tool>;
  readonly taker: Item<Tool>;
  /** The parameter of the taker. */
  readonly name: string;
  readonly thing: string;
}

/** Handles that one tool gives out and another takes, of which no text says how long they live. */
export function handlesOf({ tools, instructions = '' }: ToolServer, facts: Facts): readonly Handle[] {
  const found = new Map<string, { readonly handle: Handle; readonly takers: Item<Tool>[] }>();
  const makers = new Map<string, Item<Tool>>();
  for (const tool of tools) {
    const words = facts.words(tool.data.name);
    // what is named after the thing alone makes one: `firecrawl_search`, `crawl_website`
    for (const word of words)
      if (PASSING.has(word) && !makers.has(word) && (words.some((each) => GIVES.has(each)) || DEEDS.has(word)))
        makers.set(word, tool);
  }
  for (const taker of tools)
    for (const { name, top, required, description } of facts.parameters(taker)) {
      const words = facts.words(name);
      const [thing, key] = words.length === 1 ? [words[0]!, 'id'] : [words.at(-2)!, words.at(-1)!];
      if (!top || !required || !PASSING.has(thing) || !KEYS.has(key) || /\buser\b/i.test(description)) continue;
      const maker = makers.get(thing);
      // what the maker takes itself, it does not give out
      if (!maker || maker === taker || facts.parameters(maker).some((each) => each.name === name)) continue;
      const known = found.get(thing) ?? { handle: { maker, taker, name, thing }, takers: [] };
      known.takers.push(taker);
      found.set(thing, known);
    }
  return [...found.values()].flatMap(({ handle, takers }) => {
    const said = [handle.maker, ...takers].some((tool) => LIFETIME.test(facts.prose(tool).slice(0, MOST)));
    return said || LIFETIME.test(instructions.slice(0, MOST)) ? [] : [handle];
  });
}

const MOST = 20_000;
