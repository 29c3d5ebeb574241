import { defineRule, few, groupBy, nameOf, spread } from '../../src/rule.ts';
import { secretsOf } from './secrets.ts';

export default defineRule(
  {
    id: 'secret-parameter',
    title: 'No tool takes the secret that it works with as a parameter.',
    category: 'safety',
    severity: 'info', // seen fewer than ten times on the servers read
    points: 25,
    why: 'What a tool takes, a model has to write: a key in a parameter stands in the conversation, in the logs of client and provider and in every summary of it, and a text that the model reads can ask for it. The environment of the process and the headers of a request pass all of them by: over stdio the specification has servers read credentials from the environment.',
    hint: 'Over stdio, read it from the environment that the client starts the server with; over HTTP, take it from the `Authorization` of the request. Take the parameter out of the schema.',
    messages: {
      written:
        '`{name}` is a secret, and a parameter of `{tools}`{rest}: the model has to write it into the conversation, whose logs keep it.',
      carried:
        '`{name}` is a secret, and a parameter of `{tools}`{rest}, though each request already carries who calls: the model has to write it into the conversation.',
      open: {
        text: '`{name}` is a secret, and a parameter of `{tools}`{rest}: the model has to write it into the conversation, whose logs keep it.',
        points: 10,
      },
      foreign: {
        text: '`{name}` is a secret for whatever service the caller names, and a parameter of `{tools}`{rest}: the model has to write it into the conversation.',
        hint: 'Let the caller name a connection that is set up beside the conversation, in a file or the environment of the server, and take the name of it.',
        points: 5,
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization#protocol-requirements',
      'https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices#token-passthrough',
      'https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/',
    ],
    realCase:
      'CCXT MCP Server 1.1.0 takes `apiKey` and `secret` of an exchange account with every order; BNBChain MCP Server 1.0.0 takes a `privateKey` in 25 tools and says itself that the environment is better',
    since: '0.1.0',
    options: {
      allow: {
        type: 'strings',
        default: [],
        describe: 'Names of parameters that are no secrets here, such as `token` of a parser.',
      },
    },
  },
  {
    *server(server, { facts, options }) {
      const allowed = new Set(options.allow);
      const { stdio, http, auth } = facts.reached();
      for (const [name, all] of groupBy(secretsOf(server.tools, facts), ({ parameter }) => parameter.name)) {
        if (allowed.has(name)) continue;
        const [{ parameter }] = all as [(typeof all)[number], ...typeof all];
        // one that some tools take without an address is for the service that all of them ask
        const isForeign = all.every((each) => each.isForeign);
        const { names: tools, rest } = few([...new Set(all.map(({ tool }) => nameOf(tool.data.name)))], 3);
        const message = isForeign ? 'foreign' : stdio ? 'written' : http && auth ? 'carried' : 'open';
        yield {
          ...spread(
            server,
            all.map((each) => each.parameter.at),
          ),
          part: 'key',
          message,
          data: { name: parameter.name, tools, rest },
          key: parameter.name,
        };
      }
    },
  },
);
