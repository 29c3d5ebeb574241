import { chargedAt, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'deprecated-tool-method',
    title: 'Tools are registered with `registerTool`.',
    category: 'operations',
    severity: 'info',
    why: '`server.tool`, `server.prompt` and `server.resource` are deprecated in the TypeScript SDK, and its second version does not have them. They guess from the form of an argument what it is: a schema in the place of a plain object of schemas was taken for annotations, and the tool lost its parameters.',
    hint: 'Say `server.registerTool(name, { title, description, inputSchema, annotations }, handler)`, and `registerPrompt` and `registerResource` alike.',
    messages: {
      one: '`{name}` is deprecated.',
      many: '{count} registrations use `{name}` and its like, which are deprecated.',
    },
    references: [
      'https://github.com/modelcontextprotocol/typescript-sdk/blob/main/docs/migration.md',
      'gavrix/appium-mcp#4',
    ],
    realCase: 'heroku/heroku-mcp-server at de94a9c registers 36 tools with `server.tool`',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      const [first, ...more] = (code?.process.facts ?? []).filter(
        ({ what, name }) => what === 'deprecated' && name.startsWith('server.'),
      );
      if (!first) return;
      const message = more.length > 0 ? 'many' : 'one';
      yield { ...chargedAt(first, ...more), message, data: { name: first.name, count: more.length + 1 } };
    },
  },
);
