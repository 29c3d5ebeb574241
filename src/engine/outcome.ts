import type { Failed, Loaded } from '../inputs/input.ts';
import type { ServerAudit } from './audit.ts';

/** A half-read list is partial; an empty or too short one tells nothing about the server. */
export function outcome(
  { server, partial, stderr }: Loaded,
  minTools: number,
): Pick<ServerAudit, 'status' | 'reason' | 'detail' | 'hint'> {
  const detail = stderr?.trim() ? { detail: stderr.trim() } : {};
  if (!server.complete) return { status: 'partial', reason: partial ?? 'the tool list is not complete', ...detail };
  if (server.tools.length >= minTools) return { status: 'audited', reason: undefined };
  if (server.tools.length === 0 && server.fidelity === 'declared')
    return {
      status: 'not-evaluated',
      reason: 'its source registers no tools',
      hint: 'Name the file or folder that registers them, or audit what runs: `mcp-audit -- COMMAND`; if none are expected, pass `--min-tools 0`.',
    };
  if (server.tools.length === 0)
    return {
      status: 'not-evaluated',
      reason: 'the server lists no tools',
      ...detail,
      hint: 'A server may list tools only after configuration or sign-in; if none are expected, pass `--min-tools 0`.',
    };
  return {
    status: 'not-evaluated',
    reason: `the server lists ${server.tools.length} ${server.tools.length === 1 ? 'tool' : 'tools'}, fewer than the ${minTools} asked for by --min-tools`,
    ...detail,
  };
}

/** A target that gave no server. */
export function failedServer({ id, input, target, reason, detail, hint, place, entries }: Failed): ServerAudit {
  return {
    id,
    input,
    ...(target === undefined ? {} : { target }),
    status: 'not-evaluated',
    reason,
    ...(detail ? { detail } : {}),
    ...(hint ? { hint } : {}),
    ...(place ? { place } : {}),
    ...(entries ? { entries } : {}),
    tools: [],
    unchecked: [],
  };
}
