import type { Sentence } from '../sentences.ts';

/** 0: not said. 1: in passing or in general words. 2: said. */
export type Level = 0 | 1 | 2;

/** What a description is read against: the tool as a client sees it. All texts are by strangers. */
export interface ToolText {
  readonly name: string;
  readonly title: string;
  /** Words of the server's name: they tell nothing new about one of its tools. */
  readonly product: readonly string[];
  readonly sentences: readonly Sentence[];
  /** Names and titles of the server's other tools, as `mentions` needs them. */
  readonly siblings: Siblings;
}

export interface Siblings {
  /** The names of the other tools of the server that a text speaks of. */
  mentionedIn(sentence: Sentence, self: string): readonly string[];
}

/** A way to say something. Cues of one `family` rest on the same idea: what a family adds is measured as one. */
export interface Cue {
  readonly family: string;
  /** What it is worth in this sentence; 0 when it is not there. */
  worth(sentence: Sentence, tool: ToolText): Level;
}

/** A level and the sentence that earned it; none earns 0. */
export interface Earned {
  readonly level: Level;
  readonly family?: string;
  readonly sentence?: Sentence;
}

/** The most that the cues find, and the first sentence that earns it. */
export function earn(cues: readonly Cue[], tool: ToolText): Earned {
  let best: Earned = { level: 0 };
  for (const sentence of tool.sentences) {
    for (const cue of cues) {
      const level = cue.worth(sentence, tool);
      if (level > best.level) best = { level, family: cue.family, sentence };
      if (level === 2) return best;
    }
  }
  return best;
}
