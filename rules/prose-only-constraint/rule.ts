import { defineRule, few, groupBy, nameOf, cut } from '../../src/rule.ts';
import { zodOf } from './zod.ts';

export default defineRule(
  {
    id: 'prose-only-constraint',
    title: 'What the text says of a value, the schema says too.',
    category: 'schema',
    severity: 'info',
    points: 0, // whoever says nothing of the value would lose none
    why: 'A bound, a list of values or a default in the text is advice; in the schema it is enforced. Clients constrain what a model can write by `enum` and the bounds, forms show them, and a wrong value is refused before the call with words the model can act on.',
    hint: 'Paste what stands behind each name into its schema, such as `"minimum": 1, "maximum": 100`, in zod `.min(1).max(100)`.',
    messages: {
      unwritten: {
        text: 'Only the text of `{tool}` says what its schema could: `{names}`{rest}.',
        hint: 'Paste {json}.',
      },
    },
    references: [
      'https://json-schema.org/draft/2020-12/json-schema-validation#section-6',
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
    ],
    realCase:
      'ref-github (@modelcontextprotocol/server-github 2025.4.8): the text of `perPage` states a default of 30 and a maximum of 100, the schema neither',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const open = facts
        .claims(tool)
        .all.flatMap(({ verdict, parameter, at }) =>
          verdict.is === 'unwritten' ? [{ parameter, at, keywords: verdict.keywords }] : [],
        );
      const found = [...groupBy(open, ({ parameter }) => parameter)].map(([parameter, claims]) => {
        const keywords: Record<string, unknown> = Object.assign({}, ...claims.map((claim) => claim.keywords));
        return { parameter, keywords, json: JSON.stringify(keywords).slice(1, -1) };
      });
      const [first] = found;
      if (first === undefined) return;
      const isOne = found.length === 1;
      const zod = zodOf(first.keywords);
      const inZod = zod === undefined ? '' : ', in zod `{zod}`';
      yield {
        at: isOne ? first.parameter.at : tool.at('inputSchema', 'properties'),
        part: 'key' as const,
        message: 'unwritten',
        data: {
          tool: nameOf(tool.data.name),
          ...few(
            found.map(({ parameter, json }) => `${parameter.path}: ${cut(json, 120)}`),
            8,
          ),
          json: {
            say: isOne
              ? `\`{json}\` into the schema of \`{path}\`${inZod}`
              : `into the schema of each what stands behind its name, such as \`{json}\` for \`{path}\`${inZod}`,
            data: { json: first.json, path: first.parameter.path, zod: zod ?? '' },
          },
        },
        because: [...found.map(({ parameter }) => parameter.at), ...new Set(open.map(({ at }) => at))],
        parts: isOne ? [] : found.map(({ parameter }) => parameter.at),
        related: isOne
          ? []
          : found.slice(0, 20).map(({ parameter, json }) => ({ at: parameter.at, note: `${parameter.path}: ${json}` })),
      };
    },
  },
);
