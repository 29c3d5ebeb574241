import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { http, loaded, rawTools, serving, stdio, until } from './support.ts';

const bin = (name: string): string => path.resolve('node_modules/.bin', name);
const command = (name: string, ...args: string[]): ReturnType<typeof stdio> => ({
  ...stdio(''),
  command: process.execPath,
  args: [bin(name), ...args],
});

/** The same list as the official client reads it. */
async function listedBy(transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<unknown[]> {
  const client = new Client({ name: 'mcp-audit-test', version: '1' });
  await client.connect(transport);
  const { tools } = await client.listTools();
  await client.close();
  return tools;
}

describe('official servers over stdio: each listed tool is there', () => {
  it.each([
    ['mcp-server-everything', [], 13],
    ['mcp-server-filesystem', ['.'], 14],
    ['mcp-server-memory', [], 9],
    ['playwright-mcp', ['--headless'], 25],
  ])('%s', async (name, args, count) => {
    const spec = command(name, ...args);
    const audited = await loaded(spec);
    expect(audited.server).toMatchObject({
      complete: true,
      fidelity: 'observed',
      wire: { transport: 'stdio', era: 'legacy' },
    });
    expect(audited.server.tools).toHaveLength(count);
    expect(rawTools(audited)).toEqual(
      await listedBy(
        new StdioClientTransport({
          command: spec.command,
          args: [...spec.args],
          env: getDefaultEnvironment(),
          stderr: 'ignore',
        }),
      ),
    );
  });

  it('prompts and resources of the one that has all', async () => {
    const { server } = await loaded(command('mcp-server-everything'));
    expect(server.instructions).toContain('Everything');
    expect(server.prompts.length).toBeGreaterThan(2);
    expect(server.resources.length).toBeGreaterThan(5);
    expect(server.wire!.lists.map(({ outcome }) => outcome)).toEqual(['complete', 'complete', 'complete', 'complete']);
  });
});

describe('official servers over HTTP', () => {
  /** Runs the everything server on a free port while `use` does. */
  async function everything<T>(transport: string, use: (origin: string) => Promise<T>): Promise<T> {
    const port = await serving(
      () => undefined,
      async (origin) => new URL(origin).port,
    );
    const child = spawn(process.execPath, [bin('mcp-server-everything'), transport], {
      env: { ...process.env, PORT: port },
      stdio: 'ignore',
    });
    const origin = `http://127.0.0.1:${port}`;
    try {
      await until(() =>
        fetch(origin).then(
          () => true,
          () => false,
        ),
      );
      return await use(origin);
    } finally {
      child.kill('SIGKILL');
    }
  }

  it('Streamable HTTP', async () => {
    await everything('streamableHttp', async (origin) => {
      const audited = await loaded(http(`${origin}/mcp`));
      expect(audited.server).toMatchObject({
        id: 'mcp-servers/everything',
        complete: true,
        wire: { transport: 'http', era: 'legacy' },
      });
      expect(rawTools(audited)).toEqual(await listedBy(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`))));
      expect(audited.server.wire!.http.at(-1)).toEqual({ method: 'DELETE', path: '/mcp', status: 200 });
    });
  });

  it('its predecessor, found by falling back', async () => {
    await everything('sse', async (origin) => {
      const audited = await loaded(http(`${origin}/sse`));
      expect(audited.server).toMatchObject({
        id: 'mcp-servers/everything',
        complete: true,
        wire: { transport: 'sse', era: 'legacy' },
      });
      expect(audited.server.tools).toHaveLength(13);
    });
  });
});
