import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';

import { VERSION } from '../../about.ts';
import type { HealthFact, HealthFacts } from '../../model/wire.ts';
import { ask, type Answer } from './ask.ts';
import { startLimit, type Limit } from './limit.ts';
import { networkProblem } from './http-problems.ts';
import { shownBy } from './health-answer.ts';
import type { Trace } from './redact.ts';
import { shownUrl } from './spec.ts';

/** What is asked by convention: Kubernetes' own three, and what frameworks and platforms call them. */
const USUAL = ['health', 'healthz', 'livez', 'live', 'ready', 'readyz', 'ping', 'status'];
/** Below the folder of an endpoint that is not at the root, only the first. */
const NESTED = 2;
/** Milliseconds for one answer; longer than the second that Kubernetes waits. */
const PATIENCE = 1800;
const MOST = 64 << 10;
/** No header of the user: a prober has no credentials. */
const HEADERS = { accept: 'application/json, text/plain;q=0.9, */*;q=0.8', 'user-agent': `mcp-audit/${VERSION}` };

interface HealthReading {
  readonly facts?: HealthFacts;
  /** Why it cannot be told. */
  readonly reason?: string;
}

/** Asks the URL that was named, else the usual paths of the endpoint's origin. Never rejects. */
export async function readHealth(
  endpoint: string,
  named: string | undefined,
  wider: Limit,
  trace: Trace,
): Promise<HealthReading> {
  const limit = startLimit(PATIENCE, wider.signal);
  setMaxListeners(0, limit.signal); // all are asked at once
  const get = async (url: URL): Promise<Got> => {
    const got = await asked(url, limit, wider);
    trace.note(`${got.answer ? `HTTP ${got.answer.status}` : 'no answer:'} GET ${url.pathname}`);
    return got;
  };
  try {
    return await readBy(get, endpoint, named, trace);
  } finally {
    limit.end();
  }
}

async function readBy(
  get: (url: URL) => Promise<Got>,
  endpoint: string,
  named: string | undefined,
  { redact }: Trace,
): Promise<HealthReading> {
  const base = new URL(endpoint);
  const factOf = (url: URL, answer: Answer | undefined): HealthFact => ({
    path: redact(url.origin === base.origin ? url.pathname : shownUrl(url)),
    ...(answer ? shownBy(answer) : { shows: [] }),
  });
  if (named !== undefined) {
    const url = new URL(named);
    const { answer, reason, isLate } = await get(url);
    const isThere = url.hostname === base.hostname; // the machine was reached, so that its silence is its own
    if (reason !== undefined && (!isThere || isLate)) return { reason: redact(reason) };
    return { facts: { by: 'named', asked: 1, answers: [factOf(url, answer)] } };
  }
  const urls = usualPaths(base);
  const [other, ...answers] = await Promise.all([unlikelyPath(base), ...urls].map(get));
  const otherwise = other?.answer;
  const there = urls.flatMap((url, i) => {
    const { answer, reason } = answers[i] ?? {};
    return reason === undefined && isThere(answer, otherwise) ? [factOf(url, answer)] : [];
  });
  const lost = [other, ...answers].find((got) => got?.reason !== undefined)?.reason;
  if (there.length === 0 && lost !== undefined) return { reason: redact(lost) };
  if (there.length === 0 && [other, ...answers].some((got) => got?.answer?.status === 429))
    return { reason: 'HTTP 429: too many requests' };
  if (there.length === 0 && otherwise && otherwise.status < 300)
    return { reason: `every path is answered with ${otherwise.status}, so the usual ones tell nothing` };
  const serverless = PLATFORM.some((name) => otherwise?.headers.has(name));
  return {
    facts: {
      by: 'usual',
      asked: urls.length,
      ...(otherwise ? { otherwise: otherwise.status } : {}),
      answers: there,
      ...(serverless ? { serverless } : {}),
    },
  };
}

function usualPaths(endpoint: URL): URL[] {
  const folder = endpoint.pathname.replace(/\/[^/]*\/?$/, '');
  const nested = folder === '' ? [] : USUAL.slice(0, NESTED).map((name) => `${folder}/${name}`);
  return [...USUAL.map((name) => `/${name}`), ...nested]
    .map((path) => new URL(path, endpoint.origin))
    .filter(({ pathname }) => pathname !== endpoint.pathname);
}

/** It begins like no path that is in use: some servers look at the beginning alone. */
const unlikelyPath = ({ origin }: URL): URL => new URL(`/no-such-path-${randomBytes(6).toString('hex')}`, origin);

interface Got {
  /** Left out where none came in time. */
  readonly answer?: Answer;
  readonly reason?: string;
  /** No time was left for it. */
  readonly isLate?: boolean;
}

async function asked(url: URL, limit: Limit, { signal }: Limit): Promise<Got> {
  try {
    return { answer: await ask(url, { headers: HEADERS, most: MOST }, limit) };
  } catch (error) {
    if (signal.aborted) return { reason: `${shownUrl(url)} could not be asked in time`, isLate: true };
    return limit.signal.aborted ? {} : { reason: networkProblem(error, url).message };
  }
}

/** Answers by which a path says that nothing is there for a GET. */
const ABSENT: ReadonlySet<number> = new Set([400, 404, 405, 406, 410, 415, 421, 426, 429]);

/** A path that is answered as one that cannot exist is not there, whatever the answer is: a page of an application, a refusal. */
const isThere = (answer: Answer | undefined, otherwise: Answer | undefined): boolean =>
  answer === undefined
    ? otherwise !== undefined
    : !ABSENT.has(answer.status) &&
      (answer.status !== otherwise?.status || (answer.status < 300 && answer.type !== otherwise.type));

/** Headers of platforms that start a program for a request: Vercel, Netlify, AWS Lambda behind its gateway, Google's functions. */
const PLATFORM = ['x-vercel-id', 'x-nf-request-id', 'apigw-requestid', 'x-amz-apigw-id', 'function-execution-id'];
