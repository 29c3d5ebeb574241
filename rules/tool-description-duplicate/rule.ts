import { defineRule, groupBy, isPlaceholder } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-description-duplicate',
    title: 'No two tools have the same description.',
    category: 'description',
    severity: 'warning',
    why: 'Where two tools are described alike a model has only their names to choose by, and picks the wrong one. Mostly one of the two texts was copied and never changed.',
    hint: 'Say in each what sets it apart from `{first}`: other input, other result, other effect, or when to use which.',
    advice:
      'Say in each what sets it apart from the others: other input, other result, other effect, or when to use which.',
    messages: { same: '{count} tools have the same description: `{names}`.' },
    references: ['ogx-ai/ogx-demos#6', 'https://arxiv.org/abs/2602.18914'],
    realCase: 'ogx-ai/ogx-demos#6: with descriptions this much alike the model cannot tell which tool to use',
    since: '0.1.0',
  },
  {
    *server(server) {
      // Two tools of one name are tool-name-duplicate, whatever else they share; placeholders are tool-description-missing.
      const described = server.tools.filter(
        ({ data, address }) => address.nth === 1 && data.description !== undefined && !isPlaceholder(data.description),
      );
      for (const listed of groupBy(described, ({ data }) => data.description!.trim()).values()) {
        if (listed.length < 2) continue;
        const same = listed.toSorted((a, b) => (a.data.name < b.data.name ? -1 : 1)); // the same place in any order of the list
        const [first, second, ...more] = same.map((tool) => tool.at('description'));
        const names = same.map(({ data }) => data.name);
        yield {
          at: second!,
          message: 'same',
          data: { count: same.length, names: names.length > 8 ? [...names.slice(0, 8), '…'] : names, first: names[0]! },
          because: [first!, second!],
          shared: same.map((tool) => tool.at('description')),
          related: [first!, ...more.slice(0, 20)].map((at) => ({ at, note: `the same text in ${at.name}` })),
        };
      }
    },
  },
);
