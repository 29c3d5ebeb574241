import { throwError } from '../builtins/throw.ts';
import type { Spot } from '../syntax.ts';
import { Opaque, type Scope } from '../values.ts';

/** Globals of other runtimes that JavaScript is written for, and of newer releases of Node.js. */
const ELSEWHERE: ReadonlySet<string> = new Set(
  (
    'addEventListener alert caches location origin postMessage requestAnimationFrame screen HTMLRewriter ' +
    'WebSocketPair importScripts Netlify chrome browser workerd define Float16Array ' +
    'Iterator AsyncIterator ShadowRealm SuppressedError DisposableStack AsyncDisposableStack Temporal URLPattern CloseEvent ErrorEvent Storage WebTransport'
  ).split(' '),
);

/** What a bundler puts a text in place of, as a rule: `VERSION`, `__DEV__`. */
const CONSTANT = /^[A-Z\d_$]+$|^__/;

/**
 * A name that nothing declares: JavaScript throws, unless something else than the program may declare it. TypeScript
 * compiles only what is declared somewhere, if not in what is read.
 */
export function undeclared(name: string, scope: Scope, spot: Spot): Opaque {
  const isCertain =
    /\.[cm]?jsx?$/.test(scope.module.file.path) &&
    scope.module.effects.length === 0 &&
    !CONSTANT.test(name) &&
    !ELSEWHERE.has(name) &&
    !Object.hasOwn(globalThis, name);
  return isCertain
    ? throwError(new ReferenceError(`${name} is not defined`), spot)
    : new Opaque(`\`${name}\`, which is defined nowhere`, spot);
}
