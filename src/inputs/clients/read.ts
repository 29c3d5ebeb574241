import path from 'node:path';

import { isObject } from '../../model/schema.ts';
import { CLIENTS, type ClientId } from '../../profiles/clients.ts';
import { UserError } from '../../user-error.ts';
import { readBytes } from '../json/bytes.ts';
import { decode, looksUtf16 } from '../json/decode.ts';
import { whyUnreadable } from '../json/load.ts';
import type { ClientFile, ConfiguredServer, Scope } from './client.ts';
import { readDocument, type ClientDocument } from './document.ts';
import { readEntry } from './entry.ts';
import type { Surroundings } from './expand.ts';
import { byContent, byPath, syntaxOf } from './recognise.ts';

/** What surrounds a file that is read. */
export interface Reading extends Omit<Surroundings, 'workspace'> {
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** A path as messages show it. */
  readonly show: (file: string) => string;
  /** A path as reports name it. */
  readonly place: (file: string) => string;
}

export interface ReadFile {
  readonly file: ClientFile;
  /** In the order they stand. */
  readonly servers: readonly ConfiguredServer[];
  /** Names of servers of any file of this client that are not started, and where that is said. */
  readonly off: ReadonlyMap<string, string>;
}

/** Reads a client's configuration. Throws a `UserError` when it cannot be read, or is none. */
export async function readClientFile(named: string, client: ClientId | undefined, reading: Reading): Promise<ReadFile> {
  const { cwd, home, show } = reading;
  const absolute = path.resolve(cwd, named);
  const shown = show(absolute);
  const known = byPath(absolute, home, cwd);
  const before = client ?? known?.client;
  const document = readDocument(
    await textOf(absolute, shown, reading.signal),
    syntaxOf(before, absolute),
    shown,
    before === undefined ? 'a client' : CLIENTS[before].title,
  );
  const whose = before ?? byContent(document.value);
  if (whose === undefined)
    throw new UserError('this is no configuration of a client', {
      place: { file: shown },
      hints: [
        'servers stand under `mcpServers`, `servers` or `[mcp_servers.NAME]`',
        'a tool list is a target: `mcp-audit FILE`',
      ],
    });
  const file: ClientFile = {
    client: whose,
    scope: known?.scope ?? 'project',
    file: absolute,
    shown,
    place: reading.place(absolute),
    workspace: known?.workspace ?? cwd,
  };
  const { value } = document;
  if (!isObject(value))
    throw new UserError('it must hold an object', {
      place: { file: shown, ...document.at([]) },
      hints: ['correct it'],
    });
  const tables = tablesOf(whose, value, file.workspace);
  const around: Surroundings = {
    ...reading,
    workspace: file.workspace,
    inputs: new Map([...defaults(value), ...reading.inputs]),
  };
  return {
    file,
    off: offIn(whose, value, file),
    servers: tables.flatMap(({ at, scope }) => serversAt(at, scope ?? file.scope, document, file, around)),
  };
}

async function textOf(file: string, shown: string, signal: AbortSignal): Promise<string> {
  const bytes = await readBytes(file, signal).catch((error: unknown) => {
    throw new UserError(whyUnreadable(error, shown), {
      hints: ['name a configuration of a client, such as `.mcp.json`, or `--client-config auto`'],
    });
  });
  const { text, bad } = decode(bytes);
  if (bad)
    throw new UserError(looksUtf16(text) ? 'this is UTF-16, not UTF-8' : 'not valid UTF-8', {
      place: { file: shown, ...bad },
      hints: ['save it as UTF-8'],
    });
  return text;
}

interface Table {
  /** The path of the object with the servers. */
  readonly at: readonly string[];
  readonly scope?: Scope;
}

function tablesOf(client: ClientId, value: Record<string, unknown>, workspace: string): Table[] {
  if (client === 'codex') return [{ at: ['mcp_servers'] }];
  if (client === 'vscode') return [{ at: ['servers'] }, { at: ['mcp', 'servers'] }, { at: ['mcpServers'] }];
  const project = projectOf(value, workspace);
  return [
    { at: ['mcpServers'] },
    ...(client === 'claude-code' && project
      ? [{ at: ['projects', project, 'mcpServers'], scope: 'local' as const }]
      : []),
  ];
}

/** The key of `projects` in ~/.claude.json that is this folder. */
function projectOf(value: Record<string, unknown>, workspace: string): string | undefined {
  const projects = value['projects'];
  return isObject(projects)
    ? Object.keys(projects).find((key) => path.resolve(key) === path.resolve(workspace))
    : undefined;
}

function serversAt(
  at: readonly string[],
  scope: Scope,
  document: ClientDocument,
  source: ClientFile,
  around: Surroundings,
): ConfiguredServer[] {
  const table = at.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document.value);
  if (table === undefined) return [];
  if (!isObject(table))
    throw new UserError(`\`${at.join('.')}\` must be an object from names to servers`, {
      place: { file: source.shown, ...document.at(at) },
      hints: ['for example `{ "mcpServers": { "files": { "command": "npx", "args": ["-y", "some-server"] } } }`'],
    });
  const off = offByLists(document.value);
  return Object.entries(table).map(([name, value]) => {
    const why = source.client === 'gemini' ? off(name) : undefined;
    return readEntry(
      { name, value, scope, at: document.at([...at, name]), ...(why === undefined ? {} : { off: why }) },
      source,
      around,
    );
  });
}

/** Gemini CLI: `mcp.allowed` and `mcp.excluded`. */
function offByLists(value: unknown): (name: string) => string | undefined {
  const mcp = isObject(value) && isObject(value['mcp']) ? value['mcp'] : {};
  const { allowed, excluded } = mcp;
  return (name) =>
    Array.isArray(excluded) && excluded.includes(name)
      ? 'named in `mcp.excluded`'
      : Array.isArray(allowed) && !allowed.includes(name)
        ? 'not named in `mcp.allowed`'
        : undefined;
}

/** Claude Code keeps in ~/.claude.json which servers a project does not use. */
function offIn(
  client: ClientId,
  value: Record<string, unknown>,
  { workspace, shown }: ClientFile,
): Map<string, string> {
  const key = client === 'claude-code' ? projectOf(value, workspace) : undefined;
  const project = key === undefined ? undefined : (value['projects'] as Record<string, unknown>)[key];
  const names = isObject(project)
    ? [project['disabledMcpServers'], project['disabledMcpjsonServers']].flatMap((each) =>
        Array.isArray(each) ? each.filter((name): name is string => typeof name === 'string') : [],
      )
    : [];
  return new Map(names.map((name) => [name, `disabled for this project in ${shown}`]));
}

/** What VS Code would suggest when it asks for an input. */
function defaults(value: Record<string, unknown>): [string, string][] {
  const { inputs } = value;
  return Array.isArray(inputs)
    ? inputs.flatMap((each): [string, string][] =>
        isObject(each) &&
        typeof each['id'] === 'string' &&
        typeof each['default'] === 'string' &&
        each['password'] !== true
          ? [[each['id'], each['default']]]
          : [],
      )
    : [];
}
