/** What a model costs, in US dollars for a million tokens of input. */
export interface Price {
  /** The id that its API takes. */
  readonly id: string;
  readonly name: string;
  readonly maker: 'claude' | 'openai' | 'gemini';
  readonly input: number;
  /** Read from a cache. */
  readonly cached: number;
  /** Written to a cache; where its maker asks nothing more for that, the same as `input`. */
  readonly write: number;
}

/** The day the prices were read. Models that came later are missing, and prices may have changed. */
export const PRICES_AS_OF = '2026-07-02';

export const PRICE_SOURCES = [
  'https://models.dev',
  'https://platform.claude.com/docs/en/about-claude/pricing',
  'https://openai.com/api/pricing',
  'https://ai.google.dev/gemini-api/docs/pricing',
];

/** Id, name, maker, input, read from a cache, written to a cache. Of prices that rise with the length of a prompt, the lowest. */
const TABLE = `
claude-fable-5 | Claude Fable 5 | claude | 10 | 1 | 12.5
claude-opus-4-8 | Claude Opus 4.8 | claude | 5 | 0.5 | 6.25
claude-sonnet-5 | Claude Sonnet 5 | claude | 2 | 0.2 | 2.5
claude-haiku-4-5 | Claude Haiku 4.5 | claude | 1 | 0.1 | 1.25
gpt-5.5 | GPT-5.5 | openai | 5 | 0.5
gpt-5.4 | GPT-5.4 | openai | 2.5 | 0.25
gpt-5.4-mini | GPT-5.4 mini | openai | 0.75 | 0.075
gemini-3.1-pro-preview | Gemini 3.1 Pro | gemini | 2 | 0.2
gemini-3.5-flash | Gemini 3.5 Flash | gemini | 1.5 | 0.15
`;

export const PRICES: readonly Price[] = TABLE.trim()
  .split('\n')
  .map((row) => {
    const [id, name, maker, input, cached, write = input] = row.split(' | ');
    return {
      id: id!,
      name: name!,
      maker: maker as Price['maker'],
      input: Number(input),
      cached: Number(cached),
      write: Number(write),
    };
  });
