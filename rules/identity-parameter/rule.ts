import { defineRule, few, nameOf, spread } from '../../src/rule.ts';
import { callersOf } from './callers.ts';

export default defineRule(
  {
    id: 'identity-parameter',
    title: 'Who calls is taken from the request, and is no parameter.',
    category: 'safety',
    severity: 'info',
    why: 'A parameter is written by a model: it may leave it out, take the one of another conversation, or be talked into somebody else by a text that it reads. What a server does for the person that a parameter names, it does for anybody, and its logs say who was named, not who called.',
    hint: 'Take it from the token of the request (`extra.authInfo`, `ctx.http.authInfo`), refuse the call where it is not there, and take the parameter out of the schema.',
    messages: {
      beside:
        'By `{name}`, a parameter of `{tools}`{rest}, a model says who calls, though each request carries that: it may leave it out or name somebody else.',
      chosen: {
        text: 'By `{name}`, a parameter of `{tools}`{rest}, a model says who calls: it may leave it out or name somebody else, and no log can tell who it was.',
      },
    },
    references: [
      'https://arxiv.org/abs/2603.13417',
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization#access-token-usage',
      'https://genai.owasp.org/llmrisk/llm062025-excessive-agency/',
    ],
    realCase:
      'Guards against: what taylorwilsdon/google_workspace_mcp has in Python, where every tool takes `user_google_email` and, served over HTTP, has to hold it against the token',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const { http, auth } = facts.reached();
      if (!http) return;
      for (const all of callersOf(server.tools, facts)) {
        const { names: tools, rest } = few([...new Set(all.map(({ tool }) => nameOf(tool.data.name)))], 3);
        const { name } = all[0]!.parameter;
        yield {
          ...spread(
            server,
            all.map(({ parameter }) => parameter.at),
          ),
          part: 'key',
          message: auth ? 'beside' : 'chosen',
          data: { name, tools, rest },
          key: name,
        };
      }
    },
  },
);
