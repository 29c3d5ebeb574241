import { defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-name-edge-punctuation',
    title: 'Tool names begin and end with a letter, a digit or an underscore.',
    category: 'naming',
    severity: 'info',
    why: 'A hyphen or dot at either end is legal, but the official SDK warns of it: joined with the name of the server it gives `server__-name` or reads as a file extension, and Gemini allows no such first character.',
    hint: 'Drop it: `{better}`.',
    advice: 'Drop the punctuation at the edge.',
    messages: { edge: 'The tool name `{name}` {where} with `{character}`.' },
    references: [
      'https://github.com/modelcontextprotocol/typescript-sdk/blob/main/packages/core-internal/src/shared/toolNameValidation.ts',
    ],
    realCase: 'modelcontextprotocol/typescript-sdk: `validateToolName` warns when such a tool is registered',
    since: '0.1.0',
  },
  {
    *tool(tool) {
      const { name } = tool.data;
      const first = name.at(0) ?? '';
      const last = name.at(-1) ?? '';
      if (!isEdge(first) && !isEdge(last)) return;
      const better = trim(name) || 'a name with letters';
      yield {
        at: tool.at('name'),
        message: 'edge',
        data: isEdge(first)
          ? { name, better, where: 'begins', character: first }
          : { name, better, where: 'ends', character: last },
      };
    },
  },
);

const isEdge = (character: string): boolean => character === '-' || character === '.';

/** Without the hyphens and dots at its ends; a loop, because `/[-.]+$/` is quadratic on a long run of them. */
function trim(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && isEdge(name[start]!)) start++;
  while (end > start && isEdge(name[end - 1]!)) end--;
  return name.slice(start, end);
}
