import type { TransportFact } from '../../../../model/operations.ts';
import { ts } from '../../syntax.ts';
import { memberOf, type Constants } from './constants.ts';
import type { Made } from './makers.ts';
import type { Source } from './source.ts';
import { textAt } from './text-at.ts';

export interface Sessions {
  readonly sessions: TransportFact['sessions'];
  /** What declares the table they are in. */
  readonly store?: ts.Node;
}

const MOST = 100_000;

/** `transports[transport.sessionId] = transport`, `sessions.set(sid, …)`. */
const KEPT =
  /(?:\bthis\.)?\b([A-Za-z_$][\w$]{0,60})(?:\[[^\]\n]{0,60}(?:session_?id|sid)[^\]\n]{0,20}\]\s{0,4}=(?!=)|\.set\(\s{0,40}[^,()\n]{0,60}(?:session_?id|\bsid|\bid)\b)/gi;

/** Where the sessions of a transport live. */
export function sessionsOf({ source, node, kind, sessions }: Made, constants: Constants): Sessions {
  if (sessions) return { sessions };
  if (kind === 'stdio') return { sessions: 'none' };
  const store = storeOf(source, node);
  if (kind === 'sse') return store ? { sessions: 'memory', store } : { sessions: 'memory' };
  const [first] = node.arguments ?? [];
  const options = first && constants.value({ source, node: first })?.node;
  if (!first) return { sessions: 'none' };
  if (!options || !ts.isObjectLiteralExpression(options))
    return store ? { sessions: 'memory', store } : { sessions: 'unknown' };
  const maker = memberOf(options, 'sessionIdGenerator');
  const isSpread = options.properties.some(ts.isSpreadAssignment);
  const isMethod = options.properties.some(
    (each) => ts.isMethodDeclaration(each) && textAt(source, each.name, 40) === 'sessionIdGenerator',
  );
  if (!maker && !isMethod) return { sessions: isSpread ? 'unknown' : 'none' };
  const text = maker ? textAt(source, maker, 200) : '';
  if (text === 'undefined') return { sessions: 'none' };
  if (store) return { sessions: 'memory', store };
  return {
    sessions:
      maker && (ts.isConditionalExpression(maker) || !constants.fn({ source, node: maker })) ? 'unknown' : 'memory',
  };
}

/** The table that a transport is put into: by what it is said to hold, in the same function if there is one there. */
function storeOf(source: Source, node: ts.Node): ts.Node | undefined {
  const outer = source.functionsAround(node).at(-1);
  const found: ts.Node[] = [];
  for (const place of outer ? [outer, source.file.tree] : [source.file.tree]) {
    const start = place.getStart(source.file.tree);
    for (const [, name] of source.text.slice(start, Math.min(place.end, start + MOST)).matchAll(KEPT)) {
      const declaration = source.declarationOf(name!, node);
      const field = source.assigned(`this.${name}`)[0];
      const table = declaration && ts.isVariableDeclaration(declaration) ? declaration : field && source.parent(field);
      if (table && isTable(textAt(source, table, 400)) && !found.includes(table)) found.push(table);
    }
  }
  const named = (words: RegExp): ts.Node | undefined => found.find((table) => words.test(headOf(source, table)));
  return named(/transports?\b/i) ?? named(/sessions?\b(?!\w)/i) ?? named(/connections?\b/i);
}

/** What is declared, with its type. */
const headOf = (source: Source, table: ts.Node): string => textAt(source, table, 200).split(/=(?!>)/)[0]!;

/** `new Map`, `{}`: not what asks a database. */
const isTable = (text: string): boolean =>
  /\bnew\s+(?:Map|WeakMap|LRUCache|LRU)\b|=\s*\{|\bObject\.create\(null\)/.test(text);
