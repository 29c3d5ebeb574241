import { describe, expect, it } from 'vitest';

import { runAudit } from '../../src/engine/run.ts';
import type { Given } from '../../src/facts/given.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { defineRule } from '../../src/rule.ts';
import { codeCase, type Case } from '../../src/testing/code-case.ts';

const about = {
  category: 'operations',
  severity: 'warning',
  title: 'A rule for this test.',
  why: 'A test.',
  hint: 'Nothing.',
  messages: { bad: 'Bad.' },
  references: ['owner/repo#1'],
  realCase: 'none',
  since: '0.1.0',
} as const;
const ofTool = defineRule(
  { ...about, id: 'test-tool' },
  {
    *server({ tools }) {
      const [first] = tools;
      if (first) yield { at: first.address, message: 'bad' };
    },
  },
);
const ofServer = defineRule(
  { ...about, id: 'test-server' },
  {
    *server(server) {
      yield { at: server.at('tools'), message: 'bad' };
    },
  },
);

const CASE: Case = {
  tools: ['get_order', 'get_invoice'].map((name) => ({ name, description: 'Gets one of the shop by its number.' })),
  handlers: [0, 1].map((tool) => ({ at: `a.ts#/f${tool}`, tool })),
};

function scoreOf(rule: typeof ofTool | typeof ofServer, text: string, given: Given = {}) {
  const { servers } = runAudit(loadText(text, 'list.json', 'list'), {
    rules: [rule],
    failOn: 'never',
    minTools: 0,
    given,
  });
  const { score, tools } = servers[0]!;
  return {
    overall: score!.overall,
    operations: score!.categories.operations,
    ofTools: tools.map((tool) => tool.score.categories.operations),
  };
}

describe('operations', () => {
  it('are evaluated where it is known how a server is reached', () => {
    expect(scoreOf(ofTool, codeCase(CASE))).toMatchObject({ operations: 83, ofTools: [75, 100] });
    expect(scoreOf(ofServer, codeCase(CASE))).toMatchObject({ operations: 75, ofTools: [100, 100] });
  });
  it.each<[string, string]>([
    ['where that was not followed to its end', codeCase({ ...CASE, cut: ['transports'] })],
    ['of a list', JSON.stringify({ tools: CASE.tools })],
  ])('are not %s, and cost nothing', (_, text) =>
    expect(scoreOf(ofTool, text)).toEqual({ overall: 100, operations: null, ofTools: [null, null] }),
  );
  it('of a tool are not where its handler was not followed', () => {
    const [, second] = CASE.handlers!;
    expect(scoreOf(ofTool, codeCase({ ...CASE, handlers: [second!] }))).toMatchObject({ ofTools: [null, 100] });
  });
  it('weigh more in a server that makes several changes, or keeps what they are about', () => {
    const overall = (archetype: Given['archetype']) =>
      scoreOf(ofServer, codeCase(CASE), archetype ? { archetype } : {}).overall!;
    expect(overall('api-wrapper')).toBe(overall(undefined));
    expect(overall('workflow-orchestrator')).toBeLessThan(overall(undefined));
    expect(overall('stateful-backend')).toBe(overall('workflow-orchestrator'));
  });
});
