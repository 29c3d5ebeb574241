import { homedir } from 'node:os';
import path from 'node:path';

import type { ConfiguredServer } from '../inputs/clients/client.ts';
import { findFiles, placesOf, type Machine } from '../inputs/clients/find.ts';
import { groupFiles, type ClientGroup } from '../inputs/clients/groups.ts';
import { readClientFile, type ReadFile } from '../inputs/clients/read.ts';
import { displayPath } from '../inputs/json/load.ts';
import { CLIENT_IDS, CLIENTS, type ClientId } from '../profiles/clients.ts';
import { styleOf } from '../reporters/terminal/style.ts';
import { columns, pad } from '../reporters/terminal/width.ts';
import { wrap } from '../reporters/terminal/wrap.ts';
import { plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { wantsColor, type Io } from './io.ts';
import { assignment } from './values.ts';

/** Flags about the configurations of clients. */
export interface ClientFlags {
  readonly clientConfig?: readonly string[];
  readonly yes?: boolean;
  readonly input?: readonly string[];
  readonly env?: readonly string[];
}

/** `auto`, `FILE` or `cursor=FILE`. */
interface Wish {
  readonly file: string;
  readonly client?: ClientId;
}

/**
 * Reads what `--client-config` names. What it finds by itself (`auto`) is shown, and started only when a person says so on a
 * terminal, or `--yes` does. Throws a `UserError`, also when nobody can be asked, or the answer is no.
 */
export async function readClients(flags: ClientFlags, io: Io): Promise<readonly ClientGroup[]> {
  const named = flags.clientConfig ?? [];
  const machine: Machine = {
    platform: process.platform,
    variables: io.env,
    home: io.env['HOME'] ?? io.env['USERPROFILE'] ?? homedir(),
    cwd: io.cwd,
  };
  const show = (file: string): string => shownPath(file, machine);
  const wishes = named.flatMap((text) => (text === 'auto' ? findFiles(machine).map(found) : [wishOf(text)]));
  if (wishes.length === 0)
    throw new UserError('no client is configured here', {
      hints: [
        `looked for ${placesOf(machine)
          .map(([, file]) => show(file))
          .join(', ')}`,
      ],
    });
  const given = (flags.env ?? []).map((text) => assignment('--env', text));
  const reading = {
    cwd: io.cwd,
    home: machine.home,
    signal: io.signal,
    show,
    place: (file: string) => displayPath(file, io.cwd),
    variables: { ...io.env, ...Object.fromEntries(given) },
    inputs: new Map((flags.input ?? []).map((text) => assignment('--input', text))),
  };
  const read = await readAll(wishes, (wish) => readClientFile(wish.file, wish.client, reading));
  const groups = groupFiles(read).filter(({ servers }) => servers.length > 0);
  if (groups.length === 0)
    throw new UserError(`no server is configured in ${read.map(({ file }) => file.shown).join(', ')}`, {
      hints: ['name a file with servers: `--client-config FILE`'],
    });
  if (named.includes('auto')) await consent(groups, flags.yes ?? false, io);
  return groups;
}

const found = ([client, file]: readonly [ClientId, string]): Wish => ({ client, file });

function wishOf(text: string): Wish {
  const [, client, file] = /^([a-z-]+)=(.+)$/s.exec(text) ?? [];
  if (client === undefined || file === undefined) return { file: text };
  if ((CLIENT_IDS as readonly string[]).includes(client)) return { client: client as ClientId, file };
  throw new UserError(`--client-config knows no client \`${client}\``, {
    hints: [`known are ${CLIENT_IDS.map((id) => `\`${id}\``).join(', ')}`],
  });
}

/** The mistakes of all files at once. */
async function readAll(wishes: readonly Wish[], read: (wish: Wish) => Promise<ReadFile>): Promise<ReadFile[]> {
  const settled = await Promise.allSettled(wishes.map(read));
  const [first, ...others] = settled.flatMap((each) => {
    if (each.status === 'fulfilled') return [];
    if (!(each.reason instanceof UserError)) throw each.reason;
    return [each.reason];
  });
  if (first) throw new UserError(first.message, { hints: first.hints, place: first.place!, others });
  return settled.map((each) => (each as PromiseFulfilledResult<ReadFile>).value);
}

/** As somebody would write it: from here, else from the home folder. */
function shownPath(file: string, { home, cwd }: Machine): string {
  const posix = (text: string): string => text.split(path.sep).join('/');
  const inside = (folder: string): string | undefined => {
    const relative = path.relative(folder, file);
    return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? undefined : posix(relative);
  };
  const below = inside(home);
  return inside(cwd) ?? (below === undefined ? posix(file) : `~/${below}`);
}

async function consent(groups: readonly ClientGroup[], isAgreed: boolean, io: Io): Promise<void> {
  const { stderr } = io;
  stderr.write(`${shownGroups(groups, io).join('\n')}\n\n`);
  const starts = groups.flatMap(({ servers }) => servers).flatMap(({ reach }) => reach ?? []);
  if (isAgreed || starts.length === 0) return;
  if (!io.ask)
    throw new UserError('nothing was started: what is found by itself is started only when somebody agrees', {
      hints: ['to start all of it, add `--yes`', 'or name the files that you mean: `--client-config .mcp.json`'],
    });
  const commands = starts.filter(({ transport }) => transport === 'stdio').length;
  const asked = [
    commands > 0 ? `start ${plural(commands, 'command')}` : '',
    starts.length > commands ? `call ${plural(starts.length - commands, 'address', 'addresses')}` : '',
  ].filter(Boolean);
  const answer = await io.ask(`${asked.join(' and ')}? [y/N] `);
  if (io.signal.aborted) return; // nothing starts any more
  if (!/^\s*y(?:es)?\s*$/i.test(answer))
    throw new UserError('nothing was started', {
      hints: ['name the files that you mean: `--client-config .mcp.json`'],
    });
}

function shownGroups(groups: readonly ClientGroup[], io: Io): string[] {
  const style = styleOf({ color: wantsColor(io, io.stderr), links: false });
  const width = Math.max(40, Math.min(io.stderr.columns ?? 100, 120));
  const names = groups.flatMap(({ servers }) => servers.map(({ name }) => columns(printable(name, 40))));
  const wide = Math.min(Math.max(...names), Math.floor(width / 3));
  return groups.flatMap(({ client, files, servers }) => [
    '',
    `${style.bold(CLIENTS[client].title)} ${style.dim(`· ${files.map((file) => printable(file)).join(', ')}`)}`,
    ...servers.flatMap((server) => {
      const [lead, ...more] = describe(server).flatMap(({ text, quiet }) =>
        wrap(text, width - wide - 4).map((line) => (quiet ? style.dim(line) : line)),
      );
      return [
        `  ${style.bold(pad(printable(server.name, 40), wide))}  ${lead ?? ''}`,
        ...more.map((line) => ' '.repeat(wide + 4) + line),
      ];
    }),
  ]);
}

/** What would be started, whole: what is cut off could be what matters. */
function describe({ off, problem, shown, given }: ConfiguredServer): { text: string; quiet?: boolean }[] {
  if (off !== undefined) return [{ text: `off: ${printable(off, 300)}`, quiet: true }];
  if (problem) return [{ text: printable(problem.reason, 500), quiet: true }];
  return [
    { text: printable(shown, 10_000) },
    ...(given.length > 0
      ? [{ text: `given: ${given.map((name) => printable(name, 80)).join(', ')}`, quiet: true }]
      : []),
  ];
}
