import { isObject } from '../../model/schema.ts';

/** Texts that say no more than that there is nothing. A longer one says something. */
const SHORT = 200;
const NOTHING =
  /^[^\p{L}\p{N}]*(?:(?:there (?:are|is|were) |found |got )?(?:no|0|zero) (?!network|connection|internet|access|response|answer|permission|such|api|key|token|credentials?)[\p{L}\p{N} _'"-]{1,80}[.!]?|nothing(?: was| to| here| found)?[\p{L} ]{0,40}[.!]?|none[.!]?|(?:the )?[\p{L} ]{1,40} (?:is|are|was|were) (?:empty|not found|none)[.!]?|not found[.!]?|empty(?: results?| list| response)?[.!]?|undefined|null|n\/a)\s*$/iu;
/** What else may stand beside an empty list: the outcome, the page, what was asked. */
const BESIDE =
  /^(?:ok|success|successful|status|code|message|count|total\w*|num\w*|page\w*|per_?page|limit|offset|size|has_?more|has_?next\w*|next\w*|prev\w*|cursor|query|q|filters?|sort\w*|order\w*|type|kind|took|time\w*|duration\w*|elapsed\w*|date|source|version|meta|metadata|pagination|page_?info|is_?last)$/i;
const NONE = new Set(['', '[]', '{}', 'null', 'undefined', '""', "''"]);
const DEEPEST = 12;

/** Whether a result of a tool holds nothing, whatever it is wrapped in. What was asked does not count where it comes back. */
export function isEmptyResult(result: unknown, asked: Readonly<Record<string, unknown>>): boolean {
  if (!isObject(result)) return result === null || result === undefined;
  const { content, structuredContent } = result;
  if (structuredContent !== undefined && structuredContent !== null && !isNothing(structuredContent, asked, 0))
    return false;
  if (content === undefined || content === null) return true;
  if (!Array.isArray(content)) return false;
  const texts = content.map((part: unknown) => (isObject(part) && part['type'] === 'text' ? part['text'] : undefined));
  return texts.every((text) => typeof text === 'string' && isEmptyText(text, asked));
}

function isEmptyText(text: string, asked: Readonly<Record<string, unknown>>): boolean {
  const plain = text.trim();
  if (NONE.has(plain)) return true;
  if (/^[[{]/.test(plain)) {
    try {
      return isNothing(JSON.parse(plain), asked, 0);
    } catch {
      return false;
    }
  }
  if (plain.length > SHORT) return false;
  const body = plain.replace(/^#{1,4} [^\n]{0,100}\n+/, ''); // a heading over nothing
  return body === '' || body.startsWith('#') || NOTHING.test(withoutAsked(body, asked));
}

/** "No orders found for "test"." */
const withoutAsked = (text: string, asked: Readonly<Record<string, unknown>>): string =>
  Object.values(asked).reduce<string>(
    (rest, value) => (typeof value === 'string' && value !== '' ? rest.replaceAll(value, 'it') : rest),
    text,
  );

/** An object holds nothing when something in it is empty and the rest is only said beside. */
function isNothing(value: unknown, asked: Readonly<Record<string, unknown>>, depth: number): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (typeof value === 'string') return NONE.has(value.trim());
  if (depth > DEEPEST || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  const members = Object.entries(value);
  if (members.length === 0) return true;
  const told = Object.values(asked);
  const rest = members.filter(([, member]) => !told.includes(member));
  const isHollow = ([, member]: readonly [string, unknown]): boolean => isNothing(member, asked, depth + 1);
  const counts = rest.some(([key, member]) => member === 0 && /^(?:count|total\w*|num\w*|size)$/i.test(key));
  return (
    rest.every((entry) => isHollow(entry) || (BESIDE.test(entry[0]) && typeof entry[1] !== 'object')) &&
    (counts || rest.some(isHollow))
  );
}
