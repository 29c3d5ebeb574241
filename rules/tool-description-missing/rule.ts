import { defineRule, isPlaceholder, kindOf, nameOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-description-missing',
    title: 'Every tool has a description.',
    category: 'description',
    severity: 'warning',
    why: 'The description is how a model decides whether to call a tool. Without one it goes by the name alone: VS Code tells it "No description provided", Cline "Execute MCP tool …".',
    hint: 'Say what it does, when to use it and what it returns: `"description": "Returns the current weather of a city. For a forecast use get_forecast."`',
    points: 100, // a text that is not there says nothing of what one is for
    messages: {
      absent: '`{name}` has no description.',
      blank: 'The description of `{name}` is empty.',
      placeholder: 'The description of `{name}` is a placeholder: `{text}`.',
      type: {
        text: 'The description of `{name}` is {kind}, not a string: the official SDK client refuses the whole list.',
        severity: 'error',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
      'https://github.com/microsoft/vscode-copilot-chat/blob/main/src/extension/tools/common/toolSchemaNormalizer.ts',
      'DavidHDev/react-bits#411',
    ],
    realCase:
      'DavidHDev/react-bits#411: four tools without a description, and VS Code could call none of them; VS Code and Cline now carry a substitute text',
    since: '0.1.0',
    entails: ['tool-purpose-unclear', 'tool-usage-unstated', 'tool-returns-unstated', 'tool-effects-unstated'],
  },
  {
    *tool(tool) {
      const { raw } = tool.data;
      const { description } = raw;
      const name = nameOf(tool.data.name);
      const at = tool.at('description');
      if (description === null) return; // null-optional-field
      if (description === undefined) yield { at, message: 'absent', data: { name } };
      else if (typeof description !== 'string')
        yield { at, message: 'type', data: { name, kind: kindOf(description) } };
      else if (description.trim() === '') yield { at, message: 'blank', data: { name } };
      else if (isPlaceholder(description)) yield { at, message: 'placeholder', data: { name, text: description } };
    },
  },
);
