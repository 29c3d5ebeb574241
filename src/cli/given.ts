import type { ReadConfig } from '../config/config.ts';
import type { Latencies } from '../config/latencies.ts';
import type { Given } from '../facts/given.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import { isConditionalTool, type ToolServer } from '../model/server.ts';
import { unreadAt } from '../model/unread.ts';
import { few } from '../text/few.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';

/** What was said of how the servers are used, and where, for mistakes that show when the tools are known. */
export interface Said {
  readonly given: Given;
  readonly config: ReadConfig;
  readonly latencies: Latencies | undefined;
}

/** What the configuration and `--latencies` say of how the servers are used. Throws a `UserError`. */
export async function givenOf(config: ReadConfig, file: string | undefined, { cwd }: Io): Promise<Said> {
  const { workflows, turnBudget, archetype, toolsets } = config.config;
  if (file !== undefined && workflows === undefined)
    throw new UserError('--latencies is given, and no workflow is configured', {
      hints: ['write one into the configuration: `"workflows": [["search_orders", "get_order"]]`'],
    });
  const latencies =
    file === undefined ? undefined : await (await import('../config/latencies.ts')).readLatencies(file, cwd);
  const given: Given = {
    ...(workflows
      ? {
          workflows: workflows.map((workflow) => {
            if (!('tools' in workflow)) return { tools: workflow };
            const { tools, budget } = workflow;
            return { tools, ...(budget === undefined ? {} : { budget }) };
          }),
        }
      : {}),
    ...(turnBudget === undefined ? {} : { turnBudget }),
    ...(latencies ? { latencies: latencies.byTool } : {}),
    ...(archetype ? { archetype } : {}),
    ...(toolsets ? { toolsets: Object.entries(toolsets).map(([name, patterns]) => ({ name, patterns })) } : {}),
  };
  return { given, config, latencies };
}

/**
 * Refuses a workflow with a tool that no server lists. Where a list is not known whole it may be on the rest; and a
 * workflow of none of these tools is for other servers, where the call has named some.
 */
export function checkWorkflows(
  { given, config, latencies }: Said,
  loaded: readonly (Loaded | Failed)[],
  areNamed: boolean,
  { stderr }: Io,
): void {
  const { workflows = [] } = given;
  const servers = loaded.flatMap((each) => (isFailed(each) ? [] : each.server));
  const isWhole = loaded.every((each) => !isFailed(each) && isKnown(each.server));
  if (workflows.length === 0 || !isWhole) return;
  const lists = servers.map(({ tools }) => new Set(tools.map(({ data }) => data.name)));
  const known = new Set(lists.flatMap((names) => [...names]));
  const mistakes: UserError[] = [];
  for (const [i, { tools }] of workflows.entries()) {
    if (areNamed && !tools.some((tool) => known.has(tool))) continue;
    const unknown = tools.flatMap((tool, j) => (known.has(tool) ? [] : [{ tool, j }]));
    for (const { tool, j } of unknown) {
      const inside = Array.isArray(config.config.workflows?.[i]) ? [] : ['tools'];
      const place = config.place?.(['workflows', i, ...inside, j], 'value');
      mistakes.push(
        new UserError(`no tool is called \`${quoted(tool)}\``, {
          ...(place ? { place } : {}),
          hints: [hintFor(tool, known)],
        }),
      );
    }
    if (unknown.length === 0 && !lists.some((names) => tools.every((tool) => names.has(tool))))
      stderr.write(`not judged: the tools of \`workflows[${i}]\` are of several servers\n`);
  }
  const [first, ...others] = mistakes;
  if (first) throw new UserError(first.message, { ...first, others });
  for (const tool of latencies?.byTool.keys() ?? []) {
    const close = known.has(tool) ? undefined : nearest(tool, known);
    if (close === undefined || latencies?.byTool.has(close)) continue;
    const { file, line, column } = latencies!.place(tool);
    stderr.write(
      `warning: ${printable(`${file}:${line}:${column}`)}: no tool is called \`${quoted(tool)}\`\n  help: did you mean \`${quoted(close)}\`?\n`,
    );
  }
}

/** Whether what the list holds is known, and nothing more can be on it. */
const isKnown = (server: ToolServer): boolean =>
  server.complete && !server.quirks.some(isConditionalTool) && !unreadAt(server)(server.at('tools'));

const quoted = (text: string): string => printable(text, 80).replaceAll('`', "'");

function hintFor(tool: string, known: ReadonlySet<string>): string {
  const close = nearest(tool, known);
  if (close !== undefined) return `did you mean \`${quoted(close)}\`?`;
  const { names, rest } = few([...known]);
  return names.length === 0
    ? 'no tool is listed'
    : `known are ${names.map((name) => `\`${quoted(name)}\``).join(', ')}${rest}`;
}
