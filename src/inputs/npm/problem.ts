import { isObject } from '../../model/schema.ts';
import { printable } from '../../text/printable.ts';
import { GONE, withoutSecrets } from '../live/secrets.ts';
import type { NpmSpec } from './spec.ts';

/** Why a package could not be had, as one sentence without a full stop. */
export class NpmProblem extends Error {
  override readonly name = 'NpmProblem';
  readonly detail: string | undefined;
  readonly hint: string | undefined;

  constructor(message: string, { detail, hint }: { detail?: string; hint?: string } = {}) {
    super(message);
    this.detail = detail;
    this.hint = hint;
  }
}

export const noNpm = ({ code, message }: NodeJS.ErrnoException): NpmProblem =>
  code === 'ENOENT'
    ? new NpmProblem('there is no `npm` on the PATH, and packages are had through it', {
        hint: 'Install Node.js with npm, or audit an installed copy: `mcp-audit node_modules/NAME`.',
      })
    : new NpmProblem(`cannot start npm: ${code ?? printable(message)}`);

/** How npm ended when it failed, and the folder it worked in, which is never named. */
interface Failure {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly folder: string;
}

/** npm's answer in our words, with its own reason below. */
export function refused(spec: NpmSpec, failure: Failure): NpmProblem {
  const { code, said } = answer(failure);
  const { reason, hint } = meaning(code, spec);
  return new NpmProblem(reason, { ...(said === '' ? {} : { detail: `npm: ${said}` }), ...(hint ? { hint } : {}) });
}

function meaning(code: string, { name, wanted }: NpmSpec): { reason: string; hint?: string } {
  switch (code) {
    case 'E404':
      return {
        reason: `the registry has no package \`${name}\`, or shows it to nobody who is not signed in`,
        hint: 'Check the name; for a private package sign in with `npm login`. Your own npm is asked, with its settings.',
      };
    case 'ETARGET':
    case 'ENOVERSIONS':
      return {
        reason: `the registry has no version \`${wanted}\` of \`${name}\``,
        hint: `\`npm view ${name} versions\` lists them.`,
      };
    case 'E401':
    case 'E403':
    case 'ENEEDAUTH':
      return {
        reason: `the registry refuses to give \`${name}\``,
        hint: 'Sign in with `npm login`, or check the token in your `.npmrc`.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
    case 'ERR_SOCKET_TIMEOUT':
    case 'ENOTCACHED':
    case 'FETCH_ERROR':
      return {
        reason: 'the registry cannot be reached',
        hint: 'Check the network and the proxy; without a network, audit an installed copy: `mcp-audit node_modules/NAME`.',
      };
    case 'EALLOWGIT':
    case 'ENOPROGRAM':
      return {
        reason: `\`${name}\` needs a package from git, and npm runs programs to get one`,
        hint: 'Clone it, install it as you trust it, and audit the folder: `mcp-audit path/to/it`.',
      };
    default:
      return { reason: `npm could not install \`${name}\`${code === '' ? '' : ` (${printable(code, 40)})`}` };
  }
}

/** The code and the sentence of `npm --json`; else the last lines of its log. */
function answer({ code, stdout, stderr, folder }: Failure): { code: string; said: string } {
  const clean = (text: string): string => printable(withoutAddresses(text.replaceAll(folder, '.')).trim(), 600);
  try {
    const { error } = JSON.parse(stdout) as { error?: unknown };
    if (isObject(error)) {
      const [told, summary, detail] = [error['code'], error['summary'], error['detail']].map((part) =>
        typeof part === 'string' ? part : '',
      ) as [string, string, string];
      const [first = ''] = detail.trim().split('\n', 1);
      return { code: told, said: clean([summary.trim(), first].filter(Boolean).join(' · ')) };
    }
  } catch {
    // it ended before it could say anything in JSON
  }
  const lines = stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('complete log of this run'))
    .slice(-3);
  return { code: '', said: clean(lines.length > 0 ? lines.join(' · ') : `ended with code ${code ?? 'none'}`) };
}

/** Addresses keep their host and path: user, query, and parts of the path that look like keys are taken out. */
function withoutAddresses(text: string): string {
  const shown = text.replace(/\bhttps?:\/\/[^\s"'<>]{1,2000}/gi, (address) => {
    if (!URL.canParse(address)) return GONE;
    const { origin, pathname } = new URL(address);
    return origin + pathname.replace(/(?<=\/)(?=[^/]*\d)(?=[^/]*[a-z])[\w-]{20,}(?=\/|$)/gi, GONE);
  });
  return withoutSecrets(shown);
}
