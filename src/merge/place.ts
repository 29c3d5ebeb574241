import type { Place } from '../engine/audit.ts';
import { parseAddress, serverAddress, type Address } from '../model/address.ts';
import type { ReportLocation } from '../reporters/json/contract.ts';

export const placeOf = ({ file, startLine, startColumn, endLine, endColumn, precision }: ReportLocation): Place => ({
  file,
  start: { line: startLine, column: startColumn },
  end: { line: endLine, column: endColumn },
  precision,
});

/** Reads the addresses of a server; one that is none stands for the server itself. */
export const addressIn =
  (server: string) =>
  (text: string): Address =>
    parseAddress(text) ?? serverAddress(server);
