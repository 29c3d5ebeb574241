import { defineRule, type Address, type Phrase, type ToolServer, type UnknownToolFact } from '../../src/rule.ts';

/** JSON-RPC: invalid params, which every revision answers a tool with that does not exist. */
const INVALID_PARAMS = -32_602;

export default defineRule(
  {
    id: 'unknown-tool-code',
    title: 'A call of a tool that does not exist is answered as an error.',
    category: 'operations',
    severity: 'warning',
    why: 'Models misspell names and call tools of yesterday. One that is answered as a success tells them that it worked, and the text is taken for a result; one that is never answered holds the whole conversation. The specification answers with the error -32602, so that clients know it from a server that is broken.',
    hint: "Answer every name that is not listed with an error: `throw new McpError(ErrorCode.InvalidParams, 'Unknown tool: …')`. `McpServer` of the official SDK does it by itself.",
    messages: {
      accepted:
        'A call of a tool that does not exist is answered as a success: there is neither an error nor `isError`.',
      failed: 'A call of a tool that does not exist is answered with HTTP {status}.',
      silent: 'A call of a tool that does not exist is not answered.',
      ended: 'A call of a tool that does not exist ends the server, or the connection to it.',
      refused: {
        text: 'A call of a tool that does not exist is answered with HTTP {status} and without an error that clients can read.',
        severity: 'info',
      },
      code: {
        text: 'A call of a tool that does not exist is answered with the error {code}, {meaning}.',
        severity: 'info',
        hint: "Use -32602, invalid params: `throw new McpError(ErrorCode.InvalidParams, 'Unknown tool: …')`.",
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#error-handling',
      'https://modelcontextprotocol.io/specification/2025-06-18/server/tools#error-handling',
      'posit-dev/great-docs#340',
      'ramimbo/mergework#147',
    ],
    realCase:
      'slack (@modelcontextprotocol/server-slack 2025.4.25) answers any name with a success; github (@modelcontextprotocol/server-github 2025.4.8) with -32603',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const seen = server.wire?.unknownTool;
      const said = seen && messageFor(seen);
      if (said) yield { ...said, ...placeOf(server) };
    },
  },
);

type Said =
  | { readonly message: 'accepted' | 'silent' | 'ended' }
  | { readonly message: 'failed' | 'refused'; readonly data: { readonly status: number } }
  | { readonly message: 'code'; readonly data: { readonly code: string; readonly meaning: Phrase } };

function messageFor({ outcome, code = 0, isError, status = 0 }: UnknownToolFact): Said | undefined {
  if (outcome === 'silence') return { message: 'silent' };
  if (outcome === 'ended') return { message: 'ended' };
  if (status >= 500) return { message: 'failed', data: { status } };
  if (outcome === 'refused') return { message: 'refused', data: { status } };
  if (outcome === 'result') return isError ? undefined : { message: 'accepted' };
  if (code === INVALID_PARAMS) return undefined;
  const say = MEANINGS[code] ?? 'which has no meaning in the protocol';
  return { message: 'code', data: { code: String(code), meaning: { say, data: {} } } };
}

const MEANINGS: Readonly<Record<number, string>> = {
  [-32_601]: 'which says that there is no method `tools/call`',
  [-32_603]: 'which says that the server is broken',
  [-32_600]: 'which says that the request is no request',
  [-32_700]: 'which says that the request is no JSON',
};

/** One function that answers for every tool answers for this one too. */
function placeOf({ code, at }: ToolServer): {
  readonly at: Address;
  readonly related?: { at: Address; note: string }[];
} {
  const wire = at('wire', 'unknownTool');
  const [first, ...others] = code?.handlers.facts ?? [];
  const isOne =
    first?.by === 'dispatch' &&
    others.every(({ at: { name, pointer } }) => name === first.at.name && pointer === first.at.pointer);
  return isOne ? { at: first.at } : { at: wire };
}
