/** A tokenizer that its maker has not published, and what is known of its counts. */
export interface Tokenizer {
  readonly id: string;
  /** As a reader knows them. */
  readonly models: string;
  readonly maker: 'claude' | 'gemini';
  /** Ids of the models that use it, in lower case. The first tokenizer that matches is meant. */
  readonly ids: RegExp;
  /** Its counts of tool definitions, as multiples of those of `o200k_base`: at least and at most. */
  readonly from: number;
  readonly to: number;
  /** What the two rest on. */
  readonly because: string;
  readonly sources: readonly string[];
}

/** When somebody last looked. */
export const TOKENIZERS_READ_ON = '2026-11-23';

const COUNTING = 'https://platform.claude.com/docs/en/build-with-claude/token-counting';

export const TOKENIZERS: readonly Tokenizer[] = [
  {
    id: 'claude-older',
    models: 'Claude up to 4.6 and Haiku 4.5',
    maker: 'claude',
    ids: /claude-(?:instant|v?[123](?!\d)|haiku-[34](?!\d)|sonnet-[34](?!\d)|opus-(?:3|4(?:[-.][0-6](?!\d)|[-@]20\d{6}|$)))/,
    from: 1.05,
    to: 1.25,
    because: 'measured characters for each token of English, code and JSON',
    sources: [COUNTING],
  },
  {
    id: 'claude-newer',
    models: 'Claude Opus 4.7 and later, Sonnet 5, Fable',
    maker: 'claude',
    ids: /claude/,
    // Anthropic says about 30 percent more than before; English and code were measured at 13 to 45 percent more.
    from: 1.25,
    to: 1.7,
    because: 'the older tokenizer, and some 30 percent more as Anthropic says',
    sources: [COUNTING],
  },
  {
    id: 'gemini',
    models: 'Gemini',
    maker: 'gemini',
    ids: /gemini/,
    from: 0.8,
    to: 1.2,
    because: 'nobody has measured it on tool definitions',
    sources: ['https://ai.google.dev/gemini-api/docs/tokens'],
  },
];

/** The tokenizer of a model, by the id that its API takes. */
export const tokenizerOf = (model: string): Tokenizer | undefined => {
  const id = model.toLowerCase();
  return TOKENIZERS.find(({ ids }) => ids.test(id));
};
