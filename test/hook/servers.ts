/** A program that is a server without a finding; broken, its tool has a parameter that nothing satisfies. */
export const server = (
  name: string,
  { isBroken = false, more = '' }: { readonly isBroken?: boolean; readonly more?: string } = {},
): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
${more}
const server = new McpServer({ name: '${name}', version: '1.0.0' });
server.registerTool(
  'list_orders',
  {
    title: 'List orders',
    description:
      'Lists the orders of one customer, newest first. Use this when the user asks what a customer bought. Returns id, date and total of each order.',
    inputSchema: {
      customer_id: z.string().describe('The id of the customer, as \`find_customer\` returns it.'),${isBroken ? BROKEN : ''}
    },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  async ({ customer_id }) => ({ content: [{ type: 'text', text: customer_id }] }),
);
await server.connect(new StdioServerTransport());
`;

const BROKEN = `
      limit: z.number().int().min(100).max(10).describe('How many orders are returned at most.'),`;

export const manifest = (name: string, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    name,
    version: '1.0.0',
    type: 'module',
    bin: './src/index.ts',
    dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
    ...more,
  });
