import type { Place } from '../../engine/audit.ts';
import type { Address } from '../../model/address.ts';
import { printAddress } from '../../model/address.ts';
import { segments } from '../../model/pointer.ts';
import { printable } from '../../text/printable.ts';
import { inRepository, STDIN, type Roots } from '../files.ts';
import type { ArtifactLocation, Location, Region } from './format.ts';

export const BASE = '%SRCROOT%';
export { STDIN, type Roots };

/** A file as a URI: relative to the repository where it lies inside it, else `file://`. Every segment is percent-encoded. */
export function artifactOf(file: string, roots: Roots): ArtifactLocation {
  // GitHub rejects a whole upload for a URI of another scheme than `file` (github/codeql-action#754); these are relative.
  if (file.startsWith('npm:') || file === STDIN) return { uri: encode(file), uriBaseId: BASE };
  const { path, inside } = inRepository(file, roots);
  if (inside) return { uri: encode(path), uriBaseId: BASE };
  return { uri: `file://${path.startsWith('/') ? '' : '/'}${encode(path)}` };
}

const encode = (file: string): string =>
  file
    .split('/')
    .map((segment, i) =>
      i === 0 && /^[A-Za-z]:$/.test(segment) ? segment : encodeURIComponent(segment.toWellFormed()),
    )
    .join('/');

/** SARIF counts as we do: from 1, the end column exclusive (§3.30). */
export function regionOf({ start, end, precision }: Place): Region {
  if (precision === 'anchor') return { startLine: start.line };
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/**
 * Where a finding is. GitHub rejects a whole upload when one result has no physical location (github/codeql-action#2459),
 * so a finding without a place, or on standard input, stands at the server's first file, without a region.
 */
export function locationOf(
  address: Address,
  place: Place | undefined,
  files: readonly string[],
  roots: Roots,
): Location {
  const placed = place && place.file !== STDIN ? place : undefined;
  const file = placed?.file ?? files.find((each) => each !== STDIN) ?? STDIN;
  return {
    physicalLocation: { artifactLocation: artifactOf(file, roots), ...(placed ? { region: regionOf(placed) } : {}) },
    logicalLocations: [logicalLocation(address)],
  };
}

function logicalLocation(address: Address): NonNullable<Location['logicalLocations']>[number] {
  const leaf = segments(address.pointer).at(-1);
  return {
    name: printable(leaf ?? (address.kind === 'server' ? address.server : address.name)) || '(no name)',
    fullyQualifiedName: printAddress(address),
    kind: leaf === undefined ? 'object' : 'property',
  };
}
