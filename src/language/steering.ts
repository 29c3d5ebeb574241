import { bareUse } from './bare-use.ts';
import { passageOf, type Passage } from './passages.ts';
import { pattern } from './pattern.ts';
import { AnyOf } from './screened.ts';
import type { Section } from './sections.ts';
import type { Sentence } from './sentences.ts';

/** How it steers: always and for everything, against the other tools, against the tools or the knowledge the model has, or just by insisting. */
export type Push = 'everything' | 'others' | 'built-in' | 'knowledge' | 'insists';

/** Pushes the model to this tool beyond saying what it is for. */
export interface Steering extends Passage {
  readonly kind: 'steering';
  readonly push: Push;
  /** The sentence, cut to the words around those that tell. */
  readonly quote: string;
}

/** Says what the model is to write to the user. */
export interface Dictation extends Passage {
  readonly kind: 'output-instruction';
  readonly quote: string;
}

const TO_USE = 'use call invoke run using calling prefer consult query trigger';
const ORDERED = pattern`(?:^|[.:!;,–—-] |\b${'must always should first please and you to'} )${TO_USE} |\b(?:be|is|are) ${'used called invoked run'}\b`;
/** Bounds what an order holds for: it says when to use the tool, and that is its business. */
const BOUND = /\b(?:if|when|whenever|unless|until|once|where|in case|while)\b/;
/** "Even when you know it" bounds nothing. */
const EVEN = /\beven (?:if|when|though)\b/g;
const TURN = 'response reply answer message turn prompt';
const START = pattern`${'at_the_start_of at_the_beginning_of in on for before during'} ${'every each all'} (?:new |single )?${'conversation conversations session sessions chat chats turn turns message messages interaction interactions'}\b`;
/** "Any other tool" of all there are; "any other Ferry tools" and "any tool that needs an id" are the server's own. */
const ANY_OTHER = pattern`${'any all every'} (?:of the )?other (?:available |available mcp |mcp )?${'tool tools function functions mcp server servers'}\b(?! ${'that which from of in on for when if with requiring needing to'}\b)`;
const ALIEN = pattern`(?:any |all )?(?:other|alternative|competing) (?:mcp )?${'tools tool servers providers services'}\b(?! ${'that which from of in on for when if with'}\b)`;
const OWN_TOOLS = pattern`(?:your|the client's|the agent's|the model's|the host's|the ide's|any)? ?(?:own )?(?:built-?in|native) (?:\w+ ){0,2}${'tool tools command commands function functions search grep capabilities'}\b`;
const OWN =
  /(?:your|its|the model's|one's) (?:own |prior |existing |general |internal |built-?in |pre-?trained |trained |training ){0,2}/;

const STEERING: readonly (readonly [Push, readonly RegExp[]])[] = [
  [
    'everything',
    [
      pattern`\b${'before after'} ${'every each any'} (?:single |new |ai |assistant |user )?${TURN}\b`,
      pattern`\b${START}`,
      pattern`\b${'for on to'} ${'any all every'} (?:and all |kinds? of )?(?:user |coding |code |programming |technical |general )?${'question questions request requests query queries task tasks prompt prompts'}(?:$|[,.;!)])`,
      pattern`\b${'before for'} ${'answering responding_to replying_to handling processing addressing'} ${'any every each all'} (?:single |user |coding |programming |technical |general )?${'question questions request requests query queries task tasks prompt prompts message messages'}\b`,
      pattern`\bbefore (?:${'calling using invoking running trying'} )?${ANY_OTHER}`,
      pattern`\b${'regardless_of no_matter'} (?:what )?(?:the )?(?:user|user's request|request|question|instructions?)\b`,
    ],
  ],
  [
    'others',
    [
      pattern`\b${'instead_of rather_than over above in_place_of'} (?:${'using calling'} )?${ANY_OTHER}`,
      pattern`\b${"do_not don't never must_not should_not avoid"} (?:ever )?${'use using call calling rely_on relying_on consider considering'} ${ALIEN}`,
      pattern`\b${'ignore disregard'} (?:all |any )?(?:the )?other (?:mcp )?tools\b`,
      pattern`\bthe only (?:correct |right |approved |authori[sz]ed |reliable |valid )?${'tool server'} (?:that )?you ${'should need must may'}\b`,
    ],
  ],
  [
    'built-in',
    [pattern`\b${"instead_of rather_than over do_not_use don't_use never_use avoid"} (?:using )?${OWN_TOOLS}`],
  ],
  [
    'knowledge',
    [
      pattern`\b${'over instead_of rather_than than'} (?:using |relying on |trusting )?${OWN}${'knowledge data memory assumptions'}\b`,
      pattern`\b${'rely relying depend based answer answering'} (?:solely |only )?${'on from'} ${OWN}${'knowledge data assumptions'}\b`,
      pattern`\b${"do_not don't never"} ${'answer respond reply guess'}\b[^.;]{0,60}\b${'directly yourself from_memory on_your_own'}\b`,
      pattern`\beven ${'if when'} you (?:think you |believe you |already )?(?:already )?(?:know|are (?:sure|confident|familiar))\b`,
    ],
  ],
  [
    'insists',
    [
      pattern`(?:^|[.:!;,–—-] |\b${'you agents models assistants please and'} )${'must always must_always should_always have_to'} (?:first |prefer to |default to )?${'use call invoke run prefer choose consult'} ${'this it'}\b`,
      pattern`\b${'must should'} always be ${'used called preferred chosen'}\b`,
    ],
  ],
];

const OUTPUT: readonly RegExp[] = [
  pattern`\b${'start begin end finish close conclude preface open'} ${'your the each every all'} (?:final |chat )?${'response reply answer responses replies answers'} (?:with|by)\b`,
  pattern`\byour (?:chat |final |next )?${'reply response answer'} ${'must should has_to'}\b`,
  pattern`\b${'tell inform encourage recommend advise remind ask urge'} (?:the |your )?users? (?:to|that they should) ${'migrate upgrade subscribe sign_up install purchase buy visit follow star rate download'}\b`,
  pattern`\b${'always must'} ${'recommend promote'}\b`,
];

/** Elsewhere a sentence may quote what others say or show a value. */
const SILENT: ReadonlySet<Section> = new Set(['parameters', 'examples', 'returns']);
const ORDERS = new AnyOf(STEERING.flatMap(([, patterns]) => patterns));

/**
 * The sentences of a description that steer, or say what to write to the user. A sentence that `names` another tool of the
 * server says how the two go together, and that is use. English only; linear.
 */
export function steeringOf(
  sentences: readonly Sentence[],
  names: (sentence: Sentence) => boolean,
  self = '',
): readonly (Steering | Dictation)[] {
  return sentences.flatMap((sentence): (Steering | Dictation)[] => {
    const { plain, section } = sentence;
    if (SILENT.has(section)) return [];
    const pushed = pushBy(sentence, sentences[0]!, self);
    if (pushed && !names(sentence))
      return [{ kind: 'steering', push: pushed.push, quote: around(sentence, pushed.index), ...passageOf(sentence) }];
    const dictated = firstOf(OUTPUT, plain);
    return dictated === undefined
      ? []
      : [{ kind: 'output-instruction', quote: around(sentence, dictated), ...passageOf(sentence) }];
  });
}

/** What is to be done before or after something, or rather than something named, is an order of steps. */
const IN_ORDER =
  /\b(?:before|after|prior to|over|for|instead of|rather than|each|every|subsequent|first(?!-)|to (?:start|begin))\b/;

/** What somebody else says, or a value. */
const QUOTED = /"[^"]{1,160}"/g;
const blank = (text: string): string => '"'.repeat(text.length);

/** What comes first by nature needs no other reason. */
const PREPARES =
  /^(?:this tool |it )?(?:initiali[sz]|logs? |sign|connect|authenticat|authori[sz]|open|set|configur|establish|prepar|select|load|activat|regist)/;

function pushBy(sentence: Sentence, purpose: Sentence, self: string): ReturnType<typeof pushIn> {
  const { plain } = sentence;
  const mayPush = ORDERS.mayMatch(plain);
  const isBare = bareUse(sentence, self) === 'insists' && !PREPARES.test(purpose.plain);
  if ((!mayPush && !isBare) || isBound(sentence)) return undefined;
  const pushed = mayPush ? pushIn(plain.replaceAll(QUOTED, blank)) : undefined;
  return pushed ?? (isBare ? { push: 'insists', index: 0 } : undefined);
}

const isBound = ({ plain, heading }: Sentence): boolean => BOUND.test(plain.replace(EVEN, '')) || BOUND.test(heading);

function pushIn(plain: string): { readonly push: Push; readonly index: number } | undefined {
  for (const [push, patterns] of STEERING) {
    const index = firstOf(patterns, plain);
    if (index === undefined) continue;
    if (push === 'everything' ? ORDERED.test(plain) : push !== 'insists' || !IN_ORDER.test(plain))
      return { push, index };
  }
  return undefined;
}

const firstOf = (patterns: readonly RegExp[], text: string): number | undefined => {
  for (const each of patterns) {
    const found = each.exec(text);
    if (found) return found.index;
  }
  return undefined;
};

/** A sentence cut to what stands around a place in it, about a line and a half. */
function around({ text }: Passage, index: number): string {
  if (text.length <= 160) return text;
  const from = index < 60 ? 0 : index - 40;
  const shown = text.slice(from, from + 140).trim();
  return `${from > 0 ? '…' : ''}${shown}${from + 140 < text.length ? '…' : ''}`;
}
