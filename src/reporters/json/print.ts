import { safeJson } from '../../text/printable.ts';

/** Prints JSON that is safe to look at. */
export const printJson = (value: unknown): string => `${safeJson(JSON.stringify(value, null, 2))}\n`;
