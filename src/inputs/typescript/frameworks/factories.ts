import { Opaque, UNDEFINED, type Call, type Value } from '../values.ts';
import { afterwards } from './host.ts';

/** `serveStdio(() => server)` and its like: the factory runs when a client comes, so after the rest of the program. */
export function callFactory({ args, machine, spot }: Call): Value {
  const factory = args[0] ?? UNDEFINED;
  if (factory.kind === 'function')
    afterwards(machine, 'a factory of servers', spot, () => {
      machine.call(factory, [new Opaque('the context of the request', spot)], spot);
    });
  return new Opaque('a request handler', spot);
}
