import type { CutCall, ProbedCall } from '../model/calls.ts';
import { codeCase, type Case } from './code-case.ts';

/** A call of the tool `search` that went well, with what the case is about. */
const filled = (more: Partial<CutCall>): ProbedCall => ({
  tool: 'search',
  kind: 'valid',
  arguments: '{}',
  fields: [],
  outcome: 'result',
  ...(more.outcome === undefined || more.outcome === 'result' ? { isError: false } : {}),
  ms: 20,
  bytes: 100,
  text: '',
  empty: false,
  named: [],
  ...more,
});

/** A snapshot of a server whose tools were called: `[]`-marks stand in the code, at `server.ts#/search` if nowhere else. */
export const callCase = (calls: readonly Partial<ProbedCall>[], more: Omit<Case, 'wire'> = {}): string =>
  codeCase({ ...more, wire: { transport: 'stdio', calls: calls.map(filled) } });

/** The same of calls without a network. */
export const cutCase = (calls: readonly Partial<CutCall>[], more: Omit<Case, 'wire'> = {}): string =>
  codeCase({ ...more, wire: { transport: 'stdio', egress: { cut: 'namespace', calls: calls.map(filled) } } });

/** Arguments without the parameter `id`, which the schema requires. */
export const WITHOUT_ID = { kind: 'invalid', fields: ['id'] } as const;
