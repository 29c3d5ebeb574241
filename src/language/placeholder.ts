/** Whole texts that stand where a description should be, lower-case and without the punctuation around them. */
const PLACEHOLDERS = new Set([
  'description',
  'tool description',
  'a description',
  'the description',
  'my description',
  'your description',
  'description here',
  'some description',
  'no description',
  'no description provided',
  'no description available',
  'no description given',
  'without description',
  'description missing',
  'missing description',
  'add description',
  'add a description',
  'add description here',
  'enter description',
  'insert description',
  'write description',
  'empty description',
  'todo',
  'to do',
  'tbd',
  'tbc',
  'fixme',
  'to be done',
  'to be defined',
  'to be determined',
  'to be added',
  'wip',
  'coming soon',
  'n/a',
  'na',
  'none',
  'null',
  'undefined',
  'nil',
  'placeholder',
  'dummy',
  'lorem ipsum',
  'xxx',
  'foo',
  'foobar',
  'asdf',
]);

/** Notes to oneself: "TODO: write a description", "FIXME add docs". */
const NOTE =
  /^(?:todo|fixme|tbd)\b[\s:.,()-]{0,5}(?:add|write|fill in|provide|improve|update|better|needs?)?\s?(?:a |the |some |proper |real |better )?(?:description|descriptions|docs|documentation|text)$/;

/** Longer texts say something, unless they hold no letter at all. */
const LONGEST = 60;

/** True for a text that says nothing: empty, only blanks or punctuation, or a placeholder as a whole. "Todo items" says something. */
export function isPlaceholder(text: string): boolean {
  if (text.length > LONGEST) return !/[\p{L}\p{N}]/u.test(text);
  const bare = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .replace(/\s+/g, ' ');
  return bare === '' || PLACEHOLDERS.has(bare) || NOTE.test(bare);
}
