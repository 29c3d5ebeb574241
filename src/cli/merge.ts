import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { readJsonFile } from '../config/json-file.ts';
import { displayPath, whyUnreadable } from '../inputs/json/load.ts';
import { auditOf } from '../merge/audit.ts';
import type { ReportPart, SarifPart } from '../merge/part.ts';
import { partOf, type Part } from '../merge/read.ts';
import { joinReports } from '../merge/reports.ts';
import { isKnownRule } from '../merge/rules.ts';
import { joinSarif } from '../merge/sarif.ts';
import { printJson } from '../reporters/json/print.ts';
import { reporters } from '../reporters/index.ts';
import { UserError } from '../user-error.ts';
import { Exit, type ExitCode } from './exit.ts';
import { outputsIn, type Format, type Output } from './formats.ts';
import type { Io } from './io.ts';
import { whyUnwritable, writeOutput } from './output.ts';
import { writeReports } from './reports.ts';
import { MOST_RUNS } from './sarif-needs.ts';
import { FAIL_ON, oneOf } from './values.ts';

export interface MergeFlags {
  readonly format?: readonly string[];
  readonly failOn?: string;
  readonly quiet?: boolean;
}

/** An HTML report quotes texts that reports do not hold. */
const FORMATS = (Object.keys(reporters) as Format[]).filter((format) => format !== 'html');

/** `mcp-audit merge FILE...`: read the reports of several runs, join them, and write them as one. */
export async function mergeCommand(files: readonly string[], flags: MergeFlags, io: Io): Promise<ExitCode> {
  const failOn = flags.failOn === undefined ? undefined : oneOf('--fail-on', FAIL_ON, flags.failOn);
  if (flags.format?.some((each) => /^html(?:=|$)/.test(each)))
    throw new UserError('an HTML report cannot be made of merged ones: it quotes texts that they do not hold', {
      hints: ['`-f markdown` tells the same in fewer words'],
    });
  const named = [...new Map(files.map((file) => [path.resolve(io.cwd, file), path.normalize(file)])).values()];
  const parts = await Promise.all(named.map((file) => readPart(file, io.cwd)));
  const reports = parts.filter((part): part is Part & { kind: 'report' } => part.kind === 'report');
  const logs = parts.filter((part): part is Part & { kind: 'sarif' } => part.kind === 'sarif');
  const outputs = outputsFor(flags.format ?? [], reports, logs);
  const [ofLogs, ofReports] = [
    outputs.filter(({ format }) => format === 'sarif' && logs.length > 0),
    outputs.filter(({ format }) => !(format === 'sarif' && logs.length > 0)),
  ];
  const codes: ExitCode[] = [];
  const missing = new Set<string>();
  if (reports.length > 0) {
    const joined = joinReports(reports, failOn);
    const { report } = joined;
    for (const each of joined.missing) missing.add(each);
    needRules(ofReports, report.generator.rules);
    refuseBudgets(ofReports, report.generator.rules);
    warnOfRuns(ofReports, report.servers.length, io);
    const json = ofReports.filter(({ format }) => format === 'json');
    const others = ofReports.filter(({ format }) => format !== 'json');
    if (others.length > 0 && report.fleet && !flags.quiet)
      io.stderr.write('not put side by side: only the JSON report holds the tables of the parts\n');
    codes.push(
      report.exitCode,
      await writeText(json, printJson(report), io),
      (await writeReports(auditOf(report), others, flags, io)) ? Exit.clean : Exit.failed,
    );
  }
  if (logs.length > 0) {
    const { runs, exitCode, missing: absent } = joinSarif(logs, failOn);
    for (const each of absent) missing.add(each);
    if (runs.length === 0 && missing.size === 0)
      io.stderr.write(
        'error: there is no run in these files, so nothing was audited\n  help: look what wrote them: each server is a run\n',
      );
    warnOfRuns(ofLogs, runs.length, io);
    const text = printJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs });
    codes.push(exitCode, await writeText(ofLogs, text, io));
  }
  if (missing.size > 0)
    io.stderr.write(
      `error: not all shards are here: ${[...missing].join(', ')}\n  help: what they were to audit is not known, so this is no pass; look why their jobs wrote no report\n`,
    );
  return Math.max(...codes) as ExitCode;
}

/** Reports become any format, SARIF files SARIF. */
function outputsFor(
  texts: readonly string[],
  reports: readonly ReportPart[],
  logs: readonly SarifPart[],
): readonly Output[] {
  if (reports.length > 0 && logs.length > 0 && texts.length === 0)
    throw new UserError('both JSON reports and SARIF files are named, and no format', {
      hints: ['say where each goes: `-f json=all.json -f sarif=all.sarif`'],
    });
  // what `mcp-audit budget` wrote can be nothing but JSON
  const isJudged = reports.every(({ report }) => report.generator.rules.length > 0);
  const outputs = outputsIn(texts, FORMATS, reports.length === 0 ? 'sarif' : isJudged ? 'terminal' : 'json');
  const other = reports.length > 0 ? undefined : outputs.find(({ format }) => format !== 'sarif');
  if (other)
    throw new UserError(`SARIF files cannot be made into ${other.format}`, {
      hints: ['merge the JSON reports: `-f json=FILE` in each job, beside `-f sarif=FILE`'],
    });
  return outputs;
}

async function readPart(file: string, cwd: string): Promise<Part> {
  const shown = displayPath(file, cwd);
  const text = await readFile(path.resolve(cwd, file), 'utf8').catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'EISDIR'
      ? new UserError(`${shown} is a folder`, {
          hints: [`name the reports in it: \`mcp-audit merge ${shown}/*.json\``],
        })
      : new UserError(whyUnreadable(error, shown), {
          hints: ['name the reports of the parts: `mcp-audit merge a.json b.json`'],
        });
  });
  const value = parsed(text);
  // places are looked for only when there is something to complain of: a report may have many megabytes
  const source = value === undefined ? await readJsonFile(file, cwd, 'merge') : undefined;
  try {
    return partOf(value ?? source?.value, shown, () => undefined);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { place } = source ?? (await readJsonFile(file, cwd, 'merge'));
    return partOf(value ?? source?.value, shown, (at) => place(at, 'value'));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** SARIF lists the rules with their pages. */
function needRules(outputs: readonly Output[], ids: readonly string[]): void {
  const unknown = outputs.some(({ format }) => format === 'sarif') ? ids.find((id) => !isKnownRule(id)) : undefined;
  if (unknown !== undefined)
    throw new UserError(`SARIF says what a rule is, and a report does not: \`${unknown}\` is of a plugin`, {
      hints: ['let each part write SARIF too, and merge the SARIF files'],
    });
}

/** What `mcp-audit budget` tells is made while the tools are there. */
function refuseBudgets(outputs: readonly Output[], ids: readonly string[]): void {
  const other = ids.length > 0 ? undefined : outputs.find(({ format }) => format !== 'json');
  if (other)
    throw new UserError(`reports of \`mcp-audit budget\` cannot be made into ${other.format}`, {
      hints: ['merge them as JSON: `-f json=FILE`'],
    });
}

function warnOfRuns(outputs: readonly Output[], runs: number, { stderr }: Io): void {
  if (runs > MOST_RUNS && outputs.some(({ format }) => format === 'sarif'))
    stderr.write(
      `warning: this SARIF file has ${runs} runs, one for each server, and GitHub takes at most ${MOST_RUNS}\n  help: upload the SARIF file of each shard by itself, with a \`category\` of its own\n`,
    );
}

async function writeText(outputs: readonly Output[], text: string, io: Io): Promise<ExitCode> {
  let code: ExitCode = Exit.clean;
  for (const { file } of outputs) {
    if (file === undefined) io.stdout.write(text);
    else
      await writeOutput(file, text, io.cwd).catch((error: unknown) => {
        code = Exit.failed;
        io.stderr.write(`error: cannot write ${file}: ${whyUnwritable(error)}\n`);
      });
  }
  return code;
}
