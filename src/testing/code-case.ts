import type {
  CallFact,
  CodeFacts,
  FailureEnd,
  FailureFact,
  Family,
  HandlerFact,
  LoopFact,
  ReturnFact,
  Shape,
  StateFact,
  TextFact,
  ThrowFact,
  WriteFact,
} from '../model/code.ts';
import type { ProbeFact, ProcessFact, RouteFact, TransportFact } from '../model/operations.ts';

/** An address as a case writes it: `server.ts#/search/catch~1`, with marks around it where a finding is expected. */
type At = string;
/** What a transport names of what is around it. */
type Around = 'app' | 'listens' | 'bound' | 'store' | 'reader';
/** A fact with what the case is about; tools by their position, the rest as is usual. */
type Written<F> = Partial<Omit<F, 'at' | 'tools' | 'tool' | 'ends' | 'returns' | 'calls' | 'limited'>> & {
  readonly at: At;
  readonly tools?: readonly number[];
};
type Form = Partial<Omit<Shape, 'text'>> & { readonly text?: Partial<TextFact> };
type End = Partial<Omit<FailureEnd, 'at' | 'shape' | 'made'>> & {
  readonly at?: At;
  readonly shape?: Form;
  readonly made?: At;
};
type Return = Partial<Omit<ReturnFact, 'at' | 'shape' | 'made'>> & {
  readonly at: At;
  readonly shape?: Form;
  readonly made?: At;
};

export interface Case {
  /** The tools, `{ name }` each; by default one, `search`. */
  readonly tools?: readonly Readonly<Record<string, unknown>>[];
  readonly handlers?: readonly (Written<HandlerFact> & {
    readonly tool?: number;
    readonly returns?: readonly Return[];
  })[];
  readonly failures?: readonly (Written<FailureFact> & { readonly ends?: readonly End[] })[];
  readonly outbound?: readonly (Written<CallFact> & { readonly limited?: At })[];
  readonly stdout?: readonly Written<WriteFact>[];
  readonly throws?: readonly Written<ThrowFact>[];
  readonly loops?: readonly (Written<LoopFact> & { readonly calls?: readonly At[] })[];
  readonly state?: readonly Written<StateFact>[];
  /** Facts of the server: no tool reaches them unless the case says so. */
  readonly transports?: readonly (Written<Omit<TransportFact, Around>> & { readonly [K in Around]?: At })[];
  readonly routes?: readonly Written<RouteFact>[];
  readonly process?: readonly Written<ProcessFact>[];
  readonly probes?: readonly Written<ProbeFact>[];
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
  const { handlers, failures, outbound, stdout, throws, loops, state, transports, routes, process, probes } = facts;
  const code = {
    handlers: family('handlers', handlers, ({ tool = 0, returns = [], ...fact }) => ({
      tool,
      tools: [tool],
      by: 'callback',
      complete: true,
      signal: 'unknown',
      observed: [],
      ...fact,
      returns: returns.map(({ at, where = 'success', shape, made }) => ({
        at: place(at),
        where,
        shape: shaped(shape),
        ...(made ? { made: place(made) } : {}),
      })),
    })),
    failures: family('failures', failures, ({ ends = [], ...fact }) => ({
      form: 'catch',
      guards: ['fetch'],
      outbound: true,
      narrow: false,
      reaches: 'result',
      kept: false,
      ...fact,
      ends: ends.map(({ at = `${fact.at.replace(/^\[\||\|\]$/g, '')}/return`, does = 'returns', shape, made }) => ({
        at: place(at),
        does,
        ...(made ? { made: place(made) } : {}),
        ...(does === 'returns' ? { shape: shaped(shape) } : {}),
      })),
    })),
    outbound: family('outbound', outbound, ({ limited, ...fact }) => ({
      client: 'fetch',
      callee: 'fetch',
      method: 'read',
      timeout: 'set',
      signal: 'none',
      status: 'checked',
      background: false,
      retry: 'none',
      idempotent: false,
      retryAfter: 'none',
      credential: 'none',
      ...fact,
      ...(limited === undefined ? {} : { limited: place(limited) }),
    })),
    stdout: family('stdout', stdout, (fact) => ({ by: 'console.log', reached: 'handler', ...fact })),
    throws: family('throws', throws, (fact) => ({ what: 'McpError', about: 'failure', ...fact })),
    loops: family('loops', loops, ({ calls = [], ...fact }) => ({
      kind: 'poll',
      bound: 'none',
      ...fact,
      calls: calls.map(place),
    })),
    state: family('state', state, (fact) => ({
      what: 'result',
      name: 'results',
      scope: 'module',
      bounded: false,
      ...fact,
    })),
    transports: family('transports', transports, ({ app, listens, bound, store, reader, ...fact }) => ({
      ...placed({ app, listens, bound, store, reader }),
      tools: [],
      kind: 'http',
      by: 'new StreamableHTTPServerTransport',
      sessions: 'none',
      origin: 'unknown',
      bodyLimit: 'unknown',
      auth: 'unknown',
      rateLimit: 'unknown',
      ...fact,
    })),
    routes: family('routes', routes, (fact) => ({
      tools: [],
      method: 'GET',
      path: '/health',
      app: 'express',
      role: 'other',
      auth: 'none',
      asks: [],
      complete: true,
      constant: true,
      leaks: [],
      ...fact,
    })),
    process: family('process', process, (fact) => ({ tools: [], what: 'signal', name: 'SIGTERM', ...fact })),
    probes: family('probes', probes, (fact) => ({ tools: [], from: 'docker', kind: 'http', ...fact })),
  };
  const text = JSON.stringify({ fidelity: 'declared', ...(wire ? { wire } : {}), code, tools });
  return text.replace(/"\[\|(.*?)\|\]"/g, '[|"$1"|]');
}

const placed = (all: { readonly [K in Around]: At | undefined }): object =>
  Object.fromEntries(Object.entries(all).flatMap(([key, at]) => (at === undefined ? [] : [[key, place(at)]])));

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
