import type { Client } from './client.ts';
import { Seen } from './seen.ts';
import { typeScript } from './harmony-types.ts';

/** The section of the developer message that gives gpt-oss its functions, as OpenAI's own renderer of the format writes it. */
export const harmony: Client = {
  id: 'harmony',
  title: 'gpt-oss, harmony format',
  source: 'https://github.com/openai/harmony/blob/main/docs/format.md#function-calling',
  maker: 'openai',
  render(tools) {
    const seen = new Seen();
    const section = ['## functions\n'];
    if (tools.length > 0) section.push('namespace functions {\n');
    for (const { data } of tools) {
      const { name, description = '', inputSchema } = data;
      for (const line of linesOf(description)) section.push(`// ${line}`);
      section.push(
        inputSchema === undefined
          ? `type ${name} = () => any;\n`
          : `type ${name} = (_: ${typeScript(inputSchema, '', seen)}) => any;\n`,
      );
    }
    if (tools.length > 0) section.push('} // namespace functions');
    return { texts: [`# Tools\n\n${section.join('\n')}`], hidden: seen.hiddenIn(tools) };
  },
};

/** Lines as Rust divides them: a line end may be `\r\n`, and the last one starts no empty line. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop()!;
  return [...lines.map((line) => line.replace(/\r$/, '')), ...(last === '' ? [] : [last])];
}
