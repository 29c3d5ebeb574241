import type { Audit, Finding } from '../../engine/audit.ts';
import { RANK } from '../../engine/severity.ts';
import { withoutLogCommands } from '../../text/log-commands.ts';
import { plural } from '../../text/numbers.ts';
import type { Reporter } from '../reporter.ts';
import { summarize } from '../summary.ts';
import { annotationsOf, LEVELS, type Annotation } from './annotations.ts';
import { command, type Level } from './command.ts';

/** What GitHub keeps of a step, of each level (`_maxCountPerIssueType` of `actions/runner`); of a job it keeps 50. */
const OF_A_LEVEL = 10;

/** Annotations on a diff: the most severe first, and no more than GitHub shows. The last line is the summary, and counts what is left out. */
export const github: Reporter = {
  name: 'github',
  render: (audit, env) => {
    const all = annotationsOf(audit, env);
    const isMore = shownOf(all, OF_A_LEVEL).length < all.length;
    const kept = isMore ? shownOf(all, OF_A_LEVEL - 1) : all; // what is left is told in a notice
    const left = all.filter((each) => !kept.includes(each));
    return `${[...kept.map(({ level, properties, text }) => command(level, properties, text)), lastLine(audit, left)].join('\n')}\n`;
  },
};

function shownOf(all: readonly Annotation[], notices: number): readonly Annotation[] {
  const most: Readonly<Record<Level, number>> = { error: OF_A_LEVEL, warning: OF_A_LEVEL, notice: notices };
  const taken: Record<Level, number> = { error: 0, warning: 0, notice: 0 };
  return all.filter(({ level }) => ++taken[level] <= most[level]);
}

function lastLine(audit: Audit, left: readonly Annotation[]): string {
  const summary = summarize(audit);
  if (left.length === 0) return withoutLogCommands(`mcp-audit: ${summary}`);
  const findings = left.flatMap((each) => each.findings);
  const others = left.length - left.filter((each) => each.findings.length > 0).length;
  const counts = [...countsOf(findings), ...(others > 0 ? [plural(others, 'remark')] : [])];
  return command(
    'notice',
    { title: 'mcp-audit' },
    `${summary}\nNot annotated: ${counts.join(', ')}. GitHub shows ${OF_A_LEVEL} annotations of a kind from one step; the step summary tells of the rest, the JSON and SARIF reports of all.`,
  );
}

const NAMES = { error: 'error', warning: 'warning', info: 'note' } as const;

const countsOf = (findings: readonly Finding[]): string[] =>
  LEVELS.toSorted((a, b) => RANK[b] - RANK[a]).flatMap((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [plural(count, NAMES[severity])];
  });
