import type { Machine } from '../machine/machine.ts';
import type { ServerRecord } from '../records.ts';
import type { Spot } from '../syntax.ts';
import type { Value } from '../values.ts';
import { cloudflare } from './cloudflare.ts';
import { extApps } from './ext-apps.ts';
import { fastMcpModule } from './fastmcp.ts';
import { handlerModule } from './handlers.ts';
import { members, moduleOf, passing } from './host.ts';
import { mastraCore, mastraMcp } from './mastra.ts';
import { mcpFramework } from './mcp-framework.ts';
import { mcpLite } from './mcp-lite.ts';
import { mcpUse, skybridge } from './named-tools.ts';
import { nestModule } from './nest.ts';
import { packageOf } from './package-name.ts';
import { ServerModel } from './server-model.ts';
import { firstSdkModule, secondSdkModule } from './sdk-modules.ts';
import { FIRST_SDKS, SECOND_SDKS, versionOf } from './sdk.ts';
import { tmcp } from './tmcp.ts';
import { readXmcp, xmcp } from './xmcp.ts';

/** Packages whose wrapper gives back the server it is given. */
const SENTRY = [
  'node',
  'bun',
  'deno',
  'cloudflare',
  'nextjs',
  'aws-serverless',
  'google-cloud-serverless',
  'core',
  'nestjs',
  'hono',
];

const MODULES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...FIRST_SDKS.map((name): [string, Value] => [name, firstSdkModule(name)]),
  ...SECOND_SDKS.map((name): [string, Value] => [name, secondSdkModule]),
  ['@modelcontextprotocol/ext-apps', extApps],
  ['fastmcp', fastMcpModule('fastmcp')],
  ['mcp-framework', mcpFramework],
  ['mcp-handler', handlerModule('mcp-handler')],
  ['@vercel/mcp-adapter', handlerModule('@vercel/mcp-adapter')],
  ['@mastra/mcp', mastraMcp],
  ['@mastra/core', mastraCore],
  ['xmcp', xmcp],
  ['tmcp', tmcp],
  ['agents', cloudflare],
  ['@rekog/mcp-nest', nestModule('@rekog/mcp-nest')],
  ['mcp-lite', mcpLite],
  ['mcp-use', mcpUse],
  ['skybridge', skybridge],
  ...SENTRY.map((name): [string, Value] => [
    `@sentry/${name}`,
    moduleOf(`@sentry/${name}`, members({ wrapMcpServerWithSentry: passing('wrapMcpServerWithSentry') })),
  ]),
]);

/** The namespace of a modelled MCP library; `undefined` for every other module. */
export const modelledModule = (specifier: string, _machine: Machine, _from: Spot): Value | undefined =>
  specifier.startsWith('.') || specifier.startsWith('/') ? undefined : MODULES.get(packageOf(specifier));

/** The record of a server that tools can be registered on; `undefined` for every other value. */
export function serverOf(value: Value): ServerRecord | undefined {
  const { data } = (value.kind === 'object' ? value.base : value.kind === 'host' ? value : undefined) ?? {};
  return data instanceof ServerModel ? data.record : undefined;
}

/**
 * Registers what frameworks find by convention: projects of xmcp have no program that starts. `root` is the folder of the
 * package; nothing happens when it depends on none of them.
 */
export function readConventions(root: string, machine: Machine): void {
  if (versionOf('xmcp', machine) !== undefined) readXmcp(root, machine);
}

export { bundledExport, modelledClass } from './sdk-modules.ts';
