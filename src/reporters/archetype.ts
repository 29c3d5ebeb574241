import type { ServerAudit } from '../engine/audit.ts';
import { OPERATIONS } from '../score/weights.ts';
import { printable } from '../text/printable.ts';
import { stands } from './related.ts';

const NAMES = {
  'api-wrapper': 'API wrapper',
  'workflow-orchestrator': 'workflow orchestrator',
  'stateful-backend': 'stateful backend',
} as const;

/** "stateful backend: a database (pg) is used by 3 of 4 tools, as at src/orders.ts:12; operations weigh 10"; nothing where nothing shows. */
export function archetypeText({ archetype, loaded }: ServerAudit): string | undefined {
  if (!archetype || archetype.name === 'unknown') return undefined;
  const { name, by, evidence } = archetype;
  const why =
    by === 'configuration'
      ? 'as configured'
      : evidence
          .map(({ says, at }) => {
            const place = loaded?.locate(at, 'value');
            return `${printable(says)}${stands(place) ? `, as at ${printable(place.file)}:${place.start.line}` : ''}`;
          })
          .join('; ');
  const weight = OPERATIONS[name] === OPERATIONS.unknown ? '' : `; operations weigh ${OPERATIONS[name]}`;
  return `${NAMES[name]}: ${why}${weight}`;
}
