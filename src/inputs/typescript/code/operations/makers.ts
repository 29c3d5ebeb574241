import type { TransportFact } from '../../../../model/operations.ts';
import { ts } from '../../syntax.ts';
import type { Call } from '../follow/callee.ts';
import { memberOf, plainly, type Constants } from './constants.ts';
import type { Source } from './source.ts';
import { textAt } from './text-at.ts';
import type { Served } from './served.ts';

/** A place where a transport is made. */
export interface Made {
  readonly source: Source;
  readonly node: Call;
  /** What says how, where that is no part of the call. */
  readonly at?: ts.Node;
  readonly kind: TransportFact['kind'];
  readonly by: string;
  /** Where the framework has sessions of its own. */
  readonly sessions?: TransportFact['sessions'];
  /** Nobody can say how much of what is asked here the framework looks at. */
  readonly isOfFramework: boolean;
}

type Kind = TransportFact['kind'];

const CLASSES: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['StdioServerTransport', 'stdio'],
  ['StreamableHTTPServerTransport', 'http'],
  ['NodeStreamableHTTPServerTransport', 'http'],
  ['WebStandardStreamableHTTPServerTransport', 'http'],
  ['StreamableHTTPTransport', 'http'],
  ['SSEServerTransport', 'sse'],
]);
const SERVERLESS = /^(?:mcp-handler|@vercel\/mcp-adapter|agents\/mcp|agents$)/;

/** Finds what makes transports. */
export class Makers {
  readonly made: Made[] = [];
  /** Where the way a server is reached depends on what is not known. */
  readonly undecided: { readonly source: Source; readonly node: Call }[] = [];
  readonly #constants: Constants;
  readonly #served: Served;

  constructor(served: Served) {
    this.#constants = served.constants;
    this.#served = served;
    for (const source of served.sources.served) for (const node of source.calls) this.#read(source, node);
  }

  #read(source: Source, node: Call): void {
    const callee = plainly(node.expression);
    if (ts.isIdentifier(callee)) return this.#named(source, node, callee.text);
    if (!ts.isPropertyAccessExpression(callee)) return;
    const { name, expression } = callee;
    if (name.text === 'start') return this.#started(source, node, expression);
    const cls = ts.isIdentifier(expression) ? this.#agent(source, expression) : false;
    if (cls && /^(?:serve|serveSSE|mount)$/.test(name.text))
      this.#add(source, node, 'serverless', { sessions: 'platform', isOfFramework: true });
    const kind = ts.isNewExpression(node) ? CLASSES.get(name.text) : undefined;
    if (kind) this.#add(source, node, kind);
  }

  #named(source: Source, node: Call, local: string): void {
    const imported = source.imports.get(local);
    if (!imported) return;
    const { specifier, name } = imported;
    const kind = ts.isNewExpression(node) ? CLASSES.get(name === 'default' ? local : name) : undefined;
    if (kind) return this.#add(source, node, kind);
    if (name === 'serveStdio') return this.#add(source, node, 'stdio');
    if (/^(?:experimental_)?createMcpHandler$|^initializeMcpApiHandler$/.test(name)) {
      const isServerless = SERVERLESS.test(specifier);
      return this.#add(source, node, isServerless ? 'serverless' : 'http', {
        sessions: isServerless ? 'platform' : 'none',
      });
    }
    if (name === 'MCPServer' && specifier === 'mcp-framework' && ts.isNewExpression(node))
      this.#framework(source, node);
  }

  /** `new MCPServer({ transport: { type: 'http-stream' } })` of mcp-framework. */
  #framework(source: Source, node: ts.NewExpression): void {
    const options = this.#object(source, node.arguments?.[0]);
    const transport = options && memberOf(options, 'transport');
    const settings = transport && this.#object(source, transport);
    const type = settings && memberOf(settings, 'type');
    const text = type ? this.#constants.text({ source, node: type }) : options && transport ? undefined : 'stdio';
    if (text === undefined) return void this.undecided.push({ source, node });
    const kind = text === 'stdio' ? 'stdio' : text === 'sse' ? 'sse' : 'http';
    this.#add(source, node, kind, { sessions: 'platform', isOfFramework: true });
  }

  /** `server.start({ transportType: 'httpStream' })` of fastmcp; without a word it is stdio. */
  #started(source: Source, node: Call, on: ts.Expression): void {
    if (this.#served.apps.of({ source, node: on })?.framework !== 'fastmcp') return;
    const [first] = node.arguments ?? [];
    const options = this.#object(source, first);
    // `let options; if (…) options = { … }; else options = { … }`
    const name = first && ts.isIdentifier(first) ? first.text : undefined;
    const ways = options ? [options] : name === undefined ? [] : source.assigned(name).map(plainly);
    const known = ways.filter(ts.isObjectLiteralExpression);
    if (first && (known.length === 0 || known.length < ways.length)) this.undecided.push({ source, node });
    for (const way of first ? known : [undefined]) this.#startedWith(source, node, way, known.length);
  }

  #startedWith(source: Source, node: Call, options: ts.ObjectLiteralExpression | undefined, ways: number): void {
    const type = options && memberOf(options, 'transportType');
    const text = type ? this.#constants.text({ source, node: type }) : 'stdio';
    if (text === undefined) return void this.undecided.push({ source, node });
    const settings = options && memberOf(options, 'httpStream');
    const isStateless = settings && /\bstateless\s*:\s*true\b/.test(textAt(source, settings, 1_000));
    this.#add(source, node, text === 'stdio' ? 'stdio' : text === 'sse' ? 'sse' : 'http', {
      sessions: text === 'stdio' || isStateless ? 'none' : 'platform',
      isOfFramework: text !== 'stdio',
      ...(options && ways > 1 ? { at: options } : {}),
    });
  }

  #object(source: Source, node: ts.Expression | undefined): ts.ObjectLiteralExpression | undefined {
    const value = node && this.#constants.value({ source, node })?.node;
    return value && ts.isObjectLiteralExpression(value) ? value : undefined;
  }

  /** A class that extends `McpAgent`, or the class itself. */
  #agent(source: Source, name: ts.Identifier): boolean {
    if (/^Mcp(?:Agent|Server)?$/.test(source.imports.get(name.text)?.name ?? '')) return true;
    const declaration = source.declarationOf(name.text, name);
    const text = declaration && ts.isClassDeclaration(declaration) ? textAt(source, declaration, 300) : '';
    return /\bextends\s+McpAgent\b/.test(text) || (!!source.imports.get(name.text) && /mcp/i.test(name.text));
  }

  #add(
    source: Source,
    node: Call,
    kind: Kind,
    more: Partial<Pick<Made, 'sessions' | 'isOfFramework' | 'at'>> = {},
  ): void {
    const callee = textAt(source, node.expression, 80).replace(/\s+/g, '');
    this.made.push({
      source,
      node,
      kind,
      by: ts.isNewExpression(node) ? `new ${callee}` : callee,
      isOfFramework: false,
      ...more,
    });
  }
}
