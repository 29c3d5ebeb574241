import type { ToolDiff } from '../../diff/diff.ts';
import type { Comparison, Compared } from '../../diff/comparison.ts';
import { growth } from '../../diff/tokens.ts';
import { withoutLogCommands } from '../../text/log-commands.ts';
import { few } from '../../text/few.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import type { RenderEnv } from '../reporter.ts';
import { styleOf, type Style } from '../terminal/style.ts';
import { columns, fit, pad } from '../terminal/width.ts';
import { wrap } from '../terminal/wrap.ts';
import { foldShared, splitWhole, type Shared } from './fold.ts';
import {
  sayGrowth,
  sayImpacts,
  saySigns,
  share,
  signedTokens,
  toolsToShow,
  verdictOf,
  wordOf,
  type Verdict,
} from './say.ts';
import { tokenLines } from './tokens.ts';
import { heading } from './heading.ts';
import { changeLines, inkOf, signLines } from './changes.ts';
import { GUTTER } from './inked.ts';

export interface DiffPage {
  readonly width: number;
  readonly style: Style;
  readonly color: boolean;
}

/** For a person: what changed, tool by tool, what does most harm first; then what it costs; then how it ends. */
export function diffTerminal(comparison: Comparison, env: RenderEnv): string {
  const page: DiffPage = {
    width: Math.max(40, Math.min(env.width, 120)),
    style: styleOf({ color: env.color, links: env.links }),
    color: env.color,
  };
  const lines = [
    ...comparison.servers.flatMap((server) => serverLines(server, page)),
    ...aloneLines(comparison, page),
    ...endLines(comparison, page),
  ];
  return withoutLogCommands(`${lines.join('\n')}\n`);
}

function serverLines(server: Compared, page: DiffPage): string[] {
  const { style } = page;
  const all = toolsToShow(server);
  const { shared, tools } = foldShared(all);
  const { whole, others: shown } = splitWhole(tools);
  const isSame = all.length === 0 && server.server.length === 0;
  return [
    ...heading(server, page),
    '',
    ...(isSame && isKnown(server) ? [style.green('nothing changed'), ''] : []),
    ...(server.server.length > 0
      ? [
          style.bold('the server'),
          ...server.server.flatMap((change) => changeLines(change, page)),
          ...signLines(server, '', page),
          '',
        ]
      : []),
    ...wholeLines(server, whole, page),
    ...sharedLines(shared, page),
    ...shown.flatMap((tool) => [...toolLines(tool, page), ...signLines(server, tool.name, page), '']),
    ...noteLines(server, page),
    ...(isSame ? [] : tokenLines(server, page)),
  ];
}

/** Whether both sides were read whole. */
const isKnown = ({ before, after, unread }: Compared): boolean => before.isWhole && after.isWhole && unread === 0;

/** Tools that came or went, one on a line. */
function wholeLines(server: Compared, tools: readonly ToolDiff[], page: DiffPage): string[] {
  if (tools.length === 0) return [];
  const names = tools.map(({ name }) => fit(printable(name) || '(no name)', page.width - GUTTER - 18));
  const wide = Math.max(...names.map(columns));
  const costs = tools.map(({ tokens: { model } }) => signedTokens(growth(model)));
  const digits = Math.max(...costs.map((cost) => cost.length));
  return [
    page.style.bold('tools that came and went'),
    ...tools.flatMap((tool, i) => {
      const change = tool.changes[0]!;
      const word = wordOf(change);
      const what = tool.status === 'removed' ? 'gone' : 'new ';
      return [
        `  ${inkOf(change, page.style)(word.padEnd(GUTTER - 4))}  ${what}  ${page.style.bold(pad(names[i]!, wide))}  ${page.style.dim(costs[i]!.padStart(digits))}`,
        ...signLines(server, tool.name, page),
      ];
    }),
    '',
  ];
}

/** Changes that are the same in many tools. */
function sharedLines(shared: readonly Shared[], page: DiffPage): string[] {
  const { style, width } = page;
  return shared.flatMap(({ change, tools }) => [
    style.bold(`in ${plural(tools.length, 'tool')}`),
    ...changeLines(change, page),
    ...wrap(namesOf(tools), width - GUTTER).map((line) => `${' '.repeat(GUTTER)}${style.dim(line)}`),
    '',
  ]);
}

/** Tools that are named of those that share a change. */
const SOME = 12;

function namesOf(tools: readonly string[]): string {
  const { names, rest } = few(tools, SOME);
  return names.map((name) => printable(name, 60)).join(', ') + rest;
}

function toolLines(tool: ToolDiff, page: DiffPage): string[] {
  const { style, width } = page;
  const { model } = tool.tokens;
  const by = growth(model);
  const cost = by === 0 ? '' : signedTokens(by);
  const name = fit(printable(tool.name) || '(no name)', width - cost.length - 2);
  return [
    `${style.bold(name)}${cost && ' '.repeat(Math.max(2, Math.min(GUTTER + 34, width) - columns(name) - cost.length))}${style.dim(cost)}`,
    ...tool.changes.flatMap((change) => changeLines(change, page)),
  ];
}

function noteLines({ before, after, unread }: Compared, { style, width }: DiffPage): string[] {
  const half = [!before.isWhole && 'the base', !after.isWhole && 'the head'].filter(Boolean).join(' and ');
  const notes = [
    half && `the list of ${half} is not known whole: tools that are on one side only are not told`,
    unread > 0 && `${plural(unread, 'difference')} not told: a part could not be read on one side`,
  ].filter((note) => typeof note === 'string' && note !== '') as string[];
  return notes.length === 0
    ? []
    : [...notes.flatMap((note) => wrap(note, width)).map((line) => style.severity.warning(line)), ''];
}

function aloneLines({ alone, passed }: Comparison, { style, width }: DiffPage): string[] {
  const lines = alone.map(({ server, change }) => {
    const word =
      change === 'removed'
        ? style.severity.error('breaking'.padEnd(GUTTER - 4))
        : style.green('added'.padEnd(GUTTER - 4));
    const what = change === 'removed' ? 'is gone' : 'is new';
    return `  ${word}  ${fit(`the server ${printable(server.id)} ${what}, with ${plural(server.tools, 'tool')}`, width - GUTTER)}`;
  });
  const rest =
    passed.length > 0
      ? wrap(`not compared: ${passed.map((id) => printable(id, 60)).join(', ')}`, width).map(style.dim)
      : [];
  return lines.length + rest.length === 0 ? [] : [...lines, ...rest, ''];
}

const WORDS: Readonly<Record<Verdict, string>> = {
  same: 'SAME',
  pass: 'PASS',
  fail: 'FAIL',
  done: 'DONE',
  partial: 'PARTIAL',
};

function endLines(comparison: Comparison, page: DiffPage): string[] {
  const { style, width } = page;
  const { servers, grown, limits, impacts } = comparison;
  const verdict = verdictOf(comparison);
  const word = WORDS[verdict];
  const lead = word.length + (page.color ? 4 : 2);
  const total = servers.reduce(
    (sum, { tokens }) => ({ before: sum.before + tokens.total.before, after: sum.after + tokens.total.after }),
    { before: 0, after: 0 },
  );
  const by = growth(total);
  const cost = by === 0 ? 'no more and no fewer tokens' : `${signedTokens(by)}${share(total) && ` (${share(total)})`}`;
  const over = grown.flatMap(({ server, before, after }) =>
    wrap(
      `${printable(server, 60)} grew from ${grouped(before)} to ${grouped(after)} tokens; --max-growth allows ${sayGrowth(limits.maxGrowth!)}`,
      width - 16,
    ).map((line, i) => `${i === 0 ? style.severity.error('over the limit') : ' '.repeat(14)}  ${line}`),
  );
  return [
    ...over,
    ...(over.length > 0 ? [''] : []),
    ...wrap(
      verdict === 'same' ? 'both list the same' : `${sayImpacts(impacts)}${saySigns(servers)}; ${cost}`,
      width - lead,
    ).map((line, i) =>
      i === 0 ? `${style.badge(verdict === 'same' ? 'pass' : verdict, word)}  ${line}` : ' '.repeat(lead) + line,
    ),
    ...(next(comparison) ? [' '.repeat(lead) + style.dim(next(comparison))] : []),
  ];
}

/** The one thing to do next. */
function next({ servers, grown }: Comparison): string {
  const [sign] = servers.flatMap(({ signs }) => signs.filter(({ severity }) => severity !== 'info'));
  if (sign) return `next: \`mcp-audit explain ${sign.ruleId}\``;
  return grown.length > 0 ? 'next: `mcp-audit budget` says where the tokens go, and where to save' : '';
}
