import { isObject } from '../../model/schema.ts';
import type { HealthFact } from '../../model/wire.ts';
import type { Answer } from './ask.ts';
import { showsSecret } from './secrets.ts';

/** Milliseconds: Kubernetes waits no longer by default. */
const SLOW = 1000;

/** What one answer shows, by its body and how long it took. */
export function shownBy({ status, body, took, away }: Answer): Omit<HealthFact, 'path'> {
  const says = saidIn(body);
  return {
    status,
    ...(took > SLOW ? { ms: Math.round(took / 100) * 100 } : {}),
    shows: [
      ...(showsSecret(body) ? (['secret'] as const) : []),
      ...(SESSIONS.test(body) ? (['sessions'] as const) : []),
      ...(showsEnvironment(body) ? (['environment'] as const) : []),
      ...(STACK.test(body) ? (['stack'] as const) : []),
    ],
    ...(says ? { says } : {}),
    ...(away ? { away } : {}),
  };
}

/** A frame of a trace, in text or in JSON. */
const STACK = /(?:^|\\n)[ \t]{1,20}at .{1,300}?:\d{1,7}:\d{1,7}/m;
/** Identifiers of sessions, which are all that some servers ask of a client. */
const SESSIONS = /"(?:active[_-]?)?sessions?(?:[_-]?ids?)?"\s{0,9}:\s{0,9}\[?\s{0,9}"[\w-]{16,}"/i;
/** Variables that every process has: three of them beside each other are the whole environment. */
const VARIABLES = [
  'PATH',
  'HOME',
  'PWD',
  'USER',
  'HOSTNAME',
  'SHELL',
  'LANG',
  'NODE_ENV',
  'NODE_VERSION',
  'SHLVL',
  'OLDPWD',
];

const showsEnvironment = (body: string): boolean =>
  VARIABLES.filter((name) => body.includes(`"${name}"`) || body.includes(`\n${name}=`) || body.startsWith(`${name}=`))
    .length > 2;

const WELL =
  /^(?:ok|okay|pass(?:ed|ing)?|up|healthy|ready|alive|live|good|green|running|available|online|serving|success)$/i;
const ILL =
  /^(?:fail(?:ed|ing|ure)?|down|errors?|unhealthy|critical|dead|unavailable|not[ _-]?(?:ready|healthy|ok|serving)|offline|red|disconnected)$/i;

/** `{"status": "down"}`, `{"ok": false}`: only what stands at the top, in the fields that are in use for it. */
function saidIn(body: string): 'well' | 'ill' | undefined {
  let said: unknown;
  try {
    said = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isObject(said)) return undefined;
  const words = ['status', 'state', 'health'].flatMap((key) =>
    typeof said[key] === 'string' ? [said[key].trim()] : [],
  );
  const flags = ['ok', 'healthy', 'ready', 'alive', 'up', 'success'].flatMap((key) =>
    typeof said[key] === 'boolean' ? [said[key]] : [],
  );
  const isWell = words.some((word) => WELL.test(word));
  if (words.some((word) => ILL.test(word)) || (!isWell && flags.some((isTrue) => !isTrue))) return 'ill';
  return isWell || flags.some(Boolean) ? 'well' : undefined;
}
