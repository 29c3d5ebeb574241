import type { TransportFact } from '../../../../model/operations.ts';
import { ts } from '../../syntax.ts';
import { memberOf, plainly, type At } from './constants.ts';
import type { Served } from './served.ts';
import type { Source } from './source.ts';
import { textAt } from './text-at.ts';
import { isIn } from '../follow/unit.ts';

/** What stands between the network and the endpoint of a program. */
export interface Shields {
  readonly origin: TransportFact['origin'];
  readonly bodyLimit: TransportFact['bodyLimit'];
  readonly auth: TransportFact['auth'];
  readonly rateLimit: TransportFact['rateLimit'];
  /** What reads a body by hand, without an end. */
  readonly reader?: At<ts.Node>;
}

/** Options and functions by which the SDK and others look at `Host` and `Origin`. */
const CHECKS =
  /\b(?:enableDnsRebindingProtection|allowedHosts|allowedOrigins|hostHeaderValidation|localhostHostValidation|\w{0,40}(?:validate|check|verify|isAllowed|isValid|reject|allow)\w{0,40}(?:Origin|Host|DnsRebinding)\w{0,40}|originValidation\w{0,40}|createMcpExpressApp|createMcpHonoApp|createMcpFastifyApp)\b/;
const READS_ORIGIN =
  /headers\??\.(?:origin|host)\b|headers\??\.?\[\s*["'](?:origin|host)["']\s*\]|\.(?:get|header)\(\s*["'](?:origin|host)["']/i;
const READS_ORIGIN_ONLY =
  /headers\??\.origin\b|headers\??\.?\[\s*["']origin["']\s*\]|\.(?:get|header)\(\s*["']origin["']/i;
const REFUSES = /\b403\b|forbidden/i;

const ASKS_WHO =
  /\bauthorization\b|x-api-key|\bbearer\b|requireBearerAuth|withMcpAuth|OAuthProvider|\bauthenticate\b|passport/i;
const TURNS_AWAY = /\b401\b|unauthori[sz]ed/i;
const LIMITS_RATE = /rate-?_?limit|\b429\b|throttl/i;
const LIMITS_BODY =
  /\.json\(\s*\{[^}]{0,300}\blimit\b|\bbodyLimit\b|\bmaxBodySize\b|\bmaxRequestBodySize\b|\bbodyParser\w*\([^)]{0,200}limit/;
const PARSES =
  /\bexpress\.json\(|\bbodyParser\.json\(|\bbodyParser\(|\bkoaBody\(|from\s+["']fastify["']|\bcreateMcpExpressApp\b|\.handleRequest\(/;
/** The words of a file that are read: what is longer is not looked at to its end. */
const MOST = 1_000_000;

export function shieldsOf(served: Served): Shields {
  const { sources, unread } = served;
  const texts = sources.files.map(({ text }) => text.slice(0, MOST));
  const has = (form: RegExp): boolean => texts.some((text) => form.test(text));
  const isUnread = !sources.isWhole || unread.some(({ reason }) => reason.startsWith('what the package'));
  const reader = readerIn(sources.served);
  const isChecked =
    has(CHECKS) || texts.some((text) => READS_ORIGIN.test(text) && REFUSES.test(text)) || hasCorsList(served);
  return {
    origin: isChecked ? 'checked' : isUnread || has(READS_ORIGIN_ONLY) ? 'unknown' : 'unchecked',
    bodyLimit: reader ? 'none' : has(LIMITS_BODY) ? 'set' : has(PARSES) ? 'default' : 'unknown',
    auth: has(/requireBearerAuth|withMcpAuth|OAuthProvider/)
      ? 'checked'
      : isUnread || (has(ASKS_WHO) && has(TURNS_AWAY))
        ? 'unknown'
        : 'none',
    rateLimit: has(LIMITS_RATE) ? 'set' : isUnread ? 'unknown' : 'none',
    ...(reader ? { reader } : {}),
  };
}

/** `cors({ origin: ['https://example.com'] })`: a list, a function, a setting; not `*` and not every origin. */
function hasCorsList({ sources, constants }: Served): boolean {
  for (const source of sources.served)
    for (const node of source.calls) {
      const callee = plainly(node.expression);
      if ((callee as Partial<ts.Identifier>).text !== 'cors') continue;
      const [first] = node.arguments ?? [];
      const options = first && constants.value({ source, node: first });
      if (first && (!options || !ts.isObjectLiteralExpression(options.node))) return true;
      const origin =
        options && ts.isObjectLiteralExpression(options.node) ? memberOf(options.node, 'origin') : undefined;
      if (!origin) continue;
      const text = textAt(options!.source, origin, 300);
      if (text !== 'true' && !/["'`]\*["'`]/.test(text)) return true;
    }
  return false;
}

const DATA = /\b(?:req|request|incoming|incomingMessage)\b$/i;
const LOOP = /\bfor\s+await\s*\(\s*(?:const|let|var)\s+\w+\s+of\s+(?:req|request|incoming)\b/g;
const HAS_END =
  /\b413\b|\.(?:length|byteLength|size)\s*[>+]=?|\b(?:size|total|length|bytes|received)\w*\s*>=?|\blimit\b|\bmax[A-Z_]|MAX_|\.destroy\(/i;

/** A function that collects the body of a request and never stops. */
function readerIn(served: readonly Source[]): At<ts.Node> | undefined {
  for (const source of served) {
    for (const node of source.calls) {
      const callee = plainly(node.expression);
      const [first] = node.arguments ?? [];
      if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'on') continue;
      if (!first || !ts.isStringLiteral(first) || first.text !== 'data') continue;
      if (!DATA.test(textAt(source, callee.expression, 60))) continue;
      const found = unboundedAround(source, node);
      if (found) return found;
    }
    for (const { index } of [...source.text.slice(0, MOST).matchAll(LOOP)].slice(0, MOST_LOOPS)) {
      const body = loopAt(source, index)?.statement;
      if (!body) continue;
      const within = source.calls.find((call) => isIn(call, body)) ?? (ts.isBlock(body) ? body.statements[0] : body);
      const found = within && unboundedAround(source, within);
      if (found) return found;
    }
  }
  return undefined;
}

/** The loop that is written there; nothing where that is a comment or a text. */
function loopAt({ file }: Source, start: number): ts.ForOfStatement | undefined {
  let at: ts.Node | undefined = file.tree;
  while (at && !(ts.isForOfStatement(at) && at.getStart(file.tree) === start))
    at = ts.forEachChild(at, (child) => (child.pos <= start && start < child.end ? child : undefined));
  return at;
}

/** Loops of one file that are looked at. */
const MOST_LOOPS = 20;

/** The function that reads, or the call where that does more; nothing where a size is looked at. */
function unboundedAround(source: Source, node: ts.Node): At<ts.Node> | undefined {
  const around = source.functionsAround(node);
  // `new Promise((resolve) => { req.on('data', …) })`: the function that it stands in
  const own = around.find((each) => !isForWaiting(source, each));
  const hasName = own && !isArgument(source, own);
  if (own && own.end - own.pos < SMALL)
    return HAS_END.test(textAt(source, own, SMALL)) ? undefined : { source, node: hasName ? own : node };
  const block = source.blockAround(node);
  return HAS_END.test(textAt(source, block, SMALL)) ? undefined : { source, node };
}

const isArgument = (source: Source, fn: ts.Node): boolean => {
  const parent = source.parent(fn);
  return !!parent && (ts.isCallExpression(parent) || ts.isNewExpression(parent));
};

/** What is handed to `new Promise` or `on`, which runs for the function around it. */
function isForWaiting(source: Source, fn: ts.Node): boolean {
  const parent = source.parent(fn);
  if (!parent) return false;
  if (ts.isNewExpression(parent)) return textAt(source, parent.expression, 20) === 'Promise';
  return ts.isCallExpression(parent) && /\.(?:on|once)$/.test(textAt(source, parent.expression, 60));
}

/** In characters: a function that reads a body and does nothing else. */
const SMALL = 3_000;
