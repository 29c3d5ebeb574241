import type { CodeFacts, Family } from '../../../../model/code.ts';
import type { Reading } from '../merge.ts';
import { probeFacts } from './deploy.ts';
import { processFacts } from './process.ts';
import { routeFacts } from './routes.ts';
import { Places } from './places.ts';
import { servedBy, type Served } from './served.ts';
import { sourcesOf, type Sources } from './sources.ts';
import { transportFacts } from './transports.ts';

/** What is read within an allowance of work; what is not finished gives the other value, and a hole. */
export type Within = <T>(units: number, otherwise: T, read: () => T) => T;

/** What the readers of what is around the tools share. */
export interface Surroundings {
  readonly reading: Reading;
  /** The folder of the package. */
  readonly root: string;
  readonly sources: Sources;
  readonly places: Places;
}

const READING = 500_000;

const unread = <F>(): Family<F> => ({ facts: [], complete: false, gaps: [] });
const NO_SOURCES: Sources = {
  files: [],
  served: [],
  missing: [],
  isWhole: false,
  byPath: () => undefined,
  distance: () => undefined,
};

/** How the program is reached, what it answers over HTTP, what it sets up, and what asks for its health. */
export function operationFacts(
  reading: Reading,
  within: Within,
  root: string,
  starts: readonly string[],
): Pick<CodeFacts, 'transports' | 'routes' | 'process' | 'probes'> {
  const { roots, follower } = reading;
  const whose = { homes: new Set(roots.map(({ spot }) => spot.file.path)), names: roots.map(({ tool }) => tool.name) };
  const sources = within(READING, NO_SOURCES, () => sourcesOf(follower.names.m, root, starts, whose));
  const around: Surroundings = { reading, root, sources, places: new Places(reading.addresses) };
  const served = within<Served | undefined>(READING, undefined, () =>
    servedBy(reading.follower.names.m, root, sources),
  );
  const routes = within<CodeFacts['routes']>(READING, unread(), () => (served ? routeFacts(around, served) : unread()));
  return {
    transports: within(READING, unread(), () => (served ? transportFacts(around, served, routes.facts) : unread())),
    routes,
    process: within(READING, unread(), () => processFacts(around)),
    probes: within(READING, unread(), () => probeFacts(around)),
  };
}
