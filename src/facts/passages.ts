import { effectStatementsOf, type EffectStatement } from '../language/effect-statements.ts';
import { examplesOf, type Example } from '../language/examples.ts';
import { siblingsOf } from '../language/levels/siblings.ts';
import type { Siblings } from '../language/levels/cue.ts';
import { limitsOf, type Limit } from '../language/limits.ts';
import { promotionOf, type Promotion, type Shouting } from '../language/promotion.ts';
import type { Sentence } from '../language/sentences.ts';
import { steeringOf, type Dictation, type Steering } from '../language/steering.ts';
import type { Item } from '../model/address.ts';
import type { Offer, Tool, ToolServer } from '../model/server.ts';
import { readText } from './description.ts';

/** What a text does beside describing its tool: pushes the model to it, says what to write to the user, praises, shouts. */
export type Aside = Steering | Dictation | Promotion | Shouting;

/** Passages of descriptions that say something besides what the levels ask for; none in a text that is not English. */
export interface Passages {
  /** Clauses that say how far the tool goes: sizes, scopes, preconditions, what is not supported, telling defaults. */
  limits(tool: Item<Tool>): readonly Limit[];
  /** Values, calls and inputs with their results in the description; the schema may have more. */
  examples(tool: Item<Tool>): readonly Example[];
  /** Of the description of a tool, prompt or resource, or of the server's instructions. */
  steering(text: Item<Tool> | Item<Offer> | 'instructions'): readonly Aside[];
  /** What the text says outright of what a call does: that it changes nothing, destroys, may be repeated. */
  effectStatements(tool: Item<Tool>): readonly EffectStatement[];
}

export type { EffectStatement, Example, Limit };

export function passagesOf(server: ToolServer, read: (tool: Item<Tool>) => readonly Sentence[]): Passages {
  let siblings: Siblings | undefined;
  const names = (self: string) => (sentence: Sentence) => {
    siblings ??= siblingsOf(server.tools.map(({ data: { name, title = '' } }) => ({ name, title })));
    return siblings.mentionedIn(sentence, self).length > 0;
  };
  const text = ({ data }: Item<Tool>): string => data.description ?? '';
  return {
    limits: (tool) => limitsOf(read(tool), text(tool)),
    examples: (tool) => (read(tool).length > 0 ? examplesOf(text(tool)) : []),
    steering(of) {
      const sentences =
        of === 'instructions'
          ? readText(server.instructions).sentences
          : isTool(of)
            ? read(of)
            : readText(of.data.description).sentences;
      const self = of === 'instructions' ? '' : of.data.name;
      return [...steeringOf(sentences, names(self), self), ...promotionOf(sentences)];
    },
    effectStatements: (tool) => effectStatementsOf(read(tool), names(tool.data.name)),
  };
}

const isTool = (item: Item<Tool> | Item<Offer>): item is Item<Tool> => item.address.kind === 'tool';
