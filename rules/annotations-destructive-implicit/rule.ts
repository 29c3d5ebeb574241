import { defineRule, few, hintsOf, oneByOne, spread, statesHints, textGrounds } from '../../src/rule.ts';

/** Verbs that add and take nothing away: for these the default is wrong. Updating may lose what was there. */
const ADD = new Set(
  'create add insert append prepend upload import copy duplicate clone fork register enroll subscribe follow star bookmark favorite upvote comment reply react annotate invite share send publish post notify remind'.split(
    ' ',
  ),
);
/** Words of a name that say something may be lost as well: `create_or_update_file`. */
const CHANGE = new Set([
  'update',
  'replace',
  'overwrite',
  'write',
  'edit',
  'set',
  'upsert',
  'remove',
  'delete',
  'move',
  'rename',
]);

export default defineRule(
  {
    id: 'annotations-destructive-implicit',
    title: 'A tool that only adds says that it is not destructive.',
    category: 'safety',
    severity: 'warning',
    why: '`destructiveHint` left out means true: to a client, adding a comment then looks like deleting the repository. Users are warned on every harmless write, and soon click through the warning that matters.',
    hint: 'Add `"destructiveHint": false` where nothing is overwritten or removed; where something may be, say `"destructiveHint": true`.',
    messages: {
      implicit: {
        text: '`{names}`{rest}: no `destructiveHint`, so by its default clients take it for destructive.',
        revisions: { since: '2025-03-26' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'conorbronsdon/gws-mcp-server#24',
      'TryGhost/ghst#183',
      'Noveum/orbit#384',
    ],
    realCase:
      'github-official (github/github-mcp-server at 64a49f34d076): `add_issue_comment`, `create_branch` and others carry `readOnlyHint: false` alone; conorbronsdon/gws-mcp-server#24: 17 of 39 tools',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const implicit = server.tools.filter((tool) => {
        if (
          !statesHints(tool) ||
          hintsOf(tool).readOnlyHint === true ||
          tool.data.annotations?.['destructiveHint'] !== undefined
        )
          return false;
        const { sure, lemma = '' } = facts.effect(tool).unannotated;
        return sure && ADD.has(lemma) && !facts.words(tool.data.name).some((word) => CHANGE.has(word));
      });
      for (const tools of oneByOne(implicit))
        yield {
          ...spread(
            server,
            tools.map((tool) => tool.at('annotations', 'destructiveHint')),
          ),
          because: tools.flatMap((tool) => textGrounds(tool, 'inputSchema')),
          message: 'implicit',
          data: few(tools.map(({ data }) => data.name)),
        };
    },
  },
);
