import type { Naming } from '../profiles/clients.ts';

/** A server as a client names it. */
export interface Named {
  /** The key of its entry. */
  readonly entry: string;
  /** The title or name it announces. */
  readonly announced?: string | undefined;
}

/** The names that a client gives the servers of one configuration, in their order. */
export function serverNames(naming: Naming, servers: readonly Named[]): readonly string[] {
  const clean = (name: string): string => (naming.unfit ? name.replace(naming.unfit.server, '_') : name);
  const { prefix } = naming;
  if (prefix === undefined)
    return servers.map(({ entry, announced }) => clean(naming.server === 'announced' ? (announced ?? entry) : entry));
  const around = naming.pattern.split('{tool}')[0]!.length - '{server}'.length;
  const used = new Map<string, number>();
  return servers.map(({ entry, announced }) => {
    const name = clean((announced || entry).toLowerCase()).slice(0, prefix - around);
    const nth = (used.get(name) ?? 0) + 1;
    used.set(name, nth);
    const number = nth === 1 ? '' : String(nth);
    return name.slice(0, prefix - around - number.length) + number;
  });
}

/** The whole name of a tool before anything is shortened, by what `serverNames` gives. */
export const wholeName = ({ pattern, unfit }: Naming, server: string, tool: string): string =>
  pattern.replace('{server}', () => server).replace('{tool}', () => (unfit ? tool.replace(unfit.tool, '_') : tool));

/** What the model sees; `undefined` where the tool is left out. A hash is none of our business: it is unlike any other. */
export function seenName({ longest, over }: Naming, whole: string): string | undefined {
  if (whole.length <= longest || over === 'refused') return whole;
  if (over === 'cut') return whole.slice(0, longest);
  if (over === 'middle') return `${whole.slice(0, 30)}...${whole.slice(-30)}`;
  return undefined;
}
