import { serverNames, wholeName } from '../../fleet/names.ts';
import type { Item } from '../../model/address.ts';
import type { Tool } from '../../model/server.ts';
import { CLIENTS } from '../../profiles/clients.ts';
import type { Client } from './client.ts';

/**
 * The prompt in which Claude gets its tools. The sentences are documented but for the instructions on how to write a call,
 * which stand between them and are the same for all tools; how each definition is written is not documented, only that it is
 * JSON Schema, and this is how it has been seen.
 */
const PREAMBLE = [
  "In this environment you have access to a set of tools you can use to answer the user's question.",
  'String and scalar parameters should be specified as is, while lists and objects should use JSON format.',
  'Here are the functions available in JSONSchema format:',
];

/** One definition, as a line of the block. */
const functionLine = ({ name, description, inputSchema }: Tool, as = name): string =>
  `<function>${JSON.stringify({ description, name: as, parameters: inputSchema })}</function>`;

const functionsBlock = (lines: readonly string[]): string =>
  [...PREAMBLE, '<functions>', ...lines, '</functions>'].join('\n');

export const anthropic: Client = {
  id: 'anthropic',
  title: 'Claude API, JSON functions',
  source: 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools',
  maker: 'claude',
  render: (tools) => ({ texts: [functionsBlock(tools.map(({ data }) => functionLine(data)))], hidden: [] }),
};

const { naming, text } = CLIENTS['claude-code'];
const CUT = '… [truncated]';

export const claudeCode: Client = {
  id: 'claude-code',
  title: 'Claude Code, all tools loaded',
  source: 'https://code.claude.com/docs/en/mcp',
  maker: 'claude',
  render: (tools, { server }) => ({
    texts: [functionsBlock(tools.map((tool) => claudeCodeLine(tool, server)))],
    hidden: tools.filter(isCut).map((tool) => tool.at('description')),
  }),
};

/** UTF-16 units. */
const isCut = ({ data: { description = '' } }: Item<Tool>): boolean => description.length > text!.most;

export const claudeCodeLine = (tool: Item<Tool>, server: string): string => {
  const { data } = tool;
  const shown = isCut(tool) ? { ...data, description: data.description!.slice(0, text!.most) + CUT } : data;
  return functionLine(shown, claudeCodeName(server, data.name));
};

/** `mcp__server__tool`; what a name may not hold becomes `_`. */
export const claudeCodeName = (server: string, tool: string): string =>
  wholeName(naming!, serverNames(naming!, [{ entry: server }])[0]!, tool);
