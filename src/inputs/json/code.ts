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
  ReturnFact,
  Shape,
  TextFact,
  WriteFact,
} from '../../model/code.ts';
import { isObject } from '../../model/schema.ts';
import type { ToolServer } from '../../model/server.ts';

type Read<T> = (sent: unknown) => T | undefined;
/** One reader for each field: a new field does not compile until a snapshot brings it back. */
type Fields<T> = { readonly [K in keyof Required<T>]: Read<Required<T>[K]> };

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
  };
}

function readers({ id, tools }: Pick<ToolServer, 'id' | 'tools'>) {
  const tool: Read<Address> = (sent) => (typeof sent === 'number' ? tools[sent]?.address : undefined);
  const at: Read<Address> = (sent) => {
    const address = text(sent) === undefined ? undefined : parseAddress(sent as string);
    return address?.kind === 'code' ? { ...address, server: id } : undefined;
  };
  const fact: Fields<CodeFact> = { at, tools: list(tool) };
  const ends = list(object<FailureEnd>({ at, does: oneOf('returns', 'throws', 'goes-on'), shape }, ['shape']));
  const returns = list(object<ReturnFact>({ at, where: oneOf('success', 'catch', 'error-branch'), shape }));
  const gap = object<Gap>({ at, reason: text, tools: list(tool) });
  const family =
    <F>(read: Read<F>) =>
    (sent: unknown): Family<F> => {
      const { facts, complete, gaps } = isObject(sent) ? sent : {};
      const read1 = list(read)(facts);
      return {
        facts: read1 ?? some(facts, read),
        complete: complete === true && read1 !== undefined,
        gaps: some(gaps, gap),
      };
    };
  return {
    handlers: family(
      object<HandlerFact>({ ...fact, tool, by: oneOf('callback', 'dispatch'), complete: boolean, returns }),
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
      object<CallFact>({
        ...fact,
        client: text,
        callee: text,
        method: oneOf('read', 'write', 'unknown'),
        timeout: (sent) => (typeof sent === 'number' ? sent : oneOf('set', 'none', 'unknown')(sent)),
        signal: oneOf('given', 'none', 'unknown'),
        status: oneOf('checked', 'unchecked', 'throws', 'unknown'),
        background: boolean,
      }),
    ),
    stdout: family(object<WriteFact>({ ...fact, by: text, reached: oneOf('start', 'handler') })),
  };
}

const text: Read<string> = (sent) => (typeof sent === 'string' ? sent : undefined);
const boolean: Read<boolean> = (sent) => (typeof sent === 'boolean' ? sent : undefined);
const oneOf =
  <T extends string>(...words: readonly T[]): Read<T> =>
  (sent) =>
    words.find((word) => word === sent);
const some = <T>(sent: unknown, read: Read<T>): readonly T[] =>
  Array.isArray(sent) ? sent.flatMap((each) => read(each) ?? []) : [];

/** `undefined` where one element is not as it should be. */
const list =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (sent) => {
    const all = some(sent, read);
    return Array.isArray(sent) && all.length === sent.length ? all : undefined;
  };

function object<T>(fields: Fields<T>, optional: readonly (keyof T)[] = []): Read<T> {
  const readers = Object.entries(fields) as [keyof T & string, Read<unknown>][];
  return (sent) => {
    if (!isObject(sent)) return undefined;
    const out: Record<string, unknown> = {};
    for (const [key, read] of readers) {
      if (sent[key] === undefined && optional.includes(key)) continue;
      const value = read(sent[key]);
      if (value === undefined) return undefined;
      out[key] = value;
    }
    return out as T;
  };
}

const words: Read<TextFact> = object<TextFact>({
  from: list(oneOf('message', 'error', 'stack', 'headers', 'environment', 'body', 'status', 'words', 'unknown')),
  fields: list(text),
  words: text,
});
const shape: Read<Shape> = object<Shape>({
  kind: oneOf('result', 'empty', 'value', 'unknown'),
  isError: oneOf('yes', 'no', 'unknown'),
  structured: oneOf('yes', 'no', 'unknown'),
  text: words,
});
