import type { Address } from '../../../../model/address.ts';
import type { Family } from '../../../../model/code.ts';
import type { RouteFact, TransportFact } from '../../../../model/operations.ts';
import type { App } from './apps.ts';
import type { Call } from '../follow/callee.ts';
import { listensIn, type Listen } from './listens.ts';
import { Makers, type Made } from './makers.ts';
import type { Surroundings } from './operations.ts';
import { platformOf } from './platform.ts';
import type { Served } from './served.ts';
import { sessionsOf } from './sessions.ts';
import { shieldsOf, type Shields } from './shields.ts';
import type { Source } from './source.ts';
import { textAt } from './text-at.ts';

const MOST = 50;

/** How the server can be reached, and what stands before its endpoint. */
export function transportFacts(
  { reading, root, sources, places }: Surroundings,
  served: Served,
  routes: readonly RouteFact[],
): Family<TransportFact> {
  const { m } = reading.follower.names;
  const { made, undecided } = new Makers(served);
  const listens = listensIn(served);
  const isOnPlatform = listens.length === 0 && platformOf(m, root, sources);
  const asked = askedAt(routes);
  const wrapped = listened(made, listens, served);
  const all = [...made, ...wrapped].slice(0, MOST);
  let around: Shields | undefined;
  const facts = all.map((each): TransportFact => {
    m.step(50);
    const kind = each.kind !== 'stdio' && isOnPlatform ? 'serverless' : each.kind;
    const base = { at: places.of('transport', each.source, each.at ?? each.node), tools: [], kind, by: each.by };
    if (kind === 'stdio')
      return {
        ...base,
        sessions: 'none',
        origin: 'unknown',
        bodyLimit: 'unknown',
        auth: 'unknown',
        rateLimit: 'unknown',
      };
    const { sessions, store } = sessionsOf(each, served.constants);
    const listen = each.isOfFramework || kind === 'serverless' ? undefined : nearest(each, listens, served);
    const app = appOf(each, listen, served.apps.made);
    const { reader, ...shields } = (around ??= shieldsOf(served));
    const at = (name: string, of: Address | undefined): object => (of ? { [name]: of } : {});
    return {
      ...base,
      sessions,
      ...shields,
      ...(app?.isGuarded ? { origin: 'checked' } : {}),
      ...(asked === undefined ? {} : { auth: asked === 'none' ? shields.auth : asked }),
      ...(kind === 'serverless' ? { bodyLimit: 'unknown' } : {}),
      ...(each.isOfFramework ? { origin: 'unknown', bodyLimit: 'unknown' } : {}),
      ...(listen?.host === undefined ? {} : { host: listen.host }),
      ...at('app', app?.made && places.of('app', app.made.source, app.made.node)),
      ...at('listens', listen && places.of('listen', listen.source, listen.node)),
      ...at('bound', listen?.bound && places.of('listen', listen.bound.source, listen.bound.node)),
      ...at('store', store && places.of('store', each.source, store)),
      ...at('reader', reader && places.of('app', reader.source, reader.node)),
    } as TransportFact;
  });
  return {
    facts,
    complete:
      sources.isWhole && made.length > 0 && undecided.length === 0 && all.length === made.length + wrapped.length,
    gaps: undecided.slice(0, 20).map(({ source, node }) => ({
      at: places.of('gap', source, node),
      reason: 'how the server is started, which is decided when it runs',
      tools: [],
    })),
  };
}

/** Whether every way to the endpoint asks who calls; nobody can say where one does and another does not. */
function askedAt(routes: readonly RouteFact[]): TransportFact['auth'] | undefined {
  const endpoints = routes.filter(({ role, path }) => role === 'mcp' && !path.includes('.well-known'));
  const by = (wanted: string): readonly RouteFact[] => endpoints.filter(({ method }) => method === wanted);
  const sent = [by('POST'), by('*'), endpoints].find((some) => some.length > 0) ?? [];
  const asked = sent.map(({ auth }) => auth === 'before');
  if (asked.length === 0) return undefined;
  return asked.every(Boolean) ? 'checked' : asked.some(Boolean) ? 'unknown' : 'none';
}

/** A server of Node that hands requests on to what was made for a platform. */
function listened(made: readonly Made[], listens: readonly Listen[], { sources }: Served): Made[] {
  if (made.some(({ kind }) => kind === 'http' || kind === 'sse')) return [];
  const there = new Set(made.filter(({ kind }) => kind === 'serverless').map(({ source }) => source));
  return listens.flatMap(({ source, node }): Made[] => {
    const isBefore = [...there].some((each) => sources.distance(source, each) !== undefined);
    const by = textAt(source, node.expression, 80).replace(/\s+/g, '').replace(/\(.*$/, '().listen');
    return isBefore
      ? [{ source, node: node as Call, kind: 'http', by, sessions: 'unknown', isOfFramework: false }]
      : [];
  });
}

/** What listens for a transport: in the same function, in the same file, in the file that leads to it. */
function nearest({ source, node }: Made, listens: readonly Listen[], { sources }: Served): Listen | undefined {
  const outer = source.functionsAround(node).at(-1);
  const here = listens.filter((each) => each.source === source);
  const same = outer && here.find((each) => source.functionsAround(each.node).includes(outer));
  if (same ?? here[0]) return same ?? here[0];
  const away = (each: Listen): number =>
    Math.min(sources.distance(each.source, source) ?? Infinity, sources.distance(source, each.source) ?? Infinity);
  const [first] = listens.filter((each) => away(each) < Infinity).toSorted((a, b) => away(a) - away(b));
  return first;
}

/** The app that a transport is put on. */
function appOf({ source, node }: Made, listen: Listen | undefined, made: readonly App[]): App | undefined {
  const own = made.filter(
    (app) =>
      app.made?.source === source && !app.isRouter && app.framework !== 'fastmcp' && app.framework !== 'node:http',
  );
  const outer = source.functionsAround(node).at(-1);
  const within = (of: Source, each: App): boolean =>
    outer !== undefined && of.functionsAround(each.made!.node).includes(outer);
  return own.find((app) => within(source, app)) ?? own[0] ?? listen?.app;
}
