import { itemKey, printAddress, type Address } from '../model/address.ts';
import type { CodeFact, FailureFact, Shape } from '../model/code.ts';
import type { ToolServer } from '../model/server.ts';

/** A tool result that a failure ends in, once for each `return`. */
export interface ErrorResult extends CodeFact {
  readonly form: FailureFact['form'];
  readonly shape: Shape;
  /** Where it is written, if a function writes it that only failures come to. */
  readonly made?: Address;
  /** It is for some failures only, and others go on. */
  readonly narrow: boolean;
  /** What failed was asked of another service, or of a program. */
  readonly outbound: boolean;
}

/** What tools answer when something fails: from catch clauses and branches, and from returns that tell of an error. */
export function errorResultsOf({ code }: ToolServer): readonly ErrorResult[] {
  const found = new Map<
    string,
    { readonly result: Omit<ErrorResult, 'tools'>; readonly tools: Map<string, Address> }
  >();
  const add = ({ tools, ...result }: ErrorResult): void => {
    const key = printAddress(result.at);
    const known = found.get(key) ?? { result, tools: new Map<string, Address>() };
    for (const tool of tools) known.tools.set(itemKey(tool), tool);
    found.set(key, known);
  };
  for (const { reaches, ends, tools, form, narrow, outbound } of code?.failures.facts ?? [])
    for (const { at, does, shape, made } of ends)
      // what has `content` becomes the result, even if something around it looks at it first
      if (reaches !== 'nothing' && reaches !== 'unknown' && does === 'returns' && shape?.kind === 'result')
        add({ at, tools, form, shape, narrow, outbound, ...(made ? { made } : {}) });
  for (const { returns, tool } of code?.handlers.facts ?? [])
    for (const { at, where, shape, made } of returns)
      if (shape.kind === 'result' && (where !== 'success' || shape.isError === 'yes' || shape.isError === 'inside'))
        add({
          at,
          tools: [tool],
          form: where === 'catch' ? 'catch' : 'branch',
          shape,
          narrow: false,
          outbound: false,
          ...(made && where !== 'success' ? { made } : {}),
        });
  return [...found.values()]
    .filter(({ tools }) => tools.size > 0)
    .map(({ result, tools }) => ({ ...result, tools: [...tools.values()] }));
}
