import type { Audit } from '../../src/engine/audit.ts';
import { runAudit, type Settings } from '../../src/engine/run.ts';
import { type Failed, isFailed, type Loaded, type Place, type Suppression } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { defineRule, type Rule } from '../../src/rule.ts';

const about = {
  references: ['https://modelcontextprotocol.io/specification/2025-11-25/server/tools', 'owner/repo#1'],
  realCase: 'none',
  since: '0.1.0',
} as const;

/** Rules of our own, so that these tests hold whatever the real ones say. */
export const rules: readonly Rule[] = [
  defineRule(
    {
      ...about,
      id: 'test-array',
      title: 'An array says what it holds.',
      category: 'schema',
      severity: 'error',
      why: 'A client refuses it.',
      hint: 'Add `"items": {}`.',
      messages: { bare: '`{name}` is an array of nothing.' },
    },
    {
      *schema(node) {
        if (node.property && typeof node.data === 'object' && node.data['type'] === 'array')
          yield { at: node.at('items'), message: 'bare', data: { name: node.property.name } };
      },
    },
  ),
  defineRule(
    {
      ...about,
      id: 'test-text',
      title: 'A description says something.',
      category: 'description',
      severity: 'warning',
      why: 'A model guesses.',
      hint: 'Say what it does.',
      messages: { vague: 'The description of `{name}` is vague: {text}' },
    },
    {
      *tool(tool) {
        const { name, description } = tool.data;
        if (description?.includes('thing'))
          yield {
            at: tool.at('description'),
            message: 'vague',
            data: { name, text: description },
            related: [{ at: tool.at('name'), note: `the name [${name}](x)` }],
          };
      },
    },
  ),
  defineRule(
    {
      ...about,
      id: 'test-safe',
      title: 'A tool says that it is safe.',
      category: 'safety',
      severity: 'info',
      why: 'A client asks each time.',
      hint: 'Add `"annotations": { "readOnlyHint": true }`.',
      messages: { silent: '`{name}` does not say whether it is safe.' },
    },
    {
      *tool(tool) {
        if (tool.data.annotations === undefined)
          yield { at: tool.at('annotations'), message: 'silent', data: { name: tool.data.name } };
      },
    },
  ),
];

export const tool = (name: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  name,
  description: `Gets ${name}.`,
  inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
  annotations: { readOnlyHint: true },
  ...more,
});
export const arrays = (...names: readonly string[]): Record<string, unknown> => ({
  inputSchema: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'array' }])) },
});

/** A tool list as a document; `file` is where it stands. */
export function loaded(value: unknown, file = 'tools.json', indent: number | undefined = 2): Loaded {
  const [server] = loadText(
    typeof value === 'string' ? value : JSON.stringify(value, null, indent),
    file,
    file.replace(/\.json$/, ''),
  );
  if (!server || isFailed(server)) throw new Error('the fixture does not load');
  return server;
}

const suppressing = (server: Loaded, suppressions: readonly Suppression[]): Loaded => ({ ...server, suppressions });

/** The same server read live, with a line named for it. */
const anchored = (server: Loaded, file: string): Loaded => ({
  ...server,
  input: 'live',
  texts: new Map(),
  files: [file],
  locate: () => ({ file, start: { line: 3, column: 1 }, end: { line: 3, column: 1 }, precision: 'anchor' }),
});
/** The same server read live, without any. */
export const placeless = (server: Loaded): Loaded => ({
  ...server,
  input: 'live',
  texts: new Map(),
  files: [],
  locate: () => undefined,
});

/** The same server with a parameter of its first tool unread. */
const opaque = ({ server, ...rest }: Loaded, parameter: string, reason: string): Loaded => ({
  ...rest,
  server: {
    ...server,
    quirks: [{ at: server.tools[0]!.at('inputSchema', 'properties', parameter), what: 'opaque', reason }],
  },
});

const SOURCE = `import { z } from 'zod';
export function register(server: McpServer) {
  server.registerTool('search', { description: 'Searches a thing.', inputSchema: { tags: z.array() } }, run);
  if (process.env.ADMIN) server.registerTool('drop', { description: 'Drops it.' }, run);
  for (const name of names()) server.registerTool(name, {}, run);
}
`;

/** A server as its source has it; each part stands where its last word is in the text. */
function fromSource(file = 'src/tools.ts', input: Loaded['input'] = 'typescript'): Loaded {
  const place = (word: string): Place => {
    const before = SOURCE.slice(0, SOURCE.indexOf(word)).split('\n');
    const start = { line: before.length, column: before.at(-1)!.length + 1 };
    return { file, start, end: { ...start, column: start.column + word.length }, precision: 'exact' };
  };
  const { server, ...rest } = loaded({
    server: { name: 'shop', version: '2.1.0' },
    fidelity: 'declared',
    tools: [
      tool('search', { description: 'Searches a thing.', ...arrays('tags') }),
      tool('drop', { annotations: undefined }),
    ],
  });
  const drop = server.tools[1]!.address;
  return {
    ...rest,
    input,
    server: {
      ...server,
      quirks: [
        { at: drop, what: 'conditional', test: 'process.env.ADMIN' },
        { at: server.tools[0]!.at('description'), what: 'conditional', test: 'the language | `set`' },
        { at: server.tools[1]!.at('inputSchema'), what: 'opaque', reason: 'a call of `shape`, which is not read' },
        {
          at: server.at('tools', '-'),
          what: 'opaque',
          reason: 'a tool whose name could not be read: names() is not known',
        },
      ],
    },
    locate: ({ kind, name, pointer }) =>
      kind === 'server'
        ? pointer === '/tools/-'
          ? place('registerTool(name')
          : place('register')
        : place(pointer.includes('tags') ? 'tags' : pointer === '/description' ? "'Searches a thing.'" : `'${name}'`),
    texts: new Map([[file, SOURCE]]),
    files: ['src/index.ts', file],
    source: {
      libraries: [
        { name: '@modelcontextprotocol/sdk', role: 'sdk', version: '1.29.0', basis: 'installed' },
        { name: 'zod', role: 'schema', version: '3.25.76', basis: 'lock file' },
      ],
    },
  };
}

const broken: Failed = {
  id: 'broken',
  input: 'live',
  reason: 'the server exited with code 1 before it answered',
  detail: "Error: Cannot find module 'x'\n  at \u001B[31mload\u001B[0m (a.js:1)",
  hint: 'Run `node server.js` on its own to see why.',
};

/** Everything a stranger may write into a name or a text. */
export const NASTY = [
  '\u001B[2J\u001B]0;title\u0007',
  '\u202Eevil\u2066',
  '<script>alert(1)</script><img src=x onerror=y>',
  '[click](https://evil.example) ![x](https://evil.example/p.png)',
  '@octocat #1 owner/repo#2 https://evil.example www.evil.example',
  '| a | b |',
  '`tick` ``two`` ```three',
  '::error::pwned\r\n::set-output name=x::y',
  '\n# heading\n- list\n',
  '\uD800 lone',
  '日本語のとても長い名前🎉🎉🎉',
  'x'.repeat(5000),
  '',
  '__proto__',
  '$x^2$ $`y`$ ~~gone~~ **bold** _it_ \\',
];
export const hostile: Loaded = loaded({
  server: { name: NASTY.slice(0, 6).join(' '), version: NASTY[0] },
  instructions: NASTY.join(' '),
  tools: [
    ...NASTY.map((text) => tool(text, { description: `thing ${text}`, annotations: undefined, ...arrays(text) })),
    5,
    null,
  ],
});

export const audit = (targets: readonly (Loaded | Failed)[], settings: Partial<Settings> = {}): Audit =>
  runAudit(targets, { rules, failOn: 'error', minTools: 1, ...settings });

/** One audit of each kind a reporter meets. */
export const AUDITS: Readonly<Record<string, Audit>> = {
  clean: audit([
    loaded({
      server: { name: 'tidy', version: '1.0.0' },
      revisions: ['2025-11-25'],
      instructions: 'Ask first.',
      tools: [tool('get_page'), tool('list_pages')],
    }),
  ]),
  findings: audit(
    [
      loaded({
        tools: [tool('search', arrays('tags')), tool('run', { description: 'Does a thing.', annotations: undefined })],
      }),
    ],
    { budget: { tokens: 10 } },
  ),
  'min severity': audit([loaded({ tools: [tool('run', { ...arrays('tags'), annotations: undefined })] })], {
    minSeverity: 'error',
    failOn: 'never',
  }),
  'over the limit': audit([loaded({ tools: [tool('a')] })], { budget: { tokens: 10 }, failOn: 'never' }),
  failed: audit([broken]),
  'failed with a place': audit([
    {
      id: 'bad',
      input: 'json',
      reason: 'not valid JSON',
      place: { file: 'bad.json', start: { line: 2, column: 5 }, end: { line: 2, column: 5 }, precision: 'exact' },
    },
  ]),
  empty: audit([loaded({ tools: [] })]),
  partial: audit([loaded({ server: { name: 'half' }, tools: [tool('a', arrays('x'))], nextCursor: 'more' })]),
  opaque: audit(
    [
      opaque(
        loaded({ server: { name: 'holes' }, tools: [tool('a', arrays('x\u001B|`'))] }),
        'x\u001B|`',
        'a \u001B[31mcall',
      ),
    ],
    { failOnUnchecked: true },
  ),
  suppressed: audit([
    suppressing(loaded({ tools: [tool('a', arrays('x', 'y')), tool('b', { annotations: undefined })] }), [
      {
        by: 'comment',
        rules: ['test-array'],
        reason: 'a [link](x) | ok',
        until: '2030-01-01',
        covers: (at) => at.pointer.includes('/x/'),
      },
      { by: 'baseline', rules: ['*'], covers: (at) => at.name === 'b' },
    ]),
  ]),
  noticed: audit([loaded({ tools: [tool('a', arrays('x')), tool('b')] })], {
    today: '2026-06-15',
    whole: true,
    maxWarnings: 0,
    severities: new Map([['test-array', 'warning']]),
    budget: { tokens: 20, tool: 10, instructions: 1, toolset: 5 },
    given: { toolsets: [{ name: 'all | <b>', patterns: ['*'] }] },
    overrides: [
      {
        levels: new Map([['test-text', 'off']]),
        options: new Map(),
        until: '2026-06-14',
        place: { file: 'mcp-audit.config.json', line: 3, column: 5 },
      },
      {
        levels: new Map([['test-text', 'off']]),
        options: new Map(),
        tools: ['`<b>\u001B[31m*', '@x |'],
        place: { file: 'my config.ts' },
      },
    ],
    baseline: {
      file: 'mcp-audit.baseline.txt',
      rules: { version: '0.0.1', hash: 'abc' },
      entries: [
        { server: 'tools', at: 'mcp:tools/tools/c#/x', rule: 'test-array', message: 'bare', line: 5 },
        { server: 'tools', at: 'mcp:tools/tools/c#/x', rule: 'gone', message: 'it', line: 6 },
      ],
    },
  }),
  anchored: audit([anchored(loaded({ tools: [tool('a', arrays('x', 'y'))] }), 'src/my server.ts')]),
  placeless: audit([placeless(loaded({ tools: [tool('a', arrays('x'))] }))]),
  source: audit([fromSource()]),
  package: audit([fromSource('npm:@scope/shop@2.1.0/dist/my tools.js', 'npm')]),
  'live with its source': audit([fromSource(undefined, 'live')]),
  stdin: audit([loaded({ tools: [tool('a', arrays('x'))] }, '<stdin>')]),
  mixed: audit([
    loaded({ server: { name: 'one' }, tools: [tool('a', arrays('x'))] }, 'one.json'),
    loaded({ server: { name: 'half' }, tools: [tool('a')], nextCursor: 'more' }, 'two.json'),
    broken,
  ]),
  hostile: audit([hostile]),
  'hostile on one line': audit([
    loaded(JSON.stringify({ tools: hostile.server.tools.map(({ data }) => data.raw) }), 'min.json'),
  ]),
  nothing: audit([]),
};
