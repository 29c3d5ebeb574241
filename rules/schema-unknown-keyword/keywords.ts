/** Every keyword of JSON Schema, draft-04 to 2020-12, with the format, content and annotation vocabularies, and MCP's own. */
export const KNOWN: ReadonlySet<string> = new Set(
  (
    '$schema $id $ref $anchor $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor $vocabulary $comment $defs id definitions ' +
    'type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern ' +
    'items prefixItems additionalItems unevaluatedItems contains maxItems minItems uniqueItems maxContains minContains ' +
    'properties patternProperties additionalProperties unevaluatedProperties propertyNames required maxProperties minProperties dependentRequired dependentSchemas dependencies ' +
    'allOf anyOf oneOf not if then else format contentEncoding contentMediaType contentSchema ' +
    'title description default deprecated readOnly writeOnly examples'
  ).split(' '),
);

/** OpenAPI 3.0 keywords, and what to write instead. */
export const OPENAPI: ReadonlyMap<string, string> = new Map([
  ['nullable', '`"type": ["string", "null"]`'],
  ['example', '`"examples": […]`'],
  ['discriminator', '`oneOf` with a `const` in each branch'],
  ['xml', 'nothing: tools speak JSON'],
  ['externalDocs', 'the address into `description`'],
]);

/** Not judged: `x-…`, names with a namespace, and annotations that editors, forms and code generators share. */
export const IGNORED =
  /^(?:x-|~)|[:/]|^(?:markdownDescription|markdownEnumDescriptions|enumDescriptions|enumNames|enumItemLabels|deprecationMessage|errorMessage|patternErrorMessage|defaultSnippets|doNotSuggest|propertyOrdering|tsType)$/i;

const SHORT = new Map([
  ['min', 'minimum'],
  ['max', 'maximum'],
  ['desc', 'description'],
  ['descr', 'description'],
  ['ref', '$ref'],
  ['defs', '$defs'],
]);
const plain = (keyword: string): string => keyword.toLowerCase().replace(/[^a-z]/g, '');
const PLAIN = new Map([...KNOWN].map((keyword) => [plain(keyword), keyword]));

/** The keyword that was surely meant: another spelling of it, or one letter off in a word of five or more. */
export function meantKeyword(keyword: string): string | undefined {
  if (keyword.length > 30) return undefined;
  const bare = plain(keyword);
  const same = SHORT.get(bare) ?? PLAIN.get(bare);
  if (same !== undefined || bare.length < 4) return same;
  return [...PLAIN].find(([known]) => Math.max(known.length, bare.length) >= 5 && oneOff(bare, known))?.[1];
}

/** One letter too many, too few, wrong, or two neighbours swapped. */
function oneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const rest = (text: string, skip: number): string => text.slice(i + skip);
  if (a.length !== b.length) return a.length > b.length ? rest(a, 1) === rest(b, 0) : rest(a, 0) === rest(b, 1);
  return rest(a, 1) === rest(b, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, 2) === rest(b, 2));
}
