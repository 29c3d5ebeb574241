import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import manifest from '../../package.json' with { type: 'json' };
import { nearest } from '../text/nearest.ts';
import { generate, ruleFolders } from './gen.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Words of lower-case letters and digits, two or more: what is looked at first, then what is wrong with it. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const LONGEST = 40;

/** Why a name is none for a new rule; `undefined` where it is one. */
export function whyNot(name: string | undefined, known: readonly string[]): string | undefined {
  if (name === undefined) return 'name the rule: `npm run new-rule tool-title-missing`';
  if (known.includes(name)) return `there is a rule \`${name}\` already: rules/${name}`;
  if (!NAME.test(name) || name.length > LONGEST)
    return `\`${name.slice(0, 60)}\` is no name of a rule: two or more words in lower case with \`-\` between them, at most ${LONGEST} characters, the thing first: \`tool-title-missing\``;
  const close = nearest(name, known);
  return close !== undefined && close.length === name.length
    ? `\`${name}\` is too close to \`${close}\`: nobody would tell them apart`
    : undefined;
}

/** The files of a new rule, as `path → text`. They compile, and its tests fail until they are filled in. */
export const filesOf = (name: string): ReadonlyMap<string, string> =>
  new Map([
    [`rules/${name}/rule.ts`, rule(name)],
    [`rules/${name}/rule.test.ts`, test],
    [`rules/${name}/README.md`, page],
  ]);

const rule = (name: string): string => `import { defineRule, nameOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: '${name}',
    title: 'TODO: the rule as a sentence that the author of a server can agree with.',
    category: 'description', // or naming, schema, safety, errors, operations, budget
    severity: 'info', // warning: right nine times in ten on real servers; error: near-certain harm
    why: 'TODO: what goes wrong in production, and who says so.',
    hint: 'TODO: what to do, ready to paste.',
    messages: { todo: 'TODO: what is wrong with \`{name}\`.' },
    references: ['https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool'],
    realCase: 'TODO: the real tool it fires on, with package and version, or the bug it reproduces',
    since: '${manifest.version}',
  },
  {
    *tool(tool) {
      const { name, raw } = tool.data;
      if (!('TODO' in raw)) return;
      yield { at: tool.at('TODO'), message: 'todo', data: { name: nameOf(name) } };
    },
  },
);
`;

const test = `import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"todo: a tool on which the rule is silent"}]}',
    { json: '{"tools":[{"name":"todo","TODO":1}]}', why: 'TODO: a near miss, which looks like the defect and is none' },
  ],
  bad: [
    // the marks stand around the place that a finding has
    { json: '{"tools":[{[|"name"|]:"todo: a tool with the defect"}]}', says: 'todo', text: 'TODO' },
  ],
});
`;

const page = `<!-- generated from rule.ts by npm run gen -->
<!-- end generated -->

TODO: when it speaks and when it is silent, in a few sentences. Both examples run as tests.

\`\`\`json bad
{ "tools": [{ "name": "todo" }] }
\`\`\`

\`\`\`json good
{ "tools": [{ "name": "todo" }] }
\`\`\`
`;

if (process.argv[1] === import.meta.filename) {
  const [, , name] = process.argv;
  const problem = whyNot(name, ruleFolders());
  if (problem !== undefined || name === undefined) {
    console.error(problem);
    process.exit(2);
  }
  const files = filesOf(name);
  mkdirSync(path.join(root, 'rules', name));
  for (const [file, text] of files) writeFileSync(path.join(root, file), text);
  for (const [file, text] of await generate()) writeFileSync(path.join(root, file), text);
  console.log(`wrote ${[...files.keys()].join(', ')}
next  fill in every TODO in rule.ts
      npx vitest run rules/${name}   fails until the table holds
      npm run gen                    after each change of the metadata
      npx jiti scripts/corpus.ts DIR ${name}   what it says on a folder of tool lists; read it before the rule lands`);
}
