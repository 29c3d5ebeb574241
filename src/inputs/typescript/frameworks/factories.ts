import { Opaque, UNDEFINED, type Call, type Value } from '../values.ts';
import { settle } from '../machine/expressions.ts';
import { afterwards } from './host.ts';
import { ServerModel } from './server-model.ts';

/** `serveStdio(() => server)` and its like: the factory runs when a client comes, so after the rest of the program. */
export function callFactory({ args, machine, spot }: Call): Value {
  const factory = args[0] ?? UNDEFINED;
  if (factory.kind === 'function')
    afterwards(machine, 'a factory of servers', spot, () => {
      const made = settle(machine.call(factory, [new Opaque('the context of the request', spot)], spot));
      if (made.kind === 'host' && made.data instanceof ServerModel) made.data.record.connected = true;
    });
  return new Opaque('a request handler', spot);
}
