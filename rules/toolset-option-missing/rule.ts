import { defineRule, few } from '../../src/rule.ts';

/** From here on clients begin to hide tools, to group them themselves, or to choose among them by search. */
const MANY = 40;
/** So many groups are proposed. */
const NAMED = 8;

export default defineRule(
  {
    id: 'toolset-option-missing',
    title: 'A server with many tools lets people choose some of them.',
    category: 'budget',
    severity: 'info',
    why: 'Every tool that is listed is in the context of every conversation, and most conversations need one group of them. Clients have limits of their own (40 tools, 80, 128) and drop or hide what is beyond. Servers that grew large have an option for it: a flag, a variable or a header that says which groups of tools are offered.',
    hint: 'Offer them in groups, by a flag or a variable such as `--toolsets={first}`, with a small default. Groups that suggest themselves{basis}: `{groups}`{rest}.',
    advice:
      'Offer the tools in groups that a flag, an environment variable or a header chooses (`--toolsets issues,repos`), with a small default. The report proposes groups: those of the files they are registered in, else those that the names tell; `toolsets` in the configuration sets them.',
    messages: {
      none: 'There are {count} tools, and nothing in the source is seen by which some of them can be chosen.',
    },
    references: ['github/github-mcp-server#1286', 'https://code.visualstudio.com/docs/copilot/chat/chat-tools'],
    realCase: 'Dokploy/mcp#52: 546 tools, 80,000 tokens, before presets and tags were offered',
    since: '0.1.0',
    options: {
      least: {
        type: 'integer',
        default: MANY,
        minimum: 1,
        describe: 'From how many tools on there has to be a choice.',
      },
    },
    needs: 'code',
  },
  {
    *server({ tools, code, quirks, at }, { facts, options: { least } }) {
      if (tools.length < least || !code?.process.complete) return;
      if (code.process.facts.some(({ what }) => what === 'selection')) return;
      if (quirks.some((quirk) => quirk.what === 'conditional' && quirk.at.kind === 'tool' && quirk.at.pointer === ''))
        return;
      const { toolsets, basis } = facts.toolsets();
      if (toolsets.length < 2) return;
      const { names, rest } = few(
        toolsets.map(({ name, tools: own }) => `${name} ${own.length}`),
        NAMED,
      );
      yield {
        at: at('tools'),
        message: 'none',
        data: {
          count: tools.length,
          first: toolsets[0]!.name,
          basis: basis === 'source' ? ', by the files they stand in' : basis === 'names' ? ', by their names' : '',
          groups: names,
          rest,
        },
      };
    },
  },
);
