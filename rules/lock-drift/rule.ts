import { defineRule, groupBy, type Address } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'lock-drift',
    title: 'What is listed is what was locked.',
    category: 'safety',
    severity: 'warning',
    why: 'A server that was looked at and agreed to can list something else the next day: tool poisoning arrives as changed instructions and descriptions, which a model obeys and nobody reads again. The MCP specification requires that users understand what a tool does before they authorize it; a text that came later was never agreed to.',
    hint: 'Read the words that came. To accept them, run `mcp-audit lock` with the same targets and commit the file; if nobody can say why they came, pin the version that was locked and ask its authors.',
    points: 0,
    messages: {
      steers: {
        text: 'The words that came since the lock steer the model ({rules}); {says}: `{came}`.',
        severity: 'error',
        hint: 'Do not use this server until its authors say why: pin the version that was locked. `mcp-audit explain` tells what each of these rules finds.',
      },
      came: 'Since the lock, {says}; what came: `{came}`.',
      gone: 'Since the lock, {says}; what went: `{gone}`.',
      replaced: 'Since the lock, {says}; what came: `{came}`; what went: `{gone}`.',
      listed: {
        text: 'Since the lock, {says}{rest}.',
        severity: 'info',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25#key-principles',
      'https://invariantlabs.ai/blog/mcp-security-notification-tool-poisoning-attacks',
    ],
    realCase:
      'The rug pull of Invariant Labs (April 2025): a server that was approved later lists another description, which has the model hand over a message history. Between @modelcontextprotocol/server-filesystem 2025.3.28 and 2025.8.21, `read_file` was called deprecated in its description alone',
    since: '0.1.0',
  },
  {
    *server(server) {
      const all = server.quirks.flatMap((quirk) => (quirk.what === 'since-lock' ? [quirk] : []));
      for (const each of all.filter(({ change }) => change === 'text')) yield ofText(each);
      const others = all.filter(({ change }) => change === 'list');
      for (const same of groupBy(
        others,
        ({ at }) => `${at.kind} ${at.name} ${at.nth} ${at.kind === 'server' ? at.pointer : ''}`,
      ).values())
        yield ofList(same);
    },
  },
);

interface Drift {
  readonly at: Address;
  readonly says: string;
  readonly came?: string;
  readonly gone?: string;
  readonly steers?: readonly string[];
}

function ofText({ at, says, came, gone, steers }: Drift) {
  const base = { at, key: `${came ?? ''}\0${gone ?? ''}`, because: [] };
  const data = { says, came: pieces(came ?? ''), gone: pieces(gone ?? '') };
  if (steers && came !== undefined)
    return { ...base, message: 'steers' as const, data: { ...data, rules: steers.join(', ') } };
  if (came !== undefined && gone !== undefined) return { ...base, message: 'replaced' as const, data };
  if (came !== undefined) return { ...base, message: 'came' as const, data };
  return gone !== undefined
    ? { ...base, message: 'gone' as const, data }
    : { ...base, message: 'listed' as const, data: { says, rest: '' } };
}

/** A long text is quoted in pieces: a message cuts each at 200 characters, and here every word counts. */
function pieces(text: string): readonly string[] {
  const out = text.slice(0, MOST).match(/.{1,180}(?:\s|$)|.{1,180}/gs) ?? [];
  return text.length > MOST ? [...out, '…'] : out;
}

const MOST = 2_000;

/** One for each tool, with what comes first. */
function ofList([first, ...more]: readonly Drift[]) {
  const { at, says } = first!;
  const left = more.length;
  return {
    at,
    message: 'listed' as const,
    key: says,
    data: { says, rest: left === 0 ? '' : `, and ${left} more of it changed` },
  };
}
