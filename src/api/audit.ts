import { checkToolsets } from '../cli/config-toolsets.ts';
import { checkWorkflows } from '../cli/given.ts';
import { repositoryAround } from '../cli/reports.ts';
import { knownRule, oneOf, revision, SEVERITIES } from '../cli/values.ts';
import type { ReadConfig } from '../config/config.ts';
import { runAudit } from '../engine/run.ts';
import { reporters } from '../reporters/index.ts';
import { reportOf } from '../reporters/json/json.ts';
import { printJson } from '../reporters/json/print.ts';
import { UserError } from '../user-error.ts';
import { begin, load, type Call } from './call.ts';
import { settingsOf, type Flags } from './judge.ts';
import { auditOptions, type AuditOptions } from './options.ts';
import type { Report } from './report.generated.ts';
import type { Format, RenderOptions, Result } from './result.ts';

/** Audits, as `mcp-audit` does, and answers with what it found instead of printing it. */
export async function runAuditCall(what: unknown): Promise<Result> {
  const options = auditOptions(what);
  const call = await begin(options);
  const { read, io, areNamed, fleet } = call;
  refuseIdle(call, options);
  const { settings, said } = await settingsOf(read, flagsOf(options, read), io);
  const loaded = await load(call, options);
  checkWorkflows(said, loaded, areNamed, io);
  const audit = runAudit(loaded, {
    ...settings,
    failOnUnchecked: options.failOnUnchecked ?? false,
    whole: !areNamed,
    ...(options.spec === undefined ? {} : { revisions: [revision('`spec`', options.spec)] }),
    ...(fleet ? { fleet } : {}),
  });
  checkToolsets(read, audit.servers, areNamed);
  return {
    report: JSON.parse(printJson(reportOf(audit))) as Report, // through its text, as the command prints it
    async render(format, { color = false, links = false, width = 100, quiet = false, verbose = false } = {}) {
      const reporter = await reporters[oneOf('render', Object.keys(reporters) as Format[], format)]();
      const env = { root: io.cwd, repository: repositoryAround(io.cwd), color, links, width, quiet, verbose };
      return reporter.render(audit, env satisfies RenderOptions & object);
    },
  };
}

/** The options that say what flags say; rules are those of plugins as well. */
function flagsOf({ rules = {}, failOn, maxWarnings, minTools, baseline }: AuditOptions, read: ReadConfig): Flags {
  const ids = read.rules.map(({ meta }) => meta.id);
  return {
    rule: Object.entries(rules).map(([id, level]) => {
      knownRule(id, ids);
      return `${id}=${oneOf(`\`rules['${id}']\``, ['off', ...SEVERITIES], level)}`;
    }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(maxWarnings === undefined ? {} : { maxWarnings: String(maxWarnings) }),
    ...(minTools === undefined ? {} : { minTools }),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

/** An option that reaches no target is a mistake. */
function refuseIdle({ targets }: Call, { probe, breakEgress }: AuditOptions): void {
  const has = (...kinds: string[]): boolean => targets.some(({ kind }) => kinds.includes(kind));
  if (probe && !has('stdio', 'http'))
    throw new UserError('`probe` is set, and no target is a running server', {
      hints: ["name the command that starts it: `{ command: ['node', 'server.js'] }`"],
    });
  if (breakEgress && !has('stdio'))
    throw new UserError('`breakEgress` is set, and no target is a command', {
      hints: ['only what is started here can be cut off'],
    });
}
