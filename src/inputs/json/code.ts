import { parseAddress, type Address } from '../../model/address.ts';
import type {
  CallFact,
  CodeFact,
  CodeFacts,
  FailureEnd,
  FailureFact,
  Family,
  Gap,
  HandlerFact,
  LoopFact,
  ReturnFact,
  Shape,
  StateFact,
  TextFact,
  ThrowFact,
  WriteFact,
} from '../../model/code.ts';
import { operationReaders } from './operations.ts';
import { isObject } from '../../model/schema.ts';
import type { ToolServer } from '../../model/server.ts';
import { boolean, list, number, object, oneOf, some, text, type Fields, type Read } from './fields.ts';

/**
 * What was read behind the tools, as a snapshot carries it: addresses printed, tools by their position in the list. A fact
 * of another shape is left out, and then not all of its kind are there.
 */
export function readCode(sent: unknown, server: Pick<ToolServer, 'id' | 'tools'>): CodeFacts | undefined {
  if (!isObject(sent)) return undefined;
  const read = readers(server);
  return {
    handlers: read.handlers(sent['handlers']),
    failures: read.failures(sent['failures']),
    outbound: read.outbound(sent['outbound']),
    stdout: read.stdout(sent['stdout']),
    throws: read.throws(sent['throws']),
    loops: read.loops(sent['loops']),
    state: read.state(sent['state']),
    transports: read.transports(sent['transports']),
    routes: read.routes(sent['routes']),
    process: read.process(sent['process']),
    probes: read.probes(sent['probes']),
  };
}

function readers({ id, tools }: Pick<ToolServer, 'id' | 'tools'>) {
  const tool: Read<Address> = (sent) => (typeof sent === 'number' ? tools[sent]?.address : undefined);
  const at: Read<Address> = (sent) => {
    const address = text(sent) === undefined ? undefined : parseAddress(sent as string);
    return address?.kind === 'code' ? { ...address, server: id } : undefined;
  };
  const fact: Fields<CodeFact> = { at, tools: list(tool) };
  const ends = list(
    object<FailureEnd>({ at, does: oneOf('returns', 'throws', 'goes-on'), shape, made: at }, ['shape', 'made']),
  );
  const returns = list(
    object<ReturnFact>({ at, where: oneOf('success', 'catch', 'error-branch'), shape, made: at, narrow: boolean }, [
      'made',
      'narrow',
    ]),
  );
  const gap = object<Gap>({ at, reason: text, tools: list(tool) });
  const family = familyOf(gap);
  return {
    handlers: family(
      object<HandlerFact>(
        {
          ...fact,
          tool,
          by: oneOf('callback', 'dispatch'),
          complete: boolean,
          returns,
          signal: oneOf('given', 'ignored', 'unknown'),
          observed: list(oneOf('name', 'latency', 'status', 'code', 'size')),
          longest: number,
          waits: number,
          capped: boolean,
        },
        ['longest', 'waits', 'capped'],
      ),
    ),
    failures: family(
      object<FailureFact>({
        ...fact,
        form: oneOf('catch', 'callback', 'branch'),
        guards: list(text),
        outbound: boolean,
        narrow: boolean,
        ends,
        reaches: oneOf('result', 'tested', 'data', 'nothing', 'unknown'),
        kept: boolean,
      }),
    ),
    outbound: family(
      object<CallFact>(
        {
          ...fact,
          client: text,
          callee: text,
          method: oneOf('read', 'write', 'unknown'),
          timeout: (sent) => (typeof sent === 'number' ? sent : oneOf('set', 'none', 'unknown')(sent)),
          signal: oneOf('given', 'none', 'unknown'),
          status: oneOf('checked', 'unchecked', 'throws', 'unknown'),
          background: boolean,
          retry: oneOf('none', 'refused', 'loop', 'client', 'unknown'),
          idempotent: boolean,
          retryAfter: oneOf('read', 'ignored', 'none', 'unknown'),
          limited: at,
          credential: oneOf('environment', 'request', 'none', 'unknown'),
          host: text,
        },
        ['host', 'limited'],
      ),
    ),
    stdout: family(
      object<WriteFact>({ ...fact, by: text, reached: oneOf('start', 'handler'), certain: boolean, text }, [
        'certain',
        'text',
      ]),
    ),
    throws: family(
      object<ThrowFact>(
        { ...fact, what: text, code: text, about: oneOf('input', 'unknown-tool', 'failure', 'unknown') },
        ['code'],
      ),
    ),
    loops: family(
      object<LoopFact>(
        {
          ...fact,
          kind: oneOf('poll', 'retry'),
          bound: oneOf('count', 'time', 'signal', 'optional', 'none', 'unknown'),
          calls: list(at),
          wait: number,
          rounds: number,
        },
        ['wait', 'rounds'],
      ),
    ),
    state: family(
      object<StateFact>(
        {
          ...fact,
          what: oneOf('session', 'result', 'cache', 'other'),
          name: text,
          scope: oneOf('module', 'instance'),
          bounded: boolean,
          keyedBy: text,
        },
        ['keyedBy'],
      ),
    ),
    ...operationReaders(fact, family),
  };
}

const words: Read<TextFact> = object<TextFact>({
  from: list(oneOf('message', 'error', 'stack', 'headers', 'environment', 'body', 'status', 'words', 'unknown')),
  fields: list(text),
  words: text,
});
const shape: Read<Shape> = object<Shape>({
  kind: oneOf('result', 'empty', 'value', 'unknown'),
  isError: oneOf('yes', 'no', 'inside', 'unknown'),
  structured: oneOf('yes', 'no', 'unknown'),
  text: words,
});

/** A fact of another shape is left out, and then not all of its kind are there. */
const familyOf =
  (gap: Read<Gap>) =>
  <F>(read: Read<F>) =>
  (sent: unknown): Family<F> => {
    const { facts, complete, gaps } = isObject(sent) ? sent : {};
    const all = list(read)(facts);
    return {
      facts: all ?? some(facts, read),
      complete: complete === true && all !== undefined,
      gaps: some(gaps, gap),
    };
  };
