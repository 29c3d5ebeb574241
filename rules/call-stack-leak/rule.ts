import { atHandler, calledTools, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'call-stack-leak',
    title: 'An error shows no stack.',
    category: 'errors',
    severity: 'info',
    why: 'A stack tells whoever calls where the program lies, what it is built of and in which versions, and an agent nothing it could use: it fills the context and hides the one line that says what is wrong.',
    hint: 'Answer with what happened and what to do next, and write the stack to stderr or the log, under an id that the answer names.',
    messages: {
      leak: '`{tool}` was called with `{arguments}` and shows a stack: `{frame}`.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#security-considerations',
      'https://cwe.mitre.org/data/definitions/209.html',
      'HKUDS/OpenSpace#19',
      'n8n-io/n8n#28791',
    ],
    realCase:
      'HKUDS/OpenSpace#19: three tools answered with the traceback; n8n-io/n8n#28791: the trigger for MCP appended `error.stack` to every error',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      for (const { tool, calls } of calledTools(server, server.wire?.calls)) {
        const call = calls.find(({ stack }) => stack !== undefined);
        if (call)
          yield {
            ...atHandler(server, tool),
            message: 'leak',
            data: { tool: tool.name, arguments: call.arguments, frame: call.stack! },
          };
      }
    },
  },
);
