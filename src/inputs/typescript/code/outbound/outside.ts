import { isBuiltin } from 'node:module';

import { ts } from '../../syntax.ts';
import { inner } from '../../machine/calls.ts';
import { clientOf, SETS_UP, type Client } from './clients.ts';
import type { Follower } from '../follow/follow.ts';
import type { Placed } from '../follow/names.ts';
import { Origins } from '../follow/origins.ts';
import { OF_VALUE, type Call, type Target } from '../follow/callee.ts';
import type { CallSite, Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** A call that leaves the process by a library that is known. */
export interface ClientCall {
  readonly client: Client;
  /** The name of what is called on it; empty where the client itself is. */
  readonly method: string;
  /** What made the client, where that is seen. */
  readonly made: Placed<Call> | undefined;
}

/** Programs that are started are outside as well: they fail as a service does. */
const PROCESSES = /^(?:child_process|execa|cross-spawn|zx|tinyexec)$/;

/** Tells the calls that leave the process from those that do not. */
export class Outside {
  readonly origins: Origins;
  readonly #follower: Follower;
  readonly #client = new Map<CallSite, ClientCall | undefined>();
  readonly #leaves = new Map<Unit, boolean>();

  constructor(follower: Follower) {
    this.#follower = follower;
    this.origins = new Origins(follower);
  }

  /** The library that a call goes out by. */
  clientCall(site: CallSite): ClientCall | undefined {
    if (!this.#client.has(site)) this.#client.set(site, this.#read(site));
    return this.#client.get(site);
  }

  #read({ node, scope, units, targets }: CallSite): ClientCall | undefined {
    if (units.length > 0 || node.kind === SyntaxKind.NewExpression || targets.every(isKnown)) return undefined;
    const callee = inner(node.expression);
    if (callee.kind !== SyntaxKind.Identifier && callee.kind !== SyntaxKind.PropertyAccessExpression) return undefined;
    const origin = this.origins.of({ node: callee, scope });
    const client = origin && clientOf(origin.from);
    if (!client) return undefined;
    const way = origin.way.filter((step, i) => step !== '?' || origin.way[i - 1] !== 'new');
    if (way[0] === '?') {
      const last = way.at(-1)!;
      return client.methods?.has(last) ? { client, method: last, made: undefined } : undefined;
    }
    for (const on of client.on) {
      const steps = on === '' ? [] : on.split(' ');
      if (!steps.every((step, i) => way[i] !== undefined && (step === '*' || step === way[i]))) continue;
      const rest = way.slice(steps.length);
      const method = rest.at(-1) ?? '';
      const isOne = client.methods ? rest.length <= 1 && client.methods.has(method) : isAsked(rest);
      if (isOne)
        return { client, method, made: steps.at(-1) === '()' || steps.includes('new') ? origin.made : undefined };
    }
    return undefined;
  }

  /** Whether a call is made of what the program does not read, and waits for an answer. */
  goesOut(site: CallSite): boolean {
    if (this.clientCall(site)) return true;
    if (site.units.length > 0) return site.units.some((unit) => this.#leaves.get(unit) ?? false);
    if (site.targets.every(isKnown)) return false;
    const origin = this.#follower.parents.get(site.node)?.kind === SyntaxKind.AwaitExpression;
    const callee = inner(site.node.expression);
    if (callee.kind !== SyntaxKind.Identifier && callee.kind !== SyntaxKind.PropertyAccessExpression) return false;
    const from = this.origins.of({ node: callee, scope: site.scope });
    if (from && PROCESSES.test(from.from)) return true;
    const isPackage = site.targets.some(({ kind }) => kind === 'package');
    return origin && isPackage && !(from && isLocal(from.from));
  }

  /** A function of Node.js: what it does is known, and it is no way out that is not. */
  isOfNode({ node, scope }: CallSite): boolean {
    const from = this.origins.of({ node: node.expression, scope })?.from;
    return from !== undefined && isBuiltin(from);
  }

  /** Finds for all units whether they lead out of the process. */
  spread(units: readonly Unit[]): void {
    const callers = new Map<Unit, Unit[]>();
    const waiting: Unit[] = [];
    for (const unit of units) {
      for (const next of unit.leadsTo) {
        const known = callers.get(next);
        if (known) known.push(unit);
        else callers.set(next, [unit]);
      }
      if (unit.calls.some((site) => site.units.length === 0 && this.goesOut(site))) waiting.push(unit);
    }
    for (const unit of waiting) this.#leaves.set(unit, true);
    for (let unit = waiting.pop(); unit; unit = waiting.pop())
      for (const caller of callers.get(unit) ?? [])
        if (!this.#leaves.get(caller)) {
          this.#leaves.set(caller, true);
          waiting.push(caller);
        }
  }

  leaves(unit: Unit): boolean {
    return this.#leaves.get(unit) ?? false;
  }
}

/** What the language itself has; nothing else that it has goes out. */
const isKnown = (target: Target): boolean =>
  (target.kind === 'builtin' && target.label !== 'fetch') || (target.kind === 'unknown' && target.reason === OF_VALUE);

const isAsked = (rest: readonly string[]): boolean =>
  rest.length > 0 && !rest.includes('()') && !rest.includes('new') && !SETS_UP.has(rest.at(-1)!);

/** What is waited for and yet stays on the machine. */
const isLocal = (from: string): boolean =>
  /^(?:fs|path|os|util|stream|timers|zlib|crypto|events|readline|url|assert|buffer)(?:\/|$)|^(?:zod|yaml|js-yaml|marked|turndown|cheerio|fs-extra|glob|fast-glob|globby|minimatch|lodash|date-fns|dayjs|uuid|nanoid|ajv|jsdom|sharp|p-limit|p-queue|p-retry|async-mutex|tslib)(?:\/|$)/.test(
    from,
  ) || FORMATS.test(from);

/** What reads and writes forms of data: archives, tables, documents, sealed tokens. */
const FORMATS =
  /^(?:jose|jsonwebtoken|bcrypt|bcryptjs|argon2|adm-zip|jszip|unzipper|fflate|pako|csv-parse|papaparse|xml2js|fast-xml-parser|pdf-parse|pdf-lib|mammoth|exceljs|xlsx)(?:\/|$)/;
