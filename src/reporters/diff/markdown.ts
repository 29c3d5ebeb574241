import type { Change, Piece, ToolDiff } from '../../diff/diff.ts';
import type { Comparison, Compared } from '../../diff/comparison.ts';
import { growth, type Delta } from '../../diff/tokens.ts';
import { withoutLogCommands } from '../../text/log-commands.ts';
import { few } from '../../text/few.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { cell, code, prose } from '../markdown/escape.ts';
import { foldShared, splitWhole, type Shared } from './fold.ts';
import {
  sayChange,
  sayGrowth,
  sayImpacts,
  saySigns,
  share,
  signed,
  signedTokens,
  toolsToShow,
  verdictOf,
  wordOf,
  type Verdict,
} from './say.ts';
import { excerpt } from './words.ts';

const MARK: Readonly<Record<Verdict, string>> = { same: '✅', pass: '✅', fail: '❌', done: 'ℹ️', partial: '⚠️' };
const ICON = { breaking: '🔴', 'may-break': '🟠', compatible: '⚪' } as const;

/** Characters of all sections: GitHub cuts a comment at 65,536. */
const MOST = 48_000;
const ROWS = 20;

/** For step summaries and for comments on pull requests. */
export function diffMarkdown(comparison: Comparison): string {
  const { servers, alone, passed, impacts, grown, limits } = comparison;
  const verdict = verdictOf(comparison);
  const parts = [
    `## ${MARK[verdict]} ${verdict === 'same' ? 'Both list the same' : sentence(sayImpacts(impacts) + saySigns(servers))}`,
    `${code(comparison.before)} → ${code(comparison.after)}`,
    ...grown.map(
      ({ server, before, after }) =>
        `❌ ${code(server)} grew from ${grouped(before)} to ${grouped(after)} tokens; \`--max-growth\` allows ${sayGrowth(limits.maxGrowth!)}.`,
    ),
    ...(alone.length > 0
      ? [
          alone
            .map(
              ({ server, change }) =>
                `- ${change === 'removed' ? '🔴' : '⚪'} the server ${code(server.id)} is ${change === 'removed' ? 'gone' : 'new'}, with ${plural(server.tools, 'tool')}`,
            )
            .join('\n'),
        ]
      : []),
    ...(passed.length > 0
      ? [
          `Not compared: ${passed
            .slice(0, ROWS)
            .map((id) => code(id))
            .join(', ')}`,
        ]
      : []),
    ...capped(servers.flatMap((server) => serverParts(server, servers.length > 1))),
  ];
  return withoutLogCommands(`${parts.join('\n\n')}\n`);
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** As many of the sections as a comment holds; the first come first. */
function capped(parts: readonly string[]): string[] {
  let used = 0;
  const kept = parts.filter((part) => (used += part.length) <= MOST);
  const left = parts.length - kept.length;
  return left > 0 ? [...kept, `and ${plural(left, 'more section')}, which \`-f json\` has`] : kept;
}

function serverParts(server: Compared, isNamed: boolean): string[] {
  const { before, after, unread } = server;
  const { shared, tools } = foldShared(toolsToShow(server));
  const { whole, others: shown } = splitWhole(tools);
  const version =
    before.version !== after.version
      ? `${code(before.version ?? 'no version')} → ${code(after.version ?? 'no version')}`
      : '';
  return [
    ...(isNamed || version ? [`### ${code(after.id)}${version && ` ${version}`}`] : []),
    table(server),
    ...(!before.isWhole || !after.isWhole
      ? ['⚠️ One of the lists is not known whole: tools that are on one side only are not told.']
      : []),
    ...(unread > 0
      ? [`⚠️ ${sentence(plural(unread, 'difference'))} not told: a part could not be read on one side.`]
      : []),
    ...(server.server.length > 0 ? [section('the server', server.server, signsOf(server, ''))] : []),
    ...(whole.length > 0 ? [wholeSection(server, whole)] : []),
    ...(shared.length > 0 ? [sharedSection(shared)] : []),
    ...shown.map((tool) => section(heading(tool), tool.changes, signsOf(server, tool.name))),
  ];
}

const signsOf = ({ signs }: Compared, tool: string): string[] =>
  signs
    .filter(({ at }) => (at.kind === 'tool' ? at.name : '') === tool)
    .map(({ message, ruleId }) => `- 🚨 **steers** ${prose(message)} \`${ruleId}\``);

function heading({ name, tokens }: ToolDiff): string {
  const by = growth(tokens.model);
  return `${code(name)}${by === 0 ? '' : ` · ${signedTokens(by)}`}`;
}

function wholeSection(server: Compared, tools: readonly ToolDiff[]): string {
  const lines = tools
    .slice(0, MANY)
    .flatMap((tool) => [
      `- ${tool.status === 'removed' ? `${ICON[tool.changes[0]!.impact]} **${wordOf(tool.changes[0]!)}** gone` : `${ICON.compatible} **added** new`} ${heading(tool)}`,
      ...signsOf(server, tool.name).map((line) => `  ${line}`),
    ]);
  const left = tools.length - MANY;
  return [
    '#### Tools that came and went',
    '',
    ...lines,
    ...(left > 0 ? [`- and ${plural(left, 'more tool')}`] : []),
  ].join('\n');
}

/** Changes that are the same in many tools. */
const sharedSection = (shared: readonly Shared[]): string =>
  [
    '#### The same in several tools',
    '',
    ...shared.flatMap(({ change, tools }) => {
      const { names, rest } = few(tools, ROWS);
      return [...changeLines(change), `  <br>in ${tools.length}: ${names.map((name) => code(name)).join(', ')}${rest}`];
    }),
  ].join('\n');

/** Tools of a list that is not cut by the page. */
const MANY = 100;

const section = (title: string, changes: readonly Change[], signs: readonly string[]): string =>
  [`#### ${title}`, '', ...changes.flatMap(changeLines), ...signs].join('\n');

function changeLines(change: Change): string[] {
  return [
    `- ${ICON[change.impact]} **${wordOf(change)}** ${prose(sayChange(change))}`,
    ...(change.words ? wordBlock(change.words) : []),
  ];
}

/** Both readings of what changed, as a block of `diff`: code, in which nothing of a stranger's text is obeyed. */
function wordBlock(pieces: readonly Piece[]): string[] {
  const shown = excerpt(pieces);
  const side = (op: Piece['op']): string =>
    printable(
      shown
        .filter((piece) => piece.op === 'same' || piece.op === op)
        .map(({ text }) => text)
        .join('')
        .trim(),
      4_000,
    );
  const lines = [
    ...(shown.some(({ op }) => op === 'gone') ? [`- ${side('gone')}`] : []),
    ...(shown.some(({ op }) => op === 'came') ? [`+ ${side('came')}`] : []),
  ];
  const fence = '`'.repeat(
    Math.max(3, 1 + Math.max(0, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)))),
  );
  return [`  ${fence}diff`, ...lines.map((line) => `  ${line}`), `  ${fence}`];
}

function table({ tokens, tools }: Compared): string {
  const row = (label: string, delta: Delta): string =>
    `| ${label} | ${count(delta.before)} | ${count(delta.after)} | ${signed(growth(delta))} | ${share(delta)} |`;
  const most = tools
    .filter(({ tokens: { model } }) => growth(model) !== 0)
    .toSorted((a, b) => Math.abs(growth(b.tokens.model)) - Math.abs(growth(a.tokens.model)))
    .slice(0, 10);
  const sets = tokens.toolsets.filter((each) => growth(each) !== 0).slice(0, ROWS);
  return [
    `| tokens (${tokens.encoding}${tokens.cut ? ', estimated' : ''}) | before | after | change | |`,
    '| --- | ---: | ---: | ---: | ---: |',
    row('**model**', tokens.model),
    row('**instructions**', tokens.instructions),
    row('listing', tokens.listing),
    ...sets.map((each) => row(`toolset ${cell(code(each.name))}`, each)),
    ...most.map(({ name, tokens: { model } }) => row(cell(code(name)), model)),
  ].join('\n');
}

const count = (tokens: number | undefined): string => (tokens === undefined ? '' : grouped(tokens));
