import type { CodeFact, Family } from '../../model/code.ts';
import type { ProbeFact, ProcessFact, RouteFact, TransportFact } from '../../model/operations.ts';
import { boolean, list, number, object, oneOf, text, type Fields, type Read } from './fields.ts';

/** Readers of what the program sets up around its tools. */
export const operationReaders = (
  fact: Fields<CodeFact>,
  family: <F>(read: Read<F>) => (sent: unknown) => Family<F>,
) => ({
  transports: family(
    object<TransportFact>(
      {
        ...fact,
        kind: oneOf('stdio', 'http', 'sse', 'serverless'),
        by: text,
        sessions: oneOf('none', 'memory', 'store', 'platform', 'unknown'),
        host: text,
        origin: oneOf('checked', 'unchecked', 'unknown'),
        bodyLimit: oneOf('set', 'default', 'none', 'unknown'),
        auth: oneOf('checked', 'none', 'unknown'),
        rateLimit: oneOf('set', 'none', 'unknown'),
        app: fact.at,
        listens: fact.at,
        bound: fact.at,
        store: fact.at,
        reader: fact.at,
      },
      ['host', 'app', 'listens', 'bound', 'store', 'reader'],
    ),
  ),
  routes: family(
    object<RouteFact>({
      ...fact,
      method: text,
      path: text,
      app: text,
      role: oneOf('mcp', 'liveness', 'readiness', 'other'),
      auth: oneOf('before', 'none', 'unknown'),
      asks: list(text),
      complete: boolean,
      constant: boolean,
      leaks: list(oneOf('environment', 'stack', 'headers')),
    }),
  ),
  process: family(
    object<ProcessFact>(
      {
        ...fact,
        what: oneOf(
          'signal',
          'metrics',
          'tracing',
          'logger',
          'deprecated',
          'dotenv',
          'retired',
          'package',
          'selection',
        ),
        name: text,
        mode: text,
        version: text,
        stdio: oneOf('certain', 'possible'),
      },
      ['mode', 'version', 'stdio'],
    ),
  ),
  probes: family(
    object<ProbeFact>(
      {
        ...fact,
        from: oneOf('docker', 'compose', 'kubernetes'),
        kind: oneOf('http', 'exec', 'tcp'),
        path: text,
        port: number,
        decides: oneOf('liveness', 'readiness', 'startup'),
      },
      ['path', 'port', 'decides'],
    ),
  ),
});
