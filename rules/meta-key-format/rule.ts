import { defineRule, few, groupBy, metaKeys, splitKey, spread } from '../../src/rule.ts';

const LABEL = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const NAME = /^(?:[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)?$/;

export default defineRule(
  {
    id: 'meta-key-format',
    title: 'Keys of `_meta` have the form the specification asks for.',
    category: 'schema',
    severity: 'warning',
    why: 'A key is an optional prefix of dot-separated labels and a slash, then a name that begins and ends with a letter or digit. The specification says MUST; servers and gateways that check it refuse or drop other keys.',
    hint: 'Name it like `com.example/my-key`, or `my-key` without a prefix: letters, digits, `-`, `_` and `.` between.',
    messages: {
      name: {
        text: '`_meta` key `{key}` on `{names}`{rest}: the name must begin and end with a letter or digit, with only letters, digits, `-`, `_` and `.` between.',
        revisions: { since: '2025-06-18' },
      },
      prefix: {
        text: '`_meta` key `{key}` on `{names}`{rest}: each label of the prefix must begin with a letter, end with a letter or digit, and hold only letters, digits and `-`.',
        revisions: { since: '2025-06-18' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/index#_meta',
      'PrefectHQ/fastmcp#1290',
      'OpenLiberty/open-liberty#35245',
      'olaservo/skilljack-mcp#40',
    ],
    realCase: 'PrefectHQ/fastmcp#1290: FastMCP 2 put `_fastmcp` on every tool; the next major renamed it',
    since: '0.1.0',
  },
  {
    *server(server) {
      for (const [key, same] of groupBy(metaKeys(server), (each) => each.key)) {
        const { prefix, name } = splitKey(key);
        const message =
          prefix !== undefined && !prefix.split('.').every((label) => LABEL.test(label))
            ? 'prefix'
            : NAME.test(name)
              ? undefined
              : 'name';
        if (message)
          yield {
            ...spread(
              server,
              same.map(({ at }) => at),
            ),
            part: 'key',
            message,
            data: { ...few(same.map((each) => each.name)), key },
            key,
          };
      }
    },
  },
);
