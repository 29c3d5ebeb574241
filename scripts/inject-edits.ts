// What is done to programs to put a defect into them: for each rule one edit or several.
import { ts } from '../src/inputs/typescript/syntax.ts';
import { HTTP } from './inject-http.ts';
import type { Program } from './inject-program.ts';
import { STARTS } from './inject-starts.ts';
import { TOOLS } from './inject-tools.ts';

/** What is written instead of a part of a file, and the part where the finding is to stand, as offsets in what there was. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What it makes wrong may stand elsewhere: the calls of a client that is made here. */
  readonly anywhere?: boolean;
  /** Where it is another file than that of the node. */
  readonly file?: string;
  /** What has to be written elsewhere for it, in this file or others. */
  readonly also?: readonly Piece[];
}

export interface Piece {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Edit {
  readonly rule: string;
  readonly what: string;
  /** It may be in any file of the program, not only in what the tools lead to. */
  readonly everywhere?: boolean;
  /** What the rule says is that something is not there: of a server of which it says so already, it is no new defect. */
  readonly absence?: boolean;
  /** It is about tools as they are listed, where a finding names several: each of its places counts. */
  readonly listed?: boolean;
  applies?(program: Program): boolean;
  /** The change at a node, where it can be made and makes a defect. */
  at(node: ts.Node, file: ts.SourceFile, program: Program): Change | undefined;
}

const nameOf = (node: ts.Node | undefined): string => (node as Partial<ts.Identifier> | undefined)?.text ?? '';

/** What a node stands in, of a kind, up to the function around it. */
function around<N extends ts.Node>(node: ts.Node, is: (at: ts.Node) => at is N, through = false): N | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (is(at)) return at;
    if (!through && ts.isFunctionLike(at)) return undefined;
  }
  return undefined;
}

const statementOf = (node: ts.Node): ts.Node => {
  for (let at = node; at.parent; at = at.parent) if (ts.isStatement(at) || ts.isFunctionLike(at.parent)) return at;
  return node;
};

/** Takes a member out of a literal, with the comma after it. */
function without(property: ts.Node, file: ts.SourceFile, shown: ts.Node): Change {
  const after = /^\s*,/.exec(file.text.slice(property.end))?.[0].length ?? 0;
  return {
    start: property.getStart(file),
    end: property.end + after,
    text: '',
    from: shown.getStart(file),
    to: shown.end,
  };
}

const replaced = (node: ts.Node, text: string, file: ts.SourceFile, shown: ts.Node = node): Change => ({
  start: node.getStart(file),
  end: node.end,
  text,
  from: shown.getStart(file),
  to: shown.end,
});

const membersOf = ({ properties }: ts.ObjectLiteralExpression): readonly string[] =>
  properties.map(({ name }) => nameOf(name));

/** The variable of the `catch` that a node stands in. */
function caughtAt(node: ts.Node): string | undefined {
  const clause = around(node, ts.isCatchClause);
  return clause?.variableDeclaration && nameOf(clause.variableDeclaration.name);
}

/** `content` of a result in a `return`, with what it says. */
function resultAt(
  node: ts.Node,
): { readonly text: ts.Expression; readonly shown: ts.Node; readonly isError: boolean } | undefined {
  if (!ts.isObjectLiteralExpression(node) || !membersOf(node).includes('content')) return undefined;
  const shown = around(node, ts.isReturnStatement);
  const content = node.properties.find(({ name }) => nameOf(name) === 'content');
  if (!shown || !content || !ts.isPropertyAssignment(content) || !ts.isArrayLiteralExpression(content.initializer))
    return undefined;
  const [item] = content.initializer.elements;
  if (!item || !ts.isObjectLiteralExpression(item)) return undefined;
  const text = item.properties.find(({ name }) => nameOf(name) === 'text');
  if (!text || !ts.isPropertyAssignment(text)) return undefined;
  const error = node.properties.find(({ name }) => nameOf(name) === 'isError');
  const isError = !!error && ts.isPropertyAssignment(error) && error.initializer.kind === ts.SyntaxKind.TrueKeyword;
  return { text: text.initializer, shown, isError };
}

/** By what stands there it is a list. */
function isList(given: ts.Expression): boolean {
  if (ts.isAwaitExpression(given)) return isList(given.expression);
  if (ts.isCallExpression(given)) return /^(?:map|filter|slice|flatMap|flat|sort)$/.test(lastOf(given.expression));
  if (ts.isBinaryExpression(given)) return isList(given.right);
  return ts.isArrayLiteralExpression(given) || /(?:[^su]s|[lL]ist|rows)$/.test(lastOf(given));
}

const lastOf = (node: ts.Node): string => nameOf(ts.isPropertyAccessExpression(node) ? node.name : node);

/** It is the message of the exception already. */
const isBare = (text: ts.Expression, file: ts.SourceFile): boolean =>
  /^(?:`[^`$]*\$\{[^{}`]*\}[^`${]{0,3}`|[\w.]+|\w+ instanceof Error[^`]*|String\(\w+\))$/.test(text.getText(file));

/** A call of a service, by what it is called. */
const ASKS = /\b(?:fetch|axios|got|ky|request|client|api|http|query|execute|get|post|put|send)\w*\b/i;

const isWaitedFor = (block: ts.Block): boolean => {
  let is = false;
  const visit = (node: ts.Node): void => {
    if (ts.isAwaitExpression(node) && ts.isCallExpression(node.expression)) {
      const callee = node.expression.expression.getText();
      if (ASKS.test(callee) && !/(?:json|text)$|\bfs\b|readFile|writeFile/.test(callee)) is = true;
    }
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(block);
  return is;
};

const givesResult = (node: ts.Node): boolean => {
  let is = false;
  const visit = (at: ts.Node): void => {
    if (ts.isObjectLiteralExpression(at) && membersOf(at).includes('content')) is = true;
    else if (!ts.isFunctionLike(at)) ts.forEachChild(at, visit);
  };
  ts.forEachChild(node, visit);
  return is;
};

/** What runs in a page writes to the console of the page; a list of tools is no call of one. */
const isElsewhere = (at: ts.Node): at is ts.CallExpression =>
  ts.isCallExpression(at) &&
  (/(?:^|\.)(?:evaluate|evaluateHandle|\$\$?eval|addInitScript|waitForFunction)$/.test(at.expression.getText()) ||
    /(?:ListTools|tools\/list|ListResources|ListPrompts|ReadResource|GetPrompt|Initialize)/.test(
      at.arguments[0]?.getText().slice(0, 60) ?? '',
    ));

const STDIO = /\bStdioServerTransport\b|transportType:\s*['"]stdio/;
const DISPATCHES = /setRequestHandler\(\s*(?:CallToolRequestSchema|['"]tools\/call['"])/;

/** The handler of `tools/call` that a block is the body of. */
function isDispatcher(body: ts.Node): boolean {
  const fn = body.parent;
  const call = fn?.parent;
  return (
    ts.isBlock(body) &&
    (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) &&
    ts.isCallExpression(call) &&
    /^setRequestHandler\(\s*(?:CallTool|['"]tools\/call)/.test(call.getText().replace(/^[\w$.!?]*\./, ''))
  );
}

/** A loop that waits, and what ends one whatever the other side says. */
const WAITS = /\bsetTimeout\(|\b(?:sleep|delay|wait)\w*\(/;
const ENDS = /\bnow\(|deadline|elapsed|remaining|attempt|retries|tries|max|\+\+|--|\+=|-=|abort|signal|timeout\b/i;

/** Puts statements before all others of an async function. */
const atStart =
  (text: string) =>
  (node: ts.Node, file: ts.SourceFile): Change | undefined => {
    const fn = node.parent;
    const isAsync =
      ts.isBlock(node) &&
      ts.isFunctionLike(fn) &&
      ts.canHaveModifiers(fn) &&
      ts.getModifiers(fn)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    const [first] = isAsync ? node.statements : [];
    if (!first || around(node, isElsewhere, true)) return undefined;
    const start = first.getStart(file);
    return { start, end: start, text, from: start, to: start + 1 };
  };

export const EDITS: readonly Edit[] = [
  {
    rule: 'error-swallowed',
    what: '`isError` dropped',
    at(node, file) {
      if (!ts.isPropertyAssignment(node) || nameOf(node.name) !== 'isError') return undefined;
      if (node.initializer.kind !== ts.SyntaxKind.TrueKeyword || !membersOf(node.parent).includes('content'))
        return undefined;
      // no tool that is listed comes to an unknown one, and that something is not there may be the answer
      const shown = statementOf(node);
      const said = shown.parent.getText(file);
      return /\b(?:unknown|not found|no such|does not exist)\b/i.test(said.length < 800 ? said : shown.getText(file))
        ? undefined
        : without(node, file, shown);
    },
  },
  {
    rule: 'error-as-empty',
    what: '`catch` answered with `[]`',
    at(node, file) {
      if (!ts.isCatchClause(node) || !isWaitedFor(node.parent.tryBlock)) return undefined;
      const fn = around(node, (at): at is ts.FunctionLikeDeclaration => ts.isFunctionLike(at), true);
      const gives = node.parent.tryBlock.statements.some(
        (each) => ts.isReturnStatement(each) && each.expression && isList(each.expression),
      );
      if (!fn || givesResult(node.parent) || /return \[\]/.test(node.block.getText(file))) return undefined;
      // where something else than a list is expected it is no answer that anybody takes for one
      if (fn.type ? !/\[\]|Array</.test(fn.type.getText(file)) : !gives) return undefined;
      return replaced(node.block, '{ return []; }', file);
    },
  },
  {
    rule: 'outbound-no-timeout',
    what: '`timeout` or `signal` dropped',
    at(node, file) {
      if (
        (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) ||
        !/^(?:timeout|timeoutMs|signal|requestTimeout)$/.test(nameOf(node.name))
      )
        return undefined;
      const call = around(
        node,
        (at): at is ts.CallExpression | ts.NewExpression => ts.isCallExpression(at) || ts.isNewExpression(at),
      );
      if (!call || call.arguments?.every((arg) => arg !== node.parent)) return undefined;
      const callee = call.expression.getText(file);
      if (call.parent.kind === ts.SyntaxKind.VoidExpression || ts.isVoidExpression(call.parent.parent.parent))
        return undefined; // nobody waits for it
      // what a method of its own is given goes on to where the limit stands
      if (/^this\.\w+$/.test(callee)) return undefined;
      if (!/(?:^|\.)(?:fetch|axios|got|ky|create|get|post|put|patch|delete|request|extend)$/.test(callee))
        return undefined;
      const fn = around(node, (at): at is ts.FunctionLikeDeclaration => ts.isFunctionLike(at), true);
      const whole = fn?.getText(file) ?? '';
      // a timer beside it ends it as well; a login is asked for by nobody's tool
      if (/\.destroy\(/.test(whole) || /oauth|introspect|authenticat/i.test(nameOf(fn?.name))) return undefined;
      const change = without(node, file, statementOf(call));
      return /(?:create|extend)$/.test(callee) ? { ...change, anywhere: true } : change;
    },
  },
  {
    rule: 'outbound-no-timeout',
    what: '`fetch` added',
    at(node, file) {
      const fn = node.parent;
      const isAsync =
        ts.isBlock(node) &&
        ts.isFunctionLike(fn) &&
        ts.canHaveModifiers(fn) &&
        ts.getModifiers(fn)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
      const [first] = isAsync ? node.statements : [];
      if (!first || around(node, isElsewhere, true)) return undefined;
      const start = first.getStart(file);
      return {
        start,
        end: start,
        text: 'const added = await fetch("https://example.com"); if (!added.ok) throw new Error("no"); ',
        from: start,
        to: start + 1,
      };
    },
  },
  {
    rule: 'http-status-unchecked',
    what: '`if (!response.ok)` dropped',
    at(node, file) {
      if (!ts.isIfStatement(node) || node.elseStatement || !ts.isBlock(node.parent)) return undefined;
      const name = /^!\s*(\w+)\.ok$/.exec(node.expression.getText(file))?.[1];
      const made =
        name &&
        node.parent.statements.find((each) =>
          each.getText(file).match(new RegExp(`^(?:const|let) ${name}\\b[^;]*\\bfetch\\(`)),
        );
      if (
        !made ||
        new RegExp(`\\b${name}\\.(?:status|ok)\\b`).test(node.parent.getText(file).replace(node.getText(file), ''))
      )
        return undefined;
      return replaced(node, ';', file, made);
    },
  },
  {
    rule: 'stdio-console-log',
    what: '`console.log` added',
    applies: (program) => program.mentions(STDIO),
    at(node, file) {
      const [first] = ts.isBlock(node) && ts.isFunctionLike(node.parent) ? node.statements : [];
      if (!first || around(node, isElsewhere, true)) return undefined;
      const start = first.getStart(file);
      return { start, end: start, text: 'console.log("here"); ', from: start, to: start + 1 };
    },
  },
  {
    rule: 'error-stack-leak',
    what: '`message` made `stack`',
    at(node, file) {
      if (!ts.isPropertyAccessExpression(node) || nameOf(node.name) !== 'message') return undefined;
      const caught = caughtAt(node);
      const shown = around(node, ts.isReturnStatement);
      if (caught === undefined || !shown || nameOf(node.expression) !== caught) return undefined;
      const isResult =
        givesResult(shown) ||
        /^return (?:await )?[\w.]*(?:[eE]rr|[rR]esult|[rR]espon|[fF]ail)\w*\(/.test(shown.getText(file));
      if (!isResult) return undefined;
      return replaced(node, `(${caught} as any).stack`, file, shown);
    },
  },
  {
    rule: 'error-bare-message',
    what: 'the text made `error.message`',
    at(node, file) {
      const caught = caughtAt(node);
      const result = caught === undefined ? undefined : resultAt(node);
      if (!result?.isError || isBare(result.text, file)) return undefined;
      return replaced(result.text, `(${caught} as Error).message`, file, result.shown);
    },
  },
  {
    rule: 'output-schema-unstructured',
    what: '`structuredContent` dropped',
    applies: (program) => program.mentions(/\boutputSchema\b/),
    at(node, file) {
      if (
        (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) ||
        nameOf(node.name) !== 'structuredContent'
      )
        return undefined;
      const members = membersOf(node.parent as ts.ObjectLiteralExpression);
      return members.includes('content') && !members.includes('isError')
        ? without(node, file, statementOf(node))
        : undefined;
    },
  },
  {
    rule: 'error-protocol-from-tool',
    what: 'bad arguments thrown',
    applies: (program) => program.mentions(DISPATCHES),
    at(node, file) {
      const [first] = ts.isBlock(node) && isDispatcher(node) ? node.statements : [];
      if (!first) return undefined;
      const start = first.getStart(file);
      const text = 'if (!request) throw new McpError(ErrorCode.InvalidParams, "Invalid arguments"); ';
      return { start, end: start, text, from: start, to: start + 1 };
    },
  },
  {
    rule: 'error-protocol-from-tool',
    what: 'the last `catch` throws',
    // where each tool makes a result of its failures itself, nothing comes to the last one
    applies: (program) =>
      program.mentions(DISPATCHES) &&
      program.places((node, file) =>
        ts.isCatchClause(node) && /\breturn\b/.test(node.block.getText(file)) ? replaced(node, '', file) : undefined,
      ).length === 1,
    at(node, file) {
      if (!ts.isCatchClause(node) || !isDispatcher(node.parent.parent)) return undefined;
      return replaced(
        node.block,
        `{ throw ${nameOf(node.variableDeclaration?.name) || 'new Error("failed")'}; }`,
        file,
      );
    },
  },
  {
    rule: 'polling-unbounded',
    what: 'the end of a poll dropped',
    at(node, file) {
      if (!ts.isWhileStatement(node) && !ts.isForStatement(node)) return undefined;
      const body = node.statement.getText(file);
      const isPoll = /\bawait\b/.test(body) && WAITS.test(body) && /\b(?:break|return)\b/.test(body);
      // nothing else may end it
      const isEnded = (body.match(/\bif \([^{;]*/g) ?? []).some((test) => ENDS.test(test));
      if (!isPoll || isEnded) return undefined;
      const test = ts.isWhileStatement(node) ? node.expression : node.condition;
      if (!test || !ENDS.test(test.getText(file))) return undefined;
      return replaced(test, ts.isWhileStatement(node) ? 'true' : '', file);
    },
  },
  {
    rule: 'polling-unbounded',
    what: 'a poll added',
    at: atStart(
      'for (;;) { const job = await (await fetch("https://example.com", { signal: AbortSignal.timeout(5) })).json(); if (job.done) break; await new Promise((resolve) => setTimeout(resolve, 1000)); } ',
    ),
  },
  {
    rule: 'error-retry-after-dropped',
    what: '`Retry-After` no longer read',
    at(node, file) {
      if (
        !ts.isCallExpression(node) ||
        !/^get$/.test(nameOf((node.expression as Partial<ts.PropertyAccessExpression>).name))
      )
        return undefined;
      if (!/^['"]retry-after['"]$/i.test(node.arguments[0]?.getText(file) ?? '')) return undefined;
      // another header may say the same
      const fn = around(node, (at): at is ts.FunctionLikeDeclaration => ts.isFunctionLike(at), true);
      if (!fn || /['"`(][\w-]*rate-?limit/i.test(fn.getText(file).replace(/rate limit/gi, ''))) return undefined;
      const change = replaced(node, 'null', file);
      return { ...change, anywhere: true };
    },
  },
  {
    rule: 'error-retry-after-dropped',
    what: '429 told apart',
    at(node, file) {
      if (!ts.isVariableStatement(node) || !ts.isBlock(node.parent)) return undefined;
      const [made] = node.declarationList.declarations;
      if (!made?.initializer || !/^await (?:globalThis\.)?fetch\(/.test(made.initializer.getText(file)))
        return undefined;
      const fn = around(node, (at): at is ts.FunctionLikeDeclaration => ts.isFunctionLike(at), true);
      if (!fn || /retry-?after|ratelimit|\b429\b/i.test(fn.getText(file))) return undefined;
      const text = ` if (${nameOf(made.name)}.status === 429) throw new Error("busy");`;
      return { start: node.end, end: node.end, text, from: node.end - 1, to: node.end };
    },
  },
  {
    rule: 'write-retry-unsafe',
    what: 'a `POST` made again',
    at(node, file) {
      // the tools whose names say that they make something
      const registered = around(
        node,
        (at): at is ts.CallExpression =>
          ts.isCallExpression(at) && /(?:registerTool|tool|addTool)$/.test(at.expression.getText(file)),
        true,
      );
      const [name] = registered?.arguments ?? [];
      if (
        !name ||
        !/^['"`](?:(?!get|list|read|search|find|fetch)[a-z]+[_-])?(?:create|send|add|post|publish)[_-]/.test(
          name.getText(file),
        )
      )
        return undefined;
      if (/idempotentHint:\s*true/.test(registered!.getText(file))) return undefined;
      return atStart(
        'for (let tries = 0; tries < 3; tries++) { try { await fetch("https://example.com", { method: "POST", signal: AbortSignal.timeout(5) }); break; } catch {} } ',
      )(node, file);
    },
  },
  {
    rule: 'long-call-untasked',
    what: 'a wait of 20 seconds added',
    at(node, file) {
      const change = atStart('await new Promise((resolve) => setTimeout(resolve, 20_000)); ')(node, file);
      return change && { ...change, anywhere: true };
    },
  },
  ...STARTS,
  ...HTTP,
  ...TOOLS,
];
