// Are defects found where they stand? Puts one after the other into real programs, in memory only, and looks for a new
// finding of the rule at the very statement.
//   npx jiti scripts/inject.ts DIR… [--seed N] [--each N] [--rule ID…] [--misses]
// DIR: a checkout of a server. Places are chosen at random among all that the files of the program have (what the file that
// makes the server imports, without tests), never by what was read of them: what was not followed counts as missed.
// --each: places for each edit (25). --misses: prints each miss, to be read: in code that nothing leads to there is no defect.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { loadRules } from '../src/codegen/gen.ts';
import { runAudit } from '../src/engine/run.ts';
import { isFailed, type Loaded } from '../src/inputs/input.ts';
import { loadTypescript } from '../src/inputs/typescript/load.ts';
import { realDisk, type Disk } from '../src/inputs/typescript/project/disk.ts';
import type { Rule } from '../src/rule.ts';
import { linesOf, positionAt } from '../src/text/lines.ts';
import { EDITS, type Change, type Edit, type Piece } from './inject-edits.ts';
import { programOf, type Program } from './inject-program.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    each: { type: 'string', default: '25' },
    rule: { type: 'string', multiple: true, default: [] },
    misses: { type: 'boolean', default: false },
  },
});
if (positionals.length === 0)
  throw new Error('usage: npx jiti scripts/inject.ts DIR… [--seed N] [--each N] [--rule ID…]');

interface Place {
  readonly dir: string;
  readonly file: string;
  readonly change: Change;
}

let seed = Number(values.seed);
const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;

const edits = EDITS.filter(({ rule }) => values.rule.length === 0 || values.rule.includes(rule));
const rules = new Map(
  (await loadRules([...new Set(edits.map(({ rule }) => rule))])).map((rule) => [rule.meta.id, rule]),
);
const programs = new Map<string, Program>();
for (const given of positionals) {
  const dir = path.resolve(given);
  const loaded = await loadedFrom(dir, realDisk());
  const places = loaded.flatMap(({ server, locate }) => server.tools.map(({ address }) => locate(address, 'value')));
  programs.set(dir, programOf(dir, new Set(places.flatMap((at) => (at ? [path.resolve(dir, at.file)] : [])))));
}
const untouched = new Map<string, Promise<Audited>>();

const rows: (readonly [string, string, number, number, number, number])[] = [];
for (const edit of edits) {
  const all = [...programs].flatMap(([dir, program]) => placesOf(edit, dir, program));
  const missed: string[] = [];
  const chosen = await pick(all, Number(values.each), (place) => isNew(edit, place));
  for (const place of chosen) if (!(await isFound(edit, place))) missed.push(`${place.file}:${linesIn(place)[0]}`);
  const on = new Set(chosen.map(({ dir }) => dir)).size;
  rows.push([edit.rule, edit.what, all.length, chosen.length, on, chosen.length - missed.length]);
  console.log(
    `${edit.rule}, ${edit.what}: ${chosen.length - missed.length} of ${chosen.length} (${all.length} places)`,
  );
  if (values.misses) for (const each of missed) console.log(`    missed ${each}`);
}
console.log(
  '\n| rule | edit | places | injected | servers | found | of |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |',
);
for (const [rule, what, places, injected, on, found] of rows)
  console.log(
    `| \`${rule}\` | ${what} | ${places} | ${injected} | ${on} | ${found} | ${injected > 0 ? Math.round((100 * found) / injected) : '-'}% |`,
  );

function placesOf(edit: Edit, dir: string, program: Program): Place[] {
  if (edit.applies && !edit.applies(program)) return [];
  return program
    .places((node, file) => edit.at(node, file, program), edit.everywhere)
    .map(({ file, change }) => ({ dir, file: change.file ?? file, change }));
}

/** As many from each server as can be, so that a large one is not all there is. */
async function pick(all: readonly Place[], count: number, isNew: (place: Place) => Promise<boolean>): Promise<Place[]> {
  const pools = new Map<string, Place[]>();
  for (const place of all) pools.set(place.dir, [...(pools.get(place.dir) ?? []), place]);
  const chosen: Place[] = [];
  while (chosen.length < count && pools.size > 0) {
    const dirs = [...pools.keys()];
    for (const dir of dirs) {
      const pool = pools.get(dir)!;
      const [place] = pool.splice(Math.floor(random() * pool.length), 1);
      if (place && chosen.length < count && (await isNew(place))) chosen.push(place);
      if (pool.length === 0) pools.delete(dir);
    }
  }
  return chosen;
}

async function loadedFrom(dir: string, disk: Disk): Promise<readonly Loaded[]> {
  const results = await loadTypescript({ path: dir }, { root: dir, signal: new AbortController().signal }, disk);
  return results.filter((each): each is Loaded => !isFailed(each));
}

/** `FILE:LINE` of all that the rule says. */
type Audited = ReadonlySet<string>;

async function audited(
  dir: string,
  disk: Disk,
  own: readonly Rule[],
  isListed = false,
): Promise<ReadonlyMap<string, Audited>> {
  const loaded = await loadedFrom(dir, disk);
  const lines = new Map<string, Set<string>>(own.map(({ meta }) => [meta.id, new Set()]));
  for (const { ruleId, place, related } of runAudit(loaded, { rules: own, failOn: 'never', minTools: 0 }).findings)
    for (const at of [
      place,
      ...related.flatMap((each) => (isListed || each.address.kind === 'code' ? [each.place] : [])),
    ])
      if (at) lines.get(ruleId)?.add(`${path.resolve(dir, at.file)}:${at.start.line}`);
  return lines;
}

function linesIn({ file, change: { from, to } }: Place): readonly [number, number] {
  const lines = linesOf(readFileSync(file, 'utf8'));
  return [positionAt(lines, from).line, positionAt(lines, Math.max(from, to - 1)).line];
}

/** What the rule says of a server as it is. */
function before(edit: Edit, dir: string): Promise<Audited> {
  const key = `${edit.rule} ${dir}`;
  const rule = rules.get(edit.rule)!;
  if (!untouched.has(key))
    untouched.set(
      key,
      audited(dir, realDisk(), [rule], edit.listed).then((all) => all.get(edit.rule)!),
    );
  return untouched.get(key)!;
}

function isAt(each: string, place: Place): boolean {
  const [from, to] = linesIn(place);
  const line = Number(each.slice(each.lastIndexOf(':') + 1));
  return each.startsWith(`${place.file}:`) && line >= from && line <= to;
}

/** What is wrong already is not made wrong. */
async function isNew(edit: Edit, place: Place): Promise<boolean> {
  const known = [...(await before(edit, place.dir))];
  return edit.absence ? known.length === 0 : !known.some((each) => isAt(each, place));
}

async function isFound(edit: Edit, place: Place): Promise<boolean> {
  const { dir, file, change } = place;
  const known = await before(edit, dir);
  const disk = realDisk();
  const edited = editedFiles([{ ...change, file }, ...(change.also ?? [])]);
  const after = await audited(
    dir,
    {
      ...disk,
      read: (at) => edited.get(at) ?? disk.read(at),
      size: (at) => (edited.has(at) ? Buffer.byteLength(edited.get(at)!) : disk.size(at)),
    },
    [rules.get(edit.rule)!],
    edit.listed,
  );
  const fresh = [...after.get(edit.rule)!].filter((each) => !known.has(each));
  return change.anywhere ? fresh.length > 0 : fresh.some((each) => isAt(each, place));
}

/** The files with all that is written into them, each line where it was. */
function editedFiles(pieces: readonly Piece[]): ReadonlyMap<string, string> {
  const breaks = (of: string): number => of.split('\n').length - 1;
  const texts = new Map<string, string>();
  for (const { file, start, end, text } of pieces.toSorted((a, b) => b.start - a.start)) {
    const known = texts.get(file) ?? readFileSync(file, 'utf8');
    const written = text + '\n'.repeat(Math.max(0, breaks(known.slice(start, end)) - breaks(text)));
    texts.set(file, known.slice(0, start) + written + known.slice(end));
  }
  return texts;
}
