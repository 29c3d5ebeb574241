import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';

import { readConfig, type ReadConfig } from '../../src/config/config.ts';
import { defineRule, type Rule } from '../../src/rule.ts';
import { UserError } from '../../src/user-error.ts';

const about = { why: 'Why.', hint: 'Do.', realCase: 'Guards against it.', since: '0.1.0' };
const spec = 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools';

/** Rules of every kind that configurations tell apart, so that a table does not change with the rules there are. */
export const rules: readonly Rule[] = [
  defineRule(
    {
      ...about,
      id: 'schema-array-no-items',
      title: 'An array says what its elements are.',
      category: 'schema',
      severity: 'error',
      messages: { missing: 'No items.' },
      references: [],
    },
    {},
  ),
  defineRule(
    {
      ...about,
      id: 'description-missing',
      title: 'Every tool has a description.',
      category: 'description',
      severity: 'warning',
      messages: { missing: 'No description.' },
      references: [spec],
      options: {
        shortest: { type: 'integer', default: 10, minimum: 1, maximum: 500, describe: 'Fewer characters are none.' },
        most: { type: 'integer', default: 0, describe: 'Any number.' },
        least: { type: 'integer', default: 1, minimum: 1, describe: 'At least one.' },
        titles: { type: 'boolean', default: false, describe: 'A title is enough.' },
        words: { type: 'strings', default: ['TODO'], describe: 'Words that are none.' },
      },
    },
    {},
  ),
  defineRule(
    {
      ...about,
      id: 'secret-parameter',
      title: 'No tool takes a secret.',
      category: 'safety',
      severity: 'info',
      messages: { secret: 'A secret.' },
      references: [],
    },
    {},
  ),
];

export interface Folder {
  readonly root: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  read(file?: string): Promise<ReadConfig>;
  /** What the command prints of the mistake: `FILE:LINE:COLUMN: message`, then the hints. */
  complaint(file?: string): Promise<string[]>;
  /** All mistakes that are told at once, without hints. */
  complaints(file?: string): Promise<string[]>;
}

/** A folder of its own for each test. */
export function inFolder(): Folder {
  let root = '';
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'mcp-audit-config-'))));
  afterEach(() => rmSync(root, { recursive: true }));
  const read = (file?: string) => readConfig({ root, rules, ...(file === undefined ? {} : { file }) });
  const shown = ({ place, message }: UserError): string =>
    `${place ? `${[place.file, place.line, place.column].filter((part) => part !== undefined).join(':')}: ` : ''}${message}`;
  async function mistake(file?: string): Promise<UserError | string> {
    try {
      return `no mistake: ${JSON.stringify((await read(file)).config)}`;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return error;
    }
  }
  return {
    get root() {
      return root;
    },
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
        writeFileSync(path.join(root, name), text);
      }
    },
    read,
    async complaint(file) {
      const error = await mistake(file);
      if (typeof error === 'string') return [error];
      return [shown(error), ...error.hints].map((line) => line.replaceAll(root, 'ROOT'));
    },
    async complaints(file) {
      const error = await mistake(file);
      return typeof error === 'string' ? [error] : [error, ...error.others].map(shown);
    },
  };
}
