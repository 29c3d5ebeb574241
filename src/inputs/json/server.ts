import { resolve } from '../../model/pointer.ts';
import { isRevision } from '../../model/revisions.ts';
import { isObject } from '../../model/schema.ts';
import type { WireFacts } from '../../model/wire.ts';
import { buildServer } from '../build.ts';
import { unreadCode } from '../code.ts';
import type { Loaded } from '../input.ts';
import { codeSpots } from './code-spots.ts';
import { readCode } from './code.ts';
import { locator } from './locate.ts';
import { readModules } from './modules.ts';
import { duplicateKeys, snapshotQuirks } from './quirks.ts';
import type { Document } from './read.ts';
import { routes } from './routes.ts';
import type { Shape } from './shapes.ts';
import { reach, type Spot } from './spots.ts';
import { readWire, wireOfPages } from './wire.ts';

/** The server of one shape: what its holders and pages say, as the model has it, and where each part stands in `file`. */
export function loadServer(shape: Shape, document: Document, file: string, stem: string): Loaded {
  const { fields } = shape;
  const lists = shape.pages.map(({ tools }) => ({
    values: resolve(document.value, tools) as readonly unknown[],
    spot: reach(document.root, tools).spot,
  }));
  const holders = shape.holders.map((pointer) => reach(document.root, pointer).spot);
  const isSnapshot = fields['fidelity'] === 'observed' || fields['fidelity'] === 'declared';
  const info = [fields['server'], fields['serverInfo']].find(isObject);
  const wire = isSnapshot
    ? readWire(fields['wire'])
    : wireOfPages(
        shape.pages,
        lists.map(({ values }) => values.length),
      );
  const partial = cutBecause(wire, isSnapshot ? fields['partial'] : undefined);
  const listed = buildServer({
    id: [isSnapshot ? fields['id'] : undefined, info?.['name'], shape.key, stem].find(
      (name) => typeof name === 'string' && name !== '',
    ) as string,
    fidelity: fields['fidelity'] === 'declared' ? 'declared' : 'observed',
    complete: partial === undefined,
    revisions:
      isSnapshot && Array.isArray(fields['revisions']) ? fields['revisions'].filter(isText) : revisionsOf(fields),
    info,
    instructions: fields['instructions'],
    capabilities: fields['capabilities'],
    tools: lists.flatMap(({ values }) => values),
    prompts: listOf(fields['prompts']),
    resources: listOf(fields['resources']),
    ...(wire ? { wire } : {}),
  });
  const code = isSnapshot ? readCode(fields['code'], listed) : undefined;
  const modules = isSnapshot ? readModules(fields['modules'], listed) : undefined;
  const server = {
    ...listed,
    ...(code ? { code, quirks: [...listed.quirks, ...unreadCode(code, listed.id)] } : {}),
    ...(modules ? { modules } : {}),
  };
  const spots = [
    ...lists.flatMap(({ spot }) => elements(spot)),
    ...elements(find(holders, '/prompts')),
    ...elements(find(holders, '/resources')),
  ];
  const items = [...server.tools, ...server.prompts, ...server.resources].map(({ address }, i) => ({
    at: address,
    spot: spots[i]!,
  }));
  const quirks = [
    ...(isSnapshot ? snapshotQuirks(fields, server) : []),
    ...(document.repeats ? duplicateKeys(server, items, holders) : []),
  ];
  return {
    input: 'json',
    server: { ...server, quirks: [...server.quirks, ...quirks] },
    ...(partial === undefined ? {} : { partial }),
    locate: locator(
      document,
      file,
      routes(items, holders, lists[0]!.spot, code ? codeSpots(fields['code'], find(holders, '/code')!) : undefined),
    ),
    texts: new Map([[file, document.lines.text]]),
    suppressions: [],
    files: [file],
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const elements = (spot: Spot | undefined): readonly Spot[] => (Array.isArray(spot?.parts) ? spot.parts : []);

const find = (holders: readonly Spot[], pointer: string): Spot | undefined =>
  holders.map((holder) => reach(holder, pointer)).find(({ exact }) => exact)?.spot;

function cutBecause(wire: WireFacts | undefined, partial: unknown): string | undefined {
  const cut = wire?.lists.find(({ method, outcome }) => method === 'tools/list' && outcome !== 'complete');
  return isText(partial) ? partial : cut && (cut.reason ?? 'the tool list was cut short');
}

/** Responses and dumps name the revision that was negotiated. */
function revisionsOf(fields: Shape['fields']): string[] {
  const { revisions, protocolVersion, protocol } = fields;
  return (Array.isArray(revisions) ? revisions : [protocolVersion, protocol]).filter(isText).filter(isRevision);
}
