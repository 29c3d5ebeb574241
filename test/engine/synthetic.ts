import { buildServer, type Raw } from '../../src/inputs/build.ts';
import type { Loaded } from '../../src/inputs/input.ts';
import type { Address } from '../../src/model/address.ts';
import { defineRule, type Report, type Rule } from '../../src/rule.ts';

/** A loaded server without a file: what an input with holes would hand over. */
export function synthetic(raw: Partial<Raw>, more: Partial<Loaded> = {}): Loaded {
  const server = buildServer({ id: 'demo', fidelity: 'observed', complete: true, tools: [], ...raw });
  return { input: 'json', server, locate: () => undefined, texts: new Map(), suppressions: [], files: [], ...more };
}

export const toolAt = (name: string, pointer = '', nth = 1): Address => ({
  server: 'demo',
  kind: 'tool',
  name,
  nth,
  pointer,
});
export const serverAt = (pointer = ''): Address => ({ server: 'demo', kind: 'server', name: '', nth: 1, pointer });

/** A rule that reports whatever the test gives it, once per server. */
export const saying = (
  id: string,
  reports: readonly Report<'it'>[],
  meta: Partial<Rule<string, 'it'>['meta']> = {},
): Rule<string, 'it'> =>
  defineRule<string, 'it'>(
    {
      id,
      title: 't',
      category: 'schema',
      severity: 'error',
      why: 'w',
      hint: 'h',
      messages: { it: 'It is `{name}`.' },
      references: ['a/b#1'],
      realCase: 'r',
      since: '0.1.0',
      ...meta,
    },
    {
      *server() {
        yield* reports;
      },
    },
  );
