import { fingerprintOf } from '../engine/fingerprint.ts';
import { parseAddress, printAddress } from '../model/address.ts';
import type { ReportFinding, ReportServer } from '../reporters/json/contract.ts';

/** A server with its findings, as a report has them. */
export interface Entry {
  readonly server: ReportServer;
  readonly findings: readonly ReportFinding[];
}

/** The same under another id, as if it had been loaded under it. */
export function renamedEntry({ server, findings }: Entry, id: string): Entry {
  if (server.id === id) return { server, findings };
  const ids = new Map([[server.id, id]]);
  return {
    server: { ...renamed(server, ids), id },
    findings: findings.map((finding) => {
      const { ruleId, messageId, key } = finding;
      const own = renamed(finding, ids);
      return { ...own, fingerprint: fingerprintOf(ruleId, messageId, own.address, key ?? '') };
    }),
  };
}

/** Every `address` and every `server` in it anew, for the servers that have another id. */
export function renamed<T>(value: T, ids: ReadonlyMap<string, string>): T {
  if (Array.isArray(value)) return value.map((each: unknown) => renamed(each, ids)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => {
      if (typeof each !== 'string') return [key, renamed(each, ids)];
      return [key, key === 'address' ? addressUnder(each, ids) : key === 'server' ? (ids.get(each) ?? each) : each];
    }),
  ) as T;
}

function addressUnder(text: string, ids: ReadonlyMap<string, string>): string {
  const address = parseAddress(text);
  const id = address && ids.get(address.server);
  return address && id !== undefined ? printAddress({ ...address, server: id }) : text;
}
