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
export interface Cue<R> {
  readonly family: string;
  /** The most that it can be worth. */
  readonly most: Level;
  /** What it is worth in this sentence; 0 when it is not there. */
  worth(reading: R, tool: ToolText): Level;
}

/** The ways to say one part of what a tool is. */
export interface Cues<R> {
  /** A sentence as all of these cues read it; `undefined` for one that cannot tell. */
  read(sentence: Sentence, tool: ToolText): R | undefined;
  readonly cues: readonly Cue<R>[];
}

/** A level and the sentence that earned it; none earns 0. */
export interface Earned {
  readonly level: Level;
  readonly family?: string;
  readonly sentence?: Sentence;
}

/** The most that the cues find, and the first sentence that earns it. */
export function earn<R>({ read, cues }: Cues<R>, tool: ToolText): Earned {
  let best: Earned = { level: 0 };
  for (const sentence of tool.sentences) {
    const reading = read(sentence, tool);
    if (reading === undefined) continue;
    for (const cue of cues) {
      if (cue.most <= best.level) continue;
      const level = cue.worth(reading, tool);
      if (level > best.level) best = { level, family: cue.family, sentence };
      if (level === 2) return best;
    }
  }
  return best;
}
