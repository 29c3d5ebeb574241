import { chargedAt, defineRule, groupBy, MODERN, type ProcessFact } from '../../src/rule.ts';

/** The message about a feature, by the call that uses it. */
const MESSAGES = { createMessage: 'sampling', listRoots: 'roots', sendLoggingMessage: 'logging' } as const;

export default defineRule(
  {
    id: 'deprecated-feature',
    title: 'A server does not rest on what the protocol gives up.',
    category: 'operations',
    severity: 'info',
    why: 'Revision 2026-07-28 deprecates sampling, roots and logging, and has no `logging/setLevel` and no `resources/subscribe` any more: clients of it answer such a request with an error, and a tool that needs the answer fails with them.',
    hint: 'Keep working without it: ask a model of your own instead of the client’s, take folders as parameters or settings, log to stderr or to a collector.',
    messages: {
      sampling: {
        text: '`createMessage` asks the client for its model: sampling is deprecated since 2026-07-28.',
        revisions: { since: MODERN },
      },
      roots: {
        text: '`listRoots` asks the client for its folders: roots are deprecated since 2026-07-28.',
        revisions: { since: MODERN },
      },
      logging: {
        text: '`sendLoggingMessage` logs through the client: logging is deprecated since 2026-07-28.',
        revisions: { since: MODERN },
      },
      retired: {
        text: '`{name}` is answered, which no client of 2026-07-28 asks for any more.',
        revisions: { since: MODERN },
      },
    },
    references: ['https://modelcontextprotocol.io/specification/2026-07-28/deprecated'],
    realCase: 'modelcontextprotocol/servers at 76d64c82: `everything` logs through its client and asks for its roots',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      const used = (code?.process.facts ?? []).filter(
        ({ what, name }) => what === 'retired' || (what === 'deprecated' && Object.hasOwn(MESSAGES, name)),
      );
      for (const [first, ...more] of groupBy(used, ({ name }) => name).values())
        yield { ...chargedAt(first!, ...more), message: messageOf(first!), data: { name: first!.name } };
    },
  },
);

const messageOf = ({ what, name }: ProcessFact): (typeof MESSAGES)[keyof typeof MESSAGES] | 'retired' =>
  what === 'retired' ? 'retired' : MESSAGES[name as keyof typeof MESSAGES];
