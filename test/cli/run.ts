import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll } from 'vitest';

import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder } from '../../src/inputs/npm/folder.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Holds all that is made here, so that it is gone as well when the tests are ended by a signal. */
const room = temporaryFolder();
afterAll(() => room.remove());

/** A folder with these files, gone after the tests. */
export function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(path.join(room.path, 'mcp-audit-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return dir;
}

/** The command in-process, with a scrubbed environment and no terminal; with an `answer` there is somebody to ask. */
export async function cli(
  argv: readonly string[],
  { cwd = folder({}), stdin = '', env = {} as Io['env'], answer = undefined as string | undefined, columns = 100 } = {},
): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const io: Io = {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdout: { write: (text) => void (stdout += text), isTTY: false, columns },
    stderr: { write: (text) => void (stderr += text), isTTY: false },
    stdin: () => Promise.resolve(stdin),
    ...(answer === undefined
      ? {}
      : {
          ask(question: string) {
            stderr += question;
            return Promise.resolve(answer);
          },
        }),
    signal: new AbortController().signal,
  };
  const code = await main(argv, io);
  return { code, stdout, stderr };
}

/** A tool list without a defect, whatever rules there are. */
export const CLEAN = JSON.stringify(
  {
    tools: [
      {
        name: 'list_orders',
        title: 'List orders',
        description:
          'Lists the orders of one customer, newest first. Use this when the user asks what a customer bought. Returns id, date and total of each order.',
        inputSchema: {
          type: 'object',
          properties: {
            customer_id: { type: 'string', description: 'The id of the customer, as `find_customer` returns it.' },
          },
          required: ['customer_id'],
          additionalProperties: false,
        },
        annotations: { readOnlyHint: true, openWorldHint: false },
      },
    ],
  },
  null,
  2,
);

/** The same with one error: an array without items. */
export const BROKEN = CLEAN.replace('"type": "string",', '"type": "array",');
