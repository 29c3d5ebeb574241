import { defineRule, isObject, pathOf, type SchemaNode } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-pattern-invalid',
    title: 'A `pattern` is a regular expression of ECMA-262, with the `u` flag too.',
    category: 'schema',
    severity: 'error',
    why: 'JSON Schema asks for ECMA-262, and validators compile it with the `u` flag: ajv, which the official SDK uses, and the validator of LangChain throw at each call. An SDK 1.x client compiles output schemas while it lists and loses every tool of the server.',
    hint: 'Write it so that `new RegExp(pattern, "u")` accepts it: no `(?P<name>…)`, `(?i)`, `\\A` or `\\Z`, and no backslash before a character that needs none (`\\-` outside a class, `\\:`, `\\"`).',
    messages: {
      invalid: 'The pattern of `{path}`, `{pattern}`, is no regular expression of ECMA-262: {reason}.',
      unicode: {
        text: 'The pattern of `{path}`, `{pattern}`, does not compile with the `u` flag that validators set: {reason}.',
        severity: 'warning',
      },
      output:
        'The pattern of `{path}`, `{pattern}`, does not compile with the `u` flag ({reason}), so SDK 1.x clients refuse the whole list.',
    },
    references: [
      'https://json-schema.org/draft/2020-12/json-schema-core#section-6.4',
      'langchain-ai/langchainjs#11351',
      'n8n-io/n8n#35320',
      'anomalyco/opencode#35679',
    ],
    realCase:
      "langchain-ai/langchainjs#11351: `^https\\:\\/\\/` in PayPal's tools fails every call; anomalyco/opencode#35679: `(?P<workflow_id>…)` in an output schema hides the server",
    since: '0.1.0',
  },
  {
    on: ['pattern', 'patternProperties'],
    *schema(node) {
      if (typeof node.data === 'boolean') return;
      const { pattern, patternProperties } = node.data;
      if (typeof pattern === 'string') yield* judge(node, pattern, node.role === 'output');
      // The SDK 1.x client compiles these only when it validates.
      if (isObject(patternProperties))
        for (const key of Object.keys(patternProperties)) yield* judge(node, key, false, 'patternProperties');
    },
  },
);

/** Longer ones are left unjudged: none is seen in real tools, and parsing is not free. */
const LONGEST = 2000;

function* judge(node: SchemaNode, pattern: string, listed: boolean, within?: 'patternProperties') {
  if (pattern.length > LONGEST) return;
  const strict = complaint(pattern, 'u');
  if (strict === undefined) return;
  const loose = complaint(pattern, '');
  const message = loose !== undefined ? ('invalid' as const) : listed ? ('output' as const) : ('unicode' as const);
  const at = within ? node.at(within, pattern) : node.at('pattern');
  yield {
    at,
    ...(within ? { part: 'key' as const } : {}),
    message,
    data: { path: pathOf(node), pattern: pattern.slice(0, 80), reason: loose ?? strict },
  };
}

/** Why a pattern does not compile, in the engine's words; it is parsed, never run. */
function complaint(pattern: string, flags: string): string | undefined {
  try {
    RegExp(pattern.replace(/\(\?(?:[ims]+(?:-[ims]*)?|-[ims]+):/g, '(?:'), flags); // modifiers came in 2025, after some versions of Node we run on
    return undefined;
  } catch (error) {
    const reason = /^Invalid regular expression: .*: ([^:]+)$/s.exec(error instanceof Error ? error.message : '')?.[1];
    // Too large, too deep, or (names of groups) allowed since 2025: not for us to judge.
    return reason === undefined || /too large|overflow|duplicate capture group/i.test(reason)
      ? undefined
      : reason.charAt(0).toLowerCase() + reason.slice(1);
  }
}
