import { serverAddress } from '../../model/address.ts';
import type { WireFacts } from '../../model/wire.ts';
import { plural } from '../../text/numbers.ts';
import { printable, printableLines } from '../../text/printable.ts';
import { buildServer } from '../build.ts';
import type { Failed, Loaded, Place } from '../input.ts';
import type { Channel } from './channel.ts';
import type { Checks } from './checks.ts';
import type { Connection } from './connect.ts';
import type { Everything } from './everything.ts';
import { LiveProblem } from './problem.ts';
import type { Redact } from './redact.ts';
import { nameOf, type LiveSpec } from './spec.ts';

/** What was read, as the model sees it. The lists are as they were sent but for what was handed over; of what is ours or only talk all that looks like a secret is taken out. */
export function loaded(
  spec: LiveSpec,
  { peer, hello, trace }: Connection,
  { lists, checks }: { readonly lists: Everything; readonly checks: Checks },
  redact: Redact,
): Loaded {
  const { channel } = peer!;
  const { tools, prompts, resources, templates } = lists;
  const reads = [tools, prompts, resources, templates].filter((read) => read !== undefined);
  const complete = tools.fact.outcome !== 'cut';
  const wire: WireFacts = {
    transport: channel.transport,
    era: hello!.era,
    pages: reads.flatMap((read) => read.pages),
    lists: reads.map(({ fact }) => (fact.reason === undefined ? fact : { ...fact, reason: redact(fact.reason) })),
    stdout: channel.stdout,
    http: channel.http.map((fact) => ({ ...fact, path: redact(fact.path) })),
    ...checks.facts,
  };
  const id = trace.clean.text(nameOf(spec, hello!.info));
  const server = buildServer({
    id,
    fidelity: 'observed',
    complete,
    revisions: hello!.revisions,
    info: hello!.info,
    instructions: hello!.instructions,
    capabilities: hello!.capabilities,
    tools: tools.items,
    prompts: prompts?.items ?? [],
    resources: [...(resources?.items ?? []), ...(templates?.items ?? [])],
    wire,
    quirks: checks.unchecked.map(({ check, reason }) => ({
      at: serverAddress(id, 'wire', check),
      what: 'opaque',
      reason: redact(reason),
    })),
  });
  return {
    input: 'live',
    server,
    ...(complete
      ? {}
      : {
          partial: redact(
            `the tool list is not complete, ${plural(tools.items.length, 'tool')} on ${plural(tools.pages.length, 'page')} ${tools.items.length === 1 ? 'was' : 'were'} read: ${tools.problem!.message}`,
          ),
        }),
    ...anchored(spec),
    texts: new Map(),
    suppressions: [],
    ...(channel.stderr === '' ? {} : { stderr: channel.stderr }),
  };
}

function anchored({ anchor }: LiveSpec): Pick<Loaded, 'files' | 'locate'> {
  if (!anchor) return { files: [], locate: () => undefined };
  const start = { line: anchor.line ?? 1, column: 1 };
  const place: Place = { file: anchor.file, start, end: start, precision: 'anchor' };
  return { files: [anchor.file], locate: () => place };
}

/** Why there is nothing to audit, with what the server last said. */
export function failed(spec: LiveSpec, { peer, hello }: Connection, error: unknown, redact: Redact): Failed {
  const problem =
    error instanceof LiveProblem ? error : new LiveProblem(`the connection failed: ${printable(String(error), 300)}`);
  const detail = peer ? lastWords(peer.channel) : '';
  const hint =
    peer && !peer.heard && peer.channel.stdout.length > 0
      ? 'What it writes to stdout is no MCP: check that the command starts a server that speaks MCP over stdio.'
      : problem.hint;
  return {
    id: redact(nameOf(spec, hello?.info)),
    input: 'live',
    reason: redact(problem.message),
    ...(detail === '' ? {} : { detail }),
    ...(hint === undefined ? {} : { hint: redact(hint) }),
  };
}

function lastWords({ stdout, stderr }: Channel): string {
  const said = stderr.trimEnd().split('\n').slice(-25).join('\n');
  return [
    ...(stdout.length > 0
      ? ['stdout, no protocol messages:', ...stdout.slice(0, 5).map((line) => `  ${printable(line)}`)]
      : []),
    ...(said === ''
      ? []
      : [
          'stderr:',
          ...printableLines(said)
            .split('\n')
            .map((line) => `  ${line}`),
        ]),
  ].join('\n');
}
