// What do the rules say on a folder of tool lists? Prints findings by rule, or every finding of the rules named.
//   npx jiti scripts/corpus.ts DIR [RULE…]
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { loadRules, ruleFolders } from '../src/codegen/gen.ts';
import { runAudit } from '../src/engine/run.ts';
import { loadJson } from '../src/inputs/json/load.ts';
import { printAddress } from '../src/model/address.ts';

const [dir, ...wanted] = process.argv.slice(2);
if (!dir) throw new Error('usage: npx jiti scripts/corpus.ts DIR [RULE…]');
const root = path.resolve(import.meta.dirname, '..');
const rules = await loadRules(wanted.length > 0 ? wanted : ruleFolders());
const files = readdirSync(dir)
  .filter((name) => name.endsWith('.json'))
  .toSorted();
const loaded = (
  await Promise.all(
    files.map((name) => loadJson({ path: path.join(dir, name) }, { root, signal: new AbortController().signal })),
  )
).flat();
const { findings, servers } = runAudit(loaded, { rules, failOn: 'never', minTools: 0 });
console.log(
  `${servers.length} servers, ${servers.reduce((n, { tools }) => n + tools.length, 0)} tools, ${findings.length} findings`,
);
const counts = new Map<string, { n: number; servers: Set<string> }>();
for (const { ruleId, severity, messageId, address } of findings) {
  const key = `${severity.padEnd(8)} ${ruleId}/${messageId}`;
  const row = counts.get(key) ?? { n: 0, servers: new Set() };
  counts.set(key, { n: row.n + 1, servers: row.servers.add(address.server) });
}
for (const [key, { n, servers: on }] of [...counts].toSorted((a, b) => b[1].n - a[1].n))
  console.log(`${String(n).padStart(5)} on ${String(on.size).padStart(3)} servers  ${key}`);
if (wanted.length > 0)
  for (const { severity, messageId, address, message } of findings)
    console.log(`${severity.padEnd(8)} ${messageId.padEnd(14)} ${printAddress(address)}\n         ${message}`);
