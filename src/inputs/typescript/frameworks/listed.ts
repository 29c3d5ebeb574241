import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { Condition, Value } from '../values.ts';
import { possible, type Assembly } from './parts.ts';
import type { ListName, ServerModel } from './server-model.ts';

/**
 * Registers something a framework lists by an object of the program: `addTool({ name, … })`. A second one of the same
 * name takes the place of the first, at the end, as in a list from which the old one is filtered.
 */
export function registerListed(
  model: ServerModel,
  given: Value,
  machine: Machine,
  spot: Spot,
  assemble: (given: Value, spot: Spot) => Assembly,
  list: ListName = 'tools',
  condition: Condition | undefined = machine.condition,
): void {
  for (const { value, when = condition } of possible(given)) {
    const assembly = assemble(value, spot);
    const { json, trail } = assembly.done(value.spot ?? spot);
    const handlers = assembly.handler && [assembly.handler];
    const key = list === 'resources' ? 'uri' : 'name';
    const name = json[key];
    const reason = trail.parts?.get(key)?.opaque ?? (typeof name === 'string' ? undefined : 'its name is no text');
    if (reason !== undefined) {
      if (list === 'tools') model.unread(machine, { spot, reason, extent: 'one' });
      continue;
    }
    if (!when) model.drop(list, String(name), machine);
    model.register(
      list,
      { spot, name: String(name), enabled: true, declared: [{ json, trail, spot, when, handlers }] },
      machine,
    );
  }
}
