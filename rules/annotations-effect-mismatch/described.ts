import { hintsOf, type EffectStatement, type Facts, type Hint, type Item, type Tool, cut } from '../../src/rule.ts';

type Message = 'saysReads' | 'saysDestroys' | 'saysRepeatable' | 'saysAccumulates' | 'saysLocal';
type Hints = ReturnType<typeof hintsOf>;

/** A hint that says otherwise than a sentence of the description. */
export interface Misdescribed {
  readonly tool: Item<Tool>;
  readonly message: Message;
  readonly hint: Hint;
  readonly value: boolean;
  readonly quote: string;
}

/** What a statement says against the hints, if anything. Hints that contradict each other are `annotations-contradictory`. */
const AGAINST: Readonly<Record<EffectStatement['kind'], (hints: Hints) => readonly [Message, Hint] | undefined>> = {
  readsOnly: ({ readOnlyHint, destructiveHint }) => {
    if (readOnlyHint === false) return ['saysReads', 'readOnlyHint'];
    return readOnlyHint === undefined && destructiveHint === true ? ['saysReads', 'destructiveHint'] : undefined;
  },
  destroys: ({ readOnlyHint, destructiveHint }) => {
    if (readOnlyHint === true) return destructiveHint === true ? undefined : ['saysDestroys', 'readOnlyHint'];
    return destructiveHint === false ? ['saysDestroys', 'destructiveHint'] : undefined;
  },
  // What is sent cannot be taken back either, and nothing is lost by it: only a read has nothing that could be final.
  final: ({ readOnlyHint, destructiveHint }) =>
    readOnlyHint === true && destructiveHint !== true ? ['saysDestroys', 'readOnlyHint'] : undefined,
  // For a tool that only reads the hint means nothing.
  repeatable: ({ readOnlyHint, idempotentHint }) =>
    readOnlyHint !== true && idempotentHint === false ? ['saysRepeatable', 'idempotentHint'] : undefined,
  accumulates: ({ readOnlyHint, idempotentHint }) =>
    readOnlyHint !== true && idempotentHint === true ? ['saysAccumulates', 'idempotentHint'] : undefined,
  local: ({ openWorldHint }) => (openWorldHint === true ? ['saysLocal', 'openWorldHint'] : undefined),
};

/** The first sentence against each hint. */
export function misdescribed(tool: Item<Tool>, facts: Facts): readonly Misdescribed[] {
  const hints = hintsOf(tool);
  if (Object.keys(hints).length === 0) return [];
  const found = new Map<Hint, Misdescribed>();
  for (const { kind, text } of facts.effectStatements(tool)) {
    const [message, hint] = AGAINST[kind](hints) ?? [];
    if (message === undefined || hint === undefined || found.has(hint)) continue;
    const quote = cut(text, 160);
    found.set(hint, { tool, message, hint, value: hints[hint]!, quote });
  }
  return [...found.values()];
}
