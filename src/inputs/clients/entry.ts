import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

import { isObject } from '../../model/schema.ts';
import type { Position } from '../../text/lines.ts';
import { shownCommand } from '../live/redact.ts';
import { withoutSecrets } from '../live/secrets.ts';
import type { ClientFile, ConfiguredServer, Reach, Scope, ToolFilter } from './client.ts';
import { Expansion, type Surroundings } from './expand.ts';

export interface Written {
  readonly name: string;
  readonly value: unknown;
  readonly scope: Scope;
  readonly at: Position;
  /** Set where the file says elsewhere that it is not started. */
  readonly off?: string;
}

/** What is wrong with an entry, as the end of a sentence. */
class Flaw extends Error {}

/** Reads one entry. What is wrong with it is said of this server and costs no other. */
export function readEntry(written: Written, source: ClientFile, around: Surroundings): ConfiguredServer {
  const { name, value, scope, at } = written;
  const expansion = new Expansion(source.client, around);
  const entry = isObject(value) ? value : {};
  const given = { names: [] as string[] };
  const common = {
    name,
    source,
    scope,
    at,
    shown: shownEntry(entry),
    tools: filterOf(entry),
  };
  const off = written.off ?? offBy(entry);
  try {
    if (!isObject(value)) throw new Flaw('it must be an object');
    const reach = reachOf(entry, source, expansion, around, given);
    const about = { ...common, given: [...new Set([...given.names, ...expansion.asked])] };
    const secrets = [...expansion.secrets];
    if (off !== undefined) return { ...about, secrets, off };
    const missing = [...expansion.missing];
    return missing.length === 0
      ? { ...about, secrets, reach }
      : { ...about, secrets, problem: { reason: `it was not started: ${missing.join('; ')}`, hint: hintFor(missing) } };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    const about = { ...common, given: given.names, secrets: [] };
    return off === undefined
      ? { ...about, problem: { reason: `its entry cannot be used: ${error.message}`, hint: 'Correct it in the file.' } }
      : { ...about, off };
  }
}

function hintFor(missing: readonly string[]): string {
  const [, variable] =
    /^the variable `(.+)` is/.exec(missing.find((each) => each.startsWith('the variable')) ?? '') ?? [];
  if (variable !== undefined) return `Set it for this run: \`${variable}=… mcp-audit …\`.`;
  const [, input] = /^the input `(.+)` is/.exec(missing.find((each) => each.startsWith('the input')) ?? '') ?? [];
  return input === undefined ? 'Write the value into the file.' : `Give it: \`--input ${input}=…\`.`;
}

function offBy({ disabled, enabled }: Record<string, unknown>): string | undefined {
  return disabled === true || enabled === false ? 'disabled in the file' : undefined;
}

function reachOf(
  entry: Record<string, unknown>,
  { client, workspace }: ClientFile,
  expansion: Expansion,
  around: Surroundings,
  given: { names: string[] },
): Reach {
  const address = entry['httpUrl'] ?? entry['serverUrl'] ?? entry['url'];
  if (entry['command'] === undefined && address !== undefined) {
    const url = expansion.fill(text(address, 'url'));
    const headers = strings(entry['headers'] ?? entry['http_headers'], 'headers', expansion);
    for (const [header, variable] of Object.entries(strings(entry['env_http_headers'], 'env_http_headers')))
      headers[header] = expansion.variable(variable) ?? '';
    if (entry['bearer_token_env_var'] !== undefined)
      headers['Authorization'] =
        `Bearer ${expansion.variable(text(entry['bearer_token_env_var'], 'bearer_token_env_var')) ?? ''}`;
    given.names.push(...Object.keys(headers).map((header) => `header ${header}`));
    return { transport: 'http', url, headers };
  }
  if (entry['command'] === undefined) throw new Flaw('it has neither a `command` nor a `url`');
  const env = {
    ...fromFile(entry['envFile'], workspace, expansion),
    ...strings(entry['env'], 'env', expansion),
  };
  if (client === 'codex' && Array.isArray(entry['env_vars']))
    for (const each of entry['env_vars']) {
      const variable: unknown = isObject(each) ? each['name'] : each;
      if (typeof variable === 'string') expansion.variable(variable);
    }
  given.names.push(...Object.keys(env));
  const folder = entry['cwd'] === undefined ? workspace : expansion.fill(text(entry['cwd'], 'cwd'));
  return {
    transport: 'stdio',
    command: home(expansion.fill(text(entry['command'], 'command')), around.home),
    args: list(entry['args'], 'args').map((argument) => expansion.fill(argument)),
    env,
    cwd: path.resolve(workspace, home(folder, around.home)),
  };
}

/** `~/bin/server`: no shell reads it, and clients help themselves. */
const home = (text: string, folder: string): string => text.replace(/^~(?=[/\\])/, () => folder);

function text(value: unknown, key: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw new Flaw(`\`${key}\` must be a string that is not empty`);
  if (value.includes('\0')) throw new Flaw(`\`${key}\` has a NUL character`);
  return value;
}

function list(value: unknown, key: string): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string' || each.includes('\0')))
    throw new Flaw(`\`${key}\` must be an array of strings`);
  return value as string[];
}

/** An object of strings; numbers and booleans count as the text they are, as clients take them. */
function strings(value: unknown, key: string, expansion?: Expansion): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new Flaw(`\`${key}\` must be an object`);
  const out: Record<string, string> = {};
  for (const [name, each] of Object.entries(value)) {
    if (each === null) continue; // VS Code: not passed on
    if (typeof each === 'object' || String(each).includes('\0') || name.includes('\0'))
      throw new Flaw(`\`${key}\` must be an object from names to strings`);
    out[name] = expansion ? expansion.fill(String(each)) : String(each);
  }
  return out;
}

/** The variables of an `envFile` (VS Code, Cursor). */
function fromFile(value: unknown, workspace: string, expansion: Expansion): Record<string, string> {
  if (value === undefined || value === null) return {};
  const file = expansion.fill(text(value, 'envFile'));
  try {
    return parseEnv(readFileSync(path.resolve(workspace, file), 'utf8')) as Record<string, string>;
  } catch {
    expansion.missing.add('its `envFile` cannot be read');
    return {};
  }
}

const names = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : undefined;

function filterOf(entry: Record<string, unknown>): ToolFilter {
  const only = names(entry['enabled_tools'] ?? entry['includeTools']);
  const without = names(entry['disabled_tools'] ?? entry['excludeTools'] ?? entry['disabledTools']);
  return { ...(only ? { only } : {}), ...(without ? { without } : {}) };
}

/** The command or the address as written: variables are still names there. What looks like a secret is taken out. */
function shownEntry(entry: Record<string, unknown>): string {
  const address = entry['httpUrl'] ?? entry['serverUrl'] ?? entry['url'];
  if (typeof entry['command'] !== 'string') return typeof address === 'string' ? shownAddress(address) : '';
  const args = Array.isArray(entry['args']) ? entry['args'].filter((each) => typeof each === 'string') : [];
  return withoutSecrets(shownCommand(entry['command'], args as string[]));
}

/** Without user, query and fragment, and without long random parts of the path: some hosted servers put the key there. */
function shownAddress(address: string): string {
  const [plain = ''] = address.split(/[?#]/, 1);
  return withoutSecrets(plain.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1'))
    .split('/')
    .map((part) =>
      part.length >= 20 && /\d/.test(part) && /[a-z]/i.test(part) && !/[.$]/.test(part) ? '[redacted]' : part,
    )
    .join('/');
}
