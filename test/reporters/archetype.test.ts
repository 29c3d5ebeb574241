import { describe, expect, it } from 'vitest';

import { runAudit } from '../../src/engine/run.ts';
import type { Given } from '../../src/facts/given.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import type { Reporter } from '../../src/reporters/reporter.ts';
import { json } from '../../src/reporters/json/json.ts';
import { markdown } from '../../src/reporters/markdown/markdown.ts';
import { terminal } from '../../src/reporters/terminal/terminal.ts';
import { codeCase, type Case } from '../../src/testing/code-case.ts';

const TOOLS = [{ name: 'get_order', description: 'Gets an order of the shop by its number.' }];
const WRAPPER: Case = { tools: TOOLS, outbound: [{ at: 'src/api.ts#/get/call~1' }] };
const BACKEND: Case = { tools: TOOLS, outbound: [{ at: 'src/db.ts#/get/call~1', client: 'pg' }] };

function page(reporter: Reporter, text: string, given: Given = {}): string {
  const audit = runAudit(loadText(text, 'list.json', 'list'), { rules: [], failOn: 'never', minTools: 0, given });
  return reporter.render(audit, { root: '/', repository: '/', color: false, links: false, width: 120 });
}
const lineOf = (text: string): string | undefined =>
  text.split('\n').find((line) => /^(?: {2}kind |- kind:)/.test(line));

describe('what kind of server it is', () => {
  it.each<[string, string, Given, string | undefined]>([
    [
      'passes calls on',
      codeCase(WRAPPER),
      {},
      'API wrapper: another service is called by 1 of 1 tool, as at list.json:1',
    ],
    [
      'keeps data',
      codeCase(BACKEND),
      {},
      'stateful backend: a database (pg) is used by 1 of 1 tool, as at list.json:1; operations weigh 10',
    ],
    [
      'is said to orchestrate',
      codeCase(WRAPPER),
      { archetype: 'workflow-orchestrator' },
      'workflow orchestrator: as configured; operations weigh 10',
    ],
    ['is only a list', JSON.stringify({ tools: TOOLS }), {}, undefined],
  ])('stands beside the score of one that %s', (_, text, given, said) => {
    const shown = said && `  kind          ${said}`;
    expect(lineOf(page(terminal, text, given))).toBe(shown);
    expect(lineOf(page(markdown, text, given))).toBe(said && `- kind: ${said}`);
  });

  it('stands in the JSON report with its evidence', () => {
    const { servers } = JSON.parse(page(json, codeCase(BACKEND))) as { servers: { archetype: unknown }[] };
    expect(servers[0]!.archetype).toEqual({
      name: 'stateful-backend',
      by: 'source',
      evidence: [
        {
          says: 'a database (pg) is used by 1 of 1 tool',
          address: 'mcp:list/code/src%2Fdb.ts#/get/call~1',
          location: expect.objectContaining({ file: 'list.json', startLine: 1 }),
        },
      ],
    });
    const [list] = (JSON.parse(page(json, JSON.stringify({ tools: TOOLS }))) as { servers: { archetype: unknown }[] })
      .servers;
    expect(list!.archetype).toEqual({ name: 'unknown', by: 'tools', evidence: [] });
  });
});
