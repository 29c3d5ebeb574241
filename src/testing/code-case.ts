import type {
  CallFact,
  CodeFacts,
  FailureEnd,
  FailureFact,
  Family,
  HandlerFact,
  ReturnFact,
  Shape,
  TextFact,
  WriteFact,
} from '../model/code.ts';

/** An address as a case writes it: `server.ts#/search/catch~1`, with marks around it where a finding is expected. */
type At = string;
/** A fact with what the case is about; tools by their position, the rest as is usual. */
type Written<F> = Partial<Omit<F, 'at' | 'tools' | 'tool' | 'ends' | 'returns'>> & {
  readonly at: At;
  readonly tools?: readonly number[];
};
type Form = Partial<Omit<Shape, 'text'>> & { readonly text?: Partial<TextFact> };
type End = Partial<Omit<FailureEnd, 'at' | 'shape'>> & { readonly at?: At; readonly shape?: Form };
type Return = Partial<Omit<ReturnFact, 'at' | 'shape'>> & { readonly at: At; readonly shape?: Form };

export interface Case {
  /** The tools, `{ name }` each; by default one, `search`. */
  readonly tools?: readonly Readonly<Record<string, unknown>>[];
  readonly handlers?: readonly (Written<HandlerFact> & {
    readonly tool?: number;
    readonly returns?: readonly Return[];
  })[];
  readonly failures?: readonly (Written<FailureFact> & { readonly ends?: readonly End[] })[];
  readonly outbound?: readonly Written<CallFact>[];
  readonly stdout?: readonly Written<WriteFact>[];
  /** The kinds of facts that are not all there. */
  readonly cut?: readonly (keyof CodeFacts)[];
  readonly wire?: Readonly<Record<string, unknown>>;
}

/** A snapshot of a server whose code was read, for the table of a rule. */
export function codeCase({ tools = [{ name: 'search' }], cut = [], wire, ...facts }: Case): string {
  const family = <T extends { readonly at: At }>(
    name: keyof CodeFacts,
    list: readonly T[] = [],
    fill: (fact: T) => object,
  ): { readonly [K in keyof Family<unknown>]: unknown } => ({
    facts: list.map((fact) => ({ tools: [0], ...fill(fact), at: place(fact.at) })),
    complete: !cut.includes(name),
    gaps: [],
  });
  const { handlers, failures, outbound, stdout } = facts;
  const code = {
    handlers: family('handlers', handlers, ({ tool = 0, returns = [], ...fact }) => ({
      tool,
      tools: [tool],
      by: 'callback',
      complete: true,
      ...fact,
      returns: returns.map(({ at, where = 'success', shape }) => ({ at: place(at), where, shape: shaped(shape) })),
    })),
    failures: family('failures', failures, ({ ends = [], ...fact }) => ({
      form: 'catch',
      guards: ['fetch'],
      outbound: true,
      narrow: false,
      reaches: 'result',
      kept: false,
      ...fact,
      ends: ends.map(({ at = `${fact.at.replace(/^\[\||\|\]$/g, '')}/return`, does = 'returns', shape }) => ({
        at: place(at),
        does,
        ...(does === 'returns' ? { shape: shaped(shape) } : {}),
      })),
    })),
    outbound: family('outbound', outbound, (fact) => ({
      client: 'fetch',
      callee: 'fetch',
      method: 'read',
      timeout: 'set',
      signal: 'none',
      status: 'checked',
      background: false,
      ...fact,
    })),
    stdout: family('stdout', stdout, (fact) => ({ by: 'console.log', reached: 'handler', ...fact })),
  };
  const text = JSON.stringify({ fidelity: 'declared', ...(wire ? { wire } : {}), code, tools });
  return text.replace(/"\[\|(.*?)\|\]"/g, '[|"$1"|]');
}

function place(at: At): string {
  const [, open = '', file = '', pointer = '', close = ''] = /^(\[\|)?([^#]*)(#.*?)?(\|\])?$/.exec(at)!;
  return `${open}mcp:case/code/${encodeURIComponent(file)}${pointer}${close}`;
}

const shaped = ({ text, ...shape }: Form = {}): Shape => ({
  kind: 'result',
  isError: 'no',
  structured: 'no',
  ...shape,
  text: { from: ['words'], fields: [], words: '', ...text },
});
