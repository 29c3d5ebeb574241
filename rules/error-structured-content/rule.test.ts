import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const FN = 'server.ts#/weather';
const AT = 'server.ts#/weather/return~1';
const outputSchema = { type: 'object', properties: { celsius: { type: 'number' } }, required: ['celsius'] };
const TOOL = { name: 'get_weather', outputSchema };
const ERROR = { isError: 'yes', structured: 'yes', text: { from: ['message'], fields: ['error'], words: '' } } as const;
const answering = (shape: object, tool: Readonly<Record<string, unknown>> = TOOL, at = AT) =>
  codeCase({ tools: [tool], handlers: [{ at: FN, returns: [{ at, where: 'catch', shape }] }] });
const holding = (...fields: string[]) => ({ ...ERROR, text: { from: ['words'], fields } });

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"get_weather","outputSchema":{"type":"object"}}]}',
    answering({ ...ERROR, structured: 'no' }),
    { json: answering(ERROR, { name: 'get_weather' }), why: 'there is no schema to break' },
    { json: answering(holding('celsius', 'error')), why: 'it has what the schema requires' },
    { json: answering(ERROR, { ...TOOL, outputSchema: { type: 'object' } }), why: 'the schema requires nothing' },
    { json: answering({ ...ERROR, isError: 'no' }), why: 'it is no error' },
    { json: answering({ ...ERROR, isError: 'unknown' }), why: 'it may be no error' },
    { json: answering({ ...ERROR, structured: 'unknown' }), why: 'a spread may bring it' },
    {
      json: answering({ ...ERROR, text: { from: ['unknown'], fields: ['error'] } }),
      why: 'a part was not read: what is missing may be in it',
    },
    {
      json: answering(holding(...Array.from({ length: 40 }, (_, i) => `field${i}`))),
      why: 'more names than are kept',
    },
  ],
  bad: [
    {
      json: answering(ERROR, TOOL, `[|${AT}|]`),
      says: 'misfit',
      severity: 'info',
      text: 'has no `celsius`, which the `outputSchema` of `get_weather` requires',
    },
    {
      json: codeCase({
        tools: [TOOL, { ...TOOL, name: 'get_forecast' }],
        handlers: [0, 1].map((tool) => ({
          at: `${FN}/${tool}`,
          tool,
          returns: [
            {
              at: `${AT}${tool}`,
              where: 'catch',
              shape: ERROR,
              made: tool === 0 ? '[|errors.ts#/failed/return~1|]' : 'errors.ts#/failed/return~1',
            },
          ],
        })),
      }),
      says: ['misfit'],
      text: '`get_weather`, `get_forecast`',
    },
  ],
});

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const server = new McpServer({ name: 'weather', version: '1.0.0' });
`;
const tool = (rescue: string, fields = 'celsius: z.number()'): string => `${HEAD}server.registerTool('get_weather', {
  description: 'Gets the weather of now.',
  outputSchema: { ${fields} },
}, async () => {
  try {
    const response = await fetch('https://weather.example', { signal: AbortSignal.timeout(5_000) });
    const celsius = Number(await response.text());
    return { content: [{ type: 'text', text: String(celsius) }], structuredContent: { celsius } };
  } catch (error) {
    ${rescue}
  }
});
`;
const TEXT = "content: [{ type: 'text', text: `Try again later: ${error.message}` }]";

sourceTest(rule, {
  good: [
    tool(`return { ${TEXT}, isError: true };`),
    {
      ts: tool(
        `return { ${TEXT}, structuredContent: { status: 'failed' }, isError: true };`,
        'celsius: z.number().optional(), status: z.string()',
      ),
      why: 'the schema is one that errors fit as well',
    },
    {
      ts: tool(`return { ${TEXT}, structuredContent: { ...last, error: error.message }, isError: true };`),
      why: 'what is spread in was not read',
    },
  ],
  bad: [
    {
      ts: tool(`[|return { ${TEXT}, structuredContent: { error: error.message }, isError: true };|]`),
      says: 'misfit',
    },
    {
      ts: `import { failed } from './errors.js';\n${tool('return failed(error);')}`,
      sources: {
        'errors.ts': `export function failed(error) {
  const structuredContent = { code: 'failed', message: error.message };
  [|return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent, isError: true };|]
}
`,
      },
      says: 'misfit',
    },
  ],
});
