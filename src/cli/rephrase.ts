import type { Command, CommanderError } from 'commander';

import { nearest } from '../text/nearest.ts';
import { UserError } from '../user-error.ts';

/** Commander's complaints in our words, with the nearest match. */
export function rephrase(error: CommanderError, program: Command): UserError {
  const words = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const flags = [program, ...program.commands].flatMap(({ options }) =>
    options.flatMap(({ long, short }) => [long, short].filter((flag) => typeof flag === 'string')),
  );
  const help = '`mcp-audit --help` lists the options';
  switch (error.code) {
    case 'commander.unknownOption': {
      const close = nearest(words.replace(/=.*$/s, ''), flags);
      if (close === words) return new UserError(`\`${words}\` is no option of this command`, { hints: [help] });
      return new UserError(`there is no option \`${words}\``, {
        hints: [
          ...(close ? [`did you mean \`${close}\`?`] : []),
          'options of the server itself go after `--`: `mcp-audit -- COMMAND ARG…`',
          help,
        ],
      });
    }
    case 'commander.optionMissingArgument':
      return new UserError(`\`${words}\` needs a value`, { hints: [help] });
    case 'commander.missingArgument':
      return new UserError(`\`${words}\` is missing`, {
        hints: words === 'rule' ? ['`mcp-audit rules` lists all of them'] : [help],
      });
    case 'commander.excessArguments':
      return new UserError('too many arguments', { hints: [help] });
    default:
      return new UserError(error.message.replace(/^error: /, ''), { hints: [help] });
  }
}
