import { defineRule, few, groupBy, spread, type Address, type Context } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'description-steering',
    title: 'A description says what its tool is for and leaves the choice to the model.',
    category: 'description',
    severity: 'warning',
    why: 'A model that is told to call one tool before all others, for everything, or instead of what it knows does so on requests that have nothing to do with it. An assertive line is worth a tenfold share of calls in experiments, so it takes calls from the tools of other servers; the directories of Claude and ChatGPT refuse texts that interfere with other tools.',
    hint: 'Say for which task it is and what it gives instead: "Use this when …; for … use …". What must come first among your own tools names them.',
    messages: {
      everything: {
        text: 'The {what} of `{names}`{rest} {claims} a call for everything, whatever the task: `{quote}`.',
        hint: 'Bound it: say on which requests the call is useful, and name the tools of this server that need it first.',
      },
      others: 'The {what} of `{names}`{rest} {turns} the model away from tools of other servers: `{quote}`.',
      builtIn: {
        text: 'The {what} of `{names}`{rest} {sets} the tool above the tools the client has of its own: `{quote}`.',
        severity: 'info',
        hint: 'Say what it does better and for which task, so that the model can choose.',
      },
      knowledge: {
        text: 'The {what} of `{names}`{rest} {sets} the tool above what the model knows: `{quote}`.',
        severity: 'info',
        hint: 'Say what it knows that a model cannot, such as versions or dates; that decides better than an order.',
      },
      insists: {
        text: 'The {what} of `{names}`{rest} {insists} on its use without saying when: `{quote}`.',
        severity: 'info',
      },
      dictates: {
        text: 'The {what} of `{names}`{rest} {dictates} what the model writes to the user: `{quote}`.',
        severity: 'info',
        hint: 'Return the facts and let the model word the answer; a notice for the user belongs in the result of the call.',
      },
    },
    references: [
      'https://arxiv.org/abs/2505.18135',
      'https://claude.com/docs/connectors/building/review-criteria',
      'https://developers.openai.com/apps-sdk/app-submission-guidelines',
      'MiniMax-AI/MiniMax-Coding-Plan-MCP#14',
      'epam/statgpt-backend#606',
    ],
    realCase:
      'webflow (webflow-mcp-server) has its guide called before any other tool, contextstream before every answer; MiniMax-AI/MiniMax-Coding-Plan-MCP#14: a user asks for descriptions that do not order their own use',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const found = [
        ...pushes(facts.steering('instructions'), server.at('instructions'), server.id),
        ...[...server.tools, ...server.prompts, ...server.resources].flatMap((item) =>
          pushes(facts.steering(item), item.at('description'), item.data.name),
        ),
      ];
      // One sentence in many tools is one habit.
      for (const same of groupBy(found, ({ message, quote }) => `${message} ${quote}`).values()) {
        const [{ message, quote, at }] = same as [Push, ...Push[]];
        const ofServer = at.kind === 'server';
        yield {
          ...spread(
            server,
            same.map((each) => each.at),
          ),
          message,
          key: quote,
          data: {
            ...few(same.map(({ name }) => name)),
            ...(ofServer ? PLURAL : SINGULAR),
            what: ofServer ? 'instructions' : 'description',
            quote,
          },
        };
      }
    },
  },
);

const SINGULAR = { claims: 'claims', turns: 'turns', sets: 'sets', insists: 'insists', dictates: 'dictates' };
const PLURAL = { claims: 'claim', turns: 'turn', sets: 'set', insists: 'insist', dictates: 'dictate' };

type Message = 'everything' | 'others' | 'builtIn' | 'knowledge' | 'insists' | 'dictates';
interface Push {
  readonly message: Message;
  readonly quote: string;
  readonly at: Address;
  readonly name: string;
}

/** The first of each kind: a text that insists three times has one fault. */
function pushes(asides: ReturnType<Context['facts']['steering']>, at: Address, name: string): Push[] {
  const first = new Map<Message, Push>();
  for (const aside of asides) {
    if (aside.kind !== 'steering' && aside.kind !== 'output-instruction') continue;
    const push = aside.kind === 'steering' ? aside.push : 'dictates';
    const message = push === 'built-in' ? 'builtIn' : push;
    if (!first.has(message)) first.set(message, { message, quote: aside.quote, at, name });
  }
  return [...first.values()];
}
