import {
  defineRule,
  few,
  groupBy,
  hintsOf,
  oneByOne,
  spread,
  stampOf,
  type Facts,
  type Hint,
  type Item,
  type Tool,
} from '../../src/rule.ts';

/** Verbs that take something away whatever they are done to. */
const REMOVE = new Set(['delete', 'remove', 'drop', 'purge', 'destroy', 'erase', 'wipe', 'truncate', 'uninstall']);
/** Verbs that leave something changed whatever they are done to. */
const CHANGE = new Set(
  'create update edit modify write insert append prepend rename replace upsert publish send upload merge deploy archive assign approve reject move patch save commit insert overwrite'.split(
    ' ',
  ),
);
/** Verbs that look and touch nothing. */
const LOOK = new Set([
  'get',
  'list',
  'search',
  'find',
  'read',
  'fetch',
  'describe',
  'show',
  'view',
  'lookup',
  'count',
  'retrieve',
  'compare',
  'explain',
  'inspect',
  'summarize',
]);

export default defineRule(
  {
    id: 'annotations-effect-mismatch',
    title: "A tool's annotations agree with what its name says it does.",
    category: 'safety',
    severity: 'warning',
    why: 'Clients run a tool marked read-only without asking; one that deletes or writes then does so unseen. The other way round, a search marked destructive costs the user a confirmation each time and is left out where only safe tools may run.',
    hint: 'Set the hints to what the handler really does, or rename the tool if the name is what misleads.',
    messages: {
      removesReadOnly: {
        text: '`{names}`{rest}: the name says `{verb}`, but `readOnlyHint` is true.',
        revisions: { since: '2025-03-26' },
      },
      changesReadOnly: {
        text: '`{names}`{rest}: the name says `{verb}`, but `readOnlyHint` is true.',
        revisions: { since: '2025-03-26' },
      },
      removesAdditive: {
        text: '`{names}`{rest}: the name says `{verb}`, but `destructiveHint` is false, which promises that nothing is taken away.',
        hint: 'Set `"destructiveHint": true`, or leave it out: that is what it defaults to.',
        revisions: { since: '2025-03-26' },
      },
      readsDestructive: {
        text: '`{names}`{rest}: the name says `{verb}`, but `destructiveHint` is true.',
        hint: 'For a tool that only reads, set `"readOnlyHint": true` and drop `destructiveHint`.',
        revisions: { since: '2025-03-26' },
      },
      readsWriting: {
        text: '`{names}`{rest}: the name says `{verb}`, but `readOnlyHint` is false.',
        severity: 'info',
        hint: 'If the tool only reads, set `"readOnlyHint": true`.',
        revisions: { since: '2025-03-26' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'aovestdipaperino/tokensave#94',
      'DeusData/codebase-memory-mcp#2118',
      'mepuka/foldlab#40',
    ],
    realCase:
      'aovestdipaperino/tokensave#94: `tokensave_replace_symbol` and two more write and say read-only; DeusData/codebase-memory-mcp#2118: searches marked destructive',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      if (stampOf(server, facts)) return; // one defect, and `annotations-uniform` tells it
      const found = server.tools.flatMap((tool) => mismatch(tool, facts) ?? []);
      for (const [message, same] of groupBy(found, (each) => each.message)) {
        for (const group of oneByOne(same, 5)) {
          const verbs = [...new Set(group.map(({ verb }) => verb))];
          yield {
            ...spread(
              server,
              group.map(({ tool, hint }) => tool.at('annotations', hint)),
            ),
            message,
            data: { ...few(group.map(({ tool }) => tool.data.name)), verb: verbs },
          };
        }
      }
    },
  },
);

type Message = 'removesReadOnly' | 'changesReadOnly' | 'removesAdditive' | 'readsDestructive' | 'readsWriting';

function mismatch(
  tool: Item<Tool>,
  facts: Facts,
): { tool: Item<Tool>; message: Message; hint: Hint; verb: string } | undefined {
  const { readOnlyHint, destructiveHint } = hintsOf(tool);
  if (readOnlyHint === undefined && destructiveHint === undefined) return undefined;
  const { class: effect, sure, verb = '', lemma = '' } = facts.effect(tool).unannotated;
  if (!sure || (readOnlyHint === true && destructiveHint === true)) return undefined; // the latter is `annotations-contradictory`
  const said = (message: Message, hint: Hint) => ({ tool, message, hint, verb });
  if (effect === 'read' && LOOK.has(lemma) && readOnlyHint !== true) {
    if (destructiveHint === true) return said('readsDestructive', 'destructiveHint');
    return readOnlyHint === false ? said('readsWriting', 'readOnlyHint') : undefined;
  }
  if (REMOVE.has(lemma) && effect !== 'read') {
    if (readOnlyHint === true) return said('removesReadOnly', 'readOnlyHint');
    return destructiveHint === false ? said('removesAdditive', 'destructiveHint') : undefined;
  }
  return CHANGE.has(lemma) && effect !== 'read' && readOnlyHint === true
    ? said('changesReadOnly', 'readOnlyHint')
    : undefined;
}
