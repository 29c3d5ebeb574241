import type { Address, Item } from './address.ts';
import type { ToolServer } from './server.ts';

/** Something that may carry icons: the server itself, a tool, a prompt or a resource. */
export interface Bearer {
  readonly name: string;
  /** `icons` as sent; `undefined` when absent or null. */
  readonly icons: unknown;
  at(...path: readonly (string | number)[]): Address;
}

/** Everything of a server that carries icons. `null` counts as absent: that is `null-optional-field`. */
export function iconBearers(server: ToolServer): Bearer[] {
  const item = ({
    data,
    at,
  }: Item<{ readonly name: string; readonly raw: Readonly<Record<string, unknown>> }>): Bearer => ({
    name: data.name,
    icons: data.raw['icons'] ?? undefined,
    at,
  });
  const own: Bearer[] = server.info
    ? [
        {
          name: 'the server',
          icons: server.info.raw['icons'] ?? undefined,
          at: (...path) => server.at('server', ...path),
        },
      ]
    : [];
  return [...own, ...[...server.tools, ...server.prompts, ...server.resources].map(item)].filter(
    ({ icons }) => icons !== undefined,
  );
}

/** Every icon source that is a text, with its place. */
export const iconSources = (
  server: ToolServer,
): { readonly name: string; readonly src: string; readonly at: Address }[] =>
  iconBearers(server).flatMap(({ name, icons, at }) =>
    (Array.isArray(icons) ? icons : []).flatMap((icon: unknown, i) => {
      const src = typeof icon === 'object' && icon !== null ? (icon as { readonly src?: unknown }).src : undefined;
      return typeof src === 'string' ? [{ name, src, at: at('icons', i, 'src') }] : [];
    }),
  );
