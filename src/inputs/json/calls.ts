import type { CutCall, EgressFact, ProbedCall } from '../../model/calls.ts';
import { boolean, list, number, object, oneOf, text, type Fields } from './fields.ts';

const CALL: Fields<ProbedCall> = {
  tool: text,
  kind: oneOf('valid', 'invalid'),
  arguments: text,
  fields: list(text),
  outcome: oneOf('result', 'error', 'refused', 'late', 'lost'),
  isError: boolean,
  code: number,
  status: number,
  ms: number,
  bytes: number,
  text,
  empty: boolean,
  named: list(text),
  stack: text,
};
const OPTIONAL = ['isError', 'code', 'status', 'stack'] as const;

export const readCalls = list(object<ProbedCall>(CALL, OPTIONAL));

export const readEgress = object<EgressFact>({
  cut: oneOf('namespace', 'variables'),
  calls: list(
    object<CutCall>({ ...CALL, before: oneOf('same', 'empty', 'filled', 'failed') }, [...OPTIONAL, 'before']),
  ),
});
