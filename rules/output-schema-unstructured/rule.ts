import { chargedAt, defineRule, few, groupBy, type Address, type ReturnFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'output-schema-unstructured',
    title: 'A tool with an output schema returns structured content.',
    category: 'errors',
    severity: 'info', // never seen on the servers read
    why: 'A tool that declares `outputSchema` must return structured results: `McpServer` of the TypeScript SDK throws where they are missing, and its client rejects the answer of any other server: "Tool … has an output schema but did not return structured content". Every call of such a tool fails.',
    hint: 'Return `{ content: […], structuredContent: value }` with a value that conforms to the schema, or take `outputSchema` away.',
    messages: {
      never: 'What is returned here has no `structuredContent`, in spite of the `outputSchema` of `{names}`{rest}.',
      here: 'What is returned here has no `structuredContent`, which other ways out of `{names}`{rest} have.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#output-schema',
      'rekog-labs/MCP-Nest#79',
    ],
    realCase:
      'rekog-labs/MCP-Nest#79: the client refused what `getUserProfile` returned, -32600, though the Inspector showed it',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ tools, code }) {
      if (code === undefined) return;
      const declaring = new Map(
        tools.filter(({ data }) => data.outputSchema !== undefined).map((tool) => [keyOf(tool.address), tool]),
      );
      const bare = code.handlers.facts.flatMap(({ tool, returns, complete }) => {
        const item = declaring.get(keyOf(tool));
        const answers = returns.filter(isAnswer);
        const message = item && judge(answers, complete);
        if (message === undefined) return [];
        const found = answers.filter(({ shape }) => shape.structured === 'no');
        return found.map(({ at, made = at }) => ({ at: made, tool: item!, message }));
      });
      for (const same of groupBy(bare, ({ at, message }) => `${message}\0${at.name}\0${at.pointer}`).values()) {
        const { at, message } = same[0]!;
        const items = same.map(({ tool }) => tool);
        const { names, rest } = few(items.map(({ data }) => data.name));
        yield {
          ...chargedAt({ at, tools: items.map(({ address }) => address) }),
          because: [at, ...items.map((tool) => tool.at('outputSchema'))],
          message,
          data: { names, rest },
        };
      }
    },
  },
);

const keyOf = ({ name, nth }: Address): string => `${nth}\0${name}`;

/** Where some ways out have it, one that has not may be a way that is never taken. */
function judge(answers: readonly ReturnFact[], isAll: boolean): 'never' | 'here' | undefined {
  if (answers.some(({ shape }) => shape.structured === 'yes')) return 'here';
  return isAll && answers.every(({ shape }) => shape.structured === 'no') ? 'never' : undefined;
}

/** An error needs none; what is told of a failure without `isError` is error-swallowed. */
const isAnswer = ({ where, shape: { kind, isError } }: ReturnFact): boolean =>
  where === 'success' && kind === 'result' && isError === 'no';
