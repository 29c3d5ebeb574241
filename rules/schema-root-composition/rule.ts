import { defineRule, isObject } from '../../src/rule.ts';

const KEYWORDS = ['anyOf', 'oneOf', 'allOf'] as const;

export default defineRule(
  {
    id: 'schema-root-composition',
    title: 'The input schema is one plain object, not a choice of several.',
    category: 'schema',
    severity: 'warning',
    why: 'OpenAI and Anthropic refuse a request in which any tool has `anyOf`, `oneOf` or `allOf` at the top level, so one such tool takes every request of every user down. Clients that know this cut the keyword out, and the choice is lost.',
    hint: 'List all parameters under `properties`, say in the description which go together, and check the combination in the handler; or make one tool for each branch.',
    messages: {
      composed:
        'The input schema has `{keyword}` at its top level: OpenAI and Anthropic refuse every request that carries this tool.',
    },
    references: [
      'marianfoo/mcp-sap-docs#51',
      'dearlordylord/huly-mcp#66',
      'makenotion/notion-mcp-server#340',
      'anthropics/claude-code#5973',
      'langchain-ai/langchainjs#9804',
    ],
    realCase:
      'makenotion/notion-mcp-server#340 and dearlordylord/huly-mcp#66 (24 of 212 tools): "at least one of" written as a root anyOf',
    since: '0.1.0',
  },
  {
    *tool(tool) {
      const { inputSchema } = tool.data;
      if (!isObject(inputSchema)) return;
      const keyword = KEYWORDS.find((each) => inputSchema[each] !== undefined);
      if (keyword) yield { at: tool.at('inputSchema', keyword), part: 'key', message: 'composed', data: { keyword } };
    },
  },
);
