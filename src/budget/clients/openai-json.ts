import type { Client } from './client.ts';

/** The `tools` of a request of Chat Completions, as sent. How the hosted models get to read them is not published. */
export const openaiJson: Client = {
  id: 'openai-json',
  title: 'OpenAI API, JSON',
  source: 'https://platform.openai.com/docs/guides/function-calling',
  maker: 'openai',
  render: (tools) => ({
    texts: [
      JSON.stringify(
        tools.map(({ data: { name, description, inputSchema } }) => ({
          type: 'function',
          function: { name, description, parameters: inputSchema },
        })),
      ),
    ],
    hidden: [],
  }),
};
