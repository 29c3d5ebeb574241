import type { Fleet, FleetPlan } from '../fleet/fleet.ts';
import { sideBySide } from '../fleet/side-by-side.ts';
import { serverAddress } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { ServerAudit } from './audit.ts';

/** The servers of an audit side by side, as far as a configuration starts them. */
export const fleetOf = (plan: FleetPlan, servers: readonly ServerAudit[]): Fleet =>
  sideBySide(
    plan,
    servers.flatMap(({ id, status, reason, entries, loaded, budget, tools }) =>
      entries
        ? {
            id,
            status,
            reason,
            entries,
            announced: announcedBy(loaded),
            instructions: loaded?.server.instructions,
            ...(budget ? { counted: budget.instructions } : {}),
            at: loaded?.server.at('instructions') ?? serverAddress(id, 'instructions'),
            tools: tools.map(({ name, address, tokens }, i) => ({
              name,
              address,
              tokens,
              description: descriptionOf(loaded?.server.tools[i]?.data.raw),
            })),
          }
        : [],
    ),
  );

/** VS Code prefers the title. */
function announcedBy(loaded: ServerAudit['loaded']): string | undefined {
  const info = loaded?.server.info;
  const title = info?.raw['title'];
  return typeof title === 'string' && title !== '' ? title : info?.name;
}

const descriptionOf = (raw: unknown): string | undefined =>
  isObject(raw) && typeof raw['description'] === 'string' ? raw['description'] : undefined;
