import type { Fleet, FleetGroup, Member } from '../../fleet/fleet.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { percent, remarksOf, shareOf, STATES, toolsOf, WINDOW, windowName } from '../fleet.ts';
import { cell, code, prose } from './escape.ts';

/** Rows of one table. */
const MOST = 50;

/** Servers side by side: a table for each client, and what it makes of their names. */
export const fleetSections = (fleet: Fleet | undefined): string[] => (fleet ? fleet.groups.flatMap(section) : []);

function section(group: FleetGroup): string[] {
  const { title, files, members, together } = group;
  const left = members.length - MOST;
  const missing = members.some(({ state }) => state === 'failed' || state === 'partial');
  return [
    `### Side by side: ${prose(title)}${files.length > 0 ? ` (${files.map((file) => code(file)).join(', ')})` : ''}`,
    [
      `| ${group.client === 'variants' ? 'variant' : 'server'} | tools | tokens | of ${windowName(WINDOW)} | |`,
      '| --- | ---: | ---: | ---: | --- |',
      ...members.slice(0, MOST).map(row),
      ...(together && members.length > 1
        ? [
            `| **together${missing ? ', at least' : ''}** | ${grouped(together.tools)} | **${grouped(together.total)}** | ${percent(shareOf(together))} | |`,
          ]
        : []),
    ].join('\n'),
    ...(left > 0 ? [`and ${plural(left, 'more server')}`] : []),
    ...remarksOf(group).map(({ loud, title: what, lines, left: rest }) =>
      [
        `${loud ? '⚠️' : 'ℹ️'} ${prose(what)}`,
        ...lines.map((line) => `- ${code(line, 400)}`),
        ...(rest > 0 ? [`- and ${rest} more`] : []),
      ].join('\n'),
    ),
  ];
}

function row(member: Member): string {
  const { name, state, reason = '', spent } = member;
  const word = STATES[state];
  const why = word === '' ? '' : `${state === 'off' ? word : `**${word}**`}: ${prose(reason.slice(0, 400))}`;
  const numbers =
    spent && state !== 'failed' ? [toolsOf(member), grouped(spent.total), percent(shareOf(spent))] : ['', '', ''];
  return `| ${[cell(code(name)), ...numbers, cell(why)].join(' | ')} |`;
}
