import type { Report } from '../reporters/json/contract.ts';
import type { Run } from '../reporters/sarif/format.ts';

/** A report of ours in JSON, as it was read. */
export interface ReportPart {
  readonly file: string;
  readonly report: Report;
}

/** A SARIF file of ours; a run is a server. */
export interface SarifPart {
  readonly file: string;
  readonly runs: readonly Run[];
  readonly shard: { readonly index: number; readonly of: number } | undefined;
}
