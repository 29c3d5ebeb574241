// What does it cost to read the texts? Against counting their tokens, in one process, in rounds that take turns. CPU time: the
// least of each, which others on the machine disturb least, and the median of the ratios of the rounds.
//   npm run bench:reading -- [--corpus DIR] [--rounds N]
import { readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { budgetOf } from '../src/budget/budget.ts';
import { factsOf } from '../src/facts/facts.ts';
import { isFailed, type Loaded } from '../src/inputs/input.ts';
import { loadJson, loadText } from '../src/inputs/json/load.ts';
import type { ToolServer } from '../src/model/server.ts';
import { tools } from './lists.mjs';

const { corpus, rounds } = parseArgs({
  options: { corpus: { type: 'string' }, rounds: { type: 'string', default: '15' } },
}).values;

/** Levels of the texts and what else is read in them, as a report needs it. */
function read(server: ToolServer): void {
  const facts = factsOf(server);
  for (const tool of server.tools) {
    facts.description(tool);
    facts.limits(tool);
    facts.examples(tool);
    facts.steering(tool);
  }
}

/** CPU time in ms: others on the machine change the wall time more. */
const millis = (work: () => void): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;

interface Measured {
  readonly reading: number;
  readonly counting: number;
  readonly ratio: number;
}

/** Each round does one after the other. The first round warms up and is left out. */
function measure(servers: readonly ToolServer[]): Measured {
  const times = Array.from({ length: Number(rounds) + 1 }, () => ({
    reading: millis(() => servers.forEach(read)),
    counting: millis(() => servers.forEach((server) => budgetOf(server))),
  })).slice(1);
  return {
    reading: Math.min(...times.map(({ reading }) => reading)),
    counting: Math.min(...times.map(({ counting }) => counting)),
    ratio: median(times.map(({ reading, counting }) => reading / counting)),
  };
}

const serversOf = (loaded: Awaited<ReturnType<typeof loadJson>>): ToolServer[] =>
  loaded.flatMap((each) => (isFailed(each) ? [] : [(each as Loaded).server]));

function row(name: string, servers: readonly ToolServer[]): void {
  const count = servers.reduce((sum, server) => sum + server.tools.length, 0);
  const { reading, counting, ratio } = measure(servers);
  const each = ((reading * 1000) / count).toFixed(0);
  console.log(
    `${name.padEnd(16)} ${String(count).padStart(6)} tools   reading ${reading.toFixed(1).padStart(7)} ms, ${each.padStart(4)} µs a tool   counting ${counting.toFixed(1).padStart(7)} ms   ratio ${(reading / counting).toFixed(2)}, median ${ratio.toFixed(2)}`,
  );
}

console.log(`node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}`);
if (corpus !== undefined) {
  const files = readdirSync(corpus).filter((name) => name.endsWith('.json'));
  const signal = new AbortController().signal;
  const loaded = await Promise.all(
    files.map((name) => loadJson({ path: path.join(corpus, name) }, { root: '.', signal })),
  );
  row('corpus', loaded.flatMap(serversOf));
}
for (const count of [100, 1_000, 10_000])
  row(`${count} generated`, serversOf(loadText(JSON.stringify(tools(count)), `${count}.json`, `${count}`)));
