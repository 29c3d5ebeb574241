import type { Fleet, FleetGroup, Member, Spent, ToolOf } from '../../fleet/fleet.ts';
import { printAddress } from '../../model/address.ts';
import type { ReportGroup } from './contract-fleet.ts';

/** Servers side by side, as the public report has them. */
export const fleetReport = (fleet: Fleet | undefined): ReportGroup[] | null => fleet?.groups.map(groupOf) ?? null;

const groupOf = ({
  client,
  title,
  files,
  members,
  together,
  named,
  clashes,
  long,
  cut,
  crowded,
}: FleetGroup): ReportGroup => ({
  client,
  title,
  files: [...files],
  members: members.map(memberOf),
  together: together ? { ...spentOf(together), tools: together.tools } : null,
  named,
  clashes: clashes.map(({ name, tools }) => ({ name, tools: tools.map(toolOf) })),
  longNames: long.map(({ name, longest, over, ...tool }) => ({ ...toolOf(tool), name, longest, over })),
  cutTexts: cut.map(({ member, tool, address, characters, most }) => ({
    member,
    tool: tool ?? null,
    address: printAddress(address),
    characters,
    most,
  })),
  crowded: crowded ? { ...crowded } : null,
});

const memberOf = ({
  name,
  state,
  reason,
  server,
  at,
  tools,
  listed,
  spent,
}: Member): ReportGroup['members'][number] => ({
  name,
  state,
  reason: reason ?? null,
  server: server ?? null,
  location: at ? { file: at.file, startLine: at.line } : null,
  tools: tools ?? null,
  listed: listed ?? null,
  spent: spent ? spentOf(spent) : null,
});

const spentOf = ({ model, instructions, total, windows }: Spent) => ({
  model,
  instructions,
  total,
  windows: windows.map((each) => ({ ...each })),
});

const toolOf = ({ member, tool, address }: ToolOf) => ({ member, tool, address: printAddress(address) });
