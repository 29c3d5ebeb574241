import { defineRule, isObject, pathOf } from '../../src/rule.ts';

/** Words that name a secret or personal data; `key` only beside a word that makes it one. */
const SECRET = new Set([
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'credential',
  'credentials',
  'ssn',
  'email',
  'pin',
  'otp',
]);
const KEYS = new Set(['api', 'private', 'access', 'secret', 'encryption', 'signing', 'auth']);

export default defineRule(
  {
    id: 'x-mcp-header-sensitive',
    title: 'Secrets and personal data do not travel in headers.',
    category: 'safety',
    severity: 'warning',
    why: 'Headers end up in the logs of every proxy on the way. The specification (2026-07-28) says that secrets and personal data SHOULD NOT be marked with `x-mcp-header`.',
    hint: 'Remove `x-mcp-header` from `{path}`; better still, take secrets from the `Authorization` of the request and not from a parameter.',
    advice:
      'Remove `x-mcp-header` from the parameter; better still, take secrets from the `Authorization` of the request and not from a parameter.',
    messages: {
      sensitive: {
        text: '`{path}` looks like a secret or personal data (`{word}`) and would be sent as the header `{header}`.',
        revisions: { since: '2026-07-28' },
      },
    },
    references: ['https://modelcontextprotocol.io/specification/2026-07-28/server/tools#x-mcp-header'],
    realCase: 'SEP-2243 names passwords, tokens and personal data as what must not be mirrored into headers',
    since: '0.1.0',
  },
  {
    on: ['x-mcp-header'],
    *schema(node, { facts }) {
      if (node.role !== 'input' || !node.property || !isObject(node.data)) return;
      const header = node.data['x-mcp-header'];
      if (typeof header !== 'string') return;
      const word = sensitive(facts.words(node.property.name)) ?? sensitive(facts.words(header));
      if (word !== undefined)
        yield { at: node.at('x-mcp-header'), message: 'sensitive', data: { path: pathOf(node), word, header } };
    },
  },
);

/** A page token or a token limit is no secret. */
function sensitive(words: readonly string[]): string | undefined {
  if (words.some((word) => ['page', 'next', 'cursor', 'max', 'count', 'limit', 'continuation'].includes(word)))
    return undefined;
  return words.find((word, i) => SECRET.has(word) || (word === 'key' && KEYS.has(words[i - 1] ?? '')));
}
