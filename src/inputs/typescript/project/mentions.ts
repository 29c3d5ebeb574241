import { isMcpPackage } from './mcp-packages.ts';

/** What stands in a file that registers tools, or makes what registers them, in any of the libraries that are read. */
const WORDS = [
  String.raw`\.\s*tool\s*[(<]`,
  String.raw`@(?:Tool|McpTool|MCPServer|McpServer)\b`,
  String.raw`\b(?:registerTool|registerAppTool|addTools?|defineTool|defineMcpTool|createTool|createMcp[A-Z]\w*|createMCP[A-Z]\w*)\b`,
  String.raw`\b(?:McpServer|MCPServer|McpAgent|MCPAgent|FastMCP|LiteMCP|EasyMCP|MCPTool|McpModule|WorkerEntrypoint)\b`,
  String.raw`\b(?:ListToolsRequestSchema|ListToolsRequest|setRequestHandler|initializeMcpApiHandler)\b`,
  String.raw`['"\`]tools/list['"\`]`,
  String.raw`['"](?:xmcp|muppet|tmcp|mcp-lite|skybridge/server)['"]`,
];
const REGISTERS = new RegExp(WORDS.join('|'));

/** Whether a file could register tools: a quick look at its words, which says yes too often rather than too seldom. */
export const mentionsServer = (text: string): boolean => REGISTERS.test(text);

const IMPORTED = /\b(?:from|import|require)[\s(]*['"](?:npm:|jsr:)?((?:@[\w.-]+\/)?[\w.-]+)(\/client\b)?/g;

/** Whether a file imports a package that MCP servers are made with; the client that comes with the SDK is none. */
export function mentionsPackage(text: string): boolean {
  for (const [, name, client] of text.matchAll(IMPORTED)) if (client === undefined && isMcpPackage(name!)) return true;
  return false;
}
