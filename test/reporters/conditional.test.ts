import { expect, it } from 'vitest';

import { runAudit } from '../../src/engine/run.ts';
import type { Loaded } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { json } from '../../src/reporters/json/json.ts';
import type { Report } from '../../src/reporters/json/contract.ts';
import { markdown } from '../../src/reporters/markdown/markdown.ts';
import type { Run } from '../../src/reporters/sarif/format.ts';
import { sarif } from '../../src/reporters/sarif/sarif.ts';
import { terminal } from '../../src/reporters/terminal/terminal.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const env = { root: '/repo', color: false, links: false, width: 100 };

/** An audit of six tools, of which the source says what it says under conditions. */
function audit(conditional: readonly { readonly address: string; readonly test: string }[]) {
  const text = JSON.stringify({
    server: { name: 's' },
    fidelity: 'declared',
    instructions: 'Use it.',
    conditional,
    tools: NAMES.map((name) => ({ name, inputSchema: { type: 'object' } })),
  });
  return runAudit(loadText(text, 'tools.json', 'tools') as Loaded[], { rules: [], failOn: 'error', minTools: 1 });
}
const each = (test: (name: string) => string, part = '') =>
  NAMES.map((name) => ({ address: `mcp:s/tools/${name}${part}`, test: test(name) }));
const notes = (text: string): string =>
  /^(?:listed only|not always)[^]*?(?=^score|^context|^PASS)/m.exec(text)?.[0].trim() ?? '';

it('a condition of all tools is said once', () => {
  const all = audit(each((name) => `methods.includes(tool.name) for \`${name}\``));
  expect(notes(terminal.render(all, env))).toBe(
    'listed only sometimes: all of the 6 tools\n  if methods.includes(tool.name)',
  );
  const [run] = (JSON.parse(sarif.render(all, env)) as { runs: Run[] }).runs;
  expect(run!.invocations[0]!.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
    'Each of the 6 tools is listed only if methods.includes(tool.name).',
  ]);
  expect(markdown.render(all, env)).toContain('`c` (`tools.json:1`) and 3 more, if `methods.includes(tool.name)`');
});

it('an assumption is said once, and so are the instructions that rest on one', () => {
  const parts = audit([
    { address: 'mcp:s#/instructions', test: '`process.env.HELP` is set' },
    ...each(() => '`process.env.PREFIX` is set', '#/name'),
  ]);
  expect(notes(terminal.render(parts, env))).toMatchInlineSnapshot(`
    "not always the same: 7 parts
      tools.json:1:61: the server#/instructions, if \`process.env.HELP\` is set
      if \`process.env.PREFIX\` is set:
        tools.json:1:599: a#/name
        tools.json:1:644: b#/name
        tools.json:1:689: c#/name
        and 3 more
      --verbose lists all 7"
  `);
  const [server] = (JSON.parse(json.render(parts, env)) as Report).servers;
  expect(server!.varies).toEqual([{ address: 'mcp:s#/instructions', test: '`process.env.HELP` is set' }]);
  expect(server!.tools[1]!.varies).toEqual([{ address: 'mcp:s/tools/b#/name', test: '`process.env.PREFIX` is set' }]);
  expect(markdown.render(parts, env)).toContain('and 3 more, if `` `process.env.PREFIX` is set ``');
});
