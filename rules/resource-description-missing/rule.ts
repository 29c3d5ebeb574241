import { defineRule, nameOf, unsaid } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'resource-description-missing',
    title: 'Every resource has a description.',
    category: 'description',
    severity: 'info',
    why: 'The specification calls the description of a resource a hint to the model. Whoever picks a resource, a person from a list or a model by a tool that lists them, sees name, address and description; without the last what is in it shows only after reading it.',
    hint: 'Say what is in it, in what form and how fresh, as in `"description": "Open orders of the shop as CSV, updated every minute."`',
    messages: {
      absent: 'Resource `{name}` has no description.',
      placeholder: 'The description of resource `{name}` is a placeholder: `{text}`.',
      echo: 'The description of resource `{name}` says nothing that its name does not: `{text}`.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#resource',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/resources#resource',
    ],
    realCase: 'CCXT MCP Server 1.1.0: none of four resources has a description',
    since: '0.1.0',
  },
  {
    *server({ resources }, { facts }) {
      for (const resource of resources) {
        const { description = '', raw } = resource.data;
        const own = typeof raw['name'] === 'string' ? raw['name'] : resource.data.name; // an address else
        const name = nameOf(own);
        const at = resource.at('description');
        const message = unsaid(resource.data, [own, raw['title']], facts.words);
        if (message !== undefined)
          yield {
            at,
            message,
            data: { name, text: description },
            ...(message === 'echo' ? { because: [at, resource.at('name'), resource.at('title')] } : {}),
          };
      }
    },
  },
);
