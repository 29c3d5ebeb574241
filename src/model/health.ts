import type { RouteFact } from './operations.ts';
import type { ToolServer } from './server.ts';

/** Whether something answered, without credentials, that the server is well. */
export const answersHealth = ({ wire }: ToolServer): boolean =>
  wire?.health?.answers.some(({ status = 0 }) => status >= 200 && status < 300) === true;

/** The route of the source that answers a path, where it was read; it may be mounted below a prefix. */
export function routeOf({ code }: ToolServer, path: string): RouteFact | undefined {
  const routes = (code?.routes.facts ?? []).filter(
    ({ role, method }) => role !== 'mcp' && /^(?:GET|\*|all)$/i.test(method),
  );
  const bare = (text: string): string => text.replace(/\/$/, '');
  const asked = bare(path);
  const mounted = routes.filter((route) => bare(route.path) !== '' && asked.endsWith(bare(route.path)));
  return routes.find((route) => bare(route.path) === asked) ?? (mounted.length === 1 ? mounted[0] : undefined);
}
