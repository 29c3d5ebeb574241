import { existsSync } from 'node:fs';
import path from 'node:path';

import { displayPath } from '../inputs/json/load.ts';
import { boundary } from '../inputs/live/boundary.ts';
import { handedTo } from '../inputs/live/handed.ts';
import { withoutLogCommands } from '../text/log-commands.ts';
import { plural } from '../text/numbers.ts';
import { printable, safeJson } from '../text/printable.ts';
import { explained, jsonOf } from './config-shown.ts';
import { configured, type ConfigFlags } from './configured.ts';
import { Exit, type ExitCode } from './exit.ts';
import { wantsColor, type Io } from './io.ts';
import { BASELINE } from './known.ts';
import { wantedTargets } from './targets-named.ts';
import { configTargets } from './targets.ts';

export interface ConfigCommandFlags extends ConfigFlags {
  readonly print?: boolean;
  readonly json?: boolean;
  readonly target?: readonly string[];
}

/** `mcp-audit config [--print]`: reads the configuration and says that it is right, or prints what is set and by whom. Nothing is started. */
export async function configCommand(flags: ConfigCommandFlags, io: Io): Promise<ExitCode> {
  const { read } = await configured(flags, io);
  const targets = wantedTargets(read, flags.target);
  const file = read.file === undefined ? undefined : displayPath(read.file, io.cwd);
  if (flags.print || flags.json) {
    const all = explained(read, targets, flags, { file, hasBaseline: existsSync(path.join(io.cwd, BASELINE)) });
    const handed = configTargets(read.config.targets ?? [], { headers: {}, env: {} }, io.cwd).flatMap(handedTo);
    const shown = { ...all, config: boundary(handed).value(all.config) };
    if (flags.json) io.stdout.write(`${safeJson(JSON.stringify(jsonOf(shown), null, 2))}\n`);
    else {
      const { renderConfig } = await import('./config-terminal.ts');
      const width = Math.max(60, Math.min(io.stdout.columns ?? 100, 140));
      io.stdout.write(withoutLogCommands(renderConfig(shown, { color: wantsColor(io, io.stdout), width })));
    }
    return Exit.clean;
  }
  const set = Object.keys(read.config.rules ?? {}).length;
  io.stdout.write(
    file === undefined
      ? 'there is no configuration in this folder: all is as it is by default\n'
      : `${printable(file)} is right: ${plural(read.config.targets?.length ?? 0, 'target')}, ${plural(set, 'rule')} set\n`,
  );
  return Exit.clean;
}
