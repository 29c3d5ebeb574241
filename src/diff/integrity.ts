import { createHash } from 'node:crypto';

import type { Address } from '../model/address.ts';
import { canonical } from './canonical.ts';

/** A hash over a value, whatever the order of its keys: `sha256-` and Base64, as package managers write it. */
export const integrityOf = (value: unknown): string =>
  `sha256-${createHash('sha256').update(canonical(value)).digest('base64')}`;

/** How a lock names a tool: `search`, and `search[2]` for its duplicate. */
export const lockKey = ({ name, nth }: Address): string => (nth > 1 ? `${name}[${nth}]` : name);
