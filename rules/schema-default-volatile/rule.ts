import { defineRule, pathOf, spread } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-default-volatile',
    title: 'A default does not change from one listing to the next.',
    category: 'schema',
    severity: 'warning',
    why: 'A time of day in a default differs at every start, so the tool list does too. Anthropic, OpenAI and others reuse a cached prompt only up to the first difference: every session pays for the list again, and a client that pins tool definitions sees a changed tool.',
    hint: 'Leave `default` out, say "defaults to 30 days ago" in the description, and compute the time in the handler when the argument is absent.',
    messages: {
      one: 'The default of `{path}`, `{value}`, is a moment that was read from a clock.',
      many: '{count} defaults are moments that were read from a clock, such as `{value}` for `{path}`.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities',
      'openai/codex#2611',
    ],
    realCase: 'currents (@currents/mcp 2.1.1) puts the time of its start to the millisecond into `from` and `to`',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const found = server.tools.flatMap((tool) =>
        facts.nodes(tool).flatMap((node) => {
          const preset = typeof node.data === 'boolean' ? undefined : node.data['default'];
          return isMoment(preset) ? [{ node, value: String(preset) }] : [];
        }),
      );
      const [first] = found;
      if (first === undefined) return;
      const data = { path: pathOf(first.node), value: first.value };
      const places = found.map(({ node }) => node.at('default'));
      if (found.length === 1) yield { at: places[0]!, message: 'one', data };
      else yield { ...spread(server, places), message: 'many', data: { ...data, count: found.length } };
    },
  },
);

const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:(\d\d)(?:[.,](\d{1,9}))?(?:Z|[+-]\d\d:?\d\d)?$/;
const LAST_SECONDS = new Set(['00', '59']);

/** A date and time nobody would write by hand: with odd seconds or a fraction. Midnight and the last second of a day are chosen, not read. */
function isMoment(value: unknown): boolean {
  if (typeof value === 'number')
    return Number.isInteger(value) && value > 1.6e12 && value < 2.2e12 && value % 1000 !== 0; // milliseconds since 1970
  if (typeof value !== 'string' || value.length > 40) return false;
  const [match, second = '', fraction = ''] = MOMENT.exec(value) ?? [];
  return match !== undefined && (!LAST_SECONDS.has(second) || !/^(?:0*|9+)$/.test(fraction));
}
