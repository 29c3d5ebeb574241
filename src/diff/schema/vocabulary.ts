/** What says nothing of what is taken. */
export const NOTES: ReadonlySet<string> = new Set(
  'title description default examples example deprecated readOnly writeOnly $comment $schema $id id $anchor $defs definitions nullable'.split(
    ' ',
  ),
);

/** The types that a keyword speaks of. */
export const OF_TYPE: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    string: 'minLength maxLength pattern format contentEncoding contentMediaType',
    number: 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
    array:
      'items prefixItems additionalItems minItems maxItems uniqueItems contains minContains maxContains unevaluatedItems',
    object:
      'properties required additionalProperties patternProperties propertyNames minProperties maxProperties dependentRequired dependentSchemas dependencies unevaluatedProperties',
  }).flatMap(([type, keywords]) =>
    keywords.split(' ').map((keyword) => [keyword, type === 'number' ? ['number', 'integer'] : [type]] as const),
  ),
);
