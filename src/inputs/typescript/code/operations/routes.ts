import type { Family, Gap } from '../../../../model/code.ts';
import type { RouteFact } from '../../../../model/operations.ts';
import { Answers } from './answers.ts';
import { Before } from './before.ts';
import type { Surroundings } from './operations.ts';
import { roleOf } from './roles.ts';
import type { Served } from './served.ts';
import type { Unread, Written } from './written.ts';

const MOST_GAPS = 20;
const MOST_ROUTES = 500;
/** Routes for probers whose answers are read. */
const MOST_PROBES = 50;

/** What the program answers to over HTTP. */
export function routeFacts({ reading, sources, places }: Surroundings, served: Served): Family<RouteFact> {
  const before = new Before(served.constants);
  const answers = new Answers(served.constants);
  const { m } = reading.follower.names;
  let probes = 0;
  const facts = served.routes.slice(0, MOST_ROUTES).flatMap((route): RouteFact[] => {
    m.step(20);
    if (route.path === undefined && roleOf(route) !== 'mcp') return [];
    const isRead = isForProbers(roleOf(route)) && probes++ < MOST_PROBES;
    return [factOf(route, served, before, isRead ? answers : undefined, places.of('route', route.source, route.at))];
  });
  const holes: Unread[] = [...served.unread];
  return {
    facts,
    complete: sources.isWhole && holes.length === 0 && served.routes.length <= MOST_ROUTES,
    gaps: holes
      .slice(0, MOST_GAPS)
      .map(({ source, node, reason }): Gap => ({ at: places.of('gap', source, node), reason, tools: [] })),
  };
}

const isForProbers = (role: RouteFact['role']): boolean => role === 'liveness' || role === 'readiness';

const NOT_READ = { asks: [], complete: false, constant: false };

/** Without `answers` what it says is not looked at. */
function factOf(
  route: Written,
  { used }: Served,
  before: Before,
  answers: Answers | undefined,
  at: RouteFact['at'],
): RouteFact {
  const { body, method, path = '*', framework } = route;
  const asked = before.of(route, used);
  return {
    at,
    tools: [],
    method,
    path,
    app: framework,
    role: roleOf(route),
    // what answers may ask itself, where it cannot be read
    auth: body || asked === 'before' ? asked : 'unknown',
    ...(body && answers ? answers.asked(body) : NOT_READ),
    leaks: body && answers ? answers.leaks(body) : [],
  };
}
