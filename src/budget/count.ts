import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

const OPTIONS = { disallowedSpecial: new Set<string>() };

// STUB(budget helper): linear counting comes here.
/** Tokens of a text in `o200k_base`; text that looks like a special token is counted as text. */
export const countText = (text: string): number => countTokens(text, OPTIONS);
