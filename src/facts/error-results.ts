import { itemKey, printAddress, type Address } from '../model/address.ts';
import type { CodeFact, CodeFacts, FailureFact, Shape } from '../model/code.ts';
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
  const answers = answersOf(code);
  for (const { reaches, ends, tools, form, narrow, outbound } of code?.failures.facts ?? [])
    for (const { at, does, shape, made } of ends)
      // what has `content` becomes the result, even if something around it looks at it first
      if (reaches !== 'nothing' && reaches !== 'unknown' && does === 'returns' && shape?.kind === 'result')
        if (!answers(at, shape)) add({ at, tools, form, shape, narrow, outbound, ...(made ? { made } : {}) });
  for (const { returns, tool } of code?.handlers.facts ?? [])
    for (const { at, where, shape, made, narrow = false } of returns) {
      const isTold = where !== 'success' || shape.isError === 'yes' || shape.isError === 'inside';
      if (!isTold || shape.kind !== 'result' || answers(at, shape)) continue;
      add({
        at,
        tools: [tool],
        form: where === 'catch' ? 'catch' : 'branch',
        shape,
        narrow,
        outbound: false,
        ...(made && where !== 'success' ? { made } : {}),
      });
    }
  return [...found.values()]
    .filter(({ tools }) => tools.size > 0)
    .map(({ result, tools }) => ({ ...result, tools: [...tools.values()] }));
}

/** What a call that succeeds is answered with as well, and what says nothing of an error: a way to do the work after all. */
function answersOf(code: CodeFacts | undefined): (at: Address, shape: Shape) => boolean {
  const places = new Set(
    (code?.handlers.facts ?? []).flatMap(({ returns }) =>
      returns.filter(({ where }) => where === 'success').map(({ at }) => printAddress(at)),
    ),
  );
  return (at, { isError, text: { from } }) =>
    isError === 'no' && !from.includes('error') && !from.includes('message') && places.has(printAddress(at));
}
