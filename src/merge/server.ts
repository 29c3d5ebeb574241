import type { Place, ServerAudit } from '../engine/audit.ts';
import type { Loaded } from '../inputs/input.ts';
import { itemAt, printAddress, serverAddress } from '../model/address.ts';
import type { Quirk } from '../model/server.ts';
import type { ReportServer, ReportTool } from '../reporters/json/contract.ts';
import type { Score } from '../score/score.ts';
import { CATEGORIES } from '../score/weights.ts';
import { addressIn, placeOf } from './place.ts';

/** One server; `files` are those that its findings stand in. */
export function serverOf(server: ReportServer, files: readonly string[]): ServerAudit {
  const { id, target, input, status, reason, detail, hint, location, budget, score, tools, unchecked } = server;
  const address = addressIn(id);
  return {
    id,
    input,
    status,
    reason: reason ?? undefined,
    ...(target === null ? {} : { target }),
    ...(detail === null ? {} : { detail }),
    ...(hint === null ? {} : { hint }),
    ...(location === null ? {} : { place: placeOf(location) }),
    ...(server.fidelity === null ? {} : { loaded: loadedOf(server, files) }),
    ...(budget === null
      ? {}
      : {
          budget: {
            ...budget,
            encoding: 'o200k_base', // the only one that budgets are counted in
            cut: budget.estimate,
            tools: tools.map(({ address: at, name, tokens: { parts, ...tokens } }) => ({
              address: address(at),
              name,
              tokens,
              parts: parts ?? budget.parts,
            })),
          },
        }),
    ...(score === null
      ? {}
      : {
          score: {
            ...score,
            categories: categoriesOf(score.categories),
            tools: tools.map((tool) => ({
              overall: tool.score,
              grade: tool.grade,
              categories: categoriesOf(tool.categories),
            })),
            gains: () => [],
          },
        }),
    ...(server.archetype
      ? {
          archetype: {
            ...server.archetype,
            evidence: server.archetype.evidence.map(({ says, address: at }) => ({ says, at: address(at) })),
          },
        }
      : {}),
    tools: tools.map(({ name, address: at, tokens, effect, score: overall, grade, categories }) => ({
      name,
      address: address(at),
      tokens: { model: tokens.model, listing: tokens.listing },
      effect,
      score: { overall, grade, categories: categoriesOf(categories) },
    })),
    unchecked: unchecked.map(({ address: at, reason: why, dropped, location: where }) => ({
      address: address(at),
      reason: why,
      dropped,
      place: where ? placeOf(where) : undefined,
    })),
  };
}

/** What reporters ask of what was loaded: its quirks with their places, and the names of its files. */
function loadedOf(server: ReportServer, found: readonly string[]): Loaded {
  const { id, input, info, source, tools, varies, unchecked, archetype } = server;
  const places = new Map<string, Place>();
  const at = addressIn(id);
  for (const { address, location } of [...tools, ...unchecked, ...(archetype?.evidence ?? [])])
    if (location) places.set(printAddress(at(address)), placeOf(location));
  const quirks: Quirk[] = [
    ...tools.flatMap(({ address, condition }) =>
      condition === null ? [] : [{ at: at(address), what: 'conditional' as const, test: condition }],
    ),
    ...[...varies, ...tools.flatMap((tool) => tool.varies)].map(({ address, test }) => ({
      at: at(address),
      what: 'conditional' as const,
      test,
    })),
    ...unchecked.map(({ address, reason }) => ({ at: at(address), what: 'opaque' as const, reason })),
  ];
  const files = source?.files ?? [...new Set([...places.values()].map(({ file }) => file).concat(found))];
  return {
    input,
    server: {
      id,
      fidelity: server.fidelity ?? 'declared',
      complete: server.status !== 'partial',
      revisions: server.revisions,
      ...(info
        ? { info: { name: info.name, ...(info.version === null ? {} : { version: info.version }), raw: {} } }
        : {}),
      tools: tools.map(({ name, address }) => itemAt({ name, raw: { name } }, at(address))),
      prompts: [],
      resources: [],
      quirks,
      at: (...path) => serverAddress(id, ...path),
    },
    locate: (address) => places.get(printAddress(address)),
    texts: new Map(),
    suppressions: [],
    files,
    ...(source ? { source: { libraries: source.libraries } } : {}),
  };
}

const categoriesOf = (given: ReportTool['categories']): Score['categories'] =>
  Object.fromEntries(CATEGORIES.map((category) => [category, given?.[category] ?? null])) as Score['categories'];
