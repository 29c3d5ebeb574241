import type { ConfigTarget, NamedWord } from '../config/config.ts';
import { UserError } from '../user-error.ts';
import {
  commonOf,
  httpTarget,
  jsonTarget,
  sourceTarget,
  stdioTarget,
  targetOf,
  type LiveFlags,
  type Target,
} from './target.ts';
import { anchor as readAnchor } from './values.ts';

/** Splits `a.json URL -- node server.js --flag` at the first `--`: everything after it is one command, untouched. */
export function splitCommand(argv: readonly string[]): {
  own: readonly string[];
  command: readonly string[] | undefined;
} {
  const cut = argv.indexOf('--');
  return cut < 0 ? { own: argv, command: undefined } : { own: argv.slice(0, cut), command: argv.slice(cut + 1) };
}

export function targetsOf(
  words: readonly string[],
  command: readonly string[] | undefined,
  flags: LiveFlags,
  cwd: string,
): Target[] {
  const named = [...new Set(words)].map((word) => targetOf(word, flags, cwd));
  if (command === undefined) return named;
  const [program, ...args] = command;
  if (program === undefined || program === '')
    throw new UserError('nothing stands after `--`', {
      hints: ['write the command that starts the server: `mcp-audit -- node server.js`'],
    });
  return [...named, stdioTarget(program, args, flags)];
}

/** A flag that reaches no target is a mistake, and a header or variable that is not sent a silent one. */
export function refuseIdleFlags(targets: readonly Target[], flags: LiveFlags): void {
  const { headers, env, cwd, source, users, healthUrl, wireChecks } = flags;
  const has = (...kinds: Target['kind'][]): boolean => targets.some(({ kind }) => kinds.includes(kind));
  if (wireChecks === false && (users || healthUrl !== undefined))
    throw new UserError(`--no-wire-checks leaves out what ${users ? '`--header B/…`' : '--health-url'} asks for`);
  if (healthUrl !== undefined && targets.filter(({ kind }) => kind === 'http').length !== 1)
    throw new UserError('--health-url is given, and it needs exactly one target that is a URL', {
      hints: ['it is the health URL of that server: `mcp-audit https://example.com/mcp --health-url …`'],
    });
  if ((Object.keys(headers).length > 0 || users) && !has('http'))
    throw new UserError('--header is given, and no target is a URL', {
      hints: ['to pass a secret to a command use `--env NAME=VALUE`'],
    });
  for (const [flag, given] of [
    ['--env', Object.keys(env).length > 0],
    ['--cwd', cwd !== undefined],
  ] as const)
    if (given && !has('stdio'))
      throw new UserError(`${flag} is given, and no target is a command`, {
        hints: ['name the command that starts the server: `mcp-audit -- node server.js`'],
      });
  if (source !== undefined && !has('stdio', 'http', 'json'))
    throw new UserError('--source is given, and no target is a running server or a tool list', {
      hints: [
        'name what runs as well: `mcp-audit --source src -- node dist/server.js`',
        'to audit the source alone, name it as the target: `mcp-audit src`',
      ],
    });
}

/** The targets of a configuration; what it says about one target wins over flags, which speak of all. */
export function configTargets(targets: readonly (ConfigTarget | NamedWord)[], flags: LiveFlags, cwd: string): Target[] {
  return targets.map((target): Target => {
    if (typeof target === 'string') return targetOf(target, flags, cwd);
    if ('word' in target) return { ...targetOf(target.word, flags, cwd), label: target.name };
    const label = target.name === undefined ? {} : { label: target.name };
    const common = commonOf({
      ...flags,
      ...('anchor' in target && target.anchor !== undefined ? { anchor: readAnchor(target.anchor) } : {}),
      ...(target.source === undefined ? {} : { source: target.source }),
    });
    if ('json' in target) return { ...jsonTarget(target.json, common, cwd), ...label };
    if ('url' in target)
      return {
        ...httpTarget(target.url, {
          ...flags,
          headers: { ...flags.headers, ...target.headers },
          ...(target.healthUrl === undefined ? {} : { healthUrl: target.healthUrl }),
          ...common,
        }),
        ...label,
      };
    if (!('command' in target)) return { ...sourceTarget(target.source, cwd), ...label };
    const [command, ...args] = target.command;
    const { cwd: folder = flags.cwd } = target;
    if (command === undefined) throw new UserError('a target has an empty `command`'); // the schema demands one
    return {
      ...stdioTarget(command, args, {
        env: { ...flags.env, ...target.env },
        ...(folder === undefined ? {} : { cwd: folder }),
        ...common,
      }),
      ...label,
    };
  });
}
