import type { ProbePlan } from '../facts/probe-plan.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import { styleOf, type Style } from '../reporters/terminal/style.ts';
import { groupBy } from '../model/group.ts';
import { columns, fit, pad } from '../reporters/terminal/width.ts';
import { wrap } from '../reporters/terminal/wrap.ts';
import { withoutLogCommands } from '../text/log-commands.ts';
import { nameOf } from '../text/few.ts';
import { plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import { Exit, type ExitCode } from './exit.ts';
import { wantsColor, type Io } from './io.ts';
import { planOf } from './probe.ts';

/** Arguments that are wrong are shown so wide at most: what is wrong with them is said beside. */
const WIDEST = 26;
/** So many with one reason are told together. */
const MANY = 4;

/** So many of them are named. */
const MOST = 100;

/** Prints what would be called of each server, and why not the others. Nothing was called to know it. */
export function printPlans(results: readonly (Loaded | Failed)[], io: Io): ExitCode {
  const style = styleOf({ color: wantsColor(io, io.stdout), links: false });
  const width = Math.max(io.stdout.columns ?? 100, 40);
  for (const each of results) {
    const lines = isFailed(each)
      ? [`error: ${printable(each.id)}: ${printable(each.reason, 2_000)}`]
      : planLines(each, style, width);
    (isFailed(each) ? io.stderr : io.stdout).write(withoutLogCommands(`${lines.join('\n')}\n`));
  }
  return results.some(isFailed) ? Exit.failed : Exit.clean;
}

function planLines({ server }: Loaded, style: Style, width: number): string[] {
  const plan = planOf(server);
  const called = new Set(plan.calls.map(({ tool }) => tool)).size;
  const title = `${printable(server.id)}`;
  const of = `${called} of ${plural(server.tools.length, 'tool')} would be called, ${plural(plan.calls.length, 'call')}; nothing was called now`;
  return [
    '',
    `${style.bold(fit(title, width - 2))} ${style.dim('·')} ${fit(of, Math.max(8, width - columns(title) - 3))}`,
    '',
    ...callLines(plan, style, width),
    ...leftLines(plan, style, width),
  ];
}

/** How wide the names stand: as the longest of them, up to a third of the line. */
const nameWidth = (names: readonly string[], width: number): number =>
  Math.min(Math.max(0, ...names.map((name) => columns(printable(name)))), Math.max(16, Math.floor(width / 3)));

function callLines({ calls }: ProbePlan, style: Style, width: number): string[] {
  if (calls.length === 0) return [];
  const rows = calls.map((call) => ({ ...call, sent: printable(JSON.stringify(call.arguments), 400) }));
  const names = nameWidth(
    rows.map(({ tool }) => tool),
    width,
  );
  const sent = Math.min(WIDEST, Math.floor(width / 3), Math.max(...rows.map((row) => columns(row.sent))));
  const left = 2 + names + 2 + sent + 2;
  let last = '';
  return [
    style.bold(style.green('would be called')),
    ...rows.flatMap(({ tool, sent: text, why }) => {
      const name = tool === last ? '' : fit(printable(tool), names);
      last = tool;
      const notes = why === undefined ? [] : wrap(printable(why.replaceAll('`', ''), 400), width - left);
      const room = why === undefined ? Math.max(sent, width - names - 12) : sent;
      const head = `  ${style.bold(pad(name, names))}  ${pad(fit(text, room), sent)}  `;
      return why === undefined
        ? [`${head}${style.green('valid')}`]
        : notes.map((note, i) => `${i === 0 ? head : ' '.repeat(left)}${style.dim(note)}`);
    }),
    '',
  ];
}

/** Each with its reason; where many have the same, the reason with all of them. */
function leftLines({ left }: ProbePlan, style: Style, width: number): string[] {
  if (left.length === 0) return [];
  const groups = [...groupBy(left, ({ why }) => why).values()];
  const alone = groups.filter((group) => group.length < MANY).flat();
  const names = nameWidth(
    alone.map(({ tool }) => nameOf(tool)),
    width,
  );
  return [
    style.severity.warning('not called'),
    ...alone.flatMap(({ tool, why }) =>
      wrap(printable(why, 400), width - names - 4).map(
        (line, i) =>
          `  ${style.bold(pad(i === 0 ? fit(printable(nameOf(tool)), names) : '', names))}  ${style.dim(line)}`,
      ),
    ),
    ...groups.flatMap((group) => (group.length < MANY ? [] : groupLines(group, style, width))),
    '',
  ];
}

function groupLines(group: ProbePlan['left'], style: Style, width: number): string[] {
  const names = group
    .slice(0, MOST)
    .map(({ tool }) => printable(nameOf(tool)))
    .join(', ');
  const more = group.length > MOST ? `, and ${group.length - MOST} more` : '';
  return [
    `  ${plural(group.length, 'tool')}: ${style.dim(fit(printable(group[0]!.why, 400), Math.max(12, width - 14)))}`,
    ...wrap(`${names}${more}`, width - 4).map((line) => `    ${line}`),
  ];
}
