import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { until } from './live/support.ts';

export type State = 'broken' | 'repaired';

const HOME = path.join(import.meta.dirname, 'fixtures/production');
const JITI = path.resolve('node_modules/jiti/lib/jiti-cli.mjs');

export const FAILURES = readdirSync(HOME);
export const folderOf = (failure: string, state: State): string => path.join(HOME, failure, state);

/** Where a defect stands and which rule is to find it: `//@ RULE` at the end of its line, or on a line of its own before it. */
export function marksOf(failure: string): readonly { readonly at: string; readonly rule: string }[] {
  const folder = folderOf(failure, 'broken');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.[jt]s$|Dockerfile$/.test(file),
  );
  return files.flatMap((file) =>
    readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .flatMap((line, i) => {
        const [, before, ids] = /^(.*)(?:\/\/|#)@ (.+)$/.exec(line) ?? [];
        const at = `${file}:${before?.trim() === '' ? i + 2 : i + 1}`;
        return ids?.split(' ').map((rule) => ({ at, rule })) ?? [];
      }),
  );
}

/** The command that starts one of the servers over stdio. */
export const commandOf = (entry: string): readonly string[] =>
  entry.endsWith('.js') ? [process.execPath, entry] : [process.execPath, JITI, entry];

/** A service on a free port of this machine while `use` runs. */
export async function service<T>(listener: RequestListener, use: (origin: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A port on which nobody listens. */
export const freePort = (): Promise<string> =>
  service(
    () => undefined,
    async (origin) => new URL(origin).port,
  );

type Variables = Readonly<Record<string, string>>;

/** A client of a server over stdio while `use` runs. */
export async function overStdio<T>(
  cwd: string,
  entry: string,
  env: Variables,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const [command = '', ...args] = commandOf(entry);
  const transport = new StdioClientTransport({
    command,
    args,
    cwd,
    env: { ...getDefaultEnvironment(), ...env },
    stderr: 'ignore',
  });
  return connected(transport, use);
}

/** The origin of a server over HTTP while `use` runs. */
export async function serving<T>(
  cwd: string,
  entry: string,
  env: Variables,
  use: (origin: string) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const [command = '', ...args] = commandOf(entry);
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env, PORT: port }, stdio: 'ignore' });
  const origin = `http://127.0.0.1:${port}`;
  try {
    await until(() =>
      fetch(`${origin}/health`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return await use(origin);
  } finally {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

/** A client of a server over HTTP; each request goes to the next of the instances. */
export async function overHttp<T>(
  origins: readonly string[],
  headers: Variables,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  let sent = 0;
  const balanced = (url: string | URL, init?: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    return fetch(new URL(pathname, origins[sent++ % origins.length]), init);
  };
  return connected(
    new StreamableHTTPClientTransport(new URL('/mcp', origins[0]), { fetch: balanced, requestInit: { headers } }),
    use,
  );
}

async function connected<T>(
  transport: StdioClientTransport | StreamableHTTPClientTransport,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ name: 'test', version: '1' });
  try {
    await client.connect(transport);
    return await use(client);
  } finally {
    await client.close();
  }
}

/** What a call of a tool says, and whether it says that it failed. */
export async function call(client: Client, name: string, args: Readonly<Record<string, unknown>> = {}) {
  const { content, isError } = await client.callTool({ name, arguments: { ...args } });
  const [first] = content as readonly { readonly text?: string }[];
  return { text: first?.text ?? '', failed: isError === true };
}
