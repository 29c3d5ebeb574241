import { InMemoryTransport as TransportV1 } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer as ServerV1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { InMemoryTransport as TransportV2, McpServer as ServerV2 } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import * as mini from 'zod/mini';
import * as v3 from 'zod/v3';
import * as v4 from 'zod/v4';

import { publish } from '../../src/inputs/typescript/schemas/publish.ts';
import type { Io } from '../../src/inputs/typescript/schemas/schema-value.ts';
import { evaluateProgram } from './evaluate.ts';
import { CASES, type Case, type Zod } from './schemas-cases.ts';

const ZODS = { v3, v4, mini } as const;
const SDKS = ['sdk-v1', 'sdk-v2'] as const;
type Sdk = (typeof SDKS)[number];

interface Message {
  readonly id?: number;
  readonly result?: { readonly tools: readonly Record<Schema, unknown>[] };
  readonly error?: { readonly message: string };
}
type Schema = 'inputSchema' | 'outputSchema';
const NAMES: Readonly<Record<Io, Schema>> = { input: 'inputSchema', output: 'outputSchema' };

/** Messages end with advice that we leave out. */
const start = (message: string): string => message.slice(0, 50);

/** What the real server sends, as text; the reason when it refuses the tool or cannot list it. */
async function listed(sdk: Sdk, given: unknown, name: Schema): Promise<string | { readonly problem: string }> {
  const server =
    sdk === 'sdk-v1' ? new ServerV1({ name: 's', version: '1' }) : new ServerV2({ name: 's', version: '1' });
  try {
    (server.registerTool as (...args: unknown[]) => unknown)('t', { [name]: given }, () => ({ content: [] }));
  } catch (error) {
    return { problem: start((error as Error).message) };
  }
  const [client, other] = (sdk === 'sdk-v1' ? TransportV1 : TransportV2).createLinkedPair();
  const answers = new Map<number, (message: Message) => void>();
  const receive = (message: unknown): void => answers.get((message as Message).id ?? -1)?.(message as Message);
  Object.assign(client, { onmessage: receive });
  await client.start();
  await server.connect(other as never);
  const ask = (id: number, method: string, params: object): Promise<Message> =>
    new Promise((resolve) => {
      answers.set(id, resolve);
      void client.send({ jsonrpc: '2.0', id, method, params } as never);
    });
  const clientInfo = { name: 'c', version: '1' };
  await ask(1, 'initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  const { result, error } = await ask(2, 'tools/list', {});
  await client.close();
  return result ? JSON.stringify(result.tools[0]![name]) : { problem: start(error!.message) };
}

/** What publishing may ask for, loaded beforehand. */
const LIBRARIES = ['zod/v3', 'zod/v4', 'zod-to-json-schema']
  .map((name, i) => `import * as library${i} from '${name}';\nexport const loaded${i} = library${i}.any;`)
  .join('\n');

/** The real value of the same text. */
const evaluate = ({ text, root }: Case, zod: Zod): unknown =>
  new Function('z', `return (${root ? text : `{ f: ${text} }`})`)(ZODS[zod]);

const TABLE = CASES.flatMap((each) => each.with.map((zod) => [zod, each.text, each] as const));

describe('the JSON Schema of an expression is what the real server lists', () => {
  it('has at least 120 cases', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(120);
  });

  it.each(TABLE)('%s %s', async (zod, text, each) => {
    const body = each.root ? text : `{ f: ${text} }`;
    const main = `import * as z from 'zod/${zod}';\n${LIBRARIES}\nexport default ${body};\n`;
    const { machine, value } = await evaluateProgram({ '/p/main.ts': main });
    for (const sdk of SDKS)
      for (const io of ['input', 'output'] as const) {
        const real = await listed(sdk, evaluate(each, zod), NAMES[io]);
        const { json, problem } = publish(value, { publisher: sdk, io, machine });
        const ours = problem === undefined ? JSON.stringify(json) : { problem: start(problem.replace(/^[^:]+: /, '')) };
        expect({ sdk, io, listed: ours }).toEqual({ sdk, io, listed: real });
      }
  });
});
