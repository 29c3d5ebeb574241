import path from 'node:path';

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const COMMAND = path.join(ROOT, 'dist/cli.js');

/** The result of a call, its text read again as JSON. */
export interface Called {
  readonly isError: boolean;
  // oxlint-disable-next-line typescript/no-explicit-any -- what a tool answers is looked at by the tests, not by the types
  readonly data: Readonly<Record<string, any>>;
  readonly text: string;
}

export interface Session {
  readonly client: Client;
  readonly pid: number;
  stderr(): string;
  call(name: string, args?: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Called>;
  close(): Promise<void>;
}

export const ERAS = { legacy: 'legacy', modern: { pin: '2026-07-28' } } as const;

/** `mcp-audit serve` as a process of its own in `cwd`, and a client of the official SDK at its streams. */
export async function session(
  cwd: string,
  { argv = [] as readonly string[], era = 'legacy' as keyof typeof ERAS } = {},
): Promise<Session> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [COMMAND, 'serve', ...argv],
    cwd,
    stderr: 'pipe',
    env: { PATH: process.env['PATH'] ?? '' },
  });
  let stderr = '';
  transport.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode: ERAS[era] } });
  await client.connect(transport);
  return {
    client,
    pid: transport.pid!,
    stderr: () => stderr,
    async call(name, args = {}, signal) {
      const result = await client.callTool({ name, arguments: { ...args } }, signal ? { signal } : {});
      const [content] = result.content as readonly { readonly type: string; readonly text: string }[];
      return {
        isError: result.isError === true,
        data: (result.structuredContent ?? {}) as Called['data'],
        text: content!.text,
      };
    },
    close: () => client.close(),
  };
}
