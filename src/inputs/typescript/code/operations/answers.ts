import type { RouteFact } from '../../../../model/operations.ts';
import { ts } from '../../syntax.ts';
import { clientOf } from '../outbound/clients.ts';
import { isIn } from '../follow/unit.ts';
import { plainly, type At, type Constants } from './constants.ts';
import type { Source } from './source.ts';
import { textAt } from './text-at.ts';

/** What an answer is made with, the language itself, and what only writes down: none of it asks another service. */
const OWN = new Set(
  (
    'res response reply c ctx context req request next JSON Date Math Object process Array String Number Boolean console ' +
    'logger log Response URL URLSearchParams Buffer Symbol BigInt Intl performance Promise Set Map parseInt parseFloat ' +
    'encodeURIComponent decodeURIComponent structuredClone isNaN os headers'
  ).split(' '),
);
/** Methods of texts, lists and tables. */
const OF_DATA =
  /^(?:map|filter|some|every|find|includes|join|slice|keys|values|entries|has|get|size|toString|toISOString|toFixed|toLowerCase|toUpperCase|trim|split|replace|startsWith|endsWith|forEach|reduce|concat|push|sort|getTime|now|set)$/;

const DEEPEST = 5;
const MOST_CALLS = 400;

export interface Asked {
  readonly asks: readonly string[];
  readonly complete: boolean;
  /** No test stands in it: it says the same whatever is the case. */
  readonly constant: boolean;
}

/** What makes an answer depend on something, outside the clauses for errors. */
const TESTS = /\bif\s*\(|\bswitch\s*\(|\?(?![.?:])|&&|\|\||\?\?/;

/** Reads what an answer depends on, through the functions of the program that it calls. */
export class Answers {
  readonly #constants: Constants;

  constructor(constants: Constants) {
    this.#constants = constants;
  }

  /** The calls of other services that an answer waits for. */
  asked(body: At<ts.Node>): Asked {
    const asks = new Set<string>();
    const state = { complete: true, constant: true, left: MOST_CALLS, seen: new Set<ts.Node>() };
    const visit = ({ source, node }: At<ts.Node>, deep: number): void => {
      if (state.seen.has(node)) return;
      state.seen.add(node);
      if (TESTS.test(textAt(source, node, 20_000))) state.constant = false;
      for (const call of source.calls) {
        if (!isIn(call, node)) continue;
        if (state.left-- <= 0 || deep > DEEPEST) return void (state.complete = false);
        const callee = plainly(call.expression);
        const text = textAt(source, callee, 80).replace(/\s+/g, '');
        const base = baseOf(callee);
        if (goesOut(source, base, callee)) {
          asks.add(text);
          continue;
        }
        if (base !== undefined && OWN.has(base) && !this.#constants.fn({ source, node: callee })) continue;
        if (ts.isPropertyAccessExpression(callee) && OF_DATA.test(callee.name.text)) continue;
        const fn = this.#constants.fn({ source, node: callee });
        if (fn) visit(fn, deep + 1);
        else state.complete = false;
      }
    };
    visit(body, 0);
    return { asks: [...asks].slice(0, 20), complete: state.complete, constant: state.constant };
  }

  /** What an answer tells that is nobody's business. */
  leaks({ source, node }: At<ts.Node>): RouteFact['leaks'] {
    const found = new Set<RouteFact['leaks'][number]>();
    for (const call of source.calls) {
      if (!isIn(call, node)) continue;
      const callee = plainly(call.expression);
      const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : (callee as Partial<ts.Identifier>).text;
      if (name === undefined || !/^(?:json|send|end|write|text|html|Response|body|writeJson|sendJson)$/.test(name))
        continue;
      const said = (call.arguments ?? []).map((each) => textAt(source, each, 4_000)).join('\n');
      if (WHOLE.test(said) || SECRET.test(said)) found.add('environment');
      if (/\b(?:e|err|error|ex|exception|cause)\??\.stack\b/.test(said)) found.add('stack');
      if (/\breq(?:uest)?\.headers\b(?!\s*[.[?])/.test(said)) found.add('headers');
    }
    return [...found];
  }
}

/** The environment as a whole; a secret of it as a value, not whether it is there. */
const WHOLE = /\bprocess\.env\b(?!\s*[.[?])/;
const SECRET =
  /(?:[:,{]|\$\{)\s{0,20}process\.env\.\w{0,60}(?:TOKEN|KEY|SECRET|PASSWORD|CREDENTIALS?|DSN|DATABASE_URL)\w{0,20}\s{0,20}[,}\n]/;

function baseOf(written: ts.Expression): string | undefined {
  let node = plainly(written);
  for (let deep = 0; deep < 20; deep++) {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) node = plainly(node.expression);
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) node = plainly(node.expression);
    else break;
  }
  return ts.isIdentifier(node) ? node.text : undefined;
}

function goesOut(source: Source, base: string | undefined, callee: ts.Expression): boolean {
  if (base === 'fetch' && ts.isIdentifier(callee)) return true;
  const imported = base === undefined ? undefined : source.imports.get(base);
  return imported !== undefined && clientOf(imported.specifier) !== undefined;
}
