import type { Place, ServerAudit } from '../engine/audit.ts';
import type { Library } from '../inputs/input.ts';
import type { Address } from '../model/address.ts';
import { isConditionalTool, type Quirk } from '../model/server.ts';
import { plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';

/** A tool that is listed only sometimes, or a part of one or of the server that is not always the same, as the source has it. */
export interface Conditional {
  readonly address: Address;
  /** If so, the tool is listed, or the part is another; in words of the source. */
  readonly test: string;
  readonly place: Place | undefined;
}

/** Whole tools, or the parts of tools and of the server itself. */
export function conditional({ loaded }: ServerAudit, what: 'tools' | 'parts'): Conditional[] {
  if (!loaded) return [];
  return loaded.server.quirks
    .filter(what === 'tools' ? isConditionalTool : isConditionalPart)
    .map(({ at, test }) => ({ address: at, test, place: loaded.locate(at, 'value') }));
}

const isConditionalPart = (quirk: Quirk): quirk is Extract<Quirk, { what: 'conditional' }> =>
  quirk.what === 'conditional' && (quirk.at.kind === 'tool' || quirk.at.kind === 'server') && quirk.at.pointer !== '';

/** A test in the callback of a list says for which element it is made; so does what it stands beside. */
const ELEMENT = / for (?:element \d{1,9}|`[^`]{0,200}`)(`?)$/;

/** The test without the element it is made for: what many tools share. */
export const sharedTest = (test: string): string => test.replace(ELEMENT, '$1');

/** The one test, if it is one, under which a server has any tools. */
export function testOfAll({ tools }: ServerAudit, sometimes: readonly Conditional[]): string | undefined {
  const [test, another] = new Set(sometimes.map((each) => sharedTest(each.test)));
  return tools.length > 1 && sometimes.length === tools.length && another === undefined ? test : undefined;
}

/** True when there may be tools that nobody read: a list that was cut, or a registration whose name is not known. */
export const hasMoreTools = ({ loaded }: ServerAudit): boolean =>
  loaded !== undefined &&
  (!loaded.server.complete ||
    loaded.server.quirks.some(
      ({ what, at }) => what === 'opaque' && at.kind === 'server' && /^\/tools(?:\/|$)/.test(at.pointer),
    ));

/** "40 tools", "at least 40 tools". */
export const printTools = (server: ServerAudit): string =>
  `${hasMoreTools(server) ? 'at least ' : ''}${plural(server.tools.length, 'tool')}`;

const BASIS: Readonly<Record<Library['basis'], string>> = {
  installed: 'installed',
  'lock file': 'from the lock file',
  'declared range': 'the lowest declared',
  assumed: 'assumed',
};

/** "@modelcontextprotocol/sdk 1.29.0 (installed), zod 3.25.76 (from the lock file)"; empty when nothing is known. */
export const printLibraries = ({ loaded }: ServerAudit, show: (library: string) => string = printable): string =>
  (loaded?.source?.libraries ?? [])
    .map(({ name, version, basis }) => `${show(`${name} ${version}`)} (${BASIS[basis]})`)
    .join(', ');

/** What a server was read from, in a few words: "live", "tools.json", "source, 61 files". */
export function printOrigin({ input, loaded }: ServerAudit): string {
  if (!loaded) return input === 'json' ? '' : input === 'live' ? 'live' : 'source';
  const { files } = loaded;
  const named = files.length === 1 ? printable(files[0]!) : plural(files.length, 'file');
  if (input === 'live') return loaded.source ? `live, placed in ${named}` : 'live';
  if (input === 'json' && !loaded.source) return files.map((file) => printable(file)).join(', ');
  return input === 'json' ? `a list, placed in ${named}` : `source, ${named}`;
}
