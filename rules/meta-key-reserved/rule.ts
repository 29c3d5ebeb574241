import { defineRule, few, groupBy, metaKeys, splitKey, spread } from '../../src/rule.ts';

/** Keys that the specification, its official extensions and its registry define themselves. */
const DEFINED = new Set([
  ...[
    'protocolVersion',
    'clientInfo',
    'clientCapabilities',
    'logLevel',
    'subscriptionId',
    'serverInfo',
    'related-task',
    'tasks',
    'ui',
  ].map((name) => `io.modelcontextprotocol/${name}`),
  'io.modelcontextprotocol.registry/official',
  'io.modelcontextprotocol.registry/publisher-provided',
]);

export default defineRule(
  {
    id: 'meta-key-reserved',
    title: 'Keys of `_meta` stay out of the prefixes reserved for the protocol.',
    category: 'schema',
    severity: 'warning',
    why: 'A prefix whose second label is `modelcontextprotocol` or `mcp` belongs to the protocol: a later revision may give your key another meaning, and clients filter such keys out before the model sees them.',
    hint: 'Use a domain of yours, reversed: `com.example/{name}`.',
    advice: 'Use a domain of yours, reversed: `com.example/name`.',
    messages: {
      reserved: {
        text: '`_meta` key `{key}` on `{names}`{rest}: the prefix is reserved for the protocol, which does not define this key.',
        revisions: { since: '2025-11-25' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/index#_meta',
      'modelcontextprotocol/modelcontextprotocol#2758',
      'MoonshotAI/kimi-code#2600',
      'olaservo/skilljack-mcp#42',
    ],
    realCase:
      'MoonshotAI/kimi-code#2600: the client drops what stands under a reserved prefix before the model sees it',
    since: '0.1.0',
  },
  {
    *server(server) {
      for (const [key, same] of groupBy(metaKeys(server), (each) => each.key)) {
        const { prefix, name } = splitKey(key);
        const second = prefix?.split('.')[1];
        if ((second !== 'modelcontextprotocol' && second !== 'mcp') || DEFINED.has(key)) continue;
        yield {
          ...spread(
            server,
            same.map(({ at }) => at),
          ),
          part: 'key',
          message: 'reserved',
          data: { ...few(same.map((each) => each.name)), key, name },
          key,
        };
      }
    },
  },
);
