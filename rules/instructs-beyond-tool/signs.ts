/** Something a text tells the model to do beyond the call: what kind, and the words that say so. */
export interface Beyond {
  readonly kind: 'hides' | 'overrides' | 'secrets' | 'redirects';
  readonly quote: string;
}

const NOT = String.raw`\b(?:do not|don'?t|never|no need to|must not|should not)\s(?:ever\s|also\s)?`;
const USER = String.raw`(?:the|your|a|any)\s(?:end[ -])?(?:user|human)s?\b`;
/** What is to be kept back: the model's own doing, not some field of the answer ("do not show raw ids to the user"). */
const THIS = String.raw`(?:this|it|these|them|any of (?:this|it)|anything about (?:this|it))\b(?:\s(?!to\b|with\b)[a-z]{3,15}){0,2}`;
const DOING = String.raw`(?:that you|what you|how you|about (?:this|it|these|what you|how you)|of this|anything)\b`;
/** Files that hold secrets or steer the client, and are nobody's business but the user's. */
const SECRET_FILE = String.raw`(?:~\/\.(?:ssh|aws|cursor|config|gnupg|kube|netrc|npmrc|claude|codex)\b|\bid_(?:rsa|ed25519|ecdsa)\b|\/etc\/(?:passwd|shadow)\b|\b(?:mcp|claude_desktop_config)\.json\b|\.env\b|\.aws\/credentials\b)`;
const SECRET = String.raw`(?:system prompt|environment variables|(?:private|ssh|api) keys?|credentials|passwords|cookies|(?:conversation|chat) history)`;
const AWAY = String.raw`(?:https?:\/\/|[\w.+-]{1,60}@[\w-]{1,60}\.[a-z])`;

/**
 * Gaps are bounded to what a reader would connect, so every pattern is linear. The last of the three is a part that every
 * match holds and few other texts do: it is looked for first, because nearly all texts are innocent.
 */
const SIGNS: readonly (readonly [Beyond['kind'], RegExp, RegExp])[] = [
  [
    'hides',
    sign(`${NOT}(?:mention|reveal|disclose|discuss|talk about)\\s(?:${THIS}|to ${USER} ${DOING}|that you\\b)`),
    /mention|reveal|disclose|discuss|talk about/i,
  ],
  // Not "tell the user to …" or "that it is saved", which is advice on what to say, and not "notify", which many tools do.
  ['hides', sign(`${NOT}(?:tell|inform|notify|alert|warn|ask)\\s${USER}\\s${DOING}`), /user|human/i],
  ['hides', sign(`${NOT}(?:tell|inform)\\s${USER}\\s?[.!;]`), /user|human/i],
  ['hides', sign(`\\bwithout\\s(?:telling|informing)\\s${USER}`), /user|human/i],
  [
    'hides',
    sign(`\\b(?:keep|hide|conceal)\\s(?:this|it|that|these|them)\\b[^.!?\\n]{0,30}\\bfrom\\s${USER}`),
    /user|human/i,
  ],
  [
    'hides',
    sign(
      `\\b${USER}\\s(?:must|should|may)\\s(?:not|never)\\s(?:be told|be informed|be (?:made )?aware|find out|notice|learn)\\b`,
    ),
    /user|human/i,
  ],
  [
    'overrides',
    sign(
      `\\b(?:ignore|disregard|forget|override)\\s(?:all\\s|any\\s|the\\s|your\\s|of\\s){0,3}(?:previous|prior|earlier|preceding|above|system|original)\\s(?:(?:safety|security|system|user)\\s)?(?:instructions?|prompts?|guidelines|directions)\\b`,
    ),
    /instruction|prompt|guideline|direction/i,
  ],
  // A secret file by itself may be the tool's business; reading it in order to pass it on is not.
  [
    'secrets',
    sign(
      `\\b(?:read|open|cat|fetch|access|load|copy)\\b(?:[^.!?\\n]|\\.(?!\\s)){0,60}${SECRET_FILE}[^\\n]{0,80}\\b(?:pass|send|include|provide|put|paste|attach|append)\\b`,
    ),
    /~\/|id_|\/etc\/|\.json|\.env|\.aws/i,
  ],
  [
    'secrets',
    sign(
      `\\b(?:pass|send|include|provide|put|paste|attach)\\s(?:the\\s)?(?:full\\s|entire\\s)?contents?\\sof\\b[^.!?\\n]{0,40}${SECRET_FILE}`,
    ),
    /~\/|id_|\/etc\/|\.json|\.env|\.aws/i,
  ],
  [
    'secrets',
    sign(
      `\\b(?:send|post|upload|forward|transmit|exfiltrate|leak)\\b[^.!?\\n]{0,40}\\b${SECRET}\\b[^.!?\\n]{0,40}\\bto\\b[^.!?\\n]{0,20}${AWAY}`,
    ),
    /https?:|@/i,
  ],
  [
    'redirects',
    sign(
      `\\b(?:send|forward|bcc|cc|redirect|route|transfer)\\s(?:all|every|any)\\s(?:[a-z-]{3,15}\\s)?(?:e-?mails?|messages?|payments?|transactions?|transfers?|funds)\\b[^.!?\\n]{0,30}\\bto\\b\\s[^.!?\\n]{0,20}(?:${AWAY}|\\+\\d{6}|0x[0-9a-f]{6})`,
    ),
    /https?:|@|\+\d|0x/i,
  ],
];

function sign(source: string): RegExp {
  return new RegExp(source, 'i');
}

/** A guard or an example speaks of such text instead of saying it: "detects attempts to …", "such as '…". */
const SPOKEN_OF =
  /(?:\b(?:detect|flag|block|reject|refuse|prevent|attempt|pattern|phrase|inject|jailbreak|example|such as|like|e\.g)[^.!?\n]{0,30}|["'“‘«`]\s{0,2})$/i;
const NEGATED = /\b(?:not|never|n't|cannot)\s(?:to\s)?$/i;

/** Whether any sign may stand in it; true more often than `beyondTool` finds one. */
export const isSuspicious = (text: string): boolean =>
  SIGNS.some(([, pattern, part]) => part.test(text) && pattern.test(text));

/** The first sign of each kind. English only; anything else gives none. */
export function beyondTool(text: string): Beyond[] {
  const found = new Map<Beyond['kind'], Beyond>();
  for (const [kind, pattern, part] of SIGNS) {
    if (found.has(kind) || !part.test(text)) continue;
    const match = pattern.exec(text);
    if (!match) continue;
    const before = text.slice(Math.max(0, match.index - 50), match.index);
    if (SPOKEN_OF.test(before) || (kind !== 'hides' && NEGATED.test(before))) continue;
    found.set(kind, { kind, quote: match[0] });
  }
  return [...found.values()];
}
