/** What stands in a purpose and says something else, and how it is told: how to call, what it needs, an example, what stays as it is. */
const ASIDES: readonly (readonly [sign: RegExp, aside: RegExp])[] = [
  // "(admin rights required)", "(optional)", "(uses the default berth)"
  [
    /\(/,
    /\((?:(?:requires?|needs?|uses?|see|note|optional|deprecated|beta)\b[^()]{0,120}|[^()]{0,80} (?:required|needed)|[\w -]{1,40} only)\)/gi,
  ],
  // `(e.g. "berth 7")`: a value, where "(e.g. maps, plans)" would tell kinds
  [
    /["'“`]/,
    /(?:\be\.g\.?|\bfor example|\bsuch as|\blike),? {0,2}(?:["'“`][^"'”`]{1,60}["'”`](?:, | or | and |, or )?){1,6}/gi,
  ],
  [/without/i, /,? without [a-z]+ing\b[^,;.]{0,120}/gi],
  [
    /[Uu]se|[Cc]all/,
    /[,;:–—-] {0,2}(?:use|call|run|invoke) (?:this|it)(?: \w+)? (?:before|after|when|whenever|if|once|only|unless|instead)\b.*/gis,
  ],
  [/^if|^when/i, /^(?:if|when|whenever) [^,]{3,120}, (?=(?:use|call|run|invoke) (?:this|it)\b)/gi],
  // every tool is called by one
  [/[Mm]odel/, /\b(?:the )?model context protocol(?: \(mcp\))?/gi],
  // where whatever the product does is done
  [
    /your/,
    /\b(?:from|in|to|of|on|for|within) your (?:[A-Z][\w.]{0,30} ){0,3}(?:account|workspace|organization|organisation|instance|tenant|environment)(?=$|[.,;)]| (?:by|for|with|using|to|and)\b)/g,
  ],
];

/** "Checks the depth" gets it; "checks whether" is another deed. */
const CHECK = /^checks? (?=(?:the|your|our|current)\b)/i;

/** A purpose without its asides. */
export function withoutAsides(text: string): string {
  let rest = text.replace(CHECK, 'get ');
  for (const [sign, aside] of ASIDES) if (sign.test(rest)) rest = rest.replaceAll(aside, ' ');
  return rest;
}
