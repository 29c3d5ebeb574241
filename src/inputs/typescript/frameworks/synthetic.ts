import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { HostValue } from '../values.ts';
import { syntheticFastMcp } from './fastmcp.ts';
import { packageOf } from './package-name.ts';
import { syntheticSdkServer } from './sdk-modules.ts';
import { FIRST_SDKS, firstSdkOf, hasSecondSdkOnly, SECOND_SDKS, secondSdkOf, versionOf } from './sdk.ts';
import { tmcpModel, tmcpServer } from './tmcp.ts';

/**
 * Servers that a function may be given without anybody being seen to make them: `McpServer` and `Server` of the SDKs, what
 * has the members of both where no type tells them apart, and servers of frameworks.
 */
type ServerKind = 'McpServer' | 'Server' | 'any' | 'FastMCP' | 'tmcp';

/** A server that is in nobody's record until something is registered on it. */
function syntheticServer(kind: ServerKind, machine: Machine, spot: Spot, from?: string): HostValue {
  switch (kind) {
    case 'FastMCP':
      return syntheticFastMcp(from ?? 'fastmcp', machine, spot);
    case 'tmcp':
      return tmcpServer(tmcpModel(machine, spot, false));
    default:
      return syntheticSdkServer(
        isSecond(from, machine) ? secondSdkOf(machine) : firstSdkOf(machine, from),
        kind,
        machine,
        spot,
      );
  }
}

/** Whether a server is one of the second SDK: where its type comes from, else what the program has. */
const isSecond = (from: string | undefined, machine: Machine): boolean =>
  from === undefined ? hasSecondSdkOnly(machine) : SECOND_SDKS.includes(from);

/**
 * A server for a parameter, by the name of its type and the specifier that name is imported from. Without a type, as in
 * JavaScript, the caller has seen that tools are registered on it. `undefined` when the type is none of a server.
 */
export function serverForType(
  typeName: string | undefined,
  importedFrom: string | undefined,
  machine: Machine,
  spot: Spot,
): HostValue | undefined {
  if (typeName === undefined) {
    const framework = ['fastmcp', 'tmcp'].find((name) => versionOf(name, machine) !== undefined);
    return syntheticServer(framework === 'fastmcp' ? 'FastMCP' : framework === 'tmcp' ? 'tmcp' : 'any', machine, spot);
  }
  const from = importedFrom === undefined || importedFrom.startsWith('.') ? undefined : packageOf(importedFrom);
  if (from === 'tmcp') return typeName === 'McpServer' ? syntheticServer('tmcp', machine, spot) : undefined;
  if (typeName === 'FastMCP') return syntheticServer('FastMCP', machine, spot, from);
  if (from !== undefined && (FIRST_SDKS.includes(from) || SECOND_SDKS.includes(from)))
    return typeName === 'McpServer' || typeName === 'Server'
      ? syntheticServer(typeName, machine, spot, from)
      : undefined;
  // a name as telling as this is passed on by packages that are not read
  return typeName === 'McpServer' ? syntheticServer('McpServer', machine, spot) : undefined;
}
