import { defineRule, nameOf } from '../../src/rule.ts';
import { handlesOf } from './handles.ts';

export default defineRule(
  {
    id: 'handle-without-expiry',
    title: 'A handle that a tool gives out says how long it lives.',
    category: 'operations',
    severity: 'info',
    why: 'An agent keeps an identifier for as long as its conversation lasts, and comes back to it after an hour, a day, another deployment. Where nothing says that the job or session behind it is gone by then, it reads "not found" as a wrong identifier, guesses others, or does the work again.',
    hint: 'Say it in the description of the tool that gives it out, and let the error name the way back: "The job can be asked for 24 hours; after that, start it again with `{maker}`."',
    advice:
      'Say it in the description of the tool that gives it out, and let the error name the way back: "The job can be asked for 24 hours; after that, start it again."',
    messages: {
      unstated:
        '`{maker}` gives out what `{taker}` takes as `{name}`, and no text says how long the {thing} can be asked for.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/changelog',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks#task-ttl-value-and-expiration',
    ],
    realCase:
      'executeautomation/mcp-playwright (@executeautomation/playwright-mcp-server 1.0.11): `start_codegen_session` gives out a session that three tools take by `sessionId`, and nothing says until when',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      if (!server.complete) return;
      for (const { maker, taker, name, thing } of handlesOf(server, facts))
        yield {
          at: maker.at('description'),
          because: [
            maker.at('description'),
            taker.at('description'),
            taker.at('inputSchema'),
            server.at('instructions'),
          ],
          message: 'unstated',
          data: { maker: nameOf(maker.data.name), taker: nameOf(taker.data.name), name, thing },
          key: thing,
          related: [{ at: taker.at('inputSchema', 'properties', name), note: `taken by ${nameOf(taker.data.name)}` }],
        };
    },
  },
);
