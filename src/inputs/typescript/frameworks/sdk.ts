import type { Machine } from '../machine/machine.ts';
import { compareVersions } from '../project/ranges.ts';
import type { Publisher } from '../schemas/schema-value.ts';

/** The MCP SDK behind a server, as far as its version changes what is listed. */
export interface Sdk {
  readonly publisher: Exclude<Publisher, 'raw'>;
  /** The package, as its dependants name it. */
  readonly name: string;
  readonly version: string | undefined;
}

export const SDK_V1 = '@modelcontextprotocol/sdk';
export const SDK_V2 = '@modelcontextprotocol/server';

/** The first SDK, and published copies of it under other names. */
export const FIRST_SDKS: readonly string[] = [
  SDK_V1,
  '@mcp-use/modelcontextprotocol-sdk',
  '@redocly/mcp-typescript-sdk',
  '@socotra/modelcontextprotocol-sdk',
  '@camsoft/mcp-sdk',
  '@chatmcp/sdk',
  '@alcyone-labs/modelcontextprotocol-sdk',
  'composiohq-modelcontextprotocol-typescript-sdk',
];

/** The second SDK, and the packages that put it on a transport. */
export const SECOND_SDKS: readonly string[] = ['server', 'node', 'express', 'hono', 'fastify', 'core'].map(
  (name) => `@modelcontextprotocol/${name}`,
);

/** The version of a package the program has. */
export const versionOf = (name: string, machine: Machine): string | undefined =>
  machine.world.versions.of(name)?.version;

/** The first SDK, under its own name or that of a fork; `by` is the package that depends on it, if not the program. */
export const firstSdkOf = (machine: Machine, name = SDK_V1, by?: string): Sdk => ({
  publisher: 'sdk-v1',
  name,
  version: by === undefined ? versionOf(name, machine) : machine.world.versions.from(name, by)?.version,
});

export const secondSdkOf = (machine: Machine): Sdk => ({
  publisher: 'sdk-v2',
  name: SDK_V2,
  version: versionOf(SDK_V2, machine),
});

/** Whether the program has the second SDK and not the first: what it declares tells better than what lies around. */
export function hasSecondSdkOnly({ world: { versions } }: Machine): boolean {
  const [first, second] = [versions.declares(SDK_V1), versions.declares(SDK_V2)];
  return first === second ? !versions.of(SDK_V1) && versions.of(SDK_V2) !== undefined : second;
}

/** Whether `version` is at least `floor`; a version nobody knows is taken for the newest. */
export const atLeast = (version: string | undefined, floor: string): boolean =>
  version === undefined || compareVersions(version, floor) >= 0;
