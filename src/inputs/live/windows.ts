import { existsSync } from 'node:fs';
import { win32 } from 'node:path';

/** What to hand to `spawn`; `verbatim` text is already quoted for the Windows command line. */
export interface Invocation {
  readonly file: string;
  readonly args: readonly string[];
  readonly verbatim: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Windows starts only `.exe` files directly. `npx` and most installed servers are `.cmd` files, which Node refuses to
 * start without a shell (nodejs/node#52681), so `cmd.exe` gets them with every argument quoted twice: once for itself, once
 * for the program. On other systems a command is what it is.
 */
export function invocation(
  command: string,
  args: readonly string[],
  env: Variables = process.env,
  platform: string = process.platform,
  exists: (file: string) => boolean = existsSync,
): Invocation {
  const file = platform === 'win32' ? resolveCommand(command, env, exists) : command;
  if (platform !== 'win32' || !/\.(?:cmd|bat)$/i.test(file)) return { file, args, verbatim: false };
  const line = [escapeForCmd(win32.normalize(file)), ...args.map((arg) => escapeForCmd(escapeForCmd(quote(arg))))].join(
    ' ',
  );
  return { file: env['ComSpec'] ?? 'cmd.exe', args: ['/d', '/s', '/c', `"${line}"`], verbatim: true };
}

function resolveCommand(command: string, env: Variables, exists: (file: string) => boolean): string {
  const folders = /[\\/]/.test(command)
    ? ['']
    : (env['Path'] ?? env['PATH'] ?? '').split(';').filter((folder) => folder !== '');
  const endings = win32.extname(command) === '' ? (env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';') : [''];
  for (const folder of folders) {
    for (const ending of endings) {
      const file = folder === '' ? command + ending : win32.join(folder, command + ending);
      if (exists(file)) return file;
    }
  }
  return command;
}

/** The rules by which C programs take their command line apart: backslashes count only before a quote. */
const quote = (arg: string): string => `"${arg.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\*)$/, '$1$1')}"`;

const escapeForCmd = (text: string): string => text.replace(/[()\][%!^"`<>&|;, *?]/g, '^$&');
