import { defineRule, type Facts, type Report } from '../../src/rule.ts';

/** Unicode tags: invisible copies of ASCII, used to smuggle instructions. */
const TAGS = /[\u{E0000}-\u{E007F}]/u;
/** The flags of England, Scotland and Wales are spelled with tags; anything else behind a black flag is hidden text. */
const FLAGS =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/gu;
/** One selector chooses a form of the character before it; a row of them says nothing but can carry bytes. */
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{4,}/u;
/** Overrides, embeddings and isolates reorder what a person sees. */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/;
/** Format characters and fillers that show nothing. Joiners, direction marks and selectors are judged by what is around them. */
const INVISIBLE =
  /[\u00AD\u180E\u200B\u2060-\u2064\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}]|\u034F|(?<!\p{Script=Han})[\u{E0100}-\u{E01EF}]/u;
/** A joiner that has no emoji and no letter of a joining script (Arabic, Indic and others) before it. */
const STRAY_JOINER =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]|(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}])[\u200C\u200D]/u;
const DIRECTION_MARK = /[\u200E\u200F\u061C]/;
const RIGHT_TO_LEFT = /(?=\p{L})[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Most texts by far are plain ASCII. */
const FOREIGN = /[^\u0000-\u007F]/; // oxlint-disable-line no-control-regex -- the whole of ASCII

export default defineRule(
  {
    id: 'hidden-unicode',
    title: 'Texts hold no invisible or reordering characters.',
    category: 'safety',
    severity: 'error',
    why: 'A model reads characters that a person reviewing the server, or the prompt of an MCP client, does not see: tag characters spell whole sentences invisibly, and bidirectional controls show text in another order than the model reads it.',
    hint: 'Remove the characters, and find out how they came in: copied text, a translation tool, or somebody else.',
    messages: {
      tags: 'The {what} of `{of}` {holds} invisible tag characters, which spell `{spelled}`.',
      selectors:
        'The {what} of `{of}` {holds} a row of {count} variation selectors, which are invisible and can carry hidden text.',
      bidi: 'The {what} of `{of}` {holds} the bidirectional control `{character}`: a person sees it in another order than the model.',
      invisible: { text: 'The {what} of `{of}` {holds} the invisible character `{character}`.', severity: 'warning' },
    },
    references: [
      'https://www.unicode.org/reports/tr36/',
      'https://trojansource.codes/',
      'https://invariantlabs.ai/blog/mcp-security-notification-tool-poisoning-attacks',
      'NousResearch/hermes-agent#80689',
      'promptfoo/promptfoo#9983',
    ],
    realCase:
      'lark (@larksuiteoapi/lark-mcp 0.5.1) has a zero-width space in a parameter description. Tool poisoning by text that only the model reads (Invariant Labs, April 2025); CVE-2021-42574 for reordered text',
    since: '0.1.0',
  },
  {
    *server(_server, { facts }) {
      yield* judge(facts.serverTexts());
    },
    *tool(tool, { facts }) {
      if (FOREIGN.test(facts.prose(tool))) yield* judge(facts.texts(tool));
    },
  },
);

function* judge(
  texts: ReturnType<Facts['serverTexts']>,
): Iterable<Report<'tags' | 'selectors' | 'bidi' | 'invisible'>> {
  for (const { at, text, what, of } of texts) {
    if (!FOREIGN.test(text)) continue;
    const said = () => ({ what, of: of(), holds: what === 'instructions' ? 'hold' : 'holds' });
    const rest = text.replace(/^\uFEFF/, '').replace(FLAGS, '');
    if (TAGS.test(rest)) yield { at, message: 'tags', data: { ...said(), spelled: spelled(rest) } };
    const row = SELECTORS.exec(rest)?.[0];
    if (row) yield { at, message: 'selectors', data: { ...said(), count: [...row].length } };
    const bidi = BIDI.exec(rest)?.[0];
    if (bidi) yield { at, message: 'bidi', data: { ...said(), character: bidi } };
    const mark = RIGHT_TO_LEFT.test(rest) ? undefined : DIRECTION_MARK.exec(rest)?.[0];
    const invisible =
      INVISIBLE.exec(row ? rest.replace(SELECTORS, '') : rest)?.[0] ?? STRAY_JOINER.exec(rest)?.[0] ?? mark;
    if (invisible) yield { at, message: 'invisible', data: { ...said(), character: invisible } };
  }
}

/** What the first tag characters say once shifted back to ASCII. */
function spelled(text: string): string {
  const start = text.search(TAGS);
  return [...text.slice(start, start + 400).matchAll(/[\u{E0020}-\u{E007E}]/gu)]
    .slice(0, 120)
    .map(([tag]) => String.fromCodePoint(tag.codePointAt(0)! - 0xe0000))
    .join('');
}
