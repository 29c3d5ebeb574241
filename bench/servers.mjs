// The servers in TypeScript that the benchmark audits: made up, the same at every run, of about the size of real ones.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { NOUNS, pick, random, sentence, VERBS } from './lists.mjs';

/** What ten files in a row are; those of the last three kinds are reached by handlers at most, which nobody calls. */
const KINDS = ['tool', 'tool', 'tool', 'register', 'register', 'class', 'schema', 'client', 'text', 'loose'];
const UNREACHED = new Set(['client', 'text', 'loose']);
const FOLDERS = {
  tool: 'tools',
  register: 'register',
  class: 'classes',
  schema: 'schemas',
  client: 'clients',
  text: 'text',
  loose: 'scripts',
};

/**
 * Writes a package of `count` source files into a folder that does not exist. Answers with the names of its tools and with
 * the paths of the files that no registration reaches.
 */
export function writeServer(dir, count, seed = 1) {
  const next = random(seed);
  const gathered = { tool: [], register: [], class: [] };
  const fixed = 5; // the start, three indexes and the base class
  const units = Array.from({ length: count - fixed }, (_, i) => ({ kind: KINDS[i % KINDS.length], nth: i }));
  const texts = new Map();
  for (const { kind, nth } of units) {
    const name = `${kind}${nth}`;
    gathered[kind]?.push(name);
    texts.set(`src/${FOLDERS[kind]}/${name}.ts`, WRITERS[kind](next, name, nth - (nth % KINDS.length), units.length));
  }
  texts.set('src/index.ts', START);
  texts.set('src/tools/index.ts', indexOf(gathered.tool, 'allTools'));
  texts.set('src/register/index.ts', indexOf(gathered.register, 'registerAll'));
  texts.set('src/classes/index.ts', indexOf(gathered.class, 'classes'));
  texts.set('src/classes/base.ts', BASE);
  texts.set('package.json', PACKAGE);
  texts.set('tsconfig.json', '{ "compilerOptions": { "module": "nodenext", "rootDir": "src", "outDir": "dist" } }\n');
  for (const [file, text] of texts) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  return {
    tools: [...gathered.tool, ...gathered.register]
      .flatMap((name) => [`${name}_a`, `${name}_b`])
      .concat(gathered.class),
    unreached: units.flatMap(({ kind, nth }) => (UNREACHED.has(kind) ? `src/${FOLDERS[kind]}/${kind}${nth}.ts` : [])),
  };
}

const PACKAGE = `${JSON.stringify(
  {
    name: 'bench-server',
    version: '1.0.0',
    type: 'module',
    bin: 'dist/index.js',
    dependencies: { '@modelcontextprotocol/sdk': '1.29.0', zod: '4.3.6' },
  },
  undefined,
  2,
)}\n`;

const START = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { classes } from './classes/index.js';
import { registerAll } from './register/index.js';
import { allTools } from './tools/index.js';

const server = new McpServer({ name: 'bench-server', version: '1.0.0' });
for (const tool of allTools.flat())
  server.registerTool(tool.name, { title: tool.title, description: tool.description, inputSchema: tool.parameters }, tool.handler);
registerAll.forEach((register) => register(server));
for (const Class of classes) new Class().register(server);
await server.connect(new StdioServerTransport());
`;

const BASE = `import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { ZodRawShape } from 'zod';

export abstract class BaseTool {
  abstract readonly name: string;
  abstract readonly description: string;
  abstract readonly parameters: ZodRawShape;
  abstract run(input: Record<string, unknown>): Promise<string>;

  register(server: McpServer): void {
    server.registerTool(this.name, { description: this.description, inputSchema: this.parameters }, async (input) => ({
      content: [{ type: 'text', text: await this.run(input) }],
    }));
  }
}
`;

const indexOf = (names, list) =>
  `${names.map((name) => `import { ${name} } from './${name}.js';`).join('\n')}\n\nexport const ${list} = [${names.join(', ')}];\n`;

/** One parameter of a zod shape, as people write them. */
function parameter(next, i) {
  const name = `${pick(next, NOUNS)}${pick(next, ['Id', 'Name', 'Path', 'Query'])}${i}`;
  const type = pick(next, [
    'z.string().min(1)',
    'z.string()',
    'z.number().int().min(1).max(100).default(30)',
    "z.enum(['open', 'closed', 'all'])",
    'z.array(z.string()).optional()',
    'z.boolean().default(false)',
    'z.object({ line: z.number().int(), side: z.string() }).optional()',
    "z.union([z.string(), z.number()]).describe('One or the other.')",
  ]);
  return `  ${name}: ${type}.describe('${sentence(next, 4 + next(12))}'),`;
}

const shape = (next) => `{\n${Array.from({ length: 3 + next(6) }, (_, i) => parameter(next, i)).join('\n')}\n}`;
const description = (next) =>
  `${pick(next, VERBS)} one ${pick(next, NOUNS)}. ${sentence(next, 8 + next(25))}`.replace(/^./, (letter) =>
    letter.toUpperCase(),
  );

/** A file by kind: its name, and the number of the first file of its ten, by which it knows the others. */
const WRITERS = {
  tool: (next, name, first, units) => {
    const shares = first + 6 < units;
    const calls = first + 7 < units;
    const one = (letter) => `  {
    name: '${name}_${letter}',
    title: '${sentence(next, 3)}',
    description: \`${description(next)}\`,
    parameters: { ...${shares ? `schema${first + 6}` : '{}'}, ...parameters },
    async handler(input: Record<string, unknown>) {
      return { content: [{ type: 'text' as const, text: ${calls ? `await client${first + 7}(input)` : "''"} }] };
    },
  },`;
    return `import { z } from 'zod';
${calls ? `import { client${first + 7} } from '../clients/client${first + 7}.js';\n` : ''}${shares ? `import { schema${first + 6} } from '../schemas/schema${first + 6}.js';\n` : ''}
const parameters = ${shape(next)};

export const ${name} = [
${one('a')}
${one('b')}
];
`;
  },
  register: (next, name) => `import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

export function ${name}(server: McpServer): void {
${['a', 'b']
  .map(
    (letter) => `  server.registerTool(
    '${name}_${letter}',
    { description: '${description(next)}', inputSchema: ${shape(next)}, annotations: { readOnlyHint: true } },
    async (input) => ({ content: [{ type: 'text', text: JSON.stringify(input) }] }),
  );`,
  )
  .join('\n')}
}
`,
  class: (next, name) => `import { z } from 'zod';
import { BaseTool } from './base.js';

export class ${name} extends BaseTool {
  readonly name = '${name}';
  readonly description = '${description(next)}';
  readonly parameters = ${shape(next)};

  async run(input: Record<string, unknown>): Promise<string> {
    return JSON.stringify(input);
  }
}
`,
  schema: (next, name) => `import { z } from 'zod';

export const ${name} = ${shape(next).replaceAll(/^ {2}(\w+):/gm, '  shared_$1:')};
`,
  client: (next, name, first, units) => {
    const text = first + 8 < units ? `text${first + 8}` : undefined;
    return `${text ? `import { ${text} } from '../text/${text}.js';\n\n` : ''}${body(next)}
export async function ${name}(input: Record<string, unknown>): Promise<string> {
  const response = await fetch('https://example.com/${name}', { method: 'POST', body: JSON.stringify(input) });
  return ${text ? `${text}(await response.text())` : 'response.text()'};
}
`;
  },
  text: (next, name) => `${body(next)}
export const ${name} = (text: string): string => step0(text);
`,
  loose: (next) => `${body(next)}
console.log(step0(process.argv[2] ?? ''));
`,
};

/** Code as it stands in handlers, about 2 kB. */
const body = (next) =>
  Array.from(
    { length: 8 },
    (_, i) => `/** ${sentence(next, 8)} */
function step${i}(text: string): string {
  const lines = text.split('\\n').filter((line) => line.length > ${next(80)});
  if (lines.length === 0) throw new Error('${sentence(next, 6)}');
  return lines.map((line, at) => \`\${at}: \${line.trim()}\`).join('\\n');
}
`,
  ).join('\n');
