import { itemAt, itemKey, type Address, type Item } from '../../../model/address.ts';
import type { Quirk, ToolServer } from '../../../model/server.ts';
import { buildServer } from '../../build.ts';
import type { Loaded, Place } from '../../input.ts';
import { displayPath } from '../../json/load.ts';
import { negated } from '../conditions.ts';
import type { ServerRecord, Unread } from '../records.ts';
import type { SourceFile, Spot } from '../syntax.ts';
import type { Traced, Trail } from '../trail.ts';
import type { CodeReading } from '../code/code.ts';
import { apart } from './apart.ts';
import { isSource } from '../project/paths.ts';
import { directivesIn, type Directive } from './directives.ts';
import { filesOf } from './files.ts';
import { unreadCode } from '../../code.ts';
import { positionsOf, stretchOf } from './grip.ts';
import { modulesOf } from '../../modules.ts';
import { placesOf } from './places.ts';
import { serversOf, VARIANT, type Program } from './servers.ts';
import { suppressionsOf } from './suppressions.ts';
import type { Entry } from './unite.ts';
import { assumedParts, opaqueParts, readPart, unreadTools } from './unread.ts';

/** What an assembled server needs to know beside what the program says. */
export interface Surroundings {
  /** The working directory, absolute: places are shown relative to it. */
  readonly root: string;
  /** The id of a server whose name is not known: the package's name, else the file's. */
  readonly id: string;
  /** Every file that was read, in the order met. */
  readonly files: readonly SourceFile[];
  /** The files that each leads to; left out, every server was read from all. */
  readonly leads?: ReadonlyMap<SourceFile, ReadonlySet<SourceFile>>;
  /** The folder of the package a file belongs to; left out, all belong to one. */
  packageOf?(file: string): string;
  /** Reads what is behind the tools of a program; left out, nothing is. */
  readCode?(program: Program, tools: readonly Address[], server: string): CodeReading;
  /** Protocol revisions, where the SDK in use tells. */
  readonly revisions?: readonly string[];
}

/** Puts together what a program declares: one loaded server for each that it makes, with the places of all parts. */
export function assemble(records: readonly ServerRecord[], around: Surroundings): Loaded[] {
  const { root, files } = around;
  const programs = serversOf(records, (file) => around.packageOf?.(file) ?? '');
  const known = new Map<string, string>();
  const shown = (file: string): string => {
    const name = known.get(file) ?? displayPath(file, root);
    known.set(file, name);
    return name;
  };
  const directives = directivesIn(files);
  return apart(programs.map((program) => load(program, { around, directives, shown })));
}

interface Reading {
  readonly around: Surroundings;
  readonly directives: ReadonlyMap<SourceFile, readonly Directive[]>;
  shown(file: string): string;
}

function load(program: Program, { around, directives, shown }: Reading): Loaded {
  const id = program.name ?? around.id;
  const { tools, unread } = nameable(program);
  const isCut = unread.some(({ extent }) => extent === 'list') || (tools.length === 0 && unread.length > 0);
  const jsonOf = (traced: Traced | undefined): unknown => traced && readPart(traced.json, traced.trail);
  const server = buildServer({
    id,
    fidelity: 'declared',
    complete: true, // what is missing has quirks of its own
    revisions: around.revisions ?? [],
    info: jsonOf(program.info),
    instructions: jsonOf(program.instructions),
    capabilities: jsonOf(program.capabilities),
    tools: tools.map(({ json }) => json),
    prompts: program.prompts.map(({ json }) => json),
    resources: program.resources.map(({ json }) => json),
  });
  const entries = [...tools, ...program.prompts, ...program.resources];
  const items = [...server.tools, ...server.prompts, ...server.resources];
  const missing = unreadTools(unread, server.at);
  const places = placesOf(
    program,
    new Map(items.map(({ address }, i) => [itemKey(address), entries[i]!])),
    missing.spots,
    shown,
  );
  const named = { ...program, tools };
  const code = around.readCode?.(
    named,
    server.tools.map(({ address }) => address),
    id,
  );
  // how the program is served may stand in files that its evaluation had no reason to come to
  const beyond = [...(code?.files ?? [])].filter((file) => isSource(file.path) && !around.files.includes(file));
  const said = new Map([...directives, ...directivesIn(beyond)]);
  const comments = suppressionsOf(said, { server: id, homesOf: places.homesOf, shown });
  const codePlace = (at: Address): Place | undefined => {
    const stretch = code?.stretchOf(at);
    if (!stretch) return comments.placeOf(at);
    return { file: shown(stretch.file.path), ...positionsOf(stretch), precision: 'exact' };
  };
  return {
    input: 'typescript',
    server: {
      ...server,
      complete: !isCut,
      ...(code ? { code: code.facts } : {}),
      modules: modulesOf(server.tools, places.locate),
      quirks: [
        ...server.quirks,
        ...missing.quirks,
        ...serverQuirks(program, server),
        ...items.flatMap((item, i) => itemQuirks(item, entries[i]!)),
        ...(code ? unreadCode(code.facts, id) : []),
      ],
    },
    ...(isCut ? { partial: whyCut(unread, shown) } : {}),
    locate: (at, part) => (at.kind === 'code' ? codePlace(at) : places.locate(at, part)),
    registrationOf: places.registrationOf,
    texts: textsOf(program, [...said.keys(), ...(code?.files ?? [])], shown),
    suppressions: comments.suppressions,
    files: filesOf(program, around).map(({ path }) => shown(path)),
  };
}

/** A tool whose name is not known is no tool of the list: it is one registration that was not read. */
function nameable({ tools, unread }: Program): {
  readonly tools: readonly Entry[];
  readonly unread: readonly Unread[];
} {
  const nameOf = ({ trail }: Entry): string | undefined => trail.parts?.get('name')?.opaque;
  return {
    tools: tools.filter((entry) => nameOf(entry) === undefined),
    unread: [
      ...unread,
      ...tools.flatMap((entry): Unread[] => {
        const reason = nameOf(entry);
        return reason === undefined ? [] : [{ spot: entry.spot, reason, extent: 'one' }];
      }),
    ],
  };
}

function whyCut(unread: readonly Unread[], shown: (file: string) => string): string {
  const lists = unread.filter(({ extent }) => extent === 'list');
  const { spot, reason } = lists[0] ?? unread[0]!;
  const what = lists.length > 0 ? 'some tools could not be read' : 'no tool could be read';
  const where = `${shown(spot.file.path)}:${positionsOf(stretchOf(spot)).start.line}`;
  return `${what}: ${reason} (${where})${unread.length > 1 ? `, and ${unread.length - 1} more` : ''}`;
}

function serverQuirks({ info, instructions, capabilities, varied }: Program, server: ToolServer): Quirk[] {
  const parts = { server: info, instructions, capabilities };
  return [
    ...Object.entries(parts).flatMap(([name, part]) =>
      part ? uncertainParts(part.trail, itemAt(part, server.at(name))) : [],
    ),
    ...(varied ? [conditional(server.at('instructions'), VARIANT)] : []),
  ];
}

/** Parts that could not be read, and those that depend on a test: the whole item, or what differs between two registrations of it. */
function itemQuirks(item: Item<unknown>, { trail, when, varies }: Entry): Quirk[] {
  return [
    ...uncertainParts(trail, item),
    ...(when ? [conditional(item.address, when.text)] : []),
    ...[...varies].map(([field, test]) => conditional(item.at(field), test)),
  ];
}

const conditional = (at: Address, test: string): Quirk => ({ at, what: 'conditional', test });

/** Parts that could not be read, and those that are others where something does not hold that was assumed. */
function uncertainParts(trail: Trail, { address }: Item<unknown>): Quirk[] {
  const at = (pointer: string): Address => ({ ...address, pointer: address.pointer + pointer });
  return [
    ...opaqueParts(trail).map(({ pointer, reason }): Quirk => ({ at: at(pointer), what: 'opaque', reason })),
    ...assumedParts(trail).map(({ pointer, assumed }) => conditional(at(pointer), negated(assumed))),
  ];
}

/** The texts of the files that anything stands in. */
function textsOf(program: Program, more: readonly SourceFile[], shown: (file: string) => string): Map<string, string> {
  const { spot, info, instructions, capabilities, tools, prompts, resources, unread } = program;
  const texts = new Map<string, string>();
  const add = (file: SourceFile | undefined): void => {
    if (file) texts.set(shown(file.path), file.text);
  };
  const entries = [...tools, ...prompts, ...resources];
  const spots: readonly { readonly spot: Spot }[] = [{ spot }, ...unread, ...entries];
  for (const each of spots) add(each.spot.file);
  more.forEach(add);
  const stack = [info, instructions, capabilities, ...entries].flatMap((each) => each?.trail ?? []);
  const seen = new Set<Trail>();
  for (let trail = stack.pop(); trail; trail = stack.pop()) {
    if (seen.has(trail)) continue;
    seen.add(trail);
    add(trail.spot?.file);
    add(trail.key?.file);
    if (trail.parts) stack.push(...trail.parts.values());
  }
  return texts;
}
