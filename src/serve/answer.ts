import { printable } from '../text/printable.ts';

/** Why a call gave nothing. `busy` and `cancelled` may go well when tried again; the others only when something is changed first. */
export type Code =
  | 'ambiguous_input'
  | 'busy'
  | 'cancelled'
  | 'internal'
  | 'needs_live'
  | 'not_found'
  | 'outside_folder'
  | 'stale_cursor'
  | 'timed_out'
  | 'too_large'
  | 'unknown_rule'
  | 'unknown_target'
  | 'wrong_configuration';

const RETRYABLE: ReadonlySet<Code> = new Set(['busy', 'cancelled', 'stale_cursor']);

/** A call that cannot be answered: what is wrong, and what to do next. */
export class Refusal extends Error {
  readonly code: Code;
  readonly nextStep: string;

  constructor(code: Code, message: string, nextStep: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.nextStep = nextStep;
  }
}

/** A result as the protocol wants it: the object, and the same as text for clients that show only that. */
export function answer<T extends object>(structuredContent: T) {
  return { content: [{ type: 'text' as const, text: JSON.stringify(structuredContent) }], structuredContent };
}

/** A failure as a result: an agent reads it and acts on it. */
export function failure({ code, message, nextStep }: Refusal) {
  const error = {
    code,
    message: printable(message, 1_000),
    retryable: RETRYABLE.has(code),
    next_step: printable(nextStep, 1_000),
  };
  return {
    content: [{ type: 'text' as const, text: JSON.stringify({ error }) }],
    structuredContent: { error },
    isError: true as const,
  };
}
