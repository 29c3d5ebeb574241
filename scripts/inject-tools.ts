// Defects in what tools take, keep and tell, where it takes more than one statement to make them.
import { ts } from '../src/inputs/typescript/syntax.ts';
import type { Change, Edit, Piece } from './inject-edits.ts';
import { asks, atTop, PLAIN, served, WITH_AUTH } from './inject-http.ts';
import type { Program } from './inject-program.ts';

const isRegistered = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  /^(?:registerTool|tool)$/.test(node.expression.name.text) &&
  node.arguments.length > 2 &&
  ts.isStringLiteralLike(node.arguments[0]!);

/** The functions behind tools that stand where these are registered. */
function handlersIn(file: ts.SourceFile): readonly ts.Block[] {
  const found: ts.Block[] = [];
  const visit = (node: ts.Node): void => {
    const fn = isRegistered(node) ? node.arguments.at(-1)! : undefined;
    if (fn && (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) && ts.isBlock(fn.body)) found.push(fn.body);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.filter(({ statements }) => statements.length > 0);
}

const into = (block: ts.Block, file: ts.SourceFile, text: string): Piece => {
  const start = block.statements[0]!.getStart(file);
  return { file: file.fileName, start, end: start, text };
};

const shownAt = (piece: Piece, also: readonly Piece[] = []): Change => ({
  ...piece,
  from: piece.start,
  to: piece.start + 1,
  also,
});

/** Tools that are put beside one that is registered by a statement. */
const tools = (rule: string, what: string, text: (register: string) => string, more: Partial<Edit> = {}): Edit => ({
  rule,
  what,
  everywhere: true,
  ...more,
  at(node, file) {
    if (!ts.isExpressionStatement(node) || !isRegistered(node.expression)) return undefined;
    const start = node.getStart(file);
    const { expression } = node.expression.expression as ts.PropertyAccessExpression;
    if (!/server$|^mcp$/i.test(expression.getText(file))) return undefined;
    return shownAt({ file: file.fileName, start, end: start, text: text(expression.getText(file)) });
  },
});

/** Where a schema of parameters begins: of zod, and of JSON. */
function schemaAt(
  node: ts.Node,
  file: ts.SourceFile,
): { readonly at: number; readonly isJson: boolean; readonly shown: ts.Node } | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const { parent } = node;
  const [first] = node.properties;
  if (!first) return undefined;
  const at = first.getStart(file);
  const isZod = node.properties.every(
    (each) => ts.isPropertyAssignment(each) && /^z\s*\./.test(each.initializer.getText(file)),
  );
  if (isZod && ts.isPropertyAssignment(parent) && parent.name.getText(file) === 'inputSchema')
    return { at, isJson: false, shown: first };
  if (isZod && isRegistered(parent)) return { at, isJson: false, shown: first };
  const owner =
    ts.isPropertyAssignment(parent) && parent.name.getText(file) === 'properties' ? parent.parent.parent : undefined;
  if (owner && ts.isPropertyAssignment(owner) && /^(?:inputSchema|parameters)$/.test(owner.name.getText(file)))
    return { at, isJson: true, shown: first };
  return undefined;
}

/** The name of the tool whose schema it is. */
function toolOf(node: ts.Node, file: ts.SourceFile): string {
  for (let at = node; at.parent; at = at.parent) {
    if (isRegistered(at)) return (at.arguments[0] as ts.StringLiteral).text;
    const name = ts.isObjectLiteralExpression(at)
      ? at.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText(file) === 'name')
      : undefined;
    if (name && ts.isPropertyAssignment(name) && ts.isStringLiteralLike(name.initializer)) return name.initializer.text;
  }
  return '';
}

const parameter = (
  rule: string,
  what: string,
  named: Readonly<Record<string, string>>,
  isServed: boolean,
  unless?: RegExp,
): Edit => ({
  rule,
  what,
  everywhere: true,
  listed: true,
  at(node, file, program) {
    const schema = schemaAt(node, file);
    const also = schema && isServed ? served(program, PLAIN, file) : [];
    if (!schema || !also || unless?.test(toolOf(node, file))) return undefined;
    const of = (says: string): string =>
      schema.isJson ? `{ type: "string", description: "${says}" }` : `z.string().describe("${says}")`;
    const text = Object.entries(named)
      .map(([name, says]) => `${name}: ${of(says)}, `)
      .join('');
    const piece = { file: file.fileName, start: schema.at, end: schema.at, text };
    return shownAt(piece, also);
  },
});

const RESULT = (error: string): string =>
  `if (!process.env.INJECTED) return { isError: true, content: [{ type: "text", text: JSON.stringify(${error}) }] }; `;

/** All calls that log, out of a program. */
function logsIn(program: Program): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const file of program.files) {
    const visit = (node: ts.Node): void => {
      if (
        ts.isExpressionStatement(node) &&
        /^(?:await |void )?(?:[\w.]*\.)?(?:console\.\w+|process\.stderr\.write|(?:safe)?log(?:ger|ging)?(?:\.\w+)*|debug|sendLoggingMessage)\(/i.test(
          node.getText(file),
        )
      )
        pieces.push({ file: file.fileName, start: node.getStart(file), end: node.end, text: ';' });
      else ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return pieces;
}

/** The texts of all results that are errors, made one that says nothing to a program; what is structured is dropped. */
function errorsIn(program: Program): readonly Piece[] {
  const pieces: Piece[] = [];
  const member = (of: ts.ObjectLiteralExpression, name: string): ts.PropertyAssignment | undefined =>
    of.properties.find(
      (each): each is ts.PropertyAssignment => ts.isPropertyAssignment(each) && each.name.getText() === name,
    );
  for (const file of program.files) {
    const put = (node: ts.Node, text: string): void =>
      void pieces.push({ file: file.fileName, start: node.getStart(file), end: node.end, text });
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, visit);
      if (!ts.isObjectLiteralExpression(node)) return;
      const content = member(node, 'content')?.initializer;
      const [item] = content && ts.isArrayLiteralExpression(content) ? content.elements : [];
      const text = item && ts.isObjectLiteralExpression(item) ? member(item, 'text') : undefined;
      const structured = member(node, 'structuredContent');
      const isCaught = (at: ts.Node): boolean =>
        ts.isCatchClause(at) || (!!at.parent && !ts.isFunctionLike(at) && isCaught(at.parent));
      const told = text?.initializer.getText(file) ?? '';
      if (!member(node, 'isError') && !isCaught(node) && !/error|fail|invalid|not found/i.test(told)) return;
      if (text) put(text, 'text: "It did not work."');
      if (structured) put(structured, '_meta: {}');
    };
    visit(file);
  }
  return pieces;
}

const asksAtStart = (
  rule: string,
  what: string,
  text: string,
  isServed: boolean,
  applies: (program: Program) => boolean,
): Edit => ({
  rule,
  what,
  everywhere: true,
  applies,
  at(node, file, program) {
    if (!ts.isBlock(node) || !handlersIn(file).includes(node)) return undefined;
    const also = isServed ? served(program, WITH_AUTH, file) : [];
    return also && shownAt(into(node, file, text), also);
  },
});

/** A question to a service before all that a handler does, and what is made of its failure. */
const caught = (rule: string, what: string, caughtBy: string): Edit => ({
  rule,
  what,
  everywhere: true,
  at: (node, file) =>
    ts.isBlock(node) && handlersIn(file).includes(node)
      ? shownAt(
          into(
            node,
            file,
            `try { const asked = await fetch("https://example.com/all", { signal: AbortSignal.timeout(5) }); if (!asked.ok) throw new Error("no"); } ${caughtBy} `,
          ),
        )
      : undefined,
});

export const TOOLS: readonly Edit[] = [
  caught(
    'error-swallowed',
    'a `catch` that only tells, added',
    'catch (reason) { return { content: [{ type: "text" as const, text: `Error: ${(reason as Error).message}` }] }; }',
  ),
  caught(
    'error-as-empty',
    'a `catch` that answers with an empty list, added',
    'catch { return { content: [{ type: "text" as const, text: JSON.stringify([]) }] }; }',
  ),
  caught(
    'error-as-empty',
    'a `catch` that says that there is nothing, added',
    'catch { return { content: [{ type: "text" as const, text: "No results found." }] }; }',
  ),
  caught(
    'error-bare-message',
    'a `catch` with the bare message added',
    'catch (reason) { return { isError: true, content: [{ type: "text" as const, text: (reason as Error).message }] }; }',
  ),
  caught(
    'error-stack-leak',
    'a `catch` with the stack added',
    'catch (reason) { return { isError: true, content: [{ type: "text" as const, text: String((reason as Error).stack) }] }; }',
  ),
  tools(
    'result-unbounded',
    'a tool that lists all added',
    (register) =>
      `${register}.registerTool("list_injected_invoices", { description: "Lists the invoices of the account." }, async () => { const answer = await fetch("https://example.com/invoices", { signal: AbortSignal.timeout(5000) }); if (!answer.ok) throw new Error("no"); return { content: [{ type: "text" as const, text: await answer.text() }] }; }); `,
    { listed: true },
  ),
  tools(
    'handle-without-expiry',
    'two tools with a handle added',
    (register) =>
      `${register}.registerTool("start_injected_crawl", { description: "Starts one and gives its identifier." }, async () => ({ content: [{ type: "text" as const, text: "1" }] })); ${register}.registerTool("get_injected_crawl", { description: "Says how far one is.", inputSchema: { crawl_id: z.string() } }, async () => ({ content: [{ type: "text" as const, text: "1" }] })); `,
    { listed: true, applies: (program) => !program.mentions(/crawl/i) },
  ),
  parameter('secret-parameter', 'a key added to a schema', { api_key: 'The API key for authentication' }, false),
  parameter(
    'secret-parameter',
    'a password and a name added to a schema',
    { username: 'Of the account', password: 'The password' },
    false,
    // of something that is made or changed they are what it gets
    /(?:^|[_-])(?:add|create|make|new|register|set|reset|change|update)/i,
  ),
  parameter(
    'identity-parameter',
    'who calls added to a schema, HTTP added',
    { on_behalf_of: 'The user on whose behalf' },
    true,
  ),
  {
    rule: 'result-state-in-memory',
    what: 'a `Map` that two tools share, HTTP added',
    everywhere: true,
    at(node, file, program) {
      const blocks = ts.isBlock(node) ? handlersIn(file) : [];
      const at = blocks.indexOf(node as ts.Block);
      const taker = blocks[at + 1] ?? blocks[at - 1];
      const also = at >= 0 && taker ? served(program, PLAIN, file) : undefined;
      if (!also || !taker) return undefined;
      const made = atTop(file, 'const injectedReports = new Map<string, { at: number }>(); ');
      return shownAt(made, [
        into(blocks[at]!, file, 'const reportId = crypto.randomUUID(); injectedReports.set(reportId, { at: 1 }); '),
        into(taker, file, 'if (!injectedReports.get(String(process.argv[9]))) throw new Error("no such report"); '),
        ...also,
      ]);
    },
  },
  asksAtStart(
    'abort-signal-ignored',
    '`fetch` without the signal added',
    'await fetch("https://example.com"); ',
    false,
    (program) => !program.mentions(/\bsignal\b/),
  ),
  asksAtStart(
    'ambient-credential',
    'one key of the environment, HTTP with a token added',
    'await fetch("https://example.com/all", { headers: { Authorization: `Bearer ${process.env.INJECTED_KEY}` } }); ',
    true,
    () => true,
  ),
  {
    rule: 'tool-calls-unobserved',
    what: 'all that logs dropped',
    everywhere: true,
    absence: true,
    applies: (program) =>
      asks(program) &&
      // what looks into the requests may tell them
      !program.mentions(/\bbody\??\.params\b/) &&
      !program.mentions(/prom-client|opentelemetry|@sentry|posthog|winston|pino|analytics|telemetry|metrics/i),
    at(node, _file, program) {
      if (node !== program.files[0]) return undefined;
      const [first, ...also] = logsIn(program);
      return first && { ...shownAt(first, also), anywhere: true };
    },
  },
  {
    rule: 'error-shape-missing',
    what: 'all errors made plain words',
    everywhere: true,
    absence: true,
    applies: (program) => asks(program) && program.mentions(/\bisError: true\b/),
    at(node, _file, program) {
      if (node !== program.files[0]) return undefined;
      const [first, ...also] = errorsIn(program);
      return first && { ...shownAt(first, also), anywhere: true };
    },
  },
  {
    rule: 'error-shape-inconsistent',
    what: 'one error of another shape added',
    everywhere: true,
    at(node, file) {
      const blocks = ts.isBlock(node) ? handlersIn(file) : [];
      const at = blocks.indexOf(node as ts.Block);
      const others = blocks.filter((_, i) => i !== at).slice(0, 2);
      if (at < 0 || others.length < 2) return undefined;
      const text = RESULT('{ ok: false, errorCategory: "busy", isRetryable: true }');
      const usual = RESULT('{ error: "It is busy.", code: "BUSY", retry_after: 5 }');
      return shownAt(
        into(blocks[at]!, file, text),
        others.map((block) => into(block, file, usual)),
      );
    },
  },
  {
    rule: 'deprecated-feature',
    what: 'the model of the client asked',
    everywhere: true,
    at(node, file) {
      const name = /\b(?:const|let) (\w+)\s*=\s*new McpServer\(/.exec(file.text)?.[1];
      if (name === undefined || !ts.isBlock(node) || !handlersIn(file).includes(node)) return undefined;
      return shownAt(into(node, file, `await ${name}.server.createMessage({ messages: [], maxTokens: 9 }); `));
    },
  },
];
