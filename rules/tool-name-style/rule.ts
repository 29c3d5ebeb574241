import { defineRule, few, groupBy, spread, type Item, type Naming, type Tool } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-name-style',
    title: 'The tools of a server are all named in one style.',
    category: 'naming',
    severity: 'info',
    why: 'An agent that has called `list_issues` writes the next name the same way, and people who allow or block tools by pattern miss the odd one: `get_*` does not match `getUser`.',
    hint: 'Rename the odd ones to {style} like the others, such as `{example}`; keep the old name as an alias for a while.',
    advice: 'Rename the odd ones in the style of the others; keep the old name as an alias for a while.',
    messages: {
      odd: '{count} of {total} names {verb} not {style} like the others: `{names}`{rest}.',
      split: {
        text: 'Names are written in several styles: {styles}.',
        hint: 'Choose one, best `snake_case`, which most servers use; keep the old names as aliases for a while.',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
      'https://modelcontextprotocol.io/community/seps/986-specify-format-for-tool-names',
    ],
    realCase:
      'sonarqube (sonarqube-mcp-server 1.7.0) has `system_health` and `quality_gates` beside `markIssueFalsePositive`',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const { names: all, styles } = facts.naming();
      const twins = twinsOf(all);
      // Names of several styles at once have a system of their own: `issue_getComments`, `v1_appTable_create`.
      const groups = [...styles]
        .map(([style, names]) => [style, names.filter((name) => !twins.has(name))] as const)
        .filter(([, names]) => names.length > 0)
        .toSorted((a, b) => b[1].length - a[1].length);
      const total = groups.reduce((n, [, names]) => n + names.length, 0);
      const [most, second] = groups;
      if (!most || !second || most[0] === 'mixed') return;
      const plain = groups.slice(1).filter(([style, names]) => style !== 'mixed' || names.length * 5 < total);
      const others = plain.flatMap(([, names]) => names.map(({ tool }) => tool));
      if (others.length === 0) return;
      const named = (tools: readonly Item<Tool>[]) =>
        spread(
          server,
          tools.map((tool) => tool.at('name')),
        );
      if (most[1].length * 3 >= total * 2)
        yield {
          ...named(others),
          message: 'odd',
          data: {
            ...few(others.map(({ data }) => data.name)),
            count: others.length,
            verb: others.length === 1 ? 'is' : 'are',
            total,
            style: most[0],
            example: most[1][0]!.tool.data.name,
          },
        };
      else
        yield {
          ...named(groups.flatMap(([, names]) => names.map(({ tool }) => tool))), // none of them is the odd one
          message: 'split',
          data: { styles: groups.map(([style, names]) => `${names.length} ${style}`).join(', ') },
        };
    },
  },
);

/** One name in two styles, `get_user` and `getUser`: tool-name-similar speaks of both. */
const twinsOf = (names: Naming['names']): ReadonlySet<Naming['names'][number]> =>
  new Set(
    [...groupBy(names, ({ words }) => words.join(' ')).values()].flatMap((same) => (same.length > 1 ? same : [])),
  );
