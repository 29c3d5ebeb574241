import { groupBy } from '../../../model/group.ts';
import type { Dispatcher, ServerRecord, Unread } from '../records.ts';
import type { Spot } from '../syntax.ts';
import type { Traced } from '../trail.ts';
import { collapse, keyOf, nameOf, sameJson, unite, type Entry } from './unite.ts';

/** The test under which the parts that differ between variants of a server are others. */
export const VARIANT = 'another variant of the server is made';
/** The test on which depends what only some variants of it have. */
const HAVING = 'a variant of the server that has it is made';

/** One server of the program, put together from every place and every time it is made. */
export interface Program {
  /** Where it is made: the first place of several. */
  readonly spot: Spot;
  /** The files its programs are started with, as far as known. */
  readonly starts: readonly string[];
  /** What it calls itself; left out where that is not known. */
  readonly name: string | undefined;
  readonly info: Traced | undefined;
  readonly instructions: Traced | undefined;
  readonly capabilities: Traced | undefined;
  readonly tools: readonly Entry[];
  readonly prompts: readonly Entry[];
  readonly resources: readonly Entry[];
  readonly unread: readonly Unread[];
  /** What answers `tools/call`. */
  readonly calls: readonly Dispatcher[];
  /** True when variants of it have other instructions. */
  readonly varied: boolean;
}

/**
 * The servers of a program. One place that makes a server makes one, though it may run for every session or transport.
 * Two places whose servers have the same name, in the same package, are variants of one: stdio and HTTP. A server of
 * unknown name belongs to the only one whose name is known.
 */
export function serversOf(records: readonly ServerRecord[], packageOf: (file: string) => string): Program[] {
  const places = [...groupBy(records, ({ spot }) => keyOf(spot)).values()].map(fromOnePlace);
  const some = places.some(({ tools }) => tools.length > 0);
  const made = some ? places.filter(offersAnything) : places;
  const packages = groupBy(made, ({ spot }) => packageOf(spot.file.path)).values();
  return [...packages].flatMap((inPackage) => {
    const names = new Set(inPackage.flatMap(({ name }) => name ?? []));
    const [only] = names;
    const known = (program: Program): string | undefined => program.name ?? (names.size === 1 ? only : undefined);
    return [...groupBy(inPackage, known).values()].map(asVariants);
  });
}

const offersAnything = ({ tools, prompts, resources, unread }: Program): boolean =>
  tools.length + prompts.length + resources.length + unread.length > 0;

/** Servers made by the same code. One of them that was read whole speaks for all: the others were met with less known. */
function fromOnePlace(made: readonly ServerRecord[]): Program {
  const connected = made.filter((record) => record.connected);
  const records = connected.length > 0 ? connected : made; // one that is only looked at is never listed
  const whole = records.find(({ tools, unread }) => tools.length > 0 && unread.length === 0);
  const programs = records.map((record): Program => {
    const { spot, info, instructions, capabilities, tools, prompts, resources, unread } = record;
    return {
      spot,
      starts: record.start === undefined ? [] : [record.start],
      name: nameIn(info),
      info,
      instructions,
      capabilities,
      tools: collapse(tools, record.when),
      prompts: collapse(prompts, record.when),
      resources: collapse(resources, record.when),
      unread: whole ? [] : [...unread],
      calls: [...record.calls],
      varied: false,
    };
  });
  return asVariants(programs);
}

function nameIn(info: Traced | undefined): string | undefined {
  if (info === undefined || info.trail.opaque !== undefined || info.trail.parts?.get('name')?.opaque !== undefined)
    return undefined;
  const name = typeof info.json === 'object' && info.json !== null ? (info.json as { name?: unknown }).name : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** One server out of several; where they differ, the one with the most tools is told. */
function asVariants(programs: readonly Program[]): Program {
  if (programs.length === 1) return programs[0]!;
  const ranked = programs.toSorted((a, b) => b.tools.length - a.tools.length);
  const known = <K extends 'name' | 'info' | 'instructions' | 'capabilities'>(field: K): Program[K] =>
    (ranked.find((each) => each.name !== undefined && each[field] !== undefined) ??
      ranked.find((each) => each[field] !== undefined))?.[field];
  const unread = new Map(
    programs.flatMap((each) => each.unread).map((each) => [`${each.extent} ${keyOf(each.spot)}`, each]),
  );
  const instructions = known('instructions');
  return {
    spot: ranked[0]!.spot,
    starts: [...new Set(programs.flatMap(({ starts }) => starts))],
    name: known('name'),
    info: known('info'),
    instructions,
    capabilities: known('capabilities'),
    tools: union(ranked, 'tools'),
    prompts: union(ranked, 'prompts'),
    resources: union(ranked, 'resources'),
    unread: [...unread.values()],
    calls: programs.flatMap(({ calls }) => calls),
    varied:
      programs.some((each) => each.varied) ||
      programs.some((each) => !sameJson(each.instructions?.json, instructions?.json)),
  };
}

/** The items of all variants; one that a variant does not have, though it was read whole, is conditional. */
function union(programs: readonly Program[], list: 'tools' | 'prompts' | 'resources'): Entry[] {
  const found = new Map<string, { entry: Entry; by: Set<Program> }>();
  for (const program of programs)
    for (const [key, entry] of numbered(program[list])) {
      const known = found.get(key);
      known?.by.add(program);
      if (known) known.entry = unite(known.entry, entry);
      else found.set(key, { entry, by: new Set([program]) });
    }
  const whole = programs.filter((each) => each[list].length > 0 && each.unread.length === 0);
  return [...found.values()].map(({ entry, by }) => {
    if (entry.when !== undefined || whole.every((each) => by.has(each))) return entry;
    const { spot } = [...by][0]!;
    return { ...entry, when: { text: HAVING, spot } };
  });
}

/** Items by name, the second of a name apart from the first. */
function numbered(entries: readonly Entry[]): [string, Entry][] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const name = nameOf(entry);
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return [`${nth} ${name}`, entry];
  });
}
