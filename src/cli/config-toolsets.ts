import type { ReadConfig } from '../config/config.ts';
import type { ServerAudit } from '../engine/audit.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';

/**
 * Refuses a budget for a toolset that no server has, where the servers themselves say what their toolsets are: a limit that is
 * never looked at would pass for one that is kept. Where a server was not read whole it may have the toolset.
 */
export function checkToolsets({ config, place }: ReadConfig, servers: readonly ServerAudit[], areNamed: boolean): void {
  const limits = config.budget?.toolset;
  if (typeof limits !== 'object' || areNamed || servers.some(({ status }) => status !== 'audited')) return;
  const known = [...new Set(servers.flatMap((each) => each.toolsets?.().toolsets.map(({ name }) => name) ?? []))];
  const mistakes = Object.keys(limits)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const close = nearest(name, known);
      const where = place?.(['budget', 'toolset', name], 'key');
      const patterns = config.toolsets && Object.hasOwn(config.toolsets, name) ? config.toolsets[name]! : undefined;
      if (patterns)
        return new UserError(`the toolset ${quoted(name)} has a limit, and no tool fits its patterns`, {
          ...(where ? { place: where } : {}),
          hints: [`they are ${patterns.slice(0, 12).map(quoted).join(', ')}; tools are matched by their whole names`],
        });
      return new UserError(`no toolset is called ${quoted(name)}`, {
        ...(where ? { place: where } : {}),
        hints: [
          close === undefined
            ? known.length === 0
              ? 'the tools are in no toolsets: name some, `"toolsets": { "orders": ["*_order"] }`'
              : `known are ${known.slice(0, 12).map(quoted).join(', ')}`
            : `did you mean ${quoted(close)}?`,
        ],
      });
    });
  const [first, ...others] = mistakes;
  if (first) throw new UserError(first.message, { ...first, others });
}

const quoted = (name: string): string => `\`${printable(name, 80).replaceAll('`', "'")}\``;
