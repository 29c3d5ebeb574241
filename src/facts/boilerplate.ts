import { countText } from '../budget/count.ts';
import { effectStatementsOf } from '../language/effect-statements.ts';
import type { Section } from '../language/sections.ts';
import type { Sentence } from '../language/sentences.ts';
import type { Item } from '../model/address.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import { PARTS, type Description } from './description.ts';

/** Sentences that stand word for word in the descriptions of several tools. */
export interface Boilerplate {
  /** Those that stand in the same tools, in the order of the first. */
  readonly sentences: readonly string[];
  /** Tools whose own level of a part rests on one of them are left out: there it is no boilerplate. */
  readonly tools: readonly Item<Tool>[];
  /** What all of them cost together, in tokens of `o200k_base`. */
  readonly tokens: number;
}

/** A shorter sentence costs little and says much the same in every catalogue: "Returns the task." */
const WORDS = 5;
/** In fewer tools a shared sentence may be the shortest way to say it. */
const TOOLS = 3;
/** What these say belongs to the one tool they stand in. */
const OWN: ReadonlySet<Section> = new Set(['parameters', 'examples', 'returns', 'when']);

interface Facts {
  sentences(tool: Item<Tool>): readonly Sentence[];
  description(tool: Item<Tool>): Description;
}

/** The sentences that at least three tools with different descriptions share, those that cost most first. Linear in the text. */
export function boilerplateOf(server: ToolServer, facts: Facts): readonly Boilerplate[] {
  const places = new Map<string, Map<number, Sentence>>();
  const seen = new Set<string>();
  server.tools.forEach((tool, i) => {
    const { description = '' } = tool.data;
    if (seen.has(description)) return; // a whole text that stands twice is tool-description-duplicate
    seen.add(description);
    for (const sentence of facts.sentences(tool)) {
      if (OWN.has(sentence.section)) continue;
      const at = places.get(sentence.plain) ?? new Map<number, Sentence>();
      if (!at.has(i)) places.set(sentence.plain, at.set(i, sentence));
    }
  });
  const bySet = new Map<string, { sentences: string[]; tools: readonly Item<Tool>[] }>();
  for (const [plain, at] of places) {
    if (at.size < TOOLS || (plain.match(/\p{L}+/gu)?.length ?? 0) < WORDS) continue;
    const [any] = at.values();
    if (at.size < server.tools.length && tellsEffect(any!)) continue;
    const free = [...at].filter(([i, sentence]) => !restsOn(facts.description(server.tools[i]!), sentence));
    if (free.length < TOOLS) continue;
    const key = free.map(([i]) => i).join();
    const same = bySet.get(key) ?? { sentences: [], tools: free.map(([i]) => server.tools[i]!) };
    same.sentences.push(free[0]![1].text);
    bySet.set(key, same);
  }
  return [...bySet.values()]
    .map(({ sentences, tools }) => ({ sentences, tools, tokens: countText(sentences.join(' ')) * tools.length }))
    .toSorted((a, b) => b.tokens - a.tokens);
}

/** "Does not write to disk": whoever approves a call wants to read that at the tool. */
const tellsEffect = (sentence: Sentence): boolean => effectStatementsOf([sentence], () => false).length > 0;

/** Whether the sentence is what earned a level: without it the description would say less of its own tool. */
const restsOn = ({ evidence }: Description, { start, end }: Sentence): boolean =>
  PARTS.some((part) => {
    const earned = evidence[part];
    return earned !== null && earned.start < end && start < earned.end;
  });
