import { defineRule, type Facts, type Report } from '../../src/rule.ts';
import { beyondTool, isSuspicious, type Beyond } from './signs.ts';

export default defineRule(
  {
    id: 'instructs-beyond-tool',
    title: 'Texts describe the tool and give the model no other orders.',
    category: 'safety',
    severity: 'warning',
    why: 'Text in a tool list reaches the model with the authority of the system prompt. Text that tells it to hide things from the user, to drop its instructions or to fetch secrets is how tool poisoning works, and clients and scanners block servers that contain it.',
    hint: 'Say what this tool does and when to use it; leave out what the model should do elsewhere or keep from the user.',
    messages: {
      hides: 'The {what} of `{of}` {tells} the model to keep something from the user: `{quote}`.',
      overrides: {
        text: 'The {what} of `{of}` {tries} to override the instructions of the model: `{quote}`.',
        severity: 'error',
      },
      secrets: {
        text: 'The {what} of `{of}` {has} the model hand over secrets that are not the business of the tool: `{quote}`.',
        severity: 'error',
      },
      redirects: 'The {what} of `{of}` {has} the model send what other tools send to somebody else: `{quote}`.',
    },
    references: [
      'https://invariantlabs.ai/blog/mcp-security-notification-tool-poisoning-attacks',
      'https://modelcontextprotocol.io/specification/2025-11-25#key-principles',
      'https://arxiv.org/abs/2506.13538',
      'Puliczek/awesome-mcp-security#296',
    ],
    realCase:
      'The tool-poisoning demonstration of Invariant Labs (April 2025): an addition tool that has the model read SSH keys and not mention it; Puliczek/awesome-mcp-security#296 found text that steers the model to conceal things on 47 hosts of the registry',
    since: '0.1.0',
  },
  {
    *server(_server, { facts }) {
      yield* judge(facts.serverTexts());
    },
    *tool(tool, { facts }) {
      if (isSuspicious(facts.prose(tool))) yield* judge(facts.texts(tool));
    },
  },
);

const SINGULAR = { tells: 'tells', tries: 'tries', has: 'has' };
const PLURAL = { tells: 'tell', tries: 'try', has: 'have' };

function* judge(texts: ReturnType<Facts['serverTexts']>): Iterable<Report<Beyond['kind']>> {
  for (const { at, text, what, of } of texts) {
    if (what === 'name' || text.length < 12) continue;
    const verbs = what === 'instructions' ? PLURAL : SINGULAR;
    for (const { kind, quote } of beyondTool(text))
      yield { at, message: kind, data: { ...verbs, what, of: of(), quote } };
  }
}
