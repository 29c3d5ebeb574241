import { defineRule, few, isObject, isPlaceholder, nameOf, unsaid } from '../../src/rule.ts';

const SAY =
  'Say what it sets going and what comes of it, as in `"description": "Plans a release: checks open issues and drafts the notes."`';

export default defineRule(
  {
    id: 'prompt-description-missing',
    title: 'Every prompt, and every argument of one, has a description.',
    category: 'description',
    severity: 'info',
    why: 'A prompt is picked by a person: clients list it as a command with its description beside it, and ask for its arguments with theirs. Without them the name has to do, and an argument is filled in by guessing.',
    hint: `${SAY}; and of each argument what it is, with an example.`,
    messages: {
      absent: { text: 'Prompt `{name}` has no description.', hint: SAY },
      placeholder: { text: 'The description of prompt `{name}` is a placeholder: `{text}`.', hint: SAY },
      echo: { text: 'The description of prompt `{name}` says nothing that its name does not: `{text}`.', hint: SAY },
      arguments: {
        text: 'Arguments of prompt `{name}` without a description: `{names}`{rest}.',
        hint: 'Say of each what it is, with an example: `{ "name": "version", "description": "The version to release, such as 1.4.0.", "required": true }`',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/prompts#prompt',
      'https://code.claude.com/docs/en/mcp#use-mcp-prompts-as-commands',
      'https://code.visualstudio.com/docs/copilot/customization/mcp-servers#_use-mcp-prompts',
    ],
    realCase: 'the server Lighthouse 1.3.0: none of eight prompts has a description',
    since: '0.1.0',
  },
  {
    *server({ prompts }, { facts }) {
      for (const prompt of prompts) {
        const { description = '', raw } = prompt.data;
        const name = nameOf(prompt.data.name);
        const at = prompt.at('description');
        const message = unsaid(prompt.data, [prompt.data.name, raw['title']], facts.words);
        if (message !== undefined)
          yield {
            at,
            message,
            data: { name, text: description },
            ...(message === 'echo' ? { because: [at, prompt.at('name'), prompt.at('title')] } : {}),
          };
        const bare = bareArguments(raw['arguments']);
        const places = bare.map(({ index }) => prompt.at('arguments', index));
        if (bare.length > 0)
          yield {
            at: places.length === 1 ? places[0]! : prompt.at('arguments'),
            message: 'arguments',
            data: { name, ...few(bare.map((each) => each.name)) },
            because: places,
            ...(places.length === 1 ? {} : { parts: places }),
          };
      }
    },
  },
);

/** Arguments that say nothing of themselves; null is null-optional-field. */
function bareArguments(list: unknown): { readonly index: number; readonly name: string }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown, index) => {
    if (!isObject(each) || typeof each['name'] !== 'string') return [];
    const { description } = each;
    const isBare = description === undefined || (typeof description === 'string' && isPlaceholder(description));
    return isBare ? { index, name: each['name'] } : [];
  });
}
