import { defineRule, few, groupBy, oneByOne, spread } from '../../src/rule.ts';
import { misdescribed, type Misdescribed } from './described.ts';
import { misnamed, type Misnamed } from './named.ts';

/** A hint that promises safety where there is none is worse than no hint, whatever else it saves the tool from saying. */
const FALSE_SAFETY = 100;

export default defineRule(
  {
    id: 'annotations-effect-mismatch',
    title: "A tool's annotations agree with what its name and its description say it does.",
    category: 'safety',
    severity: 'warning',
    why: 'Clients run a tool marked read-only without asking; one that deletes or writes then does so unseen. The other way round, a search marked destructive costs the user a confirmation each time and is left out where only safe tools may run.',
    hint: 'Set the hints to what the handler really does, or change the name or the text if that is what misleads.',
    messages: {
      removesReadOnly: {
        text: '`{names}`{rest}: the name says `{verb}`, but `readOnlyHint` is true.',
        points: FALSE_SAFETY,
        revisions: { since: '2025-03-26' },
      },
      changesReadOnly: {
        text: '`{names}`{rest}: the name says `{verb}`, but `readOnlyHint` is true.',
        points: FALSE_SAFETY,
        revisions: { since: '2025-03-26' },
      },
      removesAdditive: {
        text: '`{names}`{rest}: the name says `{verb}`, but `destructiveHint` is false, which promises that nothing is taken away.',
        hint: 'Set `"destructiveHint": true`, or leave it out: that is what it defaults to.',
        points: FALSE_SAFETY,
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
      saysReads: {
        text: '`{names}`{rest}: the description says that nothing is changed, but `{hint}` is {value}: `{quote}`.',
        hint: 'If the tool only reads, set `"readOnlyHint": true` and drop `destructiveHint`.',
        revisions: { since: '2025-03-26' },
      },
      saysDestroys: {
        text: '`{names}`{rest}: the description says that something is lost, but `{hint}` is {value}: `{quote}`.',
        hint: 'Set `"readOnlyHint": false, "destructiveHint": true`.',
        points: FALSE_SAFETY,
        revisions: { since: '2025-03-26' },
      },
      saysRepeatable: {
        text: '`{names}`{rest}: the description says that a repeated call changes nothing more, but `{hint}` is {value}: `{quote}`.',
        severity: 'info',
        hint: 'Set `"idempotentHint": true`, so that a client may retry.',
        revisions: { since: '2025-03-26' },
      },
      saysAccumulates: {
        text: '`{names}`{rest}: the description says that every call has a further effect, but `{hint}` is {value}: `{quote}`.',
        hint: 'Set `"idempotentHint": false`: a client that retries makes a duplicate.',
        revisions: { since: '2025-03-26' },
      },
      saysLocal: {
        text: '`{names}`{rest}: the description says that the tool stays on this machine, but `{hint}` is {value}: `{quote}`.',
        severity: 'info',
        hint: 'Set `"openWorldHint": false`.',
        revisions: { since: '2025-03-26' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'aovestdipaperino/tokensave#94',
      'DeusData/codebase-memory-mcp#2118',
      'mepuka/foldlab#40',
      'cyanheads/toolkit-mcp-server#19',
    ],
    realCase:
      'aovestdipaperino/tokensave#94: `tokensave_replace_symbol` and two more write and say read-only; DeusData/codebase-memory-mcp#2118: searches marked destructive; hostinger (hostinger-api-mcp): a build that overwrites the website has `destructiveHint` false',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const isStamped = facts.stamp() !== undefined;
      const found = server.tools.flatMap((tool): (Misnamed | Misdescribed)[] => {
        const name = misnamed(tool, facts);
        const text = misdescribed(tool, facts).filter(({ hint }) => hint !== name?.hint); // one hint, one defect
        // That a read is marked as a write for being marked like the rest, `annotations-uniform` tells.
        const isTold = isStamped && name?.message.startsWith('reads');
        return name && !isTold ? [name, ...text] : [...text];
      });
      for (const [message, same] of groupBy(found, (each) => each.message)) {
        for (const group of oneByOne(same, 5)) {
          const place = spread(
            server,
            group.map(({ tool, hint }) => tool.at('annotations', hint)),
          );
          const names = few(group.map(({ tool }) => tool.data.name));
          const [first] = group;
          const because = [
            ...place.because,
            ...group.flatMap(({ tool }) => [tool.at('name'), tool.at('description'), tool.at('inputSchema')]),
          ];
          if ('quote' in first!) {
            const { hint, quote } = first;
            yield { ...place, because, message, data: { ...names, hint, value: String(first.value), quote } };
          } else {
            const verb = [...new Set(group.flatMap((each) => ('verb' in each ? each.verb : [])))];
            yield { ...place, because, message, data: { ...names, verb } };
          }
        }
      }
    },
  },
);
