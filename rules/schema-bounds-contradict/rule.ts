import { clashingBounds, defineRule, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-bounds-contradict',
    title: 'A lower bound is not above the upper bound.',
    category: 'schema',
    severity: 'error',
    why: 'No value satisfies both, so every validator, in a client or in the server, rejects every call that fills the parameter.',
    hint: 'Swap or correct the two bounds.',
    messages: {
      above: '`{path}`: `{low}` {lowest} is above `{high}` {highest}, so no {kind} fits.',
      touching: '`{path}`: `{low}` {lowest} and `{high}` {highest} leave no {kind} between them.',
    },
    references: ['https://json-schema.org/draft/2020-12/json-schema-validation#section-6'],
    realCase:
      'Guards against: two bounds swapped in an edit, after which ajv rejects every value; no public report found for a tool list',
    since: '0.1.0',
  },
  {
    on: ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'],
    *schema(node) {
      if (typeof node.data === 'boolean') return;
      for (const clash of clashingBounds(node.data)) {
        const { low, high, lowest, highest } = clash;
        yield {
          at: node.at(low),
          message: lowest > highest ? 'above' : 'touching',
          data: { ...clash, path: pathOf(node), lowest: String(lowest), highest: String(highest) }, // as written
          because: [node.at(low), node.at(high), node.at('type')],
          related: [{ at: node.at(high), note: 'the other bound' }],
        };
      }
    },
  },
);
