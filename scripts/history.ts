// Holds `mcp-audit diff` against a second, plain reading of the same lists: two snapshots of each server, in the order of their
// versions. `npx jiti scripts/history.ts BASE.json HEAD.json [BASE.json HEAD.json …]` prints what each pair differs in and what
// was not said. To make a snapshot of a published version: `mcp-audit snapshot -o BASE.json -- npx -y NAME@VERSION`.
import { readFileSync } from 'node:fs';

import { changesOf, countImpacts, diffServers, type Change, type Diff } from '../src/diff/diff.ts';
import { isFailed } from '../src/inputs/input.ts';
import { loadText } from '../src/inputs/json/load.ts';
import { isObject } from '../src/model/schema.ts';
import type { ToolServer } from '../src/model/server.ts';

type Fields = Readonly<Record<string, unknown>>;

function report(base: string, head: string): void {
  const [before, after] = [read(base), read(head)];
  const diff = diffServers(before, after);
  const found = new Map<string, number>();
  const missed: string[] = [];
  for (const { kind, said, what } of expected(before, after, diff)) {
    found.set(kind, (found.get(kind) ?? 0) + 1);
    if (!said) missed.push(`${kind} ${what}`);
  }
  const counts = countImpacts(changesOf(diff));
  console.log(
    [
      `${base} → ${head}`,
      `${before.tools.length} → ${after.tools.length} tools, ${diff.tokens.total.before} → ${diff.tokens.total.after} tokens`,
      `${counts.breaking} breaking, ${counts['may-break']} may break, ${counts.compatible} compatible`,
      `differences: ${[...found].map(([kind, count]) => `${kind} ${count}`).join(', ') || 'none'}`,
      missed.length === 0 ? 'all said' : `NOT SAID: ${missed.join('; ')}`,
    ].join('\n  '),
  );
}

function read(file: string): ToolServer {
  const [loaded] = loadText(readFileSync(file, 'utf8'), file, 'server');
  if (!loaded || isFailed(loaded)) throw new Error(`${file}: ${loaded ? loaded.reason : 'empty'}`);
  return loaded.server;
}

interface Expected {
  readonly kind: string;
  readonly what: string;
  readonly said: boolean;
}

function* expected(before: ToolServer, after: ToolServer, diff: Diff): Generator<Expected> {
  const [was, is] = [before, after].map(({ tools }) => new Map(tools.map(({ data }) => [data.name, data.raw]))) as [
    Map<string, Fields>,
    Map<string, Fields>,
  ];
  for (const name of is.keys())
    if (!was.has(name))
      yield {
        kind: 'new name',
        what: name,
        said: diff.tools.some((tool) => tool.name === name && ['added', 'renamed'].includes(tool.status)),
      };
  for (const name of was.keys())
    if (!is.has(name))
      yield {
        kind: 'lost name',
        what: name,
        said: diff.tools.some(
          (tool) => (tool.was ?? tool.name) === name && ['removed', 'renamed'].includes(tool.status),
        ),
      };
  for (const [name, tool] of is) {
    const old = was.get(name);
    const { changes = [] } = diff.tools.find((each) => each.name === name) ?? {};
    if (old) yield* ofTool(name, old, tool, changes);
  }
}

function* ofTool(name: string, old: Fields, tool: Fields, changes: readonly Change[]): Generator<Expected> {
  const says = (id: RegExp, end: string): boolean =>
    changes.some((each) => id.test(each.id) && each.at.pointer.endsWith(end));
  for (const key of ['description', 'title'])
    if (old[key] !== tool[key]) yield { kind: key, what: name, said: says(new RegExp(`^${key}`), `/${key}`) };
  const [hints, others] = [old, tool].map(({ annotations }) => (isObject(annotations) ? annotations : {})) as [
    Fields,
    Fields,
  ];
  for (const hint of new Set([...Object.keys(hints), ...Object.keys(others)]))
    if (JSON.stringify(hints[hint]) !== JSON.stringify(others[hint]))
      yield { kind: 'hint', what: `${name} ${hint}`, said: says(/^hint|^annotation/, `/${hint}`) };
  for (const role of ['inputSchema', 'outputSchema']) {
    const [a, b] = [old[role], tool[role]];
    if (!isObject(a) || !isObject(b)) {
      if (a !== b) yield { kind: role, what: name, said: changes.some(({ id }) => /^(?:in|out)put-/.test(id)) };
    } else yield* ofObject(`${name} ${role}`, a, b, `/${role}`, says);
  }
}

/** The parameters at the top and everything flat that is said of them. */
function* ofObject(
  name: string,
  a: Fields,
  b: Fields,
  pointer: string,
  says: (id: RegExp, end: string) => boolean,
): Generator<Expected> {
  const [old, young] = [a, b].map(({ properties }) => (isObject(properties) ? properties : {})) as [Fields, Fields];
  const [must, musts] = [a, b].map(({ required }) => new Set(Array.isArray(required) ? required : [])) as [
    Set<unknown>,
    Set<unknown>,
  ];
  for (const key of new Set([...Object.keys(old), ...Object.keys(young)])) {
    const [x, y] = [old[key], young[key]];
    const at = `${pointer}/properties/${key}`;
    const what = `${name}.${key}`;
    if (x === undefined)
      yield { kind: musts.has(key) ? 'required parameter' : 'optional parameter', what, said: says(/^property-/, at) };
    else if (y === undefined) yield { kind: 'lost parameter', what, said: says(/^property-|^field-/, at) };
    else {
      if (must.has(key) !== musts.has(key)) yield { kind: 'required', what, said: says(/^became-/, at) };
      if (!isObject(x) || !isObject(y)) continue;
      for (const [keyword, id] of FLAT)
        if (JSON.stringify(x[keyword]) !== JSON.stringify(y[keyword]))
          yield { kind: keyword, what, said: says(id, keyword === 'description' ? `${at}/description` : at) };
    }
  }
}

const FLAT: readonly (readonly [string, RegExp])[] = [
  ['description', /^description/],
  ['type', /^type|^alternative/],
  ['enum', /^values|^type/],
  ['default', /^default/],
  ['minLength', /^bound|^type/],
  ['maxLength', /^bound|^type/],
  ['pattern', /^pattern|^note|^type/],
];

const files = process.argv.slice(2);
for (let i = 0; i + 1 < files.length; i += 2) report(files[i]!, files[i + 1]!);
