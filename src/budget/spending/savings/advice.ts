import type { Facts } from '../../../facts/facts.ts';
import type { Address } from '../../../model/address.ts';
import { groupBy } from '../../../model/group.ts';
import { propertyAt } from '../../../model/pointer.ts';
import type { ToolServer } from '../../../model/server.ts';
import { cut } from '../../../text/cut.ts';
import { nameOf } from '../../../text/few.ts';
import { plural } from '../../../text/numbers.ts';
import type { Budget } from '../../budget.ts';
import type { LongText, Repeat } from '../spending.ts';
import type { Draft } from './savings.ts';

/** What a person has to decide about: only what is spent there is known. */
export type Spent = Omit<Draft, 'edits'> & { readonly spent: number };

/** Fewer tools need no groups, and a group must be worth choosing. */
const MANY = 20;
const GROUP = 3;
/** A text of so many tokens is worth a second look; one of more than a parameter has to say. */
const LONG = { tool: 250, parameter: 80, instructions: 500 };
const NAMED = 3;
/** A repeated parameter of so many tokens explains. */
const WORDY = 25;

interface Found {
  readonly repeats: readonly Repeat[];
  readonly longest: readonly LongText[];
}

export function adviceOn(server: ToolServer, facts: Facts, budget: Budget, { repeats, longest }: Found): Spent[] {
  return [
    ...groups(server, facts, budget),
    ...parameters(repeats),
    ...walls(repeats),
    ...texts(longest),
    ...instructions(longest),
    ...pairs(server, facts, budget),
  ];
}

/** The toolsets, which not every conversation needs all of. */
function groups(server: ToolServer, facts: Facts, budget: Budget): Spent[] {
  const { toolsets } = facts.toolsets();
  if (server.tools.length < MANY || toolsets.length < 2) return [];
  const costs = new Map(server.tools.map(({ address }, i) => [address, budget.tools[i]!.tokens.model]));
  const sets = toolsets
    .filter(({ tools }) => tools.length >= GROUP)
    .map(({ name, tools }) => ({
      name,
      tools,
      tokens: tools.reduce((sum, { address }) => sum + costs.get(address)!, 0),
    }))
    .toSorted((a, b) => b.tokens - a.tokens)
    .slice(0, NAMED);
  return sets.map(({ name, tools, tokens }) => ({
    kind: 'split',
    say: `Offer \`${quoted(name)}\`, ${plural(tools.length, 'tool')}, as a toolset that is left out where nobody needs it.`,
    risk: 'some',
    at: tools.map(({ address }) => address),
    spent: tokens,
  }));
}

/** A parameter that is explained at length in every tool. */
function parameters(repeats: readonly Repeat[]): Spent[] {
  const own = repeats.filter(({ kind, at, tokens }) => kind === 'parameter' && tokens >= WORDY * at.length);
  return [...groupBy(own, ({ text }) => text)]
    .map(([name, all]) => ({
      name,
      at: all.flatMap(({ at }) => at),
      spent: all.reduce((sum, { tokens }) => sum + tokens, 0),
    }))
    .filter(({ at }) => at.length >= GROUP)
    .toSorted((a, b) => b.spent - a.spent)
    .slice(0, NAMED)
    .map(({ name, at, spent }) => ({
      kind: 'shorten',
      say: `Say of \`${quoted(name)}\` in ${plural(at.length, 'tool')} in half a sentence what each has to know; the rest is said once in \`instructions\`.`,
      risk: 'some',
      at,
      spent,
    }));
}

const walls = (repeats: readonly Repeat[]): Spent[] =>
  repeats
    .filter(({ kind }) => kind === 'enum')
    .slice(0, NAMED)
    .map(({ text, at, tokens }) => ({
      kind: 'shorten',
      say: `Take a text with its form in its description instead of one of a long list of values in ${plural(at.length, 'place')} (${cut(text.replaceAll('`', "'"), 60)}), and answer a wrong one with those that are near.`,
      risk: 'some',
      at,
      spent: tokens,
    }));

function texts(longest: readonly LongText[]): Spent[] {
  const long = longest.filter(
    ({ at, tokens }) => at.kind === 'tool' && tokens > (isOfTool(at) ? LONG.tool : LONG.parameter),
  );
  return [...groupBy(long, ({ text }) => text).values()].slice(0, NAMED).map((same) => {
    const [{ at }] = same as [LongText];
    const others = same.length > 1 ? ` and ${plural(same.length - 1, 'other')}` : '';
    return {
      kind: 'shorten',
      say: isOfTool(at)
        ? `Say in the description of \`${quoted(at.name)}\`${others} what it does, when to call it and what comes back; examples and formats belong to its parameters.`
        : `Say of \`${quoted(propertyAt(at.pointer) ?? '')}\` in \`${quoted(at.name)}\`${others} what it is, in what form, and one example.`,
      risk: 'some',
      at: same.map((each) => each.at),
      spent: same.reduce((sum, { tokens }) => sum + tokens, 0),
    };
  });
}

const instructions = (longest: readonly LongText[]): Spent[] =>
  longest
    .filter(({ at, tokens }) => at.kind === 'server' && tokens > LONG.instructions)
    .map(({ at, tokens }) => ({
      kind: 'shorten',
      say: 'Keep in the instructions what holds across tools: order of calls, limits, terms. What one tool does belongs in its description.',
      risk: 'some',
      at: [at],
      spent: tokens,
    }));

/** A name by a stranger between backticks: none of its own may end them, and it may be a megabyte. */
const quoted = (name: string): string => cut(nameOf(name).replaceAll('`', "'"), 100);

const isOfTool = ({ pointer }: Address): boolean => pointer === '/description';

/** Tools that an agent cannot tell apart may be one. */
function pairs(server: ToolServer, facts: Facts, budget: Budget): Spent[] {
  const costs = new Map(server.tools.map(({ address }, i) => [address, budget.tools[i]!.tokens.model]));
  return facts
    .confusable()
    .slice(0, NAMED)
    .map(({ first: a, second: b }) => ({
      kind: 'merge',
      say: `See whether \`${quoted(a.data.name)}\` and \`${quoted(b.data.name)}\`, which are hard to tell apart, are one tool with a parameter.`,
      risk: 'some',
      at: [a.address, b.address],
      spent: Math.min(costs.get(a.address)!, costs.get(b.address)!),
    }));
}
