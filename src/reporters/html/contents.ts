import type { Parts } from '../../budget/budget.ts';
import type { Spending } from '../../budget/spending/spending.ts';
import type { Audit, Finding, ServerAudit, ToolAudit } from '../../engine/audit.ts';
import { type Address, type Item, itemKey } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { Tool } from '../../model/server.ts';
import type { Grouping } from '../../model/toolset.ts';
import { tally, type Tally } from '../summary.ts';

/** What the page says of a tool, in whichever of its sections. */
export interface Row {
  /** In this page. */
  readonly id: string;
  readonly server: ServerAudit;
  readonly tool: ToolAudit;
  readonly listed: Tool;
  readonly toolset: string | undefined;
  /** The tokens of the model view by part. */
  readonly parts: Parts;
  readonly findings: Tally;
}

/** One server. */
export interface Chapter {
  readonly server: ServerAudit;
  /** In this page. */
  readonly id: string;
  readonly rows: readonly Row[];
  readonly grouping: Grouping | undefined;
  readonly spending: Spending | undefined;
  /** Without those that are suppressed. */
  readonly findings: readonly Finding[];
}

/** An audit as the page goes through it: everything that more than one section asks for, looked up once. */
export interface Contents {
  readonly audit: Audit;
  readonly chapters: readonly Chapter[];
  readonly many: boolean;
  /** Whether rules ran: without any, that there is no finding says nothing. */
  readonly judged: boolean;
  /** The tool at an address, where the page lists it. */
  rowAt(address: Address): Row | undefined;
}

const keyOf = (address: Address): string => `${address.server}\0${itemKey(address)}`;

export function contentsOf(audit: Audit): Contents {
  const open = audit.findings.filter(({ suppressed }) => !suppressed);
  const byServer = groupBy(open, ({ address }) => address.server);
  const byTool = groupBy(open, ({ address }) => keyOf(address));
  const rows = new Map<string, Row>();
  let tools = 0;
  const chapters = audit.servers.map((server, i): Chapter => {
    const grouping = groupingOf(server);
    const toolsets = new Map(
      grouping?.toolsets.flatMap(({ name, tools }) => tools.map(({ address }) => [keyOf(address), name] as const)),
    );
    const own = server.tools.flatMap((tool, j): Row[] => {
      const parts = server.budget?.tools[j]?.parts.model;
      const listed: Item<Tool> | undefined = server.loaded?.server.tools[j];
      if (!parts || !listed) return [];
      const key = keyOf(tool.address);
      const findings = tally(byTool.get(key) ?? []);
      const row = { id: `t${tools++}`, server, tool, listed: listed.data, toolset: toolsets.get(key), parts, findings };
      rows.set(key, row);
      return [row];
    });
    return {
      server,
      id: `s${i}`,
      rows: own,
      grouping,
      spending: own.length > 0 ? server.spending?.() : undefined,
      findings: byServer.get(server.id) ?? [],
    };
  });
  return {
    audit,
    chapters,
    many: chapters.length > 1,
    judged: audit.rules.length > 0,
    rowAt: (address) => rows.get(keyOf(address)),
  };
}

/** Groups are shown where there is more than one thing to tell apart. */
function groupingOf({ toolsets, tools }: ServerAudit): Grouping | undefined {
  const grouping = tools.length > 1 ? toolsets?.() : undefined;
  if (!grouping || grouping.basis === 'none') return undefined;
  return grouping.toolsets.length + Math.min(1, grouping.rest.length) > 1 ? grouping : undefined;
}
