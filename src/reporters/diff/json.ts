import type { Change, Diff, ToolDiff } from '../../diff/diff.ts';
import type { Comparison, Compared } from '../../diff/comparison.ts';
import { growth, type Delta } from '../../diff/tokens.ts';
import { printAddress } from '../../model/address.ts';
import { printJson } from '../json/print.ts';
import type { DiffReport } from './contract.ts';
import { sayChange } from './say.ts';

type ServerReport = DiffReport['servers'][number];
type ToolReport = ServerReport['tools'][number];

/** For programs. Names and texts come from the servers: they are untrusted. */
export const diffJson = (
  comparison: Comparison,
  generator: { readonly name: string; readonly version: string },
): string => {
  const { before, after, servers, alone, passed, impacts, limits, grown, exitCode } = comparison;
  const report: DiffReport = {
    schemaVersion: 1,
    kind: 'diff',
    generator,
    before,
    after,
    exitCode,
    limits: {
      failOn: limits.failOn,
      maxGrowth: limits.maxGrowth ?? null,
    },
    impacts: { breaking: impacts.breaking, mayBreak: impacts['may-break'], compatible: impacts.compatible },
    grown: grown.map((each) => ({ ...each })),
    servers: servers.map(serverOf),
    alone: alone.map(({ server, change }) => ({ id: server.id, change, tools: server.tools })),
    notCompared: [...passed],
  };
  return printJson(report);
};

const serverOf = (server: Compared): ServerReport => ({
  id: server.after.id,
  before: sideOf(server.before),
  after: sideOf(server.after),
  changes: server.server.map(changeOf),
  tools: server.tools.map(toolOf),
  signs: server.signs.map(({ at, ...sign }) => ({ address: printAddress(at), ...sign })),
  tokens: {
    encoding: server.tokens.encoding,
    estimate: server.tokens.cut,
    total: deltaOf(server.tokens.total),
    model: deltaOf(server.tokens.model),
    listing: deltaOf(server.tokens.listing),
    instructions: deltaOf(server.tokens.instructions),
    toolsets: server.tokens.toolsets.map(({ name, ...delta }) => ({ name, ...deltaOf(delta) })),
  },
  notTold: server.unread,
});

const sideOf = ({ id, version, tools, isWhole }: Diff['before']): ServerReport['before'] => ({
  id,
  version: version ?? null,
  tools,
  complete: isWhole,
});

const toolOf = ({ name, status, was, changes, tokens }: ToolDiff): ToolReport => ({
  name,
  status,
  was: was ?? null,
  tokens: { model: deltaOf(tokens.model), listing: deltaOf(tokens.listing) },
  changes: changes.map(changeOf),
});

const changeOf = (change: Change): ToolReport['changes'][number] => ({
  id: change.id,
  impact: change.impact === 'may-break' ? 'mayBreak' : change.impact,
  subject: change.subject,
  address: printAddress(change.at),
  wasAt: printAddress(change.was),
  message: sayChange(change),
  words: change.words?.map(({ op, text }) => ({ op, text })) ?? null,
});

const deltaOf = (delta: Delta): ServerReport['tokens']['total'] => ({
  before: delta.before ?? null,
  after: delta.after ?? null,
  change: growth(delta),
});
