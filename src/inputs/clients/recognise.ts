import path from 'node:path';

import { isObject } from '../../model/schema.ts';
import type { ClientId } from '../../profiles/clients.ts';
import type { Scope } from './client.ts';
import type { Syntax } from './document.ts';

/** What a path says of a configuration: whose it is, and how far below its project it lies. */
interface Known {
  readonly client: ClientId;
  readonly ends: RegExp;
  readonly scope: Scope;
  /** How many folders above the file the client is opened in; absent where it is opened anywhere. */
  readonly up?: number;
}

/** The first that fits; `/` in every path. */
const KNOWN: readonly Known[] = [
  { client: 'claude-desktop', ends: /(?:^|\/)claude_desktop_config\.json$/, scope: 'user' },
  { client: 'claude-code', ends: /(?:^|\/)\.claude\.json$/, scope: 'user' },
  { client: 'claude-code', ends: /(?:^|\/)\.mcp\.json$/, scope: 'project', up: 0 },
  { client: 'vscode', ends: /(?:^|\/)\.vscode\/(?:mcp|settings)\.json$/, scope: 'project', up: 1 },
  { client: 'vscode', ends: /(?:^|\/)Code(?: - Insiders)?\/User\/(?:.+\/)?(?:mcp|settings)\.json$/, scope: 'user' },
  { client: 'cursor', ends: /(?:^|\/)\.cursor\/mcp\.json$/, scope: 'project', up: 1 },
  { client: 'windsurf', ends: /(?:^|\/)mcp_config\.json$/, scope: 'user' },
  { client: 'codex', ends: /(?:^|\/)\.codex\/config\.toml$/, scope: 'project', up: 1 },
  { client: 'codex', ends: /\.toml$/, scope: 'user' },
  { client: 'gemini', ends: /(?:^|\/)\.gemini\/settings\.json$/, scope: 'project', up: 1 },
];

export interface Recognised {
  readonly client: ClientId;
  readonly scope: Scope;
  /** Where the client is opened, absolute. */
  readonly workspace: string;
}

/** Whose configuration a file is, by its path alone. */
export function byPath(file: string, home: string, cwd: string): Recognised | undefined {
  const posix = file.replaceAll('\\', '/');
  const known = KNOWN.find(({ ends }) => ends.test(posix));
  if (!known) return undefined;
  const folder = known.up === undefined ? cwd : path.resolve(path.dirname(file), ...Array<string>(known.up).fill('..'));
  // the same names below the home folder are the user's own
  const isOwn = known.scope === 'user' || folder === home;
  return { client: known.client, scope: isOwn ? 'user' : 'project', workspace: isOwn ? cwd : folder };
}

/** Whose configuration a value is: by what stands in it. What nobody else writes decides; the rest is read as Claude Code reads it. */
export function byContent(value: unknown): ClientId | undefined {
  if (!isObject(value)) return undefined;
  if (isObject(value['mcp_servers'])) return 'codex';
  if (isObject(value['servers']) || Array.isArray(value['inputs'])) return 'vscode';
  const servers = value['mcpServers'];
  if (!isObject(servers)) return undefined;
  const entries = Object.values(servers).filter(isObject);
  if (entries.some((entry) => 'httpUrl' in entry || 'includeTools' in entry || 'excludeTools' in entry))
    return 'gemini';
  if (entries.some((entry) => 'serverUrl' in entry || 'disabledTools' in entry)) return 'windsurf';
  return 'claude-code';
}

const SYNTAXES: Readonly<Record<ClientId, Syntax>> = {
  'claude-code': 'json',
  'claude-desktop': 'json',
  vscode: 'jsonc',
  cursor: 'jsonc',
  windsurf: 'json',
  codex: 'toml',
  gemini: 'jsonc', // it strips comments, and nothing else
};

/** How a client writes its files; of an unknown one the most liberal way. */
export const syntaxOf = (client: ClientId | undefined, file: string): Syntax =>
  /\.toml$/i.test(file) ? 'toml' : client === undefined || client === 'codex' ? 'jsonc' : SYNTAXES[client];
