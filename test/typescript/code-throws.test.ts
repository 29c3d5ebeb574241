import { describe, expect, test } from 'vitest';

import { codeOf } from '../../src/testing/code-of.ts';

const SERVER = `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
const server = new Server({ name: 's', version: '1' }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: ['a', 'b'].map((name) => ({ name, description: 'A tool.', inputSchema: { type: 'object' } })),
}));
`;
const dispatch = (body: string, more = ''): string =>
  `${SERVER}${more}\nserver.setRequestHandler(CallToolRequestSchema, async (request) => {\nconst { name, arguments: args } = request.params;\n${body}\n});`;
const INVALID = 'throw new McpError(ErrorCode.InvalidParams, "an order is required"); //@ thrown';

describe('what is thrown out of a handler of tools/call', () => {
  test.each<[string, string, string, readonly (readonly [string, string])[]]>([
    ['there', `if (!args.id) ${INVALID}\nreturn { content: [] };`, '', [['thrown', 'input']]],
    [
      'two calls away, with a clause that lets it pass',
      `try { return first(args); } catch (error) { if (error instanceof McpError) throw error; return { content: [], isError: true }; }`,
      `const first = (args: any) => second(args);\nfunction second(args: any) {\nif (!args.id) ${INVALID}\nreturn { content: [] };\n}`,
      [['thrown', 'input']],
    ],
    [
      'and a clause that ends in a function which throws it on',
      `try { return first(args); } catch (error) { pass(error); }`,
      `function pass(error: unknown): never { if (error instanceof McpError) throw error; throw new Error('failed'); }
       function first(args: any) {\nif (!args.id) ${INVALID}\nreturn { content: [] };\n}`,
      [
        ['server.ts:7', 'failure'],
        ['thrown', 'input'],
      ],
    ],
    [
      'and a clause that makes a result of it',
      `try {\nif (!args.id) ${INVALID}\nreturn { content: [] };\n} catch (error) { return { content: [], isError: true }; }`,
      '',
      [],
    ],
    [
      'and a clause for errors of another class',
      `try {\nif (!args.id) ${INVALID}\nreturn { content: [] };\n} catch (error) { if (error instanceof TypeError) throw error; return { content: [], isError: true }; }`,
      '',
      [],
    ],
    [
      'and a clause that answers this class first',
      `try {\nif (!args.id) ${INVALID}\nreturn { content: [] };\n} catch (error) { if (error instanceof McpError) return { content: [], isError: true }; throw error; }`,
      '',
      [],
    ],
    [
      'of a promise that is rescued',
      `return first(args).catch(() => ({ content: [], isError: true }));`,
      `async function first(args: any) {\nif (!args.id) ${INVALID}\nreturn { content: [] };\n}`,
      [],
    ],
    [
      'about a tool that is not there',
      `throw new McpError(ErrorCode.MethodNotFound, 'no'); //@ thrown`,
      '',
      [['thrown', 'unknown-tool']],
    ],
    ['the same in words', 'throw new Error(`Unknown tool: ${name}`); //@ thrown', '', [['thrown', 'unknown-tool']]],
    ['that failed', `throw new McpError(-32603, 'no'); //@ thrown`, '', [['thrown', 'failure']]],
    ['about its setup', `throw new Error('API key is required'); //@ thrown`, '', [['thrown', 'failure']]],
    ['an error of input in words', `throw new Error('Invalid arguments for a'); //@ thrown`, '', [['thrown', 'input']]],
    [
      'of the service, in an error of input',
      `try { return await fetch(args.url); } catch (error) { throw new InvalidInputError(error.message); } //@ thrown`,
      'class InvalidInputError extends Error {}',
      [['thrown', 'failure']],
    ],
    [
      'of time, in an error of input',
      `throw new InvalidInputError('The request timed out'); //@ thrown`,
      'class InvalidInputError extends Error {}',
      [['thrown', 'failure']],
    ],
    [
      'an error of input by its class',
      `throw new InvalidInputError('Give both sentences'); //@ thrown`,
      'class InvalidInputError extends Error {}',
      [['thrown', 'input']],
    ],
    ['an error of something', `throw new Error('Operation ID is required'); //@ thrown`, '', [['thrown', 'unknown']]],
    [
      'that asks the user for a page',
      `throw new UrlElicitationRequiredError([]); //@ thrown`,
      `declare const UrlElicitationRequiredError: any;`,
      [['thrown', 'unknown']],
    ],
    [
      'made by a function',
      `throw invalid('an order is required'); //@ thrown`,
      `const invalid = (text: string) => new McpError(ErrorCode.InvalidParams, text);`,
      [['thrown', 'input']],
    ],
  ])('%s', async (_what, body, more, seen) => {
    const { code, at } = await codeOf({ 'server.ts': dispatch(body, more) });
    expect(code.throws.facts.map((fact) => [at(fact.at), fact.about])).toEqual(seen);
    for (const { tools } of code.throws.facts) expect(tools.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('only for the tools that come to it', async () => {
    const { code } = await codeOf({
      'server.ts': dispatch(`if (name === 'a') { ${INVALID.replace(/ \/\/.*/, '')} } return { content: [] };`),
    });
    expect(code.throws.facts.map(({ tools, what, code: of }) => [tools.map(({ name }) => name), what, of])).toEqual([
      [['a'], 'McpError', 'InvalidParams'],
    ]);
  });

  test('of a callback it is a result', async () => {
    const { code } = await codeOf({
      'server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
        import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
        const server = new McpServer({ name: 's', version: '1' });
        server.registerTool('t', {}, async () => { throw new McpError(ErrorCode.InvalidParams, 'no'); });`,
    });
    expect(code.throws).toEqual({ facts: [], complete: true, gaps: [] });
  });
});
