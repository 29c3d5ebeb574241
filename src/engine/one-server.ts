import { budgetOf } from '../budget/budget.ts';
import { spendingOf } from '../budget/spending/spend.ts';
import type { Spending } from '../budget/spending/spending.ts';
import { factsOf, type Facts } from '../facts/facts.ts';
import type { Loaded } from '../inputs/input.ts';
import type { Address } from '../model/address.ts';
import type { Rule } from '../rule.ts';
import { evaluatedIn } from '../score/evaluated.ts';
import { lossesOf } from '../score/loss.ts';
import { scoreServer } from '../score/score.ts';
import type { Finding, ServerAudit } from './audit.ts';
import { collect } from './collect.ts';
import type { Judged } from './comments.ts';
import { finish } from './finish.ts';
import { judge, type Verdict } from './judge.ts';
import { holeFinder } from './opaque.ts';
import { outcome } from './outcome.ts';
import { Ruling, type Decisions } from './overrides.ts';
import type { Settings } from './run.ts';
import { Known } from './settle.ts';
import { Silence } from './silence.ts';

/** A server with its findings, before the comments in its source are judged by them. */
export interface Audited extends Judged {
  readonly server: ServerAudit;
  readonly facts: Facts;
  readonly ruling: Ruling;
  /** The rules that speak here. */
  readonly active: readonly Rule[];
  /** What is silenced by other means than comments. */
  readonly outside: Silence;
  readonly known: Known;
  readonly findings: Finding[];
}

/** Rules of plugins have a `/` in their ids. They speak, and no score is made of them. */
export const isOurs = ({ meta: { id } }: Rule): boolean => !id.includes('/');

/** Scored by all rules of ours and their default options; said is what the user decided to hear. */
export function auditServer(
  loaded: Loaded,
  known: readonly Rule[],
  decisions: Decisions,
  settings: Settings,
  timings?: Map<string, number>,
): Audited {
  const { server } = loaded;
  const { minTools, given, spending: wanted, focus, minSeverity = 'info' } = settings;
  const facts = factsOf(server, given);
  const ruling = new Ruling(loaded, decisions);
  const byConfig = [...ruling.suppressions.values()];
  const silence = new Silence(loaded, [...loaded.suppressions, ...byConfig]);
  const tagged = collect(server, known, facts, { timings });
  const isOwn = known.every(isOurs);
  const byDefault = judge(isOwn ? tagged : tagged.filter(({ rule }) => isOurs(rule)), server);
  const active = known.filter((rule) => ruling.isActive(rule));
  const { said, spared, opaque } = heard();
  for (const { rule, report } of spared) silence.spare(rule.meta.id, report);
  const holesAt = holeFinder(opaque);
  const isUnread = (at: Address): boolean => holesAt(at).length > 0;
  const { status, ...trouble } = outcome(loaded, minTools);
  const budget = budgetOf(server);
  let spending: Spending | undefined;
  const score = scoreServer({
    audited: status === 'audited' && !isUnread(server.at('tools')),
    ...evaluatedIn(server, facts, isUnread),
    losses: byDefault.said.flatMap(lossesOf),
  });
  const entries = new Known(server.id, known, decisions);
  entries.spare(spared);
  return {
    loaded,
    facts,
    ruling,
    active,
    silence,
    outside: new Silence(loaded, [...loaded.suppressions.filter(({ by }) => by !== 'comment'), ...byConfig]),
    known: entries,
    findings: entries.settle(said, silence).map((each) => finish(each, loaded, ruling, minSeverity)),
    server: {
      id: server.id,
      input: loaded.input,
      status,
      ...trouble,
      ...(loaded.entries ? { entries: loaded.entries } : {}),
      loaded,
      budget,
      toolsets: facts.toolsets,
      spending: () => (spending ??= spendingOf(server, facts, budget, wanted)),
      ...(focus ? {} : { score, archetype: facts.archetype() }),
      tools: server.tools.map((tool, i) => ({
        name: tool.data.name,
        address: tool.address,
        tokens: budget.tools[i]!.tokens,
        effect: facts.effect(tool).class,
        score: score.tools[i]!,
        ...(isUnread(tool.at('description'))
          ? {}
          : {
              text: () => ({
                ...facts.description(tool),
                limits: facts.limits(tool),
                examples: facts.examples(tool),
              }),
            }),
        ...(isUnread(tool.at('inputSchema'))
          ? {}
          : {
              parameters: () => {
                const all = facts.parameters(tool);
                return { total: all.length, described: all.filter(({ described }) => described).length };
              },
            }),
      })),
      unchecked: opaque.map(({ at, reason, dropped }) => ({
        address: at,
        reason,
        dropped,
        place: loaded.locate(at, 'value'),
      })),
    },
  };

  /** Rules with options that are set run again: what they say by default is in the score alone. */
  function heard(): Verdict {
    const again = active.filter((rule) => ruling.optionsOf(rule));
    if (isOwn && again.length === 0 && known.every((rule) => !ruling.isOff(rule))) return byDefault;
    const once = new Set(active.filter((rule) => !again.includes(rule)));
    const asSet = collect(server, again, facts, { timings, optionsOf: (rule) => ruling.optionsOf(rule) });
    return judge(
      [...tagged.filter(({ rule }) => once.has(rule)), ...asSet].filter(({ rule, report }) =>
        ruling.isSaid(rule, report),
      ),
      server,
    );
  }
}
