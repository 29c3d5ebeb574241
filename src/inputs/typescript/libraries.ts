import type { Library } from '../input.ts';
import { MCP_SDKS } from './project/mcp-packages.ts';
import type { Run } from './run.ts';

/** What stands for the version of a library that nothing in the project tells: what changed with a release is taken as changed. */
const NEWEST = 'latest';

/** What decides how a schema is listed, and what was assumed of it where the project does not say. */
export function librariesOf({ versions, records, files }: Run): Library[] {
  const of = (name: string, role: Library['role']): Library[] => {
    const known = versions.of(name);
    return known ? [{ name, role, ...known }] : [];
  };
  const assumed = (name: string, role: Library['role']): Library => ({ name, role, version: NEWEST, basis: 'assumed' });
  const sdks = MCP_SDKS.flatMap((name) => of(name, 'sdk'));
  const frameworks = new Set(records.map(({ framework }) => framework));
  const schemas = of('zod', 'schema');
  const isAsked = schemas.length === 0 && files.some(({ text }) => ZOD.test(text));
  return [
    ...(sdks.length > 0
      ? sdks
      : [...frameworks].flatMap((name) => [...of(name, 'sdk'), assumed(name, 'sdk')][0] ?? [])),
    ...(isAsked ? [assumed('zod', 'schema')] : schemas),
  ];
}

/** An import of zod. A bundle that holds it has no need of one. */
const ZOD = /(?:\bfrom|\bimport|\brequire\()\s{0,10}["']zod(?:\/(?:v3|v4|mini|v4-mini|v4\/mini))?["']/;
